import { useEffect, useMemo, useState, type PointerEvent, type RefObject } from "react";
import { useKeys } from "../frame/keys";
import { hides } from "../vocabulary/Hidden";
import type { Item } from "./arrange";
import type { Board } from "./board";
import { boundsOf, only, rearranged, stepped, type Bounds, type Range, type Spot } from "./cells";
import { cellOf, linesOf, toHtml, toTsv } from "./clipboard";
import type { Edits } from "./edits";
import type { Layout } from "./layout";
import { useClipboard } from "./useClipboard";

interface Props {
  board: Board;
  items: readonly Item[];
  layout: Layout;
  /** Place of the row that has the cursor. */
  at: number;
  /** Moves the cursor to another row. */
  goTo: (index: number) => void;
  /** Rows that a page key passes. */
  pageful: () => number;
  box: RefObject<HTMLDivElement | null>;
  /** Copied where no cells are chosen, with the titles of the columns. */
  picked: readonly string[];
  /** False where a row is no line of cells. */
  on: boolean;
  edits: Edits;
}

export interface Cells {
  /** Null while the cursor is on a whole row. */
  range: Range | null;
  bounds: Bounds | null;
  press: (event: PointerEvent) => void;
  /** So many rows down and columns to the right. */
  move: (rows: number, columns: number) => void;
}

/** The cell cursor and the range it draws, by keys and by pointer. */
export function useCells({ board, items, layout, at, goTo, pageful, box, picked, on, edits }: Props): Cells {
  const [held, hold] = useState<Range | null>(null);
  const { keys } = layout;
  const [arranged, arrange] = useState({ items, keys });
  if (arranged.items !== items || arranged.keys !== keys) {
    arrange({ items, keys });
    if (held != null) hold(rearranged(held, arranged, { items, keys }));
  }
  const bounds = useMemo(() => (held == null || !on ? null : boundsOf(held, (id) => board.placeOf(id), keys)), [held, on, board, keys, items]);
  // What no longer stands on the board has no cells: the cursor is on the row again.
  const range = bounds == null ? null : held;

  const put = (index: number, column: string, extend: boolean) => {
    const id = board.items[index]?.id;
    if (id === undefined) return;
    const head: Spot = { id, column };
    goTo(index);
    hold(extend && range ? { anchor: range.anchor, head } : only(head));
  };
  const move = (rows: number, columns: number, extend: boolean) => {
    if (range == null) put(at, keys[columns > 0 ? 0 : keys.length - 1]!, false);
    else put(stepped(at, rows, items.length), keys[stepped(keys.indexOf(range.head.column), columns, keys.length)]!, extend);
  };
  const far = keys.length;
  useKeys(on && items.length > 0 ? {
    arrowleft: ({ shiftKey }) => move(0, -1, shiftKey),
    arrowright: ({ shiftKey }) => move(0, 1, shiftKey),
    ...(range == null ? {} : {
      arrowdown: ({ shiftKey }) => move(1, 0, shiftKey),
      arrowup: ({ shiftKey }) => move(-1, 0, shiftKey),
      j: () => move(1, 0, false),
      k: () => move(-1, 0, false),
      pagedown: ({ shiftKey }) => move(pageful(), 0, shiftKey),
      pageup: ({ shiftKey }) => move(-pageful(), 0, shiftKey),
      home: ({ shiftKey }) => move(0, -far, shiftKey),
      end: ({ shiftKey }) => move(0, far, shiftKey),
      "mod+home": ({ shiftKey }) => move(-items.length, -far, shiftKey),
      "mod+end": ({ shiftKey }) => move(items.length, far, shiftKey),
      "mod+arrowdown": ({ shiftKey }) => move(items.length, 0, shiftKey),
      "mod+arrowup": ({ shiftKey }) => move(-items.length, 0, shiftKey),
      escape: () => hold(held!.anchor === held!.head ? null : only(held!.head)),
      "mod+a": () => hold({ anchor: { id: items[0]!.id, column: keys[0]! }, head: { id: items.at(-1)!.id, column: keys.at(-1)! } }),
    }),
  } : {});

  // The pointer draws one range at a time, from where it was pressed to where it is let go.
  const [drawing, draw] = useState(false);
  const press = (event: PointerEvent) => {
    if (!on || event.button !== 0 || (event.target as Element).closest("a, button, input")) return;
    const spot = spotAt(event.target as Element, keys);
    if (spot == null) return;
    put(spot.index, spot.column, event.shiftKey);
    draw(true);
  };
  useEffect(() => {
    if (!drawing) return;
    const follow = (event: globalThis.PointerEvent) => {
      const { left, top } = box.current!.getBoundingClientRect();
      const first = top + box.current!.querySelector<HTMLElement>(".grid-head")!.offsetHeight;
      const [right, last] = [left + box.current!.clientWidth, top + box.current!.clientHeight];
      // Beyond the edge the rows come to meet it.
      if (event.clientY > last) box.current!.scrollTop += (event.clientY - last) / 2;
      else if (event.clientY < first) box.current!.scrollTop -= (first - event.clientY) / 2;
      const under = document.elementFromPoint(Math.max(left + 1, Math.min(event.clientX, right - 2)), Math.max(first + 1, Math.min(event.clientY, last - 2)));
      const spot = under && spotAt(under, keys);
      const id = board.items[spot?.index ?? -1]?.id;
      if (spot == null || id === undefined) return;
      const head: Spot = { id, column: spot.column };
      hold((drawn) => (drawn == null || (drawn.head.id === id && drawn.head.column === head.column) ? drawn : { anchor: drawn.anchor, head }));
    };
    const end = () => draw(false);
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    return () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
  }, [drawing, board, box, keys]);
  // Drawn with the pointer, the cursor's row follows when it is let go.
  useEffect(() => {
    const index = drawing || held == null ? undefined : board.placeOf(held.head.id);
    if (index !== undefined && index !== at) goTo(index);
  }, [drawing]);

  // Cells of the range, or the rows that are picked; the lines of the board alone, no headings of groups.
  useClipboard("copy", box, (event) => {
    if (!on || event.clipboardData == null || getSelection()?.isCollapsed === false) return;
    const hidden = (field: string) => hides(board.summary, field);
    const columns = layout.columns.slice(bounds?.left ?? 0, (bounds?.right ?? far) + 1).map(({ column }) => column);
    const ids = bounds ? items.slice(bounds.top, bounds.bottom + 1).filter(({ kind }) => kind === "row").map(({ id }) => id)
      : picked.length > 0 ? picked : items[at]?.kind === "row" ? [items[at].id] : [];
    const rows = ids.map((id) => board.row(id)).filter((row) => row !== undefined);
    if (rows.length === 0) return;
    const sheet = bounds ? rows.map((row) => columns.map((column) => cellOf(column, row, hidden, edits))) : linesOf(rows, columns, hidden, edits);
    event.clipboardData.setData("text/plain", toTsv(sheet));
    event.clipboardData.setData("text/html", toHtml(sheet));
    event.preventDefault();
  });

  return { range, bounds, press, move: (rows, columns) => move(rows, columns, false) };
}

function spotAt(element: Element, keys: readonly string[]): { index: number; column: string } | null {
  const column = element.closest<HTMLElement>("[data-column]")?.dataset.column;
  const row = element.closest("[aria-rowindex]")?.getAttribute("aria-rowindex");
  return column === undefined || row == null || !keys.includes(column) ? null : { index: Number(row) - 2, column };
}
