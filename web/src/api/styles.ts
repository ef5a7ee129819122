import type { Day } from "../vocabulary/days";
import type { Stage } from "../vocabulary/stage";
import type { StyleStage } from "../vocabulary/styleStage";
import { postJson } from "./client";

export type StyleMove = "advance" | "waive" | "revise" | "confirm-proposal" | "decline-proposal" | "withdraw-proposal" | "commit";

/** One field that is otherwise; `from` and `to` in words. */
export interface FieldChange {
  field: string;
  from?: string | null;
  to?: string | null;
}

/** How far a style has come, what holds it there, and what the reader's side may ask of it. What is null may be absent. */
export interface StyleStanding {
  stage: StyleStage;
  /** What its orders say of the stage; null while none has gone out. */
  orders?: StyleStage | null;
  holds: { milestone: string; name: string; role: string; due: Day; forecast: Day }[];
  waivers: { milestone: string; name: string; reason: string; by: string; confirmedBy?: string | null; at: string }[];
  /** Version of its profile; 0 until it was adopted. */
  profile: number;
  proposals: {
    id: string; act: StyleMove; by: string; at: string; milestone?: string | null; name?: string | null; stage?: StyleStage | null;
    reason?: string | null; changes: FieldChange[];
    /** Where an agreed day is to move. */
    from?: Day | null; to?: Day | null;
  }[];
  acts: { act: StyleMove; why?: string | null }[];
  /** How far its profile is filled in, and the fields that are not. */
  completeness: { percent: number; missing: string[] };
}

/** What a style was adopted as, what it is now, and which version each order is made by. */
export interface StyleProfile {
  version: number;
  fields: { field: string; adopted: string | null; present: string | null }[];
  changes: { version: number; at: string; by: string; confirmedBy: string | null; reason: string | null; changes: FieldChange[] }[];
  orders: OrderProfile[];
}

/** Versions that lines of one order are made by; 0 for none. */
export interface OrderProfile {
  purchaseOrder: string;
  lines: number[];
  vendor: string;
  vendorName: string;
  stage: Stage;
  issued: number;
  brand: number;
  vendorHolds: number;
  asked: number;
  due: string | null;
  overdue: boolean;
  differences: FieldChange[];
  /** The side for which the reader may acknowledge the present version. */
  acknowledgesFor: "brand" | "vendor" | null;
  /** The one by which the sample was sealed; 0 while none is. */
  sealed: number;
  /** What is otherwise since. */
  sinceSealed: FieldChange[];
}

/** What became of an act; `proposal` where it now waits for a second person. */
export interface StyleActAnswer {
  stage: StyleStage;
  proposal: string | null;
}

/** @param act the address under the style, such as "advance" or "proposals/{id}/confirm". */
export function askStyle(number: string, act: string, body: unknown, key: string, held?: number): Promise<StyleActAnswer> {
  return postJson(`styles/${encodeURIComponent(number)}/${act}`, body, { key, ...(held === undefined ? {} : { held }) });
}
