import { weekdays, type CalendarSheet, type ForeseenDay, type Ramp, type Weekday, type WorkingCalendar, type WorkingDay } from "../../api/calendars";
import { locale, t, tn } from "../../language/language";
import { dayOf, epochDay, longDay, shortDay, type Day } from "../../vocabulary/days";

export const nothing: CalendarSheet = { weeklyDaysOff: null, holidays: [], worked: [], closures: [] };

export function weekdayOf(day: Day): Weekday {
  // 1 January 1970 was a Thursday.
  return weekdays[(((epochDay(day) + 3) % 7) + 7) % 7]!;
}

const names = (["long", "short"] as const).map((weekday) => new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }));
/** Of the heads of a month, from Monday on. */
export const weekdayLetters = weekdays.map((_, at) => new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + at)));

const list = new Intl.ListFormat(locale, { style: "long", type: "conjunction" });

/** "Friday", "Fri". */
export function weekdayWord(day: Weekday, form: "long" | "short" = "long"): string {
  // 1 January 2024 was a Monday.
  return names[form === "long" ? 0 : 1]!.format(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
}

/** "Friday and Saturday". */
export function weekdaysText(days: readonly Weekday[]): string {
  const words = weekdays.filter((day) => days.includes(day)).map((day) => weekdayWord(day));
  return words.length === 0 ? t("none") : list.format(words);
}

/** ", 7 days at 80 % before it, 17 days at 60 % after it"; empty for no ramp. */
export function rampText({ beforeDays, beforePercent, afterDays, afterPercent }: Omit<Ramp, "closure">): string {
  return [
    beforeDays > 0 && tn(beforeDays, ", {n} day at {percent} % before it", ", {n} days at {percent} % before it", { percent: beforePercent }),
    afterDays > 0 && tn(afterDays, ", {n} day at {percent} % after it", ", {n} days at {percent} % after it", { percent: afterPercent }),
  ].filter((part) => part).join("");
}

/** One of the things by which a sheet differs, and the sheet without it. */
export interface Entry {
  id: string;
  from: Day;
  to: Day;
  text: string;
  without: CalendarSheet;
}

export function entries(sheet: CalendarSheet): Entry[] {
  return [
    ...sheet.closures.map((closure, at): Entry => ({
      id: `closure ${closure.from} ${closure.to} ${closure.name}`, from: closure.from, to: closure.to,
      text: t("Closed: {what}", { what: closure.name }) + rampText({ beforeDays: closure.beforeDays ?? 0, beforePercent: closure.beforePercent ?? 100, afterDays: closure.rampDays, afterPercent: closure.rampPercent }),
      without: { ...sheet, closures: sheet.closures.filter((_, each) => each !== at) },
    })),
    ...sheet.holidays.map(({ day, name }, at): Entry => ({
      id: `holiday ${day}`, from: day, to: day, text: t("Off: {what}", { what: name }), without: { ...sheet, holidays: sheet.holidays.filter((_, each) => each !== at) },
    })),
    ...sheet.worked.map((day): Entry => ({ id: `worked ${day}`, from: day, to: day, text: t("Worked"), without: { ...sheet, worked: sheet.worked.filter((each) => each !== day) } })),
  ].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** "1–14 Feb", "28 Jan – 4 Feb", with the year where it is not the one shown. */
export function spanText(from: Day, to: Day, near: Day): string {
  return from === to ? shortDay(from, near) : `${shortDay(from, near)} – ${shortDay(to, near)}`;
}

export interface Cell {
  day: Day;
  weekly: boolean;
  known: WorkingDay | null;
  /** What the sheet that is being changed makes of it, where that is something else. */
  pending: "off" | "lost" | "worked" | "dropped" | null;
}

/** Every day of the year, as it is and as the changed sheet would have it: once the node has said what that does to each day, by its word. */
export function yearCells(calendar: WorkingCalendar, changed: CalendarSheet | null, foreseen: readonly ForeseenDay[] | null = null): Map<Day, Cell> {
  const known = new Map(calendar.days.map((day) => [day.day, day]));
  const weekly = new Set((changed ?? calendar.sheet).weeklyDaysOff ?? calendar.weeklyDaysOff);
  const [was, is] = [new Map(entries(calendar.sheet).map((entry) => [entry.id, entry])), new Map(changed ? entries(changed).map((entry) => [entry.id, entry]) : [])];
  const pending = new Map<Day, Cell["pending"]>();
  const mark = (entry: Entry, as: Cell["pending"]) => {
    for (let day = epochDay(entry.from); day <= epochDay(entry.to); day++) pending.set(dayOf(day), as);
  };
  if (changed && foreseen) for (const { day, kind } of foreseen) pending.set(day, kind ?? "dropped");
  else if (changed) {
    for (const [id, entry] of was) if (!is.has(id)) mark(entry, "dropped");
    for (const [id, entry] of is) if (!was.has(id)) mark(entry, id.startsWith("worked") ? "worked" : "off");
  }
  const cells = new Map<Day, Cell>();
  for (let day = epochDay(`${calendar.year}-01-01`); day <= epochDay(`${calendar.year}-12-31`); day++) {
    const text = dayOf(day);
    cells.set(text, { day: text, weekly: weekly.has(weekdayOf(text)), known: known.get(text) ?? null, pending: pending.get(text) ?? null });
  }
  return cells;
}

const sourceWords = { rule: t("by the country's rules"), country: t("as amended for the country"), factory: t("the factory's own"), office: t("the office's own") } as const;

const pendingWords = { lost: t("worked, but counts for nothing, once applied"), dropped: t("no longer, once applied"), off: t("off once applied"), worked: t("worked once applied") } as const;

/** What a day is, for the tooltip and for those who hear it. */
export function cellText({ day, weekly, known, pending }: Cell): string {
  const is = known == null ? (weekly ? t("weekly day off") : t("working day"))
    : known.kind === "off" ? t("off, {why} ({source})", { why: known.reason, source: sourceWords[known.source] })
    : known.kind === "lost" ? t("worked, but counts for nothing: {why}", { why: known.reason })
    : t("worked against the calendar: {why}", { why: known.reason });
  const would = pending == null ? "" : `; ${pendingWords[pending]}`;
  return `${longDay(day)}: ${is}${would}`;
}
