import { lineName } from "../vocabulary/words";
import { useEffect, useId, useLayoutEffect, useRef, useState, type FormEvent, type KeyboardEvent, type RefObject } from "react";
import { Problem } from "../api/client";
import type { BoardRow } from "../api/types";
import { ReasonOptions } from "../controls/ReasonField";
import { readDay } from "../controls/typedDay";
import { t } from "../language/language";
import { daysBetween, longDay, shortDay, signedDays, type Day } from "../vocabulary/days";
import { milestoneOf, type Column } from "./columns";
import { titleOf, whyFixed, type Change } from "./entering";
import type { Edits } from "./edits";

interface Props {
  row: BoardRow;
  column: Column;
  /** Place of the row among all, from 0. */
  index: number;
  rowHeight: number;
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
export function CellEditor({ row, column, index, rowHeight, typed, today, edits, enter, box, close }: Props) {
  const earlier = edits.shown(row, column);
  const refused = earlier?.state === "refused" ? earlier : null;
  const stands = edits.pending(row, column) ?? (column.text(row) as Day | null);
  const shown = refused?.change.date ?? stands;
  // What it was opened for: the row may name another before the day is sent.
  const [milestone] = useState(() => milestoneOf(column, row));
  const [text, type] = useState(typed ?? (shown == null ? "" : shortDay(shown, today)));
  // What nobody has typed is nobody's word: the row may say something else by now.
  const [touched, touch] = useState(typed != null);
  const [reason, choose] = useState("");
  const [problem, complain] = useState<string | null>(typed == null ? refused?.problem ?? null : null);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLSelectElement>(null);
  const over = useRef(false);
  const fixed = whyFixed(column, row, milestone);
  const day = readDay(text, today, stands ?? today);
  const committed = column.enters?.day === "committed";

  // Stands over its cell, also while the rows are scrolled below it.
  useLayoutEffect(() => {
    const grid = box.current!;
    const place = () => {
      const list = grid.parentElement!.getBoundingClientRect();
      const across = grid.querySelector(`.grid-head [data-column="${column.key}"]`)!.getBoundingClientRect().left - list.left;
      const down = grid.querySelector(".grid-body")!.getBoundingClientRect().top - list.top + index * rowHeight;
      const { style, dataset, offsetWidth: width, offsetHeight: height } = form.current!;
      const room = down + height <= list.height;
      // Where its cell is out of sight it stays at the edge: what takes the keys is seen.
      style.left = `${Math.max(0, Math.min(across, list.width - width))}px`;
      style.top = `${Math.max(0, Math.min(room ? down : down + rowHeight - height, list.height - height))}px`;
      dataset.above = String(!room);
    };
    place();
    grid.addEventListener("scroll", place, { passive: true });
    return () => grid.removeEventListener("scroll", place);
  }, [box, column.key, index, rowHeight]);
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
    if (!touched && refused == null) return leave(rows, columns);
    if (fixed != null) return complain(fixed);
    if (day == null) return complain(text.trim() === "" ? t("A day cannot be taken away here.") : t("Not a day."));
    if (day === stands && refused == null) return leave(rows, columns);
    if (committed && reason === "") {
      complain(t("A committed day moves with a reason."));
      why.current!.focus();
      return;
    }
    // The cell shows what became of it.
    enter({ row, column, milestone, date: day }, reason || null).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
    });
    leave(rows, columns);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (refused) edits.drop(refused.change);
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
  const wrong = problem ?? fixed;
  const note = wrong ?? (day != null ? `${longDay(day)}${stands != null && day !== stands ? ` · ${signedDays(daysBetween(stands, day))}` : ""}` : t("Such as 14/3, 14 mar, +5, t, fri, w12"));
  const id = useId();
  return (
    <form
      ref={form} className="cell-editor" noValidate aria-label={t("{column} of {line}", { column: titleOf(column, milestone), line: lineName(row) })} onSubmit={submit} onKeyDown={keys}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && (!touched || text === "" || day === stands ? leave(0, 0) : !committed && day != null && fixed == null && send(0, 0))}
    >
      <input
        ref={input} type="text" autoComplete="off" aria-label={titleOf(column, milestone)} aria-describedby={id} aria-invalid={wrong != null} value={text}
        onChange={({ target }) => {
          type(target.value);
          touch(true);
          complain(null);
        }}
      />
      <p id={id} className={wrong == null ? undefined : "field-error"} role="status">{milestone && <b>{milestone.name} </b>}{note}</p>
      {committed && (
        <select ref={why} aria-label={t("Reason")} value={reason} onChange={({ target }) => { choose(target.value); complain(null); }} onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), send(1, 0))}>
          <option value="">{t("Choose why")}</option>
          <ReasonOptions />
        </select>
      )}
    </form>
  );
}

