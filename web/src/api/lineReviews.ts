import type { Day } from "../vocabulary/days";
import type { ApprovalStatus } from "./approvals";
import { postJson, send } from "./client";
import type { Category } from "./types";

export type Outcome = "adopt" | "drop" | "revise";

export interface LineReviewSummary {
  id: string;
  title: string;
  brand: string;
  season: string;
  category: Category;
  date: Day;
  open: boolean;
  styles: number;
  adopted: number;
  dropped: number;
  revised: number;
  byName: string;
}

export interface ReviewedStyle {
  style: string;
  name: string;
  colours: string[];
  articleType: string | null;
  targetExFactory: Day | null;
  /** Null while nobody has decided. */
  outcome: Outcome | null;
  note: string | null;
  byName: string | null;
  /** The style itself knows of it. */
  carried: boolean;
  acknowledgedByName: string | null;
  /** Where its prototype is; null where it has none. */
  sample: { status: ApprovalStatus; round: number; location: string | null } | null;
}

export interface LineReview {
  id: string;
  version: number;
  title: string;
  brand: string;
  season: string;
  category: Category;
  date: Day;
  open: boolean;
  byName: string;
  closedByName: string | null;
  closedAt: string | null;
  styles: ReviewedStyle[];
  carried: number;
  mayDecide: boolean;
}

/** Null takes back what was said. */
export function decide(id: string, style: string, outcome: Outcome | null, note: string | null): Promise<unknown> {
  return postJson(`line-reviews/${id}/decisions`, { style, outcome, note }, { key: crypto.randomUUID() });
}

export function close(id: string, leaveUndecided: boolean): Promise<unknown> {
  return postJson(`line-reviews/${id}/close`, { leaveUndecided }, { key: crypto.randomUUID() });
}

/** All of the season that are still to be adopted. */
export function open(review: { title: string | null; brand: string; season: string; category: Category }, key: string): Promise<{ id: string }> {
  return postJson("line-reviews", review, { key });
}

/** One of its owners has read it. */
export function acknowledgeDecision(id: string, style: string): Promise<unknown> {
  return send("POST", `line-reviews/${id}/styles/${encodeURIComponent(style)}/acknowledge`);
}
