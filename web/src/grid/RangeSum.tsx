import { useMemo } from "react";
import { t, tn } from "../language/language";
import { count } from "../vocabulary/days";
import { hides } from "../vocabulary/Hidden";
import type { Item } from "./arrange";
import type { Board } from "./board";
import { cellsIn, type Bounds } from "./cells";
import type { Layout } from "./layout";

/** How many cells a range has, and of its numbers the sum and the mean. */
export function RangeSum({ board, items, layout, bounds }: { board: Board; items: readonly Item[]; layout: Layout; bounds: Bounds }) {
  const { top, bottom, left, right } = bounds;
  // A new one whenever a row was told.
  const { summary } = board;
  const numbers = useMemo(() => {
    const columns = layout.columns.slice(left, right + 1).map(({ column }) => column).filter(({ number, day }) => number && !day);
    return items.slice(top, bottom + 1).flatMap((item) => {
      const row = item.kind === "row" ? board.row(item.id) : undefined;
      return row ? columns.map((column) => (hides(summary, column.field ?? column.key) ? null : column.text(row))).filter((value) => typeof value === "number") : [];
    });
  }, [board, summary, items, layout, top, bottom, left, right]);
  const sum = numbers.reduce((total, value) => total + value, 0);
  return (
    <span className="range-sum">
      {tn(cellsIn(bounds), "{n} cell", "{n} cells")}
      {numbers.length > 0 && <> · Σ <b>{count(sum)}</b> · {t("mean|of numbers")} <b>{count(Math.round(sum / numbers.length * 10) / 10)}</b></>}
    </span>
  );
}
