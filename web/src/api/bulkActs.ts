import type { ApprovalStatus } from "./approvals";
import { getJson, isUnanswered, postJson, Problem } from "./client";
import type { List } from "./types";
import type { LineKey, Prospect } from "./whatIfs";
import type { Day } from "../vocabulary/days";

/** `enter` sets of each line what was entered for it; the others do the same to all. */
export type Operation = "shift" | "redate" | "assign" | "approve" | "enter";
export type DayField = "committed" | "expected" | "happened";
export type RowStatus = "done" | "proposed" | "unchanged" | "refused";

/** One operation upon chosen lines. */
export interface BulkForm {
  operation: Exclude<Operation, "enter">;
  day?: "committed" | "expected";
  /** Code; left out for ex-factory, and for all approvals. */
  milestone?: string;
  days?: number;
  date?: Day;
  responsible?: string;
  /** Delay reason code. */
  reason?: string;
  /** Of a committed day: codes beside it. */
  contributing?: readonly string[];
  note?: string;
  lines: readonly LineKey[];
}

/** One day that was entered for one line. */
export interface Entry extends LineKey {
  day: DayField;
  /** Code; left out for ex-factory. */
  milestone?: string;
  date: Day;
}

export interface EnterForm {
  operation: "enter";
  entries: readonly Entry[];
  /** Delay reason code. */
  reason?: string;
  /** Of committed days: codes beside it. */
  contributing?: readonly string[];
  note?: string;
}

/** One row as the preview showed it. */
export interface LookedAt extends LineKey {
  approval: string | null;
  day: Day | null;
  responsible: string | null;
  /** Of the approval. */
  version: number | null;
  /** Of what was entered: which day of which milestone. */
  field?: DayField;
  milestone?: string | null;
}

/** One of them. */
export interface BulkValue {
  day?: Day | null;
  responsible?: string | null;
  status?: ApprovalStatus | null;
  /** Of the approval. */
  version?: number | null;
}

export interface Refusal {
  code: string;
  detail: string;
}

export interface BulkItem extends LineKey {
  vendorName: string | null;
  style: string | null;
  description: string | null;
  colour: string | null;
  milestone: string | null;
  approval: string | null;
  from: BulkValue | null;
  to: BulkValue | null;
  days: number;
  before: Prospect | null;
  after: Prospect | null;
  status: RowStatus;
  problem: Refusal | null;
  /** Place among what was entered; null of other operations. */
  entry: number | null;
  field: DayField | "responsible" | "decision" | null;
}

export interface BulkPreview {
  done: number;
  proposed: number;
  unchanged: number;
  refused: number;
  newlyLate: number;
  recovered: number;
  /** The worst first; what would be left comes last. */
  items: BulkItem[];
}

/** Whether an act was taken back, and what came of it, counted in rows. */
export interface Undone {
  undone: string | null;
  undoneBy: string | null;
  toRestore: number;
  restored: number;
  /** Left for good when it was taken back: somebody has moved them since. */
  kept: number;
  /** Waiting for a second person to go back. */
  toConfirm: number;
  /** Left for what may pass: they can be taken back once more. */
  hindered: number;
  mayUndo: boolean;
}

export interface BulkAct extends Undone {
  id: string;
  operation: Operation;
  day: "committed" | "expected" | "responsible" | "decision" | null;
  milestone: string | null;
  days: number | null;
  date: Day | null;
  responsible: string | null;
  note: string;
  byName: string;
  at: string;
  rows: number;
  settled: number;
  done: number;
  proposed: number;
  unchanged: number;
  refused: number;
  left: number;
}

export interface BulkActItem extends LineKey {
  vendorName: string | null;
  milestone: string | null;
  approval: string | null;
  from: BulkValue;
  to: BulkValue;
  days: number | null;
  status: RowStatus | null;
  problem: Refusal | null;
  restored: RowStatus | null;
  kept: Refusal | null;
  field: DayField | "responsible" | "decision";
}

export interface BulkActDetail {
  act: BulkAct;
  items: BulkActItem[];
  left: (LineKey & { why: Refusal })[];
}

export function previewBulkAct(form: BulkForm | EnterForm, signal?: AbortSignal): Promise<BulkPreview> {
  return postJson<BulkPreview>("bulk-acts/preview", form, signal ? { signal } : {});
}

/** What a preview showed of the rows that would be set. */
export function lookedAt({ items }: Pick<BulkPreview, "items">): LookedAt[] {
  return items.filter(({ status }) => status === "done" || status === "proposed").map(({ purchaseOrder, line, approval, from, entry, field, milestone }) => ({
    purchaseOrder, line, approval, day: from?.day ?? null, responsible: from?.responsible ?? null, version: from?.version ?? null,
    ...(entry == null ? {} : { field: field as DayField, milestone }),
  }));
}

/** One key for each body: what is sent again, also after another, is done once. */
export function keyPerBody(): (body: unknown) => string {
  const keys = new Map<string, string>();
  return (body) => {
    const text = JSON.stringify(body);
    const key = keys.get(text) ?? crypto.randomUUID();
    keys.set(text, key);
    return key;
  };
}

/** Sent again with the same key it is applied once. Rows that stand otherwise than they were looked at are left. */
export function applyBulkAct(form: (BulkForm | EnterForm) & { looked: readonly LookedAt[] }, key: string): Promise<{ id: string }> {
  return postJson("bulk-acts", form, { key });
}

export function readBulkAct(id: string): Promise<BulkActDetail> {
  return getJson<BulkActDetail>(`bulk-acts/${id}`);
}

const askAgainMilliseconds = 400;

/** Whether all of its rows are told, also those that are taken back. */
export function isSettled({ settled, rows, restored, toRestore }: BulkAct): boolean {
  return settled === rows && restored === toRestore;
}

/** What became of an act once all of its rows are told. Asked for until then, also while the server does not answer. */
export async function whenSettled(id: string): Promise<BulkActDetail> {
  for (;;) {
    const detail = await readBulkAct(id).catch((error: unknown) => {
      if (error instanceof Problem && !isUnanswered(error)) throw error;
      return null;
    });
    if (detail != null && isSettled(detail.act)) return detail;
    await new Promise((resolve) => setTimeout(resolve, detail == null ? askAgainMilliseconds * 5 : askAgainMilliseconds));
  }
}

/** Once, and once more each time that something stood in the way. */
export function undoBulkAct({ id, undone }: Pick<BulkAct, "id" | "undone">, note: string): Promise<unknown> {
  return postJson(`bulk-acts/${id}/undo`, { note }, { key: `undo-${id}-${undone ?? "first"}` });
}

export type BulkActs = List<BulkAct>;
