import { shipModes, type Assumption, type LineKey, type ShipMode, type Supplier, type Where } from "../api/whatIfs";
import { t, tn } from "../language/language";
import { shortDay, type Day } from "./days";
import { brandName, categoryWord, isCategory } from "./words";

/** What moves: all that a supplier delivers, or one milestone by its code. */
export type Moving = Supplier | { milestone: string };

/** One thing that is supposed of the lines that are meant; a factory closes for all of its own. */
export type Change =
  | { kind: "delay"; of: Moving; days: number; reason: string | null }
  | { kind: "date"; of: Moving; date: Day; reason: string | null }
  | { kind: "shipmode"; mode: ShipMode; reason: string }
  | { kind: "closure"; vendor: string; from: Day; to: Day; name: string };

export interface Scenario {
  where: Where;
  changes: readonly Change[];
}

const single = ["vendor", "mill", "style", "brand", "season"] as const;

/** The scenario in an address; what cannot be read is left out. */
export function readScenario(search: string): Scenario {
  const params = new URLSearchParams(search);
  const where: Where = {};
  for (const key of single) {
    const value = params.get(key);
    if (value) where[key] = value;
  }
  const category = params.get("category") ?? "";
  if (isCategory(category)) where.category = category;
  const lines = (params.get("lines") ?? "").split(",").map(readLine).filter((line) => line != null);
  if (lines.length > 0) where.lines = lines;
  return { where, changes: params.getAll("change").map(readChange).filter((change) => change != null) };
}

/** The address of a scenario: "" for an empty one. */
export function writeScenario({ where, changes }: Scenario): string {
  const params = new URLSearchParams();
  for (const key of single) if (where[key] !== undefined) params.set(key, where[key]);
  if (where.category !== undefined) params.set("category", where.category);
  if (where.lines !== undefined) params.set("lines", where.lines.map(({ purchaseOrder, line }) => `${purchaseOrder}/${line}`).join(","));
  for (const change of changes) params.append("change", writeChange(change));
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%7E", "~");
  return text === "" ? "" : `?${text}`;
}

export function isEmpty(where: Where): boolean {
  return Object.keys(where).length === 0;
}

/** Null while nothing can be foreseen: a change of lines needs some lines. */
export function assumptionsOf({ where, changes }: Scenario): Assumption[] | null {
  if (changes.length === 0 || (isEmpty(where) && changes.some(({ kind }) => kind !== "closure"))) return null;
  return changes.map((change): Assumption => {
    if (change.kind === "closure") return { kind: "closure", from: change.from, to: change.to, name: change.name, where: { vendor: change.vendor } };
    if (change.kind === "shipmode") return { kind: "shipmode", shipMode: change.mode, reason: change.reason, where };
    const moved = {
      ...(typeof change.of === "string" ? { supplier: change.of } : { milestone: change.of.milestone }),
      ...(change.reason == null ? {} : { reason: change.reason }), where,
    };
    return change.kind === "delay" ? { kind: "delay", days: change.days, ...moved } : { kind: "date", date: change.date, ...moved };
  });
}

const modeWords: Record<ShipMode, string> = { air: t("By air"), sea: t("By sea"), road: t("By road"), rail: t("By rail") };

/** "The mill 9 days late", as a person would say it. */
export function said(change: Change, nameOf: (milestone: string) => string, vendorName: (code: string) => string): string {
  if (change.kind === "closure") return t("{vendor} closed {from} to {to}", { vendor: vendorName(change.vendor), from: shortDay(change.from), to: shortDay(change.to) });
  if (change.kind === "shipmode") return modeWords[change.mode];
  const what = change.of === "mill" ? t("Mill") : change.of === "vendor" ? t("Vendor") : nameOf(change.of.milestone);
  return change.kind === "date" ? t("{what} on {day}", { what, day: shortDay(change.date) })
    : change.days > 0 ? tn(change.days, "{what} {n} day late", "{what} {n} days late", { what }) : tn(-change.days, "{what} {n} day early", "{what} {n} days early", { what });
}

/** The lines that are meant, in words; each with the selection without it. */
export function scopeOf(where: Where, vendorName: (code: string) => string): { text: string; without: Where }[] {
  const { vendor, mill, style, brand, category, season, lines } = where;
  const without = (key: keyof Where) => Object.fromEntries(Object.entries(where).filter(([name]) => name !== key)) as Where;
  return [
    vendor !== undefined && { text: vendorName(vendor), without: without("vendor") },
    mill !== undefined && { text: t("Mill {mill}", { mill }), without: without("mill") },
    style !== undefined && { text: t("Style {style}", { style }), without: without("style") },
    brand !== undefined && { text: brandName(brand), without: without("brand") },
    category !== undefined && { text: categoryWord(category), without: without("category") },
    season !== undefined && { text: t("Season {season}", { season }), without: without("season") },
    lines !== undefined && { text: lines.length === 1 ? `${lines[0]!.purchaseOrder} line ${lines[0]!.line}` : `${lines.length} lines chosen`, without: without("lines") },
  ].filter((part) => part !== false);
}

function readLine(text: string): LineKey | null {
  const cut = text.lastIndexOf("/");
  const line = Number(text.slice(cut + 1));
  return cut > 0 && Number.isInteger(line) && line > 0 ? { purchaseOrder: text.slice(0, cut), line } : null;
}

const isShipMode = (text: string): text is ShipMode => (shipModes as readonly string[]).includes(text);
const isDay = (text: string | undefined): text is Day => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");

function readChange(text: string): Change | null {
  const [kind, first = "", second = "", third, ...rest] = text.split("~");
  if (first === "") return null;
  if (kind === "closure") return isDay(second) && isDay(third) ? { kind, vendor: first, from: second, to: third, name: rest.join("~") || "Closed" } : null;
  if (kind === "shipmode") return isShipMode(first) && second !== "" ? { kind, mode: first, reason: second } : null;
  const of: Moving = first === "mill" || first === "vendor" ? first : { milestone: first };
  const reason = third || null;
  const days = Number(second);
  return kind === "delay" && Number.isInteger(days) && days !== 0 ? { kind, of, days, reason }
    : kind === "date" && isDay(second) ? { kind, of, date: second, reason }
    : null;
}

function writeChange(change: Change): string {
  if (change.kind === "closure") return ["closure", change.vendor, change.from, change.to, change.name].join("~");
  if (change.kind === "shipmode") return ["shipmode", change.mode, change.reason].join("~");
  const of = typeof change.of === "string" ? change.of : change.of.milestone;
  return [change.kind, of, change.kind === "delay" ? change.days : change.date, ...(change.reason == null ? [] : [change.reason])].join("~");
}
