import { language, t } from "../language/language";
import { dayOf, epochDay, shortDay, type Day } from "./days";

/** Days from one to another, both of them in it; open where one is null. */
export interface DayRange {
  from: Day | null;
  to: Day | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) => day.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(epochDay(text)) === text;

/** "2026-12-07..2026-12-13", "..2026-12-06", "2027-03-15.."; null for what is none. */
export function readDayRange(text: string | null): DayRange | null {
  const ends = (text ?? "").split("..");
  if (ends.length !== 2 || ends.every((end) => end === "") || !ends.every((end) => end === "" || isDay(end))) return null;
  const [from, to] = ends as [string, string];
  return { from: from || null, to: to || null };
}

export function writeDayRange({ from, to }: DayRange): string {
  return `${from ?? ""}..${to ?? ""}`;
}

/** What has no day lies within none. */
export function isWithin({ from, to }: DayRange, date: Day | null | undefined): boolean {
  return date != null && (from == null || date >= from) && (to == null || date <= to);
}

/** "7–13 Dec", "30 Nov – 6 Dec", "until 6 Dec", "from 15 Mar". */
export function dayRangeWords({ from, to }: DayRange): string {
  if (from == null) return t("until {day}", { day: shortDay(to!) });
  if (to == null) return t("from {day}", { day: shortDay(from) });
  return language === "en" && from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))}–${shortDay(to)}` : `${shortDay(from)} – ${shortDay(to)}`;
}

/** The seven days from a Monday on. */
export function weekFrom(monday: Day): DayRange {
  return { from: monday, to: dayOf(epochDay(monday) + 6) };
}
