import type { Day } from "../vocabulary/days";
import { postJson } from "./client";

export type ChaseKind = "overdue" | "due" | "approval" | "answer" | "discrepancy" | "silent" | "proposal";

export interface ChaseItem {
  kind: ChaseKind;
  subject: string;
  purchaseOrder: string | null;
  line: number | null;
  style: string | null;
  colour: string | null;
  approval: string | null;
  what: string;
  due: Day;
  behindDays: number;
  units?: number | null;
}

/** All that is open with a vendor, and the one message that asks for it. */
export interface Chase {
  today: Day;
  chasedToday: boolean;
  chasedAt: string | null;
  chasedBy: string | null;
  subject: string;
  text: string;
  items: ChaseItem[];
  /** Of the items: sent back when they were asked for. */
  hash: string;
}

export interface ChaseEntry {
  at: string;
  byName: string;
  again: string | null;
  listed: { kind: ChaseKind; subject: string; what: string; due: Day }[];
}

/**
 * `hash` is that of what was sent; `again` says why a second time on one day.
 * @throws {Problem} of status 409 where other things are open by now, or it was chased meanwhile.
 */
export function markChased(vendor: string, hash: string, again: string | null): Promise<unknown> {
  return postJson(`vendors/${encodeURIComponent(vendor)}/chase`, again == null ? { hash } : { hash, again });
}
