import { said, t, tn } from "../language/language";
import { applyBulkAct, lookedAt, previewBulkAct, undoBulkAct, whenSettled, type BulkActDetail, type BulkPreview, type EnterForm, type Entry, type RowStatus } from "../api/bulkActs";
import { Problem } from "../api/client";
import { sendReport, takeBack as takeBackReport } from "../api/report";
import type { BoardRow } from "../api/types";
import { tell } from "../frame/Notice";
import { undoneWords } from "../pages/bulk/words";
import { longDay, shortDay, type Day } from "../vocabulary/days";
import { lineName, milestoneWords } from "../vocabulary/words";
import { milestoneOf, type Column, type Milestone } from "./columns";
import type { Edits } from "./edits";

/** A day for a cell, entered once. */
export interface Change {
  /** As it was when the day was entered. */
  row: BoardRow;
  column: Column;
  /** The one that the row named when the cell was opened or the sheet pasted; null of ex-factory. */
  milestone: Milestone | null;
  date: Day;
}

/**
 * Why no day can be entered in a cell, as far as the row itself tells; null where one can. The server has the last word.
 * @param meant The milestone that the day is for: no other that the row names by now.
 */
export function whyFixed(column: Column, row: BoardRow, meant = milestoneOf(column, row)): string | null {
  const { enters, title } = column;
  if (!enters) return t("{column} is not entered here.", { column: title });
  if (enters.milestone) {
    const next = enters.milestone(row);
    if (next == null) return t("Nothing of it is open.");
    return next.code === meant?.code ? null : meant == null ? t("Next is {next} by now: open it again.", { next: said(next.name) }) : t("Next is {next} by now, no longer {meant}: open it again.", { next: said(next.name), meant: said(meant.name) });
  }
  return enters.day !== "happened" && row.actual != null ? t("It left on {day}.", { day: shortDay(row.actual) }) : null;
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
  const { row, column, milestone, date } = change;
  const { eventId } = edits.begin(change);
  const id = { source, eventId };
  const subject = { purchaseOrder: row.po, line: row.line };
  try {
    await sendReport(id, now(), { subject, milestone: milestone!.code, classifier: column.enters!.day === "happened" ? "ACT" : "EST", date, reason: null, note: null });
  } catch (error) {
    refuse(change, error, edits);
  }
  edits.put(change, "settled");
  tell(t("{what} reported", { what: wordsOf(change) }), async () => {
    await takeBackReport(id, now(), subject);
    edits.drop(change);
  });
}

/** What is entered: "Forecast", "Next done, Cutting start". */
export function titleOf({ title }: Column, milestone: Milestone | null): string {
  return milestone == null ? title : `${title}, ${milestoneWords(milestone.name)[0]}`;
}

function wordsOf({ row, column, milestone, date }: Change): string {
  return `${t("{column} of {line}", { column: titleOf(column, milestone), line: lineName(row) })}: ${longDay(date)}`;
}

// It stays in its cell with the reason.
function refuse(change: Change, error: unknown, edits: Edits): never {
  edits.put(change, "refused", error instanceof Problem ? problemWords(error) : String(error));
  throw error;
}

/** How many days can be entered at once. */
export const mostEntries = 3_000;

export function formOf(changes: readonly Change[], reason: string | null, note: string, contributing: readonly string[] = []): EnterForm {
  return {
    operation: "enter", entries: changes.map(entryOf), note,
    ...(reason == null ? {} : { reason }), ...(contributing.length === 0 ? {} : { contributing }),
  };
}

function entryOf({ row, column: { enters }, milestone, date }: Change): Entry {
  return { purchaseOrder: row.po, line: row.line, day: enters!.day, date, ...(milestone == null ? {} : { milestone: milestone.code }) };
}

/** A committed day moves with a reason. */
export function wantsReason(changes: readonly { column: Column }[]): boolean {
  return changes.some(({ column }) => column.enters?.day === "committed");
}

/** @throws {Problem} where a row has moved on since its day was meant for it. */
export function holdTo(changes: readonly Change[], rowOf: (id: string) => BoardRow | undefined): void {
  const whys = changes.flatMap(({ row, column, milestone }) => whyFixed(column, rowOf(row.id) ?? row, milestone) ?? []);
  if (whys.length > 0) throw new Problem(tn(whys.length, "{n} day can no longer be entered: close this and begin again", "{n} days can no longer be entered: close this and begin again"), whys[0]!, 409, null);
}

/** What a server took of an act. */
export interface Taken {
  id: string;
  sent: readonly Sent[];
}

export interface Sent {
  change: Change;
  /** Code by which the act knows it, also of ex-factory. */
  milestone: string | null;
}

/**
 * Applies what was looked at as one act; done once it is taken. The cells show it at once, marked until the server's own
 * word takes its place; what is refused later stays in its cell with the reason. Ctrl Z takes the act back.
 * @throws {Problem} where nothing of it was taken.
 */
export async function enter(changes: readonly Change[], form: EnterForm, preview: BulkPreview, edits: Edits, keyOf: (body: unknown) => string): Promise<void> {
  const taken = await apply(changes, form, preview, keyOf);
  for (const { change } of taken.sent) edits.begin(change);
  attend(taken, edits);
}

async function apply(changes: readonly Change[], form: EnterForm, preview: BulkPreview, keyOf: (body: unknown) => string): Promise<Taken> {
  const body = { ...form, looked: lookedAt(preview) };
  const sent = preview.items.flatMap(({ entry, status, milestone }) => (status === "done" || status === "proposed" ? [{ change: changes[entry!]!, milestone }] : []));
  const { id } = await applyBulkAct(body, keyOf(body));
  return { id, sent };
}

function attend(taken: Taken, edits: Edits): void {
  const { sent } = taken;
  for (const { change } of sent) edits.put(change, "sent");
  tell(sent.length === 1 ? t("{what} set", { what: wordsOf(sent[0]!.change) }) : tn(sent.length, "{n} day entered", "{n} days entered"), () => takeBack(taken, edits));
  follow(taken, edits).catch((error: unknown) => tell(t("What became of it is not known. {why}", { why: error instanceof Problem ? error.message : String(error) })));
}

/** What became of a day: of a line that has several in one act, the one of its own milestone. */
export function outcomeOf({ change: { row, column }, milestone }: Sent, { items, left }: Pick<BulkActDetail, "items" | "left">): { status: RowStatus; why: string } {
  const item = items.find((each) => each.purchaseOrder === row.po && each.line === row.line && each.field === column.enters!.day && each.milestone === milestone);
  const problem = item ? item.problem : left.find((each) => each.purchaseOrder === row.po && each.line === row.line)?.why;
  return { status: item?.status ?? "refused", why: problem?.detail ?? t("It was left.") };
}

async function follow({ id, sent }: Taken, edits: Edits): Promise<void> {
  const detail = await whenSettled(id);
  let [proposed, refused] = [0, 0];
  for (const each of sent) {
    const { status, why } = outcomeOf(each, detail);
    if (status === "refused") {
      refused++;
      edits.put(each.change, "refused", why);
    } else if (status === "proposed") {
      proposed++;
      edits.drop(each.change);
    } else edits.put(each.change, "settled");
  }
  const came = [proposed > 0 && tn(proposed, "{n} day waits for a second person", "{n} days wait for a second person"), refused > 0 && tn(refused, "{n} day could not be set: the cells say why", "{n} days could not be set: the cells say why")];
  if (proposed + refused > 0) tell(came.filter((part) => part !== false).join(". "));
}

/** @throws {Problem} where not all of it stands as before; of status 503 where the rest may go back in a moment. */
async function takeBack({ id, sent }: Taken, edits: Edits): Promise<void> {
  const { act } = await whenSettled(id);
  await undoBulkAct(act, t("Taken back"));
  for (const { change } of sent) edits.drop(change);
  const after = (await whenSettled(id)).act;
  if (after.kept + after.toConfirm + after.hindered > 0) throw new Problem(...undoneWords(after), after.hindered > 0 ? 503 : 409, null);
}

/**
 * One cell, looked at and applied.
 * @throws {Problem} a refusal: nothing was changed.
 */
export async function enterOne(change: Change, reason: string | null, edits: Edits): Promise<void> {
  const { keyOf } = edits.begin(change);
  try {
    const form = formOf([change], reason, t("Typed on the board"));
    const preview = await previewBulkAct(form);
    const [item] = preview.items;
    if (item?.status === "refused") throw new Problem(item.problem?.detail ?? t("It was refused"), null, 409, null);
    if (item?.status === "unchanged") return edits.drop(change);
    attend(await apply([change], form, preview, keyOf), edits);
  } catch (error) {
    refuse(change, error, edits);
  }
}

export function problemWords(problem: Problem): string {
  return problem.errors.length > 0 ? problem.errors.map(({ detail }) => detail).join(" ") : problem.message;
}
