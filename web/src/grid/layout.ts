import { useLayoutEffect, useState, type CSSProperties, type RefObject } from "react";
import { columns, type Column } from "./columns";

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
  /** What they need together, in pixels. */
  least: number;
}

/** Which columns stand where; all of it changes what the board looks like, and nothing of what it holds. */
export interface Placing {
  /** Whether the column of forecast ranges is shown. */
  range: boolean;
  /** Left out wherever else it would stand. */
  without: string | undefined;
  /** Of the board; null on a phone, where a row takes two lines and the style sheet says what of it is shown. */
  width: number | null;
}

/** Before the first of them: the mark of what is held, and the box that selects a line. */
export const headWidth = 24;
const frozenColumns = 2;

/** The widths at which columns fold away, widest first. */
const steps = [...new Set(columns.map(({ foldBelow }) => foldBelow ?? 0))].filter((step) => step > 0).sort((a, b) => b - a);

/** The reason is never the column that gives way: the peek shows what is folded. */
export function layoutOf({ range, without, width }: Placing): Layout {
  const shown = columns.filter(({ key, extra, foldBelow }) =>
    key !== without && (!extra || (key === "range" && range)) && (width == null || foldBelow === undefined || width > foldBelow));
  let left = headWidth;
  const placed = shown.map((column, index): Placed => {
    const className = `cell c-${column.key}${column.number ? " number" : ""}`;
    if (width == null) return { column, className, style: undefined, frozen: undefined };
    const frozen = index < frozenColumns ? (index === frozenColumns - 1 ? "last" : "") : undefined;
    // What stands fast must have a width that does not hang on the others'.
    const style: CSSProperties = column.grow === undefined || frozen !== undefined
      ? { width: column.width, ...(frozen === undefined ? {} : { left }) }
      : { flex: `${column.grow} 1 0`, minWidth: column.width, maxWidth: column.most };
    left += column.width;
    return { column, className, style, frozen };
  });
  return { columns: placed, keys: shown.map(({ key }) => key), least: left };
}

/** The width of a box as far as it matters: the narrowest step that it reaches, so that a window being dragged draws little anew. */
export function useStep(box: RefObject<HTMLElement | null>): number {
  const [width, set] = useState(Infinity);
  useLayoutEffect(() => {
    const measure = () => set((steps.find((step) => box.current!.clientWidth > step) ?? 0) + 1);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(box.current!);
    return () => resized.disconnect();
  }, [box]);
  return width;
}
