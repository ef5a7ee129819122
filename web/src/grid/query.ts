import { readDayRange, writeDayRange, type DayRange } from "../vocabulary/dayRange";
import { healths, isHealth, type Health } from "../vocabulary/health";

/** What a board shows and in which order; all of it lives in the URL. */
export interface Query {
  health: readonly Health[];
  brand: string | null;
  vendor: string | null;
  season: string | null;
  /** Lines still to leave that are expected to in these days. */
  leaves: DayRange | null;
  /** Lines still to leave for which a day within these was agreed. */
  agreed: DayRange | null;
  text: string;
  group: Grouping;
  sort: SortKey;
  descending: boolean;
  /** Whether the column of forecast ranges is shown beside those that nobody chose. */
  range: boolean;
  /** Null where none were chosen. */
  columns: readonly ChosenColumn[] | null;
  /** How many of the first columns stand fast; null for as many as is usual. */
  frozen: number | null;
  /** Id of the saved view that this began as; null for none. */
  view: string | null;
}

export interface ChosenColumn {
  key: string;
  /** In pixels; its own where it is left out. */
  width?: number;
}

const chosenColumn = /^([A-Za-z]+)(?:\.(\d{2,3}))?$/;

/** "po,style.220": keys, with a width where one was given. Null for what names no column; unknown ones are kept for whoever knows them. */
function readColumns(text: string | null): readonly ChosenColumn[] | null {
  const chosen = (text ?? "").split(",").map((part) => chosenColumn.exec(part)).filter((part) => part != null);
  const once = new Map(chosen.map(([, key, width]) => [key!, width === undefined ? { key: key! } : { key: key!, width: Number(width) }]));
  return once.size === 0 ? null : [...once.values()];
}

const writeColumns = (chosen: readonly ChosenColumn[]) => chosen.map(({ key, width }) => (width === undefined ? key : `${key}.${width}`)).join(",");

export const groupings = ["po", "vendor", "brand", "style", "season", "none"] as const;
export type Grouping = (typeof groupings)[number];

export const sortKeys = [
  "worst", "po", "style", "brand", "vendor", "season", "quantity", "stage",
  "due", "forecast", "committed", "var", "cause", "float", "heard",
] as const;
export type SortKey = (typeof sortKeys)[number];

const isGrouping = (text: string): text is Grouping => (groupings as readonly string[]).includes(text);
const isSortKey = (text: string): text is SortKey => (sortKeys as readonly string[]).includes(text);

export function readQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const group = params.get("group") ?? "";
  const sort = params.get("sort") ?? "";
  const key = sort.replace(/^-/, "");
  return {
    health: healths.filter((health) => (params.get("health") ?? "").split(",").filter(isHealth).includes(health)),
    brand: params.get("brand"),
    vendor: params.get("vendor"),
    season: params.get("season"),
    leaves: readDayRange(params.get("leaves")),
    agreed: readDayRange(params.get("agreed")),
    text: params.get("q") ?? "",
    group: isGrouping(group) ? group : "po",
    sort: isSortKey(key) ? key : "worst",
    descending: sort.startsWith("-") && isSortKey(key),
    range: params.get("columns") === "range",
    columns: params.get("columns") === "range" ? null : readColumns(params.get("columns")),
    frozen: /^\d$/.test(params.get("freeze") ?? "") ? Number(params.get("freeze")) : null,
    view: params.get("view"),
  };
}

/** The canonical search string, "" for the plain board; what is default is left out. */
export function writeQuery(query: Query): string {
  const params = new URLSearchParams();
  if (query.brand != null) params.set("brand", query.brand);
  if (query.vendor != null) params.set("vendor", query.vendor);
  if (query.season != null) params.set("season", query.season);
  if (query.health.length > 0) params.set("health", query.health.join(","));
  if (query.leaves != null) params.set("leaves", writeDayRange(query.leaves));
  if (query.agreed != null) params.set("agreed", writeDayRange(query.agreed));
  if (query.text !== "") params.set("q", query.text);
  if (query.group !== "po") params.set("group", query.group);
  if (query.sort !== "worst" || query.descending) params.set("sort", (query.descending ? "-" : "") + query.sort);
  if (query.columns != null) params.set("columns", writeColumns(query.columns));
  else if (query.range) params.set("columns", "range");
  if (query.frozen != null) params.set("freeze", String(query.frozen));
  if (query.view != null) params.set("view", query.view);
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** What a board shows of: each has to let a line through. */
export type Filters = Pick<Query, "health" | "brand" | "vendor" | "season" | "leaves" | "agreed" | "text">;

export const unfiltered: Filters = { health: [], brand: null, vendor: null, season: null, leaves: null, agreed: null, text: "" };

export function filtersOf({ health, brand, vendor, season, leaves, agreed, text }: Query): Filters {
  return { health, brand, vendor, season, leaves, agreed, text };
}

export function narrowed(query: Query): boolean {
  return JSON.stringify(filtersOf(query)) !== JSON.stringify(unfiltered);
}
