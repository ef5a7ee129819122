import { healths, isHealth, type Health } from "../vocabulary/health";

/** What a board shows and in which order; all of it lives in the URL. */
export interface Query {
  health: readonly Health[];
  brand: string | null;
  vendor: string | null;
  season: string | null;
  text: string;
  group: Grouping;
  sort: SortKey;
  descending: boolean;
  /** Whether the column of forecast ranges is shown. */
  range: boolean;
}

export const groupings = ["po", "vendor", "brand", "none"] as const;
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
    text: params.get("q") ?? "",
    group: isGrouping(group) ? group : "po",
    sort: isSortKey(key) ? key : "worst",
    descending: sort.startsWith("-") && isSortKey(key),
    range: params.get("columns") === "range",
  };
}

/** The canonical search string, "" for the plain board; what is default is left out. */
export function writeQuery(query: Query): string {
  const params = new URLSearchParams();
  if (query.brand != null) params.set("brand", query.brand);
  if (query.vendor != null) params.set("vendor", query.vendor);
  if (query.season != null) params.set("season", query.season);
  if (query.health.length > 0) params.set("health", query.health.join(","));
  if (query.text !== "") params.set("q", query.text);
  if (query.group !== "po") params.set("group", query.group);
  if (query.sort !== "worst" || query.descending) params.set("sort", (query.descending ? "-" : "") + query.sort);
  if (query.range) params.set("columns", "range");
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

export function narrowed(query: Query): boolean {
  return query.health.length > 0 || query.brand != null || query.vendor != null || query.season != null || query.text !== "";
}
