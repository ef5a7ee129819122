import { t } from "../language/language";
import { keyPerBody } from "../api/bulkActs";
import type { BoardRow } from "../api/types";
import type { Day } from "../vocabulary/days";
import { milestoneOf, type Column } from "./columns";
import type { Change } from "./entering";

/** `sending` until the server has taken it, `sent` until its row was told, `settled` until the row is shown as it stands then. */
export type EditState = "sending" | "sent" | "settled" | "refused";

/** What an entry is sent under: sent again under the same it is done once. */
export interface Attempt {
  eventId: string;
  keyOf: (body: unknown) => string;
}

export interface Edit {
  change: Change;
  state: EditState;
  /** Why it was refused. */
  problem: string | null;
  attempt: Attempt;
}

export const editWords: Record<Exclude<EditState, "refused">, string> = {
  sending: t("Being sent"), sent: t("Sent, not confirmed yet"), settled: t("Sent, not confirmed yet"),
};

/** What a cell shows of an edit: nothing once the row says the same, has changed since the server has set it, or names another milestone. */
export function shownEdit(edit: Edit | undefined, row: BoardRow, column: Column): Edit | undefined {
  if (!edit || edit.change.milestone?.code !== milestoneOf(column, row)?.code) return undefined;
  if (edit.state === "refused" || edit.state === "sending") return edit;
  if (column.text(row) === edit.change.date) return undefined;
  return edit.state === "settled" && row.v > edit.change.row.v ? undefined : edit;
}

/**
 * What was entered on a board and is not the server's word yet, by row and column. What becomes of a change touches its
 * own edit only: a later one in the same cell stays as it is. A row wakes only its own listeners.
 */
export class Edits {
  private readonly rows = new Map<string, ReadonlyMap<string, Edit>>();
  private readonly listeners = new Map<string, Set<() => void>>();

  /** The same object for as long as nothing of the row changes. */
  of(id: string): ReadonlyMap<string, Edit> | undefined {
    return this.rows.get(id);
  }

  shown(row: BoardRow, column: Column): Edit | undefined {
    return shownEdit(this.of(row.id)?.get(column.key), row, column);
  }

  /** The day that is on its way to a cell; undefined where there is none, or it was refused. */
  pending(row: BoardRow, column: Column): Day | undefined {
    const edit = this.shown(row, column);
    return edit?.state === "refused" ? undefined : edit?.change.date;
  }

  /** Takes the cell. What was refused and is entered again is the same attempt: its answer may only have been lost. */
  begin(change: Change): Attempt {
    const held = this.of(change.row.id)?.get(change.column.key);
    const attempt = held?.state === "refused" && isSame(held.change, change) ? held.attempt : { eventId: crypto.randomUUID(), keyOf: keyPerBody() };
    this.set(change, { change, state: "sending", problem: null, attempt });
    return attempt;
  }

  put(change: Change, state: EditState, problem: string | null = null): void {
    const held = this.own(change);
    if (held) this.set(change, { ...held, state, problem });
  }

  drop(change: Change): void {
    if (this.own(change)) this.set(change, null);
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

  private own(change: Change): Edit | undefined {
    const held = this.of(change.row.id)?.get(change.column.key);
    return held?.change === change ? held : undefined;
  }

  private set({ row: { id }, column: { key } }: Change, edit: Edit | null): void {
    const edits = new Map(this.rows.get(id));
    if (edit) edits.set(key, edit);
    else edits.delete(key);
    if (edits.size === 0) this.rows.delete(id);
    else this.rows.set(id, edits);
    this.listeners.get(id)?.forEach((wake) => wake());
  }
}

/** Whether two changes of a cell say the same. */
function isSame(one: Change, other: Change): boolean {
  return one.date === other.date && one.milestone?.code === other.milestone?.code;
}
