import type { Item } from "./arrange";

export type Selection = ReadonlySet<string>;

export const nothing: Selection = new Set();

/** What of a selection is still among the items: nothing is acted upon that a filter hides. */
export function inView(held: Selection, items: readonly Item[]): Selection {
  const left = items.filter(({ kind, id }) => kind === "row" && held.has(id)).map(({ id }) => id);
  return left.length === held.size ? held : new Set(left);
}

/** One line more or less. */
export function toggled(held: Selection, id: string): Selection {
  const next = new Set(held);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** What was held when the range began, and all lines of the range: it grows and shrinks with its moving end. */
export function through(held: Selection, items: readonly Item[], from: number, to: number): Selection {
  const range = items.slice(Math.min(from, to), Math.max(from, to) + 1).filter(({ kind }) => kind === "row");
  return new Set([...held, ...range.map(({ id }) => id)]);
}
