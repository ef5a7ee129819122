import type { BoardRow } from "../api/types";
import type { Day } from "../vocabulary/days";
import type { Column } from "./columns";
import type { Change } from "./entering";

/** `sending` until the server has taken it, `sent` until its row was told, `settled` until the row is shown as it stands then. */
export type EditState = "sending" | "sent" | "settled" | "refused";

export interface Edit {
  date: Day;
  state: EditState;
  /** Why it was refused. */
  problem: string | null;
  /** Version of the row when it was entered. */
  v: number;
}

export const editWords: Record<Exclude<EditState, "refused">, string> = {
  sending: "Being sent", sent: "Sent, not confirmed yet", settled: "Sent, not confirmed yet",
};

/** What a cell shows of an edit: nothing once the row says the same, or has changed since the server has set it. */
export function shownEdit(edit: Edit | undefined, row: BoardRow, column: Column): Edit | undefined {
  if (!edit || edit.state === "refused" || edit.state === "sending") return edit;
  if (column.text(row) === edit.date) return undefined;
  return edit.state === "settled" && row.v > edit.v ? undefined : edit;
}

/** What was entered on a board and is not the server's word yet, by row and column. A row wakes only its own listeners. */
export class Edits {
  private readonly rows = new Map<string, ReadonlyMap<string, Edit>>();
  private readonly listeners = new Map<string, Set<() => void>>();

  /** The same object for as long as nothing of the row changes. */
  of(id: string): ReadonlyMap<string, Edit> | undefined {
    return this.rows.get(id);
  }

  put({ row, column, date }: Change, state: EditState, problem: string | null = null): void {
    const v = state === "sending" || state === "sent" ? row.v : (this.rows.get(row.id)?.get(column.key)?.v ?? row.v);
    this.set(row.id, new Map([...(this.rows.get(row.id) ?? []), [column.key, { date, state, problem, v }]]));
  }

  drop({ row, column }: Pick<Change, "row" | "column">): void {
    const left = new Map(this.rows.get(row.id));
    if (left.delete(column.key)) this.set(row.id, left);
  }

  subscribe(id: string, listener: () => void): () => void {
    let wakes = this.listeners.get(id);
    if (!wakes) this.listeners.set(id, (wakes = new Set()));
    wakes.add(listener);
    return () => {
      wakes.delete(listener);
      if (wakes.size === 0 && this.listeners.get(id) === wakes) this.listeners.delete(id);
    };
  }

  private set(id: string, edits: ReadonlyMap<string, Edit>): void {
    if (edits.size === 0) this.rows.delete(id);
    else this.rows.set(id, edits);
    this.listeners.get(id)?.forEach((wake) => wake());
  }
}
