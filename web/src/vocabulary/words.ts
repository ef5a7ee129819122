import { language, said as saidIn, t, tn } from "../language/language";
import type { BoardRow, Category } from "../api/types";
import { daysBetween, longDay, shortDay, signedDays } from "./days";
import { healthWord, type Health } from "./health";

export const categories: readonly Category[] = ["apparel", "footwear", "accessories", "other"];

const categoryWords: Record<string, string> = {
  apparel: t("Apparel"),
  footwear: t("Footwear"),
  accessories: t("Accessories"),
  other: t("Other"),
  all: t("All"),
};

const functionWords: Record<string, string> = {
  merchandising: t("Merchandising"), design: t("Design"), productdevelopment: t("Product development"), technicaldesign: t("Technical design"), colour: t("Colour"),
  sourcing: t("Sourcing"), costing: t("Costing"), production: t("Production"), quality: t("Quality"), lab: t("Lab"), compliance: t("Compliance"),
  logistics: t("Logistics"), marketing: t("Marketing"),
};

const roleWords: Record<string, string> = {
  director: t("director"), manager: t("manager"), assistant: t("assistant"), vendor: t("vendor"), partner: t("partner"), wall: t("wall"),
};

export function roleWord(role: string): string {
  return roleWords[role] ?? role;
}

/** What somebody does in the house. */
export function functionWord(code: string): string {
  return functionWords[code] ?? code;
}

export function categoryWord(category: string): string {
  return categoryWords[category] ?? category;
}

export function isCategory(text: string): text is Category {
  return (categories as readonly string[]).includes(text);
}

type Dated = Pick<BoardRow, "forecast" | "committed" | "actual">;

/** Calendar days from the agreed day to the expected or actual one; null when either is unknown. */
export function varianceDays(line: Dated): number | null {
  const said = line.actual ?? line.forecast;
  return said == null || line.committed == null ? null : daysBetween(line.committed, said);
}

/** "PO-1001 line 2". */
export function lineName({ po, line }: Pick<BoardRow, "po" | "line">): string {
  return t("{po} line {line}", { po, line });
}

/** The short mark beside the shape: "Late +7d", "Done +2d", "No update 6d". */
export function statusWord(health: Health, variance: number | null, silentDays?: number): string {
  const word = healthWord(health);
  if ((health === "late" || health === "done" || health === "critical") && variance != null && variance > 0) return `${word} ${signedDays(variance)}`;
  if (health === "stale" && silentDays !== undefined && silentDays > 0) return `${word} ${t("{n}d", { n: silentDays })}`;
  return word;
}

/** The status for those who hear it: "Late by 7 days: forecast 11 Jan 2027, committed 4 Jan 2027". */
export function statusSentence(health: Health, line: Dated): string {
  const said = line.actual ?? line.forecast;
  const dates = [
    said == null ? null : line.actual == null ? t("forecast {day}", { day: longDay(said) }) : t("actual {day}", { day: longDay(said) }),
    line.committed == null ? null : t("committed {day}", { day: longDay(line.committed) }),
  ].filter((text) => text != null);
  const past = varianceDays(line) ?? 0;
  const by = past > 0 && health !== "ontrack" ? tn(past, "{health} by {n} day", "{health} by {n} days", { health: healthWord(health) }) : healthWord(health);
  return `${by}${dates.length > 0 ? `: ${dates.join(", ")}` : ""}`;
}

/** What a cancel date leaves: missed is what has come and gone, not what is only foreseen. */
export function cancelWords(spareDays: number, happened: boolean): string {
  return spareDays >= 0 ? t("{n}d spare", { n: spareDays }) : happened ? t("{n}d missed", { n: -spareDays }) : t("forecast {n}d past it", { n: -spareDays });
}

/** "11 Jan instead of 4 Jan." or what can be said with fewer dates. */
export function insteadOf(forecast: string | null, committed: string | null): string {
  if (forecast == null) return committed == null ? t("No ex-factory date yet.") : t("Committed for {day}.", { day: shortDay(committed) });
  if (committed == null || committed === forecast) return t("Ex-factory {day}, as agreed.", { day: shortDay(forecast) });
  return t("{day} instead of {agreed}.", { day: shortDay(forecast), agreed: shortDay(committed) });
}

/** "22 Jan – 3 Feb", in one month "3–9 Feb"; where eight of ten outcomes fall. */
export function rangeText(earliest: string, latest: string, near: string): string {
  if (earliest === latest) return shortDay(earliest, near);
  return language === "en" && earliest.slice(0, 7) === latest.slice(0, 7) ? `${Number(earliest.slice(8))}–${shortDay(latest, near)}` : `${shortDay(earliest, near)} – ${shortDay(latest, near)}`;
}

const sideWords: Record<string, string> = {
  brand: t("Ours"),
  material: t("Mill"),
  factory: t("Factory"),
  compliance: t("Compliance"),
  logistics: t("Logistics"),
  force: t("Calendar"),
};

/** Whose days they were. */
export function sideWord(side: string): string {
  return sideWords[side] ?? side;
}

/** "Cutting start (PCD)" is "Cutting start", and "(PCD)" where there is room. */
export function milestoneWords(english: string): [name: string, more: string] {
  const name = saidIn(english);
  const at = name.endsWith(")") ? name.lastIndexOf(" (") : -1;
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at)];
}

/** Brand codes come in capitals; on a page they read as names. */
export function brandName(code: string): string {
  return code.length > 3 && code === code.toUpperCase() ? code[0] + code.slice(1).toLowerCase() : code;
}
