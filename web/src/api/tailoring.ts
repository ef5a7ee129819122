import { Problem, send } from "./client";
import type { AttributeValue, Effect, Lag } from "./calendars";
import type { Day } from "../vocabulary/days";
import type { Subject } from "./report";

/** What one style or line makes of a milestone of its template. */
export interface Override {
  milestone: string;
  kind: "lags" | "notapplicable" | "extra" | "carriedover" | "responsible";
  lags: Lag[];
  extra: ExtraMilestone | null;
  reason: string;
  /** Of what was carried over: the day on which it was reached. */
  reached?: Day | null;
  /** Who sees to it instead. */
  role?: string | null;
}

export interface ExtraMilestone {
  name: string;
  role: string;
  side: string;
  home: "style" | "line";
  dueOffset: number;
  after: Lag[];
  before: Lag[];
}

/** What a calendar was laid by. */
export interface Calendar {
  template: string;
  templateVersion: number;
  workingCalendar: string;
  attributes: AttributeValue[];
  overrides: Override[];
  /** Of a line: how it differs beside that because its style does. */
  ofStyle?: Override[] | null;
}

/** A calendar and whose it is; of an order's line with those of all its open lines, its own among them. */
export interface Laid {
  calendar: Calendar;
  subject: Subject;
  lines?: { line: number; calendar: Calendar }[];
}

function pathOf(subject: Subject): string {
  return "style" in subject ? `styles/${encodeURIComponent(subject.style)}` : `purchase-orders/${encodeURIComponent(subject.purchaseOrder)}/lines/${subject.line}`;
}

export function overrideMilestone(subject: Subject, { milestone, ...said }: Override): Promise<unknown> {
  return send("PUT", `${pathOf(subject)}/overrides/${encodeURIComponent(milestone)}`, said);
}

/** The milestone is as the template says again, in what this override is about: what else differs there stays. */
export function liftOverride(subject: Subject, { milestone, kind }: Pick<Override, "milestone" | "kind">, reason: string): Promise<unknown> {
  return send("POST", `${pathOf(subject)}/overrides/${encodeURIComponent(milestone)}/lift`, { reason, kind });
}

/** On every open line of the order that has not passed the milestone. */
export function overrideOnOrder(purchaseOrder: string, { milestone, ...said }: Override): Promise<unknown> {
  return send("PUT", overrideOfOrder(purchaseOrder, milestone), said);
}

export function foreseeOnOrder(purchaseOrder: string, { milestone, ...said }: Override): Promise<Effect> {
  return send<Effect>("POST", `${overrideOfOrder(purchaseOrder, milestone)}/effect`, said);
}

export function liftOnOrder(purchaseOrder: string, { milestone, kind }: Pick<Override, "milestone" | "kind">, reason: string): Promise<unknown> {
  return send("POST", `${overrideOfOrder(purchaseOrder, milestone)}/lift`, { reason, kind });
}

/** Does the same to several lines, one by one; says which of them refused it. */
export async function onEachLine(purchaseOrder: string, lines: readonly { line: number }[], act: (subject: Subject, at: number) => Promise<unknown>): Promise<void> {
  const answers = await Promise.allSettled(lines.map(({ line }, at) => act({ purchaseOrder, line }, at)));
  const left = answers.flatMap((answer, at) => (answer.status === "rejected" ? [{ line: lines[at]!.line, why: answer.reason as unknown }] : []));
  if (left.length === 0) return;
  const why = left[0]!.why;
  throw new Problem(`Not on line ${left.map(({ line }) => line).join(", ")}`, why instanceof Problem ? why.detail ?? why.title : String(why), why instanceof Problem ? why.status : 0, null);
}

const overrideOfOrder = (purchaseOrder: string, milestone: string) => `purchase-orders/${encodeURIComponent(purchaseOrder)}/overrides/${encodeURIComponent(milestone)}`;

/** What stood before this override was made: another, or none. */
export function restoreOverride(subject: Subject, made: Override, before: Override | null): Promise<unknown> {
  return before ? overrideMilestone(subject, before) : liftOverride(subject, made, "Taken back");
}

/** Lets what is open go over to another version of the template; of an order that line alone. */
export function adoptVersion(subject: Subject, version: number, reason: string): Promise<unknown> {
  return "style" in subject
    ? send("POST", `styles/${encodeURIComponent(subject.style)}/template`, { version, reason })
    : send("POST", `purchase-orders/${encodeURIComponent(subject.purchaseOrder)}/template`, { version, lines: [subject.line], reason });
}
