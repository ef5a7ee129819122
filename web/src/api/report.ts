import type { Day } from "../vocabulary/days";
import { postJson } from "./client";

/** Where a milestone lives. */
export type Subject = { purchaseOrder: string; line: number } | { style: string };

/** What a person says of a milestone: `EST` is expected, `ACT` has happened. */
export interface Report {
  subject: Subject;
  milestone: string;
  classifier: "EST" | "ACT";
  date: Day;
  reason: string | null;
  note: string | null;
  /** Pieces or pairs that were counted; with a fact about a PO line. */
  quantity?: number;
  /** Reasons beside the first, and how many of the days each carries; null is left for the node to refuse. */
  contributing?: readonly { reason: string; days: number | null }[];
}

/** Identifies what is said: said again under the same id it replaces what was said before, and can be taken back. */
export interface ReportId {
  source: string;
  eventId: string;
}

/** @param updatedAt RFC 3339; of several reports on one milestone the latest stands. */
export function sendReport({ source, eventId }: ReportId, updatedAt: string, { subject, ...said }: Report): Promise<unknown> {
  return postJson("events", { source, eventId, eventUpdatedAt: updatedAt, type: "milestone", ...subject, ...said });
}

/** What was reported before stands again. */
export function takeBack({ source, eventId }: ReportId, updatedAt: string, subject: Subject): Promise<unknown> {
  return postJson("events", { source, eventId, eventUpdatedAt: updatedAt, retracted: true, type: "milestone", ...subject });
}
