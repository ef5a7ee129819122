import { useLayoutEffect, useState, type CSSProperties, type RefObject } from "react";
import { columns, type Column } from "./columns";
import type { ChosenColumn, Query } from "./query";

/** A column as it stands on the board. */
export interface Placed {
  column: Column;
  className: string;
  style: CSSProperties | undefined;
  frozen: "" | "last" | undefined;
}

export interface Layout {
  columns: readonly Placed[];
  /** The columns' keys, in their order. */
  keys: readonly string[];
  /** How many of them stand fast. */
  frozen: number;
  /** What they need together, in pixels. */
  least: number;
}

/** Which columns stand where; all of it changes what the board looks like, and nothing of what it holds. */
export interface Placing extends Pick<Query, "range" | "columns" | "frozen"> {
  /** Of the reader: whoever has chosen no columns sees those of use to the role. */
  role: string | undefined;
  /** Left out wherever else it would stand. */
  without: string | undefined;
  /** Of the board; null on a phone, where a row takes two lines and the style sheet says what of it is shown. */
  width: number | null;
}

/** Before the first of them: the mark of what is held, and the box that selects a line. */
export const headWidth = 24;
export const frozenColumns = 2;
export const [leastWidth, mostWidth] = [32, 600];

/** What a role works with beside the others, and what it seldom looks at. */
const ofRoles: Record<string, { more: readonly string[]; less: readonly string[] }> = {
  assistant: { more: ["nextDone"], less: ["float"] },
  director: { more: [], less: ["stage", "heard"] },
  vendor: { more: ["nextDone"], less: ["vendor", "float"] },
};

const byKey = new Map(columns.map((column) => [column.key, column]));

/** A column by its key; undefined for one that does not exist. */
export function columnOf(key: string): Column | undefined {
  return byKey.get(key);
}

/** Which columns are shown, in their order: those that were chosen, or those of the role as far as there is room. */
export function shownColumns({ range, columns: chosen, role, without, width }: Placing): readonly ChosenColumn[] {
  if (chosen != null && width != null) return chosen.filter(({ key }) => key !== without && byKey.has(key));
  const { more, less } = ofRoles[role ?? ""] ?? { more: [], less: [] };
  const wanted = columns.filter(({ key, extra }) => key !== without && (extra ? more.includes(key) || (key === "range" && range) : !less.includes(key)));
  // The reason is never the column that gives way: the peek shows what is folded.
  const fitting = [0, 1, 2, 3].map((fold) => wanted.filter((column) => (column.fold ?? 4) > fold));
  return fitting.find((some) => width == null || headWidth + some.reduce((sum, column) => sum + column.width, 0) <= width) ?? fitting[3]!;
}

export function layoutOf(placing: Placing): Layout {
  const shown = shownColumns(placing);
  const fast = Math.min(placing.frozen ?? frozenColumns, shown.length);
  let left = headWidth;
  const placed = shown.map(({ key, width }, index): Placed => {
    const column = byKey.get(key)!;
    const className = `cell c-${key}${column.number ? " number" : ""}`;
    if (placing.width == null) return { column, className, style: undefined, frozen: undefined };
    const frozen = index < fast ? (index === fast - 1 ? "last" : "") : undefined;
    const asked = placing.columns == null ? undefined : width;
    // What stands fast must have a width that does not hang on the others'.
    const style: CSSProperties = column.grow === undefined || frozen !== undefined || asked !== undefined
      ? { width: asked ?? column.width, ...(frozen === undefined ? {} : { left }) }
      : { flex: `${column.grow} 1 0`, minWidth: column.width, maxWidth: column.most };
    left += asked ?? column.width;
    return { column, className, style, frozen };
  });
  return { columns: placed, keys: shown.map(({ key }) => key), frozen: fast, least: left };
}

/** In steps, so that a window that is being dragged draws little anew. */
const step = 16;

/** The width of a box, rounded down. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, set] = useState(Infinity);
  useLayoutEffect(() => {
    const element = box.current;
    // A board that is refused at once draws no rows.
    if (!element) return;
    const measure = () => set(Math.floor(element.clientWidth / step) * step);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [box]);
  return width;
}
