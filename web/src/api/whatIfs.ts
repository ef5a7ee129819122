import type { Day } from "../vocabulary/days";
import type { Health, HealthCounts } from "../vocabulary/health";
import type { Refusal, Undone } from "./bulkActs";
import { getJson, postJson } from "./client";
import type { Category, List } from "./types";

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
  reason: string;
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

/** One that was applied. */
export interface WhatIf extends Undone {
  id: string;
  reason: string;
  byName: string;
  at: string;
  lines: number;
  /** All were told. */
  settled: boolean;
}

export type WhatIfs = List<WhatIf>;

/** What taking it back would come to; once it was taken back, what came of it. */
export interface WhatIfUndo {
  whatIf: WhatIf;
  rows: number;
  back: number;
  toConfirm: number;
  left: { purchaseOrder: string | null; line: number | null; style: string | null; colour: string | null; milestone: string | null; vendor: string | null; why: Refusal }[];
}

export function readUndo(id: string): Promise<WhatIfUndo> {
  return getJson<WhatIfUndo>(`what-ifs/${id}/undo`);
}

/** Once, and once more each time that something stood in the way. */
export function undoWhatIf({ id, undone }: Pick<WhatIf, "id" | "undone">, note: string): Promise<unknown> {
  return postJson(`what-ifs/${id}/undo`, { note }, { key: `undo-${id}-${undone ?? "first"}` });
}

export function readProgress(id: string): Promise<Progress> {
  return getJson<Progress>(`what-ifs/${id}`);
}
