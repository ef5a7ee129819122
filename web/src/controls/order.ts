/** How a table is sorted: by one column, or its other way round. */
export interface Sort {
  key: string;
  descending: boolean;
}

export interface Sortable<R> {
  key: string;
  /** What the column sorts by; null is unknown and comes last either way. Without it the column does not sort. */
  by?: (row: R) => string | number | null;
  /** Its first press sorts the most first. */
  mostFirst?: boolean;
}

/** "late", or "-late" for the other way round; anything else is the first that is given. */
export function readSort<R>(text: string | null, columns: readonly Sortable<R>[], otherwise: Sort): Sort {
  const key = text?.replace(/^-/, "");
  return columns.some((column) => column.key === key && column.by) ? { key: key!, descending: text!.startsWith("-") } : otherwise;
}

export function writeSort({ key, descending }: Sort): string {
  return descending ? `-${key}` : key;
}

/** What a press on a column's head sorts by next. */
export function nextSort<R>(column: Sortable<R>, held: Sort): Sort {
  return { key: column.key, descending: held.key === column.key ? !held.descending : column.mostFirst === true };
}

/** Ids in order; equal ones by their id, so that nothing jumps by chance. */
export function order<R>(rows: readonly R[], idOf: (row: R) => string, columns: readonly Sortable<R>[], sort: Sort): string[] {
  const by = columns.find(({ key }) => key === sort.key)?.by ?? (() => null);
  const direction = sort.descending ? -1 : 1;
  const byId = (a: R, b: R) => (idOf(a) < idOf(b) ? -1 : 1);
  return rows
    .toSorted((a, b) => {
      const [x, y] = [by(a), by(b)];
      if (x === y) return byId(a, b);
      if (x == null || y == null) return x == null ? 1 : -1;
      return x < y ? -direction : direction;
    })
    .map(idOf);
}
