import type { BoardRow } from "../api/types";
import { said } from "../language/language";
import { addCounts, healthRank, type HealthCounts } from "../vocabulary/health";
import { isWithin } from "../vocabulary/dayRange";
import { stageStep } from "../vocabulary/stage";
import { brandName, varianceDays } from "../vocabulary/words";
import type { Query, SortKey } from "./query";

/** One line of the grid. */
export type Item =
  | { readonly kind: "row"; readonly id: string; /** First line of its purchase order in this run. */ readonly first: boolean }
  | { readonly kind: "group"; readonly id: string; readonly key: string; readonly group: Group };

export interface Group {
  name: string;
  lines: number;
  quantity: number;
  health: HealthCounts;
}

type Compare = (a: BoardRow, b: BoardRow) => number;

const byText = (of: (row: BoardRow) => string): Compare => (a, b) => {
  const x = of(a), y = of(b);
  return x < y ? -1 : x > y ? 1 : 0;
};

/** What is unknown comes last, whichever way the rest is sorted. */
const byKnown = <T extends string | number>(of: (row: BoardRow) => T | null, direction: number): Compare => (a, b) => {
  const x = of(a), y = of(b);
  if (x == null || y == null) return x === y ? 0 : x == null ? 1 : -1;
  return x < y ? -direction : x > y ? direction : 0;
};

const chain = (...compares: Compare[]): Compare => (a, b) => {
  for (const compare of compares) {
    const order = compare(a, b);
    if (order !== 0) return order;
  }
  return 0;
};

const byNumber: Compare = chain(byText((row) => row.po), (a, b) => a.line - b.line);

const byWorst = (direction: number): Compare =>
  chain(
    (a, b) => direction * (healthRank(a.health) - healthRank(b.health)),
    byKnown((row) => row.floatDays, direction),
    byKnown((row) => row.forecast, direction),
  );

/** A total order: equal rows are told apart by their number, so that nothing jumps by chance. */
export function comparison(sort: SortKey, descending: boolean): Compare {
  const direction = descending ? -1 : 1;
  const known = <T extends string | number>(of: (row: BoardRow) => T | null) => byKnown(of, direction);
  const first: Record<SortKey, Compare> = {
    worst: byWorst(direction),
    po: known((row) => row.po),
    style: known((row) => `${row.styleName} ${row.colour}`),
    brand: known((row) => row.brand),
    vendor: known((row) => row.vendorName),
    season: known((row) => row.season),
    quantity: known((row) => row.quantity),
    stage: known((row) => stageStep(row.stage)),
    due: known((row) => row.next?.due ?? null),
    forecast: known((row) => row.actual ?? row.forecast),
    committed: known((row) => row.committed),
    var: known(varianceDays),
    cause: known((row) => row.cause && said(row.cause)),
    float: known((row) => row.floatDays),
    heard: known((row) => row.heardAt),
  };
  return chain(first[sort], byNumber);
}

const haystacks = new WeakMap<BoardRow, string>();

function haystack(row: BoardRow): string {
  let text = haystacks.get(row);
  if (text === undefined) {
    text = [row.po, row.style, row.styleName, row.colour, row.vendor, row.vendorName, said(row.cause ?? "")].join("\n").toLowerCase();
    haystacks.set(row, text);
  }
  return text;
}

const toLeave = ({ actual, stage }: BoardRow) => actual == null && stage !== "cancelled" && stage !== "closed";

/** Whether a row passes every filter but health: what the health chips count. */
export function inScope(query: Query): (row: BoardRow) => boolean {
  const words = query.text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return (row) =>
    (query.brand == null || row.brand === query.brand) &&
    (query.vendor == null || row.vendor === query.vendor) &&
    (query.season == null || row.season === query.season) &&
    (query.leaves == null || (toLeave(row) && isWithin(query.leaves, row.forecast))) &&
    (query.agreed == null || (toLeave(row) && isWithin(query.agreed, row.committed))) &&
    (words.length === 0 || words.every((word) => haystack(row).includes(word)));
}

export function matches(query: Query): (row: BoardRow) => boolean {
  const scope = inScope(query);
  const health = new Set(query.health);
  return (row) => (health.size === 0 || health.has(row.health)) && scope(row);
}

export function groupKey(query: Query, row: BoardRow): string {
  switch (query.group) {
    case "po": return row.po;
    case "vendor": return row.vendor;
    case "brand": return row.brand;
    case "style": return row.style;
    case "season": return row.season;
    case "none": return "";
  }
}

/**
 * Filtered, sorted and grouped. A group stands where its first row would, so worst first holds
 * for groups too. Lines of one purchase order need no heading: their number is shown once.
 */
export function arrange(rows: Iterable<BoardRow>, query: Query): Item[] {
  const match = matches(query);
  const sorted: BoardRow[] = [];
  for (const row of rows) if (match(row)) sorted.push(row);
  sorted.sort(comparison(query.sort, query.descending));
  if (query.group === "none") return sorted.map((row) => ({ kind: "row", id: row.id, first: true }));

  const groups = new Map<string, BoardRow[]>();
  for (const row of sorted) {
    const key = groupKey(query, row);
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  const items: Item[] = [];
  for (const [key, members] of groups) {
    if (query.group !== "po") items.push({ kind: "group", id: `group:${key}`, key, group: summary(members, query) });
    members.forEach((row, index) => items.push({ kind: "row", id: row.id, first: query.group !== "po" || index === 0 }));
  }
  return items;
}

function groupName(query: Query, row: BoardRow): string {
  switch (query.group) {
    case "vendor": return row.vendorName;
    case "brand": return brandName(row.brand);
    case "style": return `${row.style} ${row.styleName}`;
    default: return groupKey(query, row);
  }
}

function summary(members: readonly BoardRow[], query: Query): Group {
  const one = members[0]!;
  const group: Group = { name: groupName(query, one), lines: members.length, quantity: 0, health: {} };
  for (const row of members) {
    group.quantity += row.quantity;
    addCounts(group.health, { [row.health]: 1 });
  }
  return group;
}
