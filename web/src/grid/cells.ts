/** A cell, by what it is of: it stays where rows and columns move. */
export interface Spot {
  /** Of the row. */
  id: string;
  /** Key of the column. */
  column: string;
}

/** Cells from one corner to the other. The head is where the cursor is; the anchor stays while the range is drawn. */
export interface Range {
  anchor: Spot;
  head: Spot;
}

/** Places from 0, both ends included. */
export interface Bounds {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function only(spot: Spot): Range {
  return { anchor: spot, head: spot };
}

/** Where a range lies; null where one of its corners is no longer shown. */
export function boundsOf({ anchor, head }: Range, placeOf: (id: string) => number | undefined, keys: readonly string[]): Bounds | null {
  const rows = [placeOf(anchor.id), placeOf(head.id)];
  const columns = [keys.indexOf(anchor.column), keys.indexOf(head.column)];
  if (rows[0] === undefined || rows[1] === undefined || columns.includes(-1)) return null;
  return {
    top: Math.min(rows[0], rows[1]), bottom: Math.max(rows[0], rows[1]),
    left: Math.min(columns[0]!, columns[1]!), right: Math.max(columns[0]!, columns[1]!),
  };
}

/** The rows and columns of a board in their order. */
export interface Arranged {
  items: readonly { id: string }[];
  keys: readonly string[];
}

/** A range after the board was arranged anew: the same where it holds the same cells in the same order, its head alone otherwise. */
export function rearranged(range: Range, before: Arranged, after: Arranged): Range {
  return range.anchor === range.head || contents(range, before) === contents(range, after) ? range : only(range.head);
}

function contents(range: Range, { items, keys }: Arranged): string {
  const places = new Map(items.map(({ id }, place) => [id, place]));
  const bounds = boundsOf(range, (id) => places.get(id), keys);
  return JSON.stringify(bounds && [items.slice(bounds.top, bounds.bottom + 1).map(({ id }) => id), keys.slice(bounds.left, bounds.right + 1)]);
}

export function cellsIn({ top, bottom, left, right }: Bounds): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Whether it is more than the cursor's own cell. */
export function isRange(bounds: Bounds): boolean {
  return cellsIn(bounds) > 1;
}

/** `index` moved by so many, as far as there are places. */
export function stepped(index: number, by: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index + by));
}
