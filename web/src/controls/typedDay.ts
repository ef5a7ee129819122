import { t } from "../language/language";
import { dayOf, daysBetween, epochDay, monthName, weekdayName, type Day } from "../vocabulary/days";

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The place of a name in English, else in the reader's language, by its first three letters; −1 for none. */
function placeOf(typed: string, english: readonly string[], own: (place: number) => string): number {
  const inEnglish = english.indexOf(typed);
  return inEnglish >= 0 ? inEnglish : english.findIndex((_, place) => own(place).toLowerCase().slice(0, 3) === typed);
}

/** 0 is Monday: 5 January 1970 was one. */
const weekdayOf = (day: number) => (((day - 4) % 7) + 7) % 7;

const two = (n: number) => String(n).padStart(2, "0");

/** Null for a day that the calendar does not have. */
export function dayOrNull(year: number, month: number, day: number): Day | null {
  const text = `${year}-${two(month)}-${two(day)}`;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && dayOf(epochDay(text)) === text ? text : null;
}

/** Of that day in the years around `today` the one nearest to it. */
function nearest(today: Day, ofYear: (year: number) => Day | null): Day | null {
  const year = Number(today.slice(0, 4));
  const days = [year - 1, year, year + 1].map(ofYear).filter((day) => day != null);
  return days.toSorted((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0] ?? null;
}

/** The Monday of a week as ISO 8601 counts them: 4 January is always in the first. */
function mondayOf(week: number, year: number): Day | null {
  const fourth = epochDay(`${year}-01-04`);
  const monday = fourth - weekdayOf(fourth) + (week - 1) * 7;
  return week >= 1 && dayOf(monday + 3).startsWith(String(year)) ? dayOf(monday) : null;
}

/**
 * A day as people type it: "t" or "today", "+5" and "-2" in days from `from`, "14/3", "14.3.27", "14 mar", "fri" or
 * "next fri" for the first after today, "w12" for the Monday of week 12, "2027-03-14". The day always comes before the
 * month. Without a year it is the nearest to today. Null when it is none of these.
 */
export function readDay(typed: string, today: Day, from: Day): Day | null {
  const text = typed.trim().toLowerCase();
  if (text === "t" || text === "today" || text === t("today")) return today;
  let found: RegExpExecArray | null;
  if ((found = /^([+\-−])\s?(\d{1,3})$/.exec(text))) return dayOf(epochDay(from) + (found[1] === "+" ? 1 : -1) * Number(found[2]));
  if ((found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text))) return dayOrNull(Number(found[1]), Number(found[2]), Number(found[3]));
  if ((found = /^w(\d{1,2})$/.exec(text))) return nearest(today, (year) => mondayOf(Number(found![1]), year));
  // As Chinese writes it, and shows it in the field.
  if ((found = /^(?:(\d{4}|\d{2})年)?(\d{1,2})月(\d{1,2})日?$/.exec(text))) {
    const [, year, month, day] = found;
    if (year) return dayOrNull(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
    return nearest(today, (near) => dayOrNull(near, Number(month), Number(day)));
  }
  const weekday = (found = /^(?:next )?(\p{L}{3})\p{L}*$/u.exec(text)) ? placeOf(found[1]!, weekdayNames, (place) => weekdayName(dayOf(place + 4))) : -1;
  if (weekday >= 0) {
    const ahead = (weekday - weekdayOf(epochDay(today)) + 7) % 7;
    return dayOf(epochDay(today) + (ahead === 0 ? 7 : ahead));
  }
  if ((found = /^(\d{1,2})(?:[./-](\d{1,2})|\.? ?(\p{L}{3})\p{L}*)\.?(?:[ ./-](\d{4}|\d{2}))?$/u.exec(text))) {
    const [, day, number, name, year] = found;
    const month = number ? Number(number) : placeOf(name!, monthNames, monthName) + 1;
    if (year) return dayOrNull(Number(year.length === 2 ? `20${year}` : year), month, Number(day));
    return nearest(today, (near) => dayOrNull(near, month, Number(day)));
  }
  return null;
}
