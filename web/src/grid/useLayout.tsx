import { useCallback, useMemo, useState, type ReactNode, type RefObject } from "react";
import { useMyRole } from "../frame/Person";
import { lazily } from "../frame/lazily";
import { layoutOf, shownColumns, useWidth, type Layout } from "./layout";
import type { Query } from "./query";

const ColumnsDialog = lazily(async () => (await import("./ColumnsDialog")).ColumnsDialog);

export interface Arranging {
  layout: Layout;
  resize: (key: string, width: number) => void;
  /** Whether the ranges of forecasts are shown, and the other way round. */
  ranged: boolean;
  toggleRange: () => void;
  /** Opens the dialog. */
  arrange: () => void;
  dialog: ReactNode;
}

/** Which columns a board shows and how wide; all that is chosen of it goes into the address by `change`. */
export function useLayout(query: Query, without: string | undefined, list: RefObject<HTMLElement | null>, narrow: boolean, change: (part: Partial<Query>) => void): Arranging {
  const box = useWidth(list);
  const role = useMyRole();
  const { range, columns, frozen } = query;
  const placing = useMemo(() => ({ range, columns, frozen, role, without, width: narrow ? null : box }), [range, columns, frozen, role, without, narrow, box]);
  const layout = useMemo(() => layoutOf(placing), [placing]);
  const [open, set] = useState(false);
  const ranged = layout.keys.includes("range");
  const toggleRange = () => {
    if (columns == null) return change({ range: !range });
    const others = columns.filter(({ key }) => key !== "range");
    change({ columns: ranged ? others : [...others, { key: "range" }] });
  };
  // The first that is given a width chooses all columns as they stand.
  const resize = useCallback((key: string, width: number) => {
    change({ columns: shownColumns(placing).map((each) => (each.key === key ? { key, width } : placing.columns == null ? { key: each.key } : each)) });
  }, [change, placing]);
  return {
    layout, resize, ranged, toggleRange, arrange: () => set(true),
    dialog: open && (
      <ColumnsDialog shown={columns ?? layout.keys.map((key) => ({ key }))} frozen={layout.frozen} change={change} close={() => set(false)} />
    ),
  };
}
