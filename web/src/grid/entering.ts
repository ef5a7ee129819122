import { applyBulkAct, keyPerBody, lookedAt, previewBulkAct, undoBulkAct, whenSettled, type BulkPreview, type EnterForm, type Entry } from "../api/bulkActs";
import { Problem } from "../api/client";
import { sendReport, takeBack as takeBackReport } from "../api/report";
import type { BoardRow } from "../api/types";
import { tell } from "../frame/Notice";
import { undoneWords } from "../pages/bulk/words";
import { longDay, plural, shortDay, type Day } from "../vocabulary/days";
import type { Column } from "./columns";
import type { Edits } from "./edits";

/** A day for a cell. */
export interface Change {
  row: BoardRow;
  column: Column;
  date: Day;
}

/** Why no day can be entered in a cell, as far as the row itself tells; null where one can. The server has the last word. */
export function whyFixed({ enters, title }: Column, row: BoardRow): string | null {
  if (!enters) return `${title} is not entered here.`;
  if (enters.milestone) return enters.milestone(row) == null ? "Nothing of it is open." : null;
  return enters.day !== "happened" && row.actual != null ? `It left on ${shortDay(row.actual)}.` : null;
}

/** Whether somebody who may report, and enters nothing for many lines, can enter days of this column: of the milestones that the row names. */
export function isReported({ enters }: Column): boolean {
  return enters?.milestone != null && enters.day !== "committed";
}

/**
 * One cell, in the name of who reports it: the report of the order's own page.
 * @param now when it is said, RFC 3339: of several reports the latest stands.
 * @throws {Problem} a refusal: nothing was changed.
 */
export async function reportOne(change: Change, source: string, now: () => string, edits: Edits): Promise<void> {
  const { row, column, date } = change;
  const id = { source, eventId: crypto.randomUUID() };
  const subject = { purchaseOrder: row.po, line: row.line };
  edits.put(change, "sending");
  try {
    await sendReport(id, now(), { subject, milestone: column.enters!.milestone!(row)!, classifier: column.enters!.day === "happened" ? "ACT" : "EST", date, reason: null, note: null });
  } catch (error) {
    refuse(change, error, edits);
  }
  edits.put(change, "settled");
  tell(`${wordsOf(change)} reported`, async () => {
    await takeBackReport(id, now(), subject);
    edits.drop(change);
  });
}

function wordsOf({ row, column, date }: Change): string {
  return `${column.title} of ${row.po} line ${row.line}: ${longDay(date)}`;
}

// It stays in its cell with the reason.
function refuse(change: Change, error: unknown, edits: Edits): never {
  edits.put(change, "refused", error instanceof Problem ? problemWords(error) : String(error));
  throw error;
}

/** How many days can be entered at once. */
export const mostEntries = 3_000;

export function formOf(changes: readonly Change[], reason: string | null, note: string): EnterForm {
  return {
    operation: "enter", entries: changes.map(entryOf), note,
    ...(reason == null ? {} : { reason }),
  };
}

function entryOf({ row, column: { enters }, date }: Change): Entry {
  const milestone = enters!.milestone?.(row);
  return { purchaseOrder: row.po, line: row.line, day: enters!.day, date, ...(milestone == null ? {} : { milestone }) };
}

/** A committed day moves with a reason. */
export function wantsReason(changes: readonly { column: Column }[]): boolean {
  return changes.some(({ column }) => column.enters?.day === "committed");
}

/**
 * Applies what was looked at as one act; done once it is taken. The cells show it at once, marked until the server's own
 * word takes its place; what is refused later stays in its cell with the reason. Ctrl Z takes the act back.
 * @throws {Problem} where nothing of it was taken.
 */
export async function enter(changes: readonly Change[], form: EnterForm, preview: BulkPreview, edits: Edits, keyOf = keyPerBody()): Promise<void> {
  const body = { ...form, looked: lookedAt(preview) };
  const taken = new Set(preview.items.filter(({ status }) => status === "done" || status === "proposed").map(({ entry }) => entry));
  const sent = changes.filter((_, place) => taken.has(place));
  const { id } = await applyBulkAct(body, keyOf(body));
  for (const change of sent) edits.put(change, "sent");
  tell(sent.length === 1 ? `${wordsOf(sent[0]!)} set` : `${plural(sent.length, "day")} entered`, () => takeBack(id, sent, edits));
  follow(id, sent, edits).catch((error: unknown) => tell(`What became of it is not known. ${error instanceof Problem ? error.message : String(error)}`));
}

async function follow(id: string, sent: readonly Change[], edits: Edits): Promise<void> {
  const { items, left } = await whenSettled(id);
  let [proposed, refused] = [0, 0];
  for (const change of sent) {
    const { day, milestone, purchaseOrder, line } = entryOf(change);
    const its = items.filter((item) => item.purchaseOrder === purchaseOrder && item.line === line && item.field === day);
    const item = its.find((each) => milestone === undefined || each.milestone === milestone);
    const problem = item ? item.problem : left.find((each) => each.purchaseOrder === purchaseOrder && each.line === line)?.why;
    if (item?.status === "done" || item?.status === "unchanged") edits.put(change, "settled");
    else if (item?.status === "proposed") {
      proposed++;
      edits.drop(change);
    } else {
      refused++;
      edits.put(change, "refused", problem?.detail ?? "It was left.");
    }
  }
  const came = [proposed > 0 && `${plural(proposed, "day")} ${proposed === 1 ? "waits" : "wait"} for a second person`, refused > 0 && `${plural(refused, "day")} could not be set: the cells say why`];
  if (proposed + refused > 0) tell(`${came.filter((part) => part !== false).join(". ")}.`);
}

/** @throws {Problem} where not all of it stands as before. */
async function takeBack(id: string, sent: readonly Change[], edits: Edits): Promise<void> {
  const { act } = await whenSettled(id);
  await undoBulkAct(act, "Taken back");
  for (const change of sent) edits.drop(change);
  const after = (await whenSettled(id)).act;
  if (after.kept + after.toConfirm + after.hindered > 0) throw new Problem(...undoneWords(after), 409, null);
}

/**
 * One cell, looked at and applied.
 * @throws {Problem} a refusal: nothing was changed.
 */
export async function enterOne(change: Change, reason: string | null, edits: Edits): Promise<void> {
  edits.put(change, "sending");
  try {
    const form = formOf([change], reason, "Typed on the board");
    const preview = await previewBulkAct(form);
    const [item] = preview.items;
    if (item?.status === "refused") throw new Problem(item.problem?.detail ?? "It was refused", null, 409, null);
    if (item?.status === "unchanged") return edits.drop(change);
    await enter([change], form, preview, edits);
  } catch (error) {
    refuse(change, error, edits);
  }
}

export function problemWords(problem: Problem): string {
  return problem.errors.length > 0 ? problem.errors.map(({ detail }) => detail).join(" ") : problem.message;
}
