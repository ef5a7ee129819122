import { useEffect, useLayoutEffect, useRef, useState, type FormEvent, type KeyboardEvent, type RefObject } from "react";
import { Problem } from "../api/client";
import type { BoardRow } from "../api/types";
import { readDay } from "../controls/typedDay";
import { daysBetween, longDay, shortDay, signedDays, type Day } from "../vocabulary/days";
import { reasons } from "../vocabulary/reasons";
import { sideWord } from "../vocabulary/words";
import type { Column } from "./columns";
import { whyFixed, type Change } from "./entering";
import type { Edits } from "./edits";

interface Props {
  row: BoardRow;
  column: Column;
  /** Id of the cell's element, over which it stands. */
  cell: string;
  /** What was typed on the cell; null where it was opened without. */
  typed: string | null;
  today: Day;
  edits: Edits;
  /** @throws {Problem} a refusal, which the cell shows. */
  enter: (change: Change, reason: string | null) => Promise<void>;
  box: RefObject<HTMLDivElement | null>;
  /** Where the cursor goes then: rows down, columns to the right. */
  close: (rows: number, columns: number) => void;
}

/** A day typed into a cell. What was understood stands below at once; Enter sends it, Esc leaves it as it was. */
export function CellEditor({ row, column, cell, typed, today, edits, enter, box, close }: Props) {
  const earlier = edits.of(row.id)?.get(column.key);
  const stands = column.text(row) as Day | null;
  const [text, type] = useState(typed ?? (earlier?.state === "refused" ? shortDay(earlier.date, today) : stands == null ? "" : shortDay(stands, today)));
  const [reason, choose] = useState("");
  const [problem, complain] = useState<string | null>(typed == null && earlier?.state === "refused" ? earlier.problem : null);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLSelectElement>(null);
  const over = useRef(false);
  const fixed = whyFixed(column, row);
  const day = readDay(text, today, stands ?? today);
  const committed = column.enters?.day === "committed";

  // Stands over its cell, also while the rows are scrolled below it.
  useLayoutEffect(() => {
    const grid = box.current!;
    const place = () => {
      const at = document.getElementById(cell)?.getBoundingClientRect();
      const list = grid.parentElement!.getBoundingClientRect();
      const { style } = form.current!;
      style.visibility = at ? "visible" : "hidden";
      if (!at) return;
      style.left = `${Math.max(0, Math.min(at.left - list.left, list.width - form.current!.offsetWidth))}px`;
      const below = at.top - list.top;
      const room = below + form.current!.offsetHeight <= list.height;
      style.top = `${room ? below : below + at.height - form.current!.offsetHeight}px`;
      form.current!.dataset.above = String(!room);
    };
    place();
    grid.addEventListener("scroll", place, { passive: true });
    return () => grid.removeEventListener("scroll", place);
  }, [box, cell]);
  useEffect(() => {
    input.current!.focus();
    if (typed == null) input.current!.select();
  }, [typed]);

  const leave = (rows: number, columns: number) => {
    over.current = true;
    close(rows, columns);
  };
  const send = (rows: number, columns: number) => {
    if (over.current) return;
    if (fixed != null) return complain(fixed);
    if (day == null) return complain(text.trim() === "" ? "A day cannot be taken away here." : "Not a day.");
    if (day === stands && earlier == null) return leave(rows, columns);
    if (committed && reason === "") {
      complain("A committed day moves with a reason.");
      why.current!.focus();
      return;
    }
    // The cell shows what became of it.
    enter({ row, column, date: day }, reason || null).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
    });
    leave(rows, columns);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (earlier?.state === "refused") edits.drop({ row, column });
      leave(0, 0);
    } else if (event.key === "Tab" && event.target === input.current && !committed) send(0, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(1, 0);
  };
  const note = problem ?? (day != null ? `${longDay(day)}${stands != null && day !== stands ? ` · ${signedDays(daysBetween(stands, day))}` : ""}` : "Such as 14/3, 14 mar, +5, t, fri, w12");
  const id = `${cell}-editor`;
  return (
    <form
      ref={form} className="cell-editor" noValidate aria-label={`${column.title} of ${row.po} line ${row.line}`} onSubmit={submit} onKeyDown={keys}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && (text === "" || day === stands ? leave(0, 0) : !committed && day != null && fixed == null && send(0, 0))}
    >
      <input
        ref={input} type="text" autoComplete="off" aria-label={column.title} aria-describedby={id} aria-invalid={problem != null} value={text}
        onChange={({ target }) => {
          type(target.value);
          complain(null);
        }}
      />
      <p id={id} className={problem == null ? undefined : "field-error"} role="status">{note}</p>
      {committed && (
        <select ref={why} aria-label="Reason" value={reason} onChange={({ target }) => { choose(target.value); complain(null); }} onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), send(1, 0))}>
          <option value="">Choose why</option>
          {reasons.map(([side, codes]) => (
            <optgroup key={side} label={sideWord(side)}>{codes.map(([code, words]) => <option key={code} value={code}>{code} · {words}</option>)}</optgroup>
          ))}
        </select>
      )}
    </form>
  );
}

