import type { BoardRow } from "../api/types";
import { healthRank, type Health } from "../vocabulary/health";
import { categories } from "../vocabulary/words";

/** What a wall may show, in the order in which it is shown where nothing else is said. */
export const screens: readonly string[] = ["overview", "changes", ...categories.filter((category) => category !== "other")];

/** "overview,apparel": what to show in turn. `default` is all of it; null when something in it is no screen. */
export function readPlaylist(text: string): readonly string[] | null {
  if (text === "default") return screens;
  const named = text.split(",");
  return named.every((name) => name === "overview" || name === "changes" || (categories as readonly string[]).includes(name)) ? named : null;
}

/** Nobody stands before a wall for more than that of one board: the worst come first. */
export const mostPages = 4;

/** An order by the worst of its lines, and how many lines are in trouble with it. */
export interface Trouble {
  line: string;
  lines: number;
}

/** Orders that somebody must do something about, worst first, then as their next milestone falls due. */
export function troubled(rows: Iterable<BoardRow>): Trouble[] {
  const orders = new Map<string, { worst: BoardRow; lines: number }>();
  for (const row of rows) {
    if (!troubles.includes(row.health)) continue;
    const order = orders.get(row.po);
    if (!order) orders.set(row.po, { worst: row, lines: 1 });
    else {
      order.lines++;
      if (byUrgency(row, order.worst) < 0) order.worst = row;
    }
  }
  return [...orders.values()].sort((a, b) => byUrgency(a.worst, b.worst)).map(({ worst, lines }) => ({ line: worst.id, lines }));
}

/** Worst first. */
export const troubles: readonly Health[] = ["critical", "late", "blocked", "risk"];

function byUrgency(a: BoardRow, b: BoardRow): number {
  return healthRank(a.health) - healthRank(b.health) || compare(a.next?.due, b.next?.due) || compare(a.po, b.po) || a.line - b.line;
}

function compare(a: string | undefined, b: string | undefined): number {
  return a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1;
}

/** Page `page` from 0, and how many there are of so many rows; one even of none. */
export function pageOf<Row>(rows: readonly Row[], page: number, perPage: number): { rows: readonly Row[]; pages: number } {
  const pages = Math.max(1, Math.min(mostPages, Math.ceil(rows.length / perPage)));
  const at = Math.min(page, pages - 1) * perPage;
  return { rows: rows.slice(at, at + perPage), pages };
}

/** How long the whole feed has been silent, as the wall shows it. */
export function silence(milliseconds: number): "none" | "amber" | "red" {
  return milliseconds > 120_000 ? "red" : milliseconds > 15_000 ? "amber" : "none";
}
