import { categories, isCategory } from "../vocabulary/words";

/** The topics that a page shows; empty for one of which no difference is told. */
function topicsOf(path: string): string[] {
  const [, kind, id] = path.split("/").map(decodeURIComponent);
  if (id == null || id === "") return [];
  switch (kind) {
    case "boards": return (id === "all" ? categories : isCategory(id) ? [id] : []).map((category) => `board:*:${category}`);
    case "pos": return [`po:${id}`];
    case "styles": return [`style:${id}`];
    case "vendors": return [`vendor:${id}`];
    default: return [];
  }
}

/** Where what changed on a page since a moment is told, with the page's own filters; null for a page that has no such list. */
export function changesHref(path: string, search: string, from: string): string | null {
  if (topicsOf(path).length === 0) return null;
  const params = new URLSearchParams(search);
  params.delete("asOf");
  const back = params.size === 0 ? path : `${path}?${params}`;
  return `/changes?${new URLSearchParams({ of: back, from })}`.replaceAll("%3A", ":").replaceAll("%2F", "/");
}

/** The page whose changes an address asks for, and its topics. */
export function readChanges(search: string): { back: string; topics: string[]; from: string | null; to: string | null } {
  const params = new URLSearchParams(search);
  const of = params.get("of") ?? "";
  const back = of.startsWith("/") && !of.startsWith("//") ? of : "/overview";
  return { back, topics: topicsOf(back.split("?")[0]!), from: params.get("from"), to: params.get("to") };
}
