import { count, locale, t } from "../language/language";

export { count };

/**
 * A day is the string "YYYY-MM-DD"; arithmetic runs on whole days since 1 January 1970 in UTC,
 * so that no time zone can move it. Instants are RFC 3339 strings and are shown in the
 * reader's zone.
 */
export type Day = string;

const millisecondsPerDay = 86_400_000;
const namesOf = (form: Intl.DateTimeFormatOptions, days: readonly Day[]) => {
  const names = new Intl.DateTimeFormat(locale, { ...form, timeZone: "UTC" });
  return days.map((day) => names.format(Date.parse(day)));
};
const months = namesOf({ month: "short" }, Array.from({ length: 12 }, (_, month) => `2027-${two(month + 1)}-01`));
// The third of January 2027 is a Sunday.
const weekdays = namesOf({ weekday: "short" }, Array.from({ length: 7 }, (_, weekday) => `2027-01-${two(weekday + 3)}`));

export function epochDay(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / millisecondsPerDay;
}

export function dayOf(epochDay: number): Day {
  return new Date(epochDay * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

/** The reader's own calendar day. */
export function today(now: number): Day {
  const date = new Date(now);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "4 Jan", with the year from half a year on from `near`: without, that day is the nearest to it of all years. */
export function shortDay(day: Day, near?: Day): string {
  return near !== undefined && Math.abs(daysBetween(near, day)) >= 182
    ? t("{day} {month} {year}", { ...partsOf(day), year: day.slice(2, 4) })
    : t("{day} {month}", partsOf(day));
}

function partsOf(day: Day): { day: number; month: string; year: string; weekday: string } {
  return {
    day: Number(day.slice(8, 10)), month: months[Number(day.slice(5, 7)) - 1]!, year: day.slice(0, 4),
    weekday: weekdays[(((epochDay(day) + 4) % 7) + 7) % 7]!,
  };
}

export function longDay(day: Day): string {
  return t("{weekday} {day} {month} {year}", partsOf(day));
}

export function weekdayName(day: Day): string {
  return partsOf(day).weekday;
}

export function monthName(month: number): string {
  return months[month]!;
}

/** "+6", "−2", "0": a real minus sign, so that columns align. */
export function signed(n: number): string {
  return n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0";
}

/** "+6d", "−2d", "0d". */
export function signedDays(days: number): string {
  return t("{n}d", { n: signed(days) });
}

/** "in 3d", "today", "5d over". */
export function dueIn(due: Day, now: Day): string {
  const days = daysBetween(now, due);
  return days > 0 ? t("in {n}d", { n: days }) : days === 0 ? t("today") : t("{n}d over", { n: -days });
}

/** The age of an instant in one unit: "12s", "6m", "3h", "6d". */
export function age(instant: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
  if (seconds < 60) return t("{n}s", { n: seconds });
  if (seconds < 3600) return t("{n}m", { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t("{n}h", { n: Math.floor(seconds / 3600) });
  return t("{n}d", { n: Math.floor(seconds / 86_400) });
}

/** "09:14:03" in the reader's zone. */
export function clockTime(instant: string | number, seconds = true): string {
  const at = new Date(instant);
  const text = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return seconds ? `${text}:${two(at.getSeconds())}` : text;
}

/** "Today 09:12", "Thu 19 Nov 16:40", with the year when it is another. */
export function moment(instant: string, now: number): string {
  const at = Date.parse(instant);
  const day = today(at);
  const time = clockTime(at, false);
  if (day === today(now)) return t("Today {time}", { time });
  return day.slice(0, 4) === today(now).slice(0, 4) ? t("{weekday} {day} {month} {time}", { ...partsOf(day), time }) : `${longDay(day)} ${time}`;
}

/** A silence as "00:27" or "1:05:27". */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
