import { t, tn } from "../language/language";
import { memo, useCallback, useEffect, useReducer, useRef, useSyncExternalStore, type ReactNode } from "react";
import type { BoardRow } from "../api/types";
import { shortDay, type Day } from "../vocabulary/days";
import { healthWord } from "../vocabulary/health";
import { HealthTally } from "../vocabulary/marks";
import { Hidden, hides } from "../vocabulary/Hidden";
import { lineName, statusSentence } from "../vocabulary/words";
import { count } from "../vocabulary/days";
import type { Group } from "./arrange";
import type { Board, Held } from "./board";
import { editWords, shownEdit, type Edit, type Edits } from "./edits";
import type { Placed } from "./layout";

const heldWords: Record<Held, [sign: string, text: string]> = {
  new: ["+", t("new, placed on Apply")],
  moved: ["↕", t("moves on Apply")],
  left: ["×", t("left, goes on Apply")],
};

/** How long a cell is marked that has changed, in milliseconds. */
const marked = 3_000;

/** The cells that changed in the last three seconds. Nothing moves: hundreds of cells may change ten times a second. */
function useChangedCells(row: BoardRow | undefined, columns: readonly Placed[]): ReadonlyMap<string, number> {
  const seen = useRef({ row, since: new Map<string, number>() });
  const { row: before, since } = seen.current;
  const [, draw] = useReducer((n: number) => n + 1, 0);
  if (row !== before) {
    seen.current.row = row;
    if (row && before) {
      const now = performance.now();
      for (const { column: { key, text } } of columns) if (key !== "heard" && text(row) !== text(before)) since.set(key, now);
    }
  }
  useEffect(() => {
    if (since.size === 0) return;
    const timer = setTimeout(() => {
      const now = performance.now();
      for (const [key, at] of since) if (at + marked <= now) since.delete(key);
      draw();
    }, Math.min(...since.values()) + marked - performance.now());
    return () => clearTimeout(timer);
  });
  return since;
}

export interface GridRowProps {
  board: Board;
  id: string;
  /** Its place among all rows, from 0. */
  index: number;
  /** Each row stands at its own place, so that scrolling paints only those that come into view. */
  top: number;
  first: boolean;
  active: boolean;
  today: Day;
  choose: (index: number) => void;
  open: (row: BoardRow) => void;
  picked: boolean;
  pick: ((index: number, through: boolean) => void) | null;
  columns: readonly Placed[];
  /** Key of the column where the cursor is; null where it is on another row or on the whole of this. */
  cursor: string | null;
  /** Places of the first and the last cell that a range holds; −1 where it holds none. */
  from: number;
  to: number;
  edits: Edits;
}

/** One line. It listens to its own row only: whatever else changes, it is not drawn again. */
export const GridRow = memo(function GridRow({ board, id, index, top, first, active, today, choose, open, picked, pick, columns, cursor, from, to, edits }: GridRowProps) {
  const subscribe = useCallback((listener: () => void) => board.subscribeRow(id, listener), [board, id]);
  const row = useSyncExternalStore(subscribe, () => board.row(id));
  const held = useSyncExternalStore(subscribe, () => board.heldOf(id));
  const edited = useSyncExternalStore(useCallback((listener: () => void) => edits.subscribe(id, listener), [edits, id]), () => edits.of(id));
  const changed = useChangedCells(row, columns);
  if (!row) return <div className="grid-row" role="row" aria-rowindex={index + 2} style={{ top }} />;
  return (
    <div
      className={`grid-row is-${row.health}`}
      id={`row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={pick ? picked : active}
      aria-label={`${lineName(row)}, ${row.styleName} ${row.colour}. ${statusSentence(row.health, row)}`}
      data-active={active || undefined}
      data-held={held}
      data-picked={picked || undefined}
      data-again={!first || undefined}
      style={{ top }}
      onClick={() => choose(index)}
      onDoubleClick={() => open(row)}
    >
      <span className="cell c-held" role="gridcell">
        {pick && (
          <input
            className="pick" type="checkbox" tabIndex={-1} checked={picked} aria-label={t("Select {line}", { line: lineName(row) })} readOnly
            onClick={(event) => {
              event.stopPropagation();
              pick(index, event.shiftKey);
            }}
          />
        )}
        {held && (
          <span title={heldWords[held][1]}>
            <span aria-hidden="true">{heldWords[held][0]}</span>
            <span className="vh">{heldWords[held][1]}</span>
          </span>
        )}
      </span>
      {columns.map(({ column, column: { key, field, cell }, className, style, frozen }, place) => (
        <span
          key={key} className={className} style={style} id={`cell-${index}-${key}`} role="gridcell" data-column={key} data-frozen={frozen} data-changed={changed.has(key) || undefined}
          data-cursor={cursor === key || undefined}
          {...(place >= from && place <= to ? { "data-span": true, "aria-selected": true } : {})}
        >
          {hides(board.summary, field ?? key) ? <Hidden /> : <Entered edit={edited && shownEdit(edited.get(key), row, column)} today={today}>{cell(row, today, first)}</Entered>}
        </span>
      ))}
    </div>
  );
});

/** What was entered in a cell, for as long as it is not the server's word; what stands there otherwise. */
function Entered({ edit, today, children }: { edit: Edit | undefined; today: Day; children: ReactNode }) {
  if (!edit) return children;
  const refused = edit.state === "refused";
  const words = edit.state === "refused" ? t("Not set: {why}", { why: edit.problem ?? "" }) : editWords[edit.state];
  return (
    <>
      <span className="edit" data-state={edit.state} title={words}>{shortDay(edit.change.date, today)}</span>
      <span className="edit-mark" aria-hidden="true">{refused ? "!" : "…"}</span>
      <span className="vh">{words}</span>
    </>
  );
}

export function GroupRow({ board, group, index, top, span, active, selected, choose }: { board: Board; group: Group; index: number; top: number; /** Columns it reaches over. */ span: number; active: boolean; /** Left out where lines are selected: a group is none. */ selected: boolean | undefined; choose: (index: number) => void }) {
  const calm = Object.entries(group.health).filter(([health, n]) => n && ["ontrack", "plan", "done"].includes(health));
  return (
    <div className="grid-row group-row" id={`row-${index}`} role="row" aria-rowindex={index + 2} aria-selected={selected} data-active={active || undefined} style={{ top }} onClick={() => choose(index)}>
      <span className="cell group-cell" role="gridcell" aria-colspan={span}>
        <b>{group.name}</b>
        <span className="second">{tn(group.lines, "{n} line", "{n} lines")}</span>
        {!hides(board.summary, "quantity") && <span className="second">{tn(group.quantity, "{n} pc", "{n} pcs")}</span>}
        <HealthTally counts={group.health} />
        {calm.map(([health, n]) => (
          <span key={health} className="second calm">{healthWord(health as keyof typeof group.health)} {count(n)}</span>
        ))}
      </span>
    </div>
  );
}
