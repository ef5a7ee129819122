import { useEffect, useState, type MouseEvent, type ReactNode, type RefObject } from "react";
import { useKeys } from "../frame/keys";
import { useMyId } from "../frame/Person";
import { lazily } from "../frame/lazily";
import { t } from "../language/language";
import { useLive } from "../live/hooks";
import { hides } from "../vocabulary/Hidden";
import type { Day } from "../vocabulary/days";
import type { Item } from "./arrange";
import type { Board } from "./board";
import { enterOne, isReported, reportOne } from "./entering";
import { CellEditor } from "./CellEditor";
import { isRange } from "./cells";
import type { Edits } from "./edits";
import type { Layout } from "./layout";
import { fillDown, parseTsv, type Sheet } from "./paste";
import { revealColumn, revealRow } from "./reveal";
import type { Cells } from "./useCells";
import { useClipboard } from "./useClipboard";

const PasteDialog = lazily(async () => (await import("./PasteDialog")).PasteDialog);

/** Keys with which a day begins, and so opens the cell that has the cursor. */
const beginnings = [..."0123456789+-t"];

interface Props {
  board: Board;
  items: readonly Item[];
  layout: Layout;
  cells: Cells;
  edits: Edits;
  today: Day;
  box: RefObject<HTMLDivElement | null>;
  rowHeight: number;
  /** For many lines at once, cell by cell in one's own name, or not at all. */
  may: "enter" | "report" | null;
}

export interface Entering {
  edits: Edits;
  edit: (event: MouseEvent) => void;
  /** What is open over the board: the cell that is typed in, or what is about to be pasted. */
  over: ReactNode;
}

/** Days typed, pasted and filled down into cells. */
export function useEntering({ board, items, layout, cells, edits, today, box, rowHeight, may }: Props): Entering {
  const me = useMyId();
  const live = useLive();
  const [editing, edit] = useState<{ id: string; column: string; typed: string | null } | null>(null);
  const [asked, ask] = useState<{ title: string; usual: string; sheet: Sheet } | null>(null);
  const { range, bounds } = cells;
  // Before it is needed, when the board stands: who pastes waits for nothing. Not every browser tells when it is idle.
  useEffect(() => {
    if (may !== "enter") return;
    const soon = setTimeout(() => void PasteDialog.fetch().catch(() => {}), 1_000);
    return () => clearTimeout(soon);
  }, [may]);
  const columnOf = (key: string | undefined) => layout.columns.find(({ column }) => column.key === key)?.column;
  const entered = (key: string | undefined) => {
    const column = columnOf(key);
    return column?.enters != null && (may === "enter" || (may === "report" && isReported(column))) && !hides(board.summary, column.field ?? column.key);
  };
  const place = editing && board.placeOf(editing.id);
  const row = editing && place !== undefined && entered(editing.column) ? board.row(editing.id) : undefined;
  const column = row && columnOf(editing?.column);
  // With its row or its column the editor is gone for good, and the keys are the board's again.
  const gone = editing != null && column === undefined;
  useEffect(() => {
    if (!gone) return;
    edit(null);
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [gone, box]);
  // The cursor may have been scrolled away from.
  const open = (typed: string | null) => {
    if (!range) return;
    revealRow(box.current!, board.placeOf(range.head.id)!, rowHeight);
    revealColumn(box.current!, range.head.column);
    edit({ ...range.head, typed });
  };
  const rowsOf = () => (bounds == null ? [] : items.slice(bounds.top, bounds.bottom + 1)).map((item) => (item.kind === "row" ? board.row(item.id) : undefined));
  useKeys(column === undefined && range != null ? {
    ...(entered(range.head.column) && board.row(range.head.id) ? {
      f2: () => open(null), enter: () => open(null),
      ...Object.fromEntries(beginnings.map((key) => [key, () => open(key)])),
    } : {}),
    ...(may === "enter" && bounds && isRange(bounds) ? {
      "mod+d": () => ask({ title: t("Fill down"), usual: t("Filled down"), sheet: fillDown(rowsOf().filter((row) => row !== undefined), layout.columns.slice(bounds.left, bounds.right + 1).map(({ column }) => column), edits) }),
    } : {}),
  } : {});

  useClipboard("paste", box, (event) => {
    if (may !== "enter" || event.clipboardData == null) return;
    const block = parseTsv(event.clipboardData.getData("text/plain"));
    if (block.length === 0) return;
    event.preventDefault();
    ask({
      title: t("Paste"), usual: t("Pasted from a sheet"),
      sheet: { kind: "block", block, at: bounds, items: items.slice(bounds?.top ?? 0), columns: layout.columns.map(({ column }) => column) },
    });
  });
  return {
    edits,
    edit: (event) => {
      const key = (event.target as Element).closest<HTMLElement>("[data-column]")?.dataset.column;
      if (!entered(key) || range?.head.column !== key) return;
      event.stopPropagation();
      open(null);
    },
    over: (
      <>
        {editing && row && column && (
          <CellEditor
            key={`${editing.id} ${editing.column}`} row={row} column={column} index={place!} rowHeight={rowHeight} typed={editing.typed} today={today} edits={edits} box={box}
            enter={(change, reason) => (may === "report" ? reportOne(change, me!, () => live.afterAllHeard(), edits) : enterOne(change, reason, edits))}
            close={(rows, columns) => {
              edit(null);
              box.current?.focus({ preventScroll: true });
              if (rows !== 0 || columns !== 0) cells.move(rows, columns);
            }}
          />
        )}
        {asked != null && <PasteDialog {...asked} board={board} edits={edits} today={today} close={() => ask(null)} />}
      </>
    ),
  };
}
