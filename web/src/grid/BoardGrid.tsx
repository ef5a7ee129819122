import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from "react";
import type { BoardRow } from "../api/types";
import { t } from "../language/language";
import type { Day } from "../vocabulary/days";
import type { Item } from "./arrange";
import type { Board } from "./board";
import { isRange } from "./cells";
import { GridRow, GroupRow } from "./GridRow";
import { leastWidth, mostWidth, type Layout } from "./layout";
import type { Query, SortKey } from "./query";
import { revealColumn, revealRow } from "./reveal";
import type { Cells } from "./useCells";
import type { Entering } from "./useEntering";

/** Rows drawn beyond the edges, so that a turn of the wheel finds them there. */
const overscan = 6;

/** Which of `length` rows of equal height lie in the scrolled box. */
export function useVisibleRows(box: RefObject<HTMLDivElement | null>, length: number, height: number): [from: number, to: number] {
  const [range, setRange] = useState<[number, number]>([0, 40]);
  const measure = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const from = Math.max(0, Math.floor(element.scrollTop / height) - overscan);
    const to = Math.ceil((element.scrollTop + element.clientHeight) / height) + overscan;
    setRange((held) => (held[0] === from && held[1] === to ? held : [from, to]));
  }, [box, height]);
  useLayoutEffect(() => {
    const element = box.current!;
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      resized.disconnect();
    };
  }, [box, measure]);
  const to = Math.min(length, range[1]);
  return [Math.min(range[0], Math.max(0, to - 1)), to];
}

export interface BoardGridProps {
  board: Board;
  items: readonly Item[];
  /** Whether all of the board has arrived. */
  current: boolean;
  query: Query;
  sort: (key: SortKey) => void;
  rowHeight: number;
  today: Day;
  active: number;
  choose: (index: number) => void;
  open: (row: BoardRow) => void;
  box: RefObject<HTMLDivElement | null>;
  /** Lines chosen for an act upon all of them. */
  picked: ReadonlySet<string>;
  /** Null where none can be chosen. */
  pick: ((index: number, through: boolean) => void) | null;
  layout: Layout;
  /** Gives a column another width. */
  resize: (key: string, width: number) => void;
  cells: Cells;
  entering: Entering;
}

/** The rows in view, out of any number; the header and the identity of a row stay in sight. */
export function BoardGrid({ board, items, current, query, sort, rowHeight, today, active, choose, open, box, picked, pick, layout, resize, cells, entering }: BoardGridProps) {
  const [from, to] = useVisibleRows(box, items.length, rowHeight);
  const column = cells.range?.head.column ?? null;
  const { bounds } = cells;
  const inRange = (index: number) => bounds != null && isRange(bounds) && index >= bounds.top && index <= bounds.bottom;

  useEffect(() => {
    if (box.current && active >= 0) revealRow(box.current, active, rowHeight);
  }, [active, rowHeight, box]);

  useEffect(() => {
    if (column != null) revealColumn(box.current!, column);
  }, [column, box]);

  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      aria-label={t("Purchase order lines")}
      aria-live="off"
      aria-busy={!current}
      data-cells={cells.bounds != null || undefined}
      data-picks={pick != null || undefined}
      data-picking={picked.size > 0 || undefined}
      aria-multiselectable={pick != null || undefined}
      aria-rowcount={items.length + 1}
      aria-colcount={layout.columns.length + 1}
      aria-activedescendant={active < from || active >= to ? undefined : column != null && items[active]?.kind === "row" ? `cell-${active}-${column}` : `row-${active}`}
      tabIndex={0}
      style={{ "--row": `${rowHeight}px`, "--least": `${layout.least}px` } as React.CSSProperties}
      onPointerDown={cells.press}
      onDoubleClickCapture={entering.edit}
    >
      <div className="grid-head" role="row" aria-rowindex={1}>
        <span className="cell c-held" role="columnheader"><span className="vh">{t("Held")}</span></span>
        {layout.columns.map(({ column: { key, title, hint, sort: by }, className, style, frozen }) => {
          const sorted = query.sort === by;
          return (
            <span key={key} className={className} style={style} data-frozen={frozen} data-column={key} role="columnheader" aria-sort={sorted ? (query.descending ? "descending" : "ascending") : undefined}>
              <button onClick={() => sort(by)} title={hint} tabIndex={-1}>
                {title}
                {sorted && <span aria-hidden="true">{query.descending ? "↓" : "↑"}</span>}
              </button>
              <i className="grip" aria-hidden="true" onPointerDown={(event) => pull(event, (width) => resize(key, width))} />
            </span>
          );
        })}
      </div>
      <div className="grid-body" role="rowgroup" style={{ height: items.length * rowHeight }}>
        {items.slice(from, to).map((item, offset) => {
          const index = from + offset;
          return item.kind === "group" ? (
            <GroupRow key={item.id} board={board} group={item.group} index={index} top={index * rowHeight} span={layout.columns.length + 1} active={index === active} selected={pick == null ? index === active : undefined} choose={choose} />
          ) : (
            <GridRow
              key={item.id} board={board} id={item.id} first={item.first} index={index} top={index * rowHeight} active={index === active} today={today} choose={choose} open={open} picked={picked.has(item.id)} pick={pick}
              columns={layout.columns} edits={entering.edits} cursor={item.id === cells.range?.head.id ? column : null}
              from={inRange(index) ? bounds!.left : -1} to={inRange(index) ? bounds!.right : -1}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Follows the pointer with the edge of a heading; the rows take the width when it is let go. */
function pull(event: React.PointerEvent<HTMLElement>, done: (width: number) => void): void {
  event.preventDefault();
  event.stopPropagation();
  const head = event.currentTarget.parentElement!;
  const [from, before] = [event.clientX, head.offsetWidth];
  let width = before;
  event.currentTarget.setPointerCapture(event.pointerId);
  event.currentTarget.onpointermove = (moved) => {
    width = Math.round(Math.max(leastWidth, Math.min(mostWidth, before + moved.clientX - from)));
    head.style.setProperty("--pulled", `${width - before}px`);
  };
  event.currentTarget.onlostpointercapture = ({ target }) => {
    (target as HTMLElement).onpointermove = null;
    head.style.removeProperty("--pulled");
    if (width !== before) done(width);
  };
}
