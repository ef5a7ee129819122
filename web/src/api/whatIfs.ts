import type { Day } from "../vocabulary/days";
import type { Health, HealthCounts } from "../vocabulary/health";
import { getJson, postJson } from "./client";
import type { Category } from "./types";

export type Supplier = "vendor" | "mill";

export const shipModes = ["air", "sea", "road", "rail"] as const;
export type ShipMode = (typeof shipModes)[number];

export interface LineKey {
  purchaseOrder: string;
  line: number;
}

/** Open lines, by all that is named. */
export interface Where {
  brand?: string;
  category?: Category;
  season?: string;
  vendor?: string;
  /** Who makes the material, as their approvals name it. */
  mill?: string;
  style?: string;
  lines?: readonly LineKey[];
}

interface Moved {
  supplier?: Supplier;
  milestone?: string;
  reason?: string;
  where: Where;
}

export type Assumption =
  | ({ kind: "delay"; days: number } & Moved)
  | ({ kind: "date"; date: Day } & Moved)
  | { kind: "shipmode"; shipMode: ShipMode; reason: string; where: Where }
  | { kind: "closure"; from: Day; to: Day; name?: string; where: { vendor: string } };

/** Where a line is going. */
export interface Prospect {
  exFactory: Day;
  inDc: Day;
  health: Health;
  slipDays: number;
  floatDays: number;
  cause: string | null;
}

export interface AffectedLine {
  purchaseOrder: string;
  line: number;
  brand: string;
  category: Category;
  vendor: string;
  style: string | null;
  description: string;
  colour: string;
  quantity: number;
  committed: Day | null;
  before: Prospect;
  after: Prospect;
  /** That ex-factory loses. */
  days: number;
  milestones: number;
}

/** What would be; counted in lines unless it says orders. */
export interface Foreseen {
  at: string;
  purchaseOrders: number;
  lines: number;
  affected: number;
  moved: number;
  days: number;
  newlyLate: number;
  recovered: number;
  healthBefore: HealthCounts;
  healthAfter: HealthCounts;
  /** The worst first. */
  items: AffectedLine[];
  next: string | null;
}

export interface Progress {
  id: string;
  targets: number;
  done: number;
  settled: boolean;
  lines: number;
}

export function foresee(assumptions: readonly Assumption[], cursor: string | null, signal: AbortSignal): Promise<Foreseen> {
  return postJson<Foreseen>(`what-ifs?limit=200${cursor == null ? "" : `&cursor=${cursor}`}`, { assumptions }, { signal });
}

/** Sent again with the same key it is applied once. */
export function applyWhatIf(assumptions: readonly Assumption[], reason: string, key: string): Promise<{ id: string }> {
  return postJson("what-ifs/apply", { assumptions, reason }, { key });
}

export function readProgress(id: string): Promise<Progress> {
  return getJson<Progress>(`what-ifs/${id}`);
}
