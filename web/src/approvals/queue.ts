import { t } from "../language/language";
import type { QueueRow } from "../api/approvals";
import { daysBetween, type Day } from "../vocabulary/days";

/** The parts of the queue in their order; the same as the API's `due`. */
export const groups = ["overdue", "today", "week", "later", "vendor", "hold"] as const;
export type Group = (typeof groups)[number];

export const groupWords: Record<Group, string> = {
  overdue: t("Overdue"), today: t("Today"), week: t("This week"), later: t("Later"), vendor: t("Waiting on vendors"), hold: t("On hold"),
};

export const sortKeys = ["blocking", "due", "type", "style", "units", "vendorDays", "ourDays", "vendor", "status"] as const;
export type SortKey = (typeof sortKeys)[number];

/** Which approvals are shown and in which order within each part of the queue; all of it lives in the URL. */
export interface Query {
  due: readonly Group[];
  side: Turn | null;
  age: Age | null;
  type: string | null;
  category: string | null;
  brand: string | null;
  vendor: string | null;
  reviewer: string | null;
  mill: string | null;
  text: string;
  sort: SortKey;
  descending: boolean;
}

const texts = ["type", "category", "brand", "vendor", "reviewer", "mill"] as const;
const isGroup = (text: string): text is Group => (groups as readonly string[]).includes(text);
const isSortKey = (text: string): text is SortKey => (sortKeys as readonly string[]).includes(text);

export const everything: Query = {
  due: [], side: null, age: null, type: null, category: null, brand: null, vendor: null, reviewer: null, mill: null, text: "", sort: "blocking", descending: false,
};

export function readQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const due = (params.get("due") ?? "").split(",").filter(isGroup);
  const side = params.get("side");
  const sort = params.get("sort") ?? "";
  const key = sort.replace(/^-/, "");
  return {
    due: groups.filter((group) => due.includes(group)),
    side: turns.find((each) => each === side) ?? null,
    age: ages.find((each) => each === params.get("age")) ?? null,
    type: params.get("type"), category: params.get("category"), brand: params.get("brand"), vendor: params.get("vendor"), reviewer: params.get("reviewer"), mill: params.get("mill"),
    text: params.get("q") ?? "",
    sort: isSortKey(key) ? key : "blocking",
    descending: sort.startsWith("-") && isSortKey(key),
  };
}

/** The canonical search string, "" for the whole queue; what is default is left out. */
export function writeQuery(query: Query): string {
  const params = new URLSearchParams();
  for (const key of texts) if (query[key] != null) params.set(key, query[key]);
  if (query.side != null) params.set("side", query.side);
  if (query.age != null) params.set("age", query.age);
  if (query.due.length > 0) params.set("due", query.due.join(","));
  if (query.text !== "") params.set("q", query.text);
  if (query.sort !== "blocking" || query.descending) params.set("sort", (query.descending ? "-" : "") + query.sort);
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

export function narrowed(query: Query): boolean {
  return query.due.length > 0 || query.side != null || query.age != null || query.text !== "" || texts.some((key) => query[key] != null);
}

export function groupOf(row: Pick<QueueRow, "status" | "due" | "waitsOn">, today: Day): Group {
  if (row.status === "on-hold" || row.due == null) return "hold";
  const days = daysBetween(today, row.due);
  return days < 0 ? "overdue" : row.waitsOn === "vendor" ? "vendor" : days === 0 ? "today" : days < 7 ? "week" : "later";
}

/** Days past the last day of whose turn it is; 0 before. */
export function overdueDays(row: Pick<QueueRow, "due">, today: Day): number {
  return row.due == null ? 0 : Math.max(0, daysBetween(row.due, today));
}

/** Calendar days that a side has taken in this round, as of today; null where there is no round. */
export function clockDays(clock: QueueRow["vendorClock"], today: Day): number | null {
  return clock == null ? null : clock.days + (clock.since == null ? 0 : Math.max(0, daysBetween(clock.since, today)));
}

/** Whose turn it may be: a mill's where it makes what is approved. */
export const turns = ["brand", "vendor", "mill"] as const;
export type Turn = (typeof turns)[number];

export function turnOf({ waitsOn, mill }: Pick<QueueRow, "waitsOn" | "mill">): Turn | null {
  return waitsOn === "vendor" && mill != null ? "mill" : (waitsOn ?? null);
}

/** Calendar days since a round was asked for, the last of them open. */
export const ages = ["0-3", "4-7", "8-14", "15-28", "29-"] as const;
export type Age = (typeof ages)[number];

export const ageWords: Record<Age, string> = { "0-3": t("Up to 3 days"), "4-7": t("4 to 7 days"), "8-14": t("8 to 14 days"), "15-28": t("15 to 28 days"), "29-": t("Over 28 days") };

/** How old the round is, by the days that both sides have taken in it; null where there is none. */
export function ageOf(row: Pick<QueueRow, "vendorClock" | "brandClock">, today: Day): Age | null {
  const [theirs, ours] = [clockDays(row.vendorClock, today), clockDays(row.brandClock, today)];
  if (theirs == null && ours == null) return null;
  const days = (theirs ?? 0) + (ours ?? 0);
  return ages.find((age) => days <= Number(age.split("-")[1] || Infinity))!;
}

/** How many wait on whom, by the age of their round; those that wait on nobody or have no round are not among them. */
export function countTurns(rows: readonly QueueRow[], today: Day): Record<Turn, Record<Age, number>> {
  const none = () => Object.fromEntries(ages.map((age) => [age, 0])) as Record<Age, number>;
  const counts: Record<Turn, Record<Age, number>> = { brand: none(), vendor: none(), mill: none() };
  for (const row of rows) {
    const [turn, age] = [turnOf(row), ageOf(row, today)];
    if (turn != null && age != null) counts[turn][age]++;
  }
  return counts;
}

/** Whether all filters but the part of the queue let it through. */
export function inScope(row: QueueRow, query: Query, today: Day): boolean {
  if (query.side != null && turnOf(row) !== query.side) return false;
  if (query.age != null && ageOf(row, today) !== query.age) return false;
  if (query.type != null && row.type !== query.type) return false;
  if (query.category != null && row.category !== query.category) return false;
  if (query.brand != null && row.brand !== query.brand) return false;
  if (query.vendor != null && row.vendor !== query.vendor) return false;
  if (query.reviewer != null && row.reviewer !== query.reviewer) return false;
  if (query.mill != null && row.mill !== query.mill) return false;
  if (query.text === "") return true;
  const said = [row.typeName, row.style, row.styleName, row.colour, row.po, row.vendorName, row.mill, row.millName, row.reviewer].join(" ").toLowerCase();
  return query.text.toLowerCase().split(/\s+/).every((word) => said.includes(word));
}

type Value = string | number | null;

// What blocks most comes first: units times days overdue, and before anything is, the nearer day.
const values: Record<SortKey, (row: QueueRow, today: Day) => Value> = {
  blocking: (row, today) => -Math.max(1, row.units ?? 0) * overdueDays(row, today),
  due: (row) => row.due ?? null,
  type: (row) => row.typeName,
  style: (row) => row.styleName ?? row.style ?? null,
  units: (row) => -(row.units ?? 0),
  vendorDays: (row, today) => -(clockDays(row.vendorClock, today) ?? -1),
  ourDays: (row, today) => -(clockDays(row.brandClock, today) ?? -1),
  vendor: (row) => row.vendorName ?? null,
  status: (row) => row.status,
};

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  // What has no value comes last, whichever way.
  if (a == null) return Infinity;
  if (b == null) return -Infinity;
  return a < b ? -1 : 1;
}

export interface Placed {
  id: string;
  group: Group;
}

/** What the filters let through, part by part. */
export function arrange(rows: Iterable<QueueRow>, query: Query, today: Day): Placed[] {
  const value = values[query.sort];
  const turn = query.descending ? -1 : 1;
  const keyed = [];
  for (const row of rows) {
    if (!inScope(row, query, today)) continue;
    const group = groupOf(row, today);
    if (query.due.length > 0 && !query.due.includes(group)) continue;
    keyed.push({ row, group, place: groups.indexOf(group), value: value(row, today) });
  }
  keyed.sort((a, b) => {
    if (a.place !== b.place) return a.place - b.place;
    const by = compare(a.value, b.value);
    if (by !== 0) return Number.isFinite(by) ? by * turn : by;
    return compare(a.row.due ?? null, b.row.due ?? null) || (a.row.id < b.row.id ? -1 : 1);
  });
  return keyed.map(({ row, group }) => ({ id: row.id, group }));
}

/** How many there are in each part, of those that all other filters let through. */
export function countGroups(rows: Iterable<QueueRow>, query: Query, today: Day): Record<Group, number> {
  const counts = { overdue: 0, today: 0, week: 0, later: 0, vendor: 0, hold: 0 };
  for (const row of rows) if (inScope(row, query, today)) counts[groupOf(row, today)]++;
  return counts;
}

/** Decisions on several at once are for what is looked at together: one type of one style. */
export function decidedTogether(rows: readonly QueueRow[]): boolean {
  return rows.every(({ type, style }) => type === rows[0]!.type && style === rows[0]!.style);
}
