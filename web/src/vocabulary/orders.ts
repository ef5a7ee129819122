import type { Act, Difference, Phase, PurchaseOrder } from "../api/types";
import { longDay, plural, shortDay } from "./days";

const phaseWords: Record<Phase, string> = {
  draft: "Draft",
  pendingapproval: "Awaiting approval",
  issued: "Issued",
  acknowledged: "Acknowledged",
  changeproposed: "Change proposed",
  rejectedbyvendor: "Rejected by vendor",
  confirmed: "Confirmed",
  cancelled: "Cancelled",
  closed: "Closed",
};

export function phaseWord(phase: Phase): string {
  return phaseWords[phase] ?? phase;
}

const actWords: Record<Act, string> = {
  amend: "Amend draft",
  issue: "Issue",
  acknowledge: "Acknowledge",
  confirm: "Confirm",
  "propose-change": "Propose a change",
  reject: "Reject",
  "accept-change": "Accept the change",
  "decline-change": "Decline the change",
  revise: "Revise",
  commit: "Move committed day",
  "agree-plan": "Agree to a plan",
  "decline-plan": "Decline a plan",
  hold: "Hold",
  release: "Release",
  cancel: "Cancel",
  close: "Close",
  "confirm-proposal": "Confirm",
  "decline-proposal": "Decline",
  "withdraw-proposal": "Withdraw",
  "acknowledge-profile": "Acknowledge profile",
  waive: "Waive a gate",
};

export function actWord(act: Act): string {
  return actWords[act] ?? act;
}

const aspectWords: Record<string, string> = { exfactory: "ex-factory", shipmode: "ship mode", cancel: "cancel date", profile: "adopted profile, version" };
const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

/** "Line 1 Ink, M: 600 to 300". */
export function differenceWords({ aspect, line, colour, size, from, to }: Difference): string {
  const where = line == null ? "" : `Line ${line}${colour ? ` ${colour}` : ""}`;
  if (aspect === "line") return to != null ? `${where} added: ${to}` : `${where} cancelled: ${from}`;
  const value = (text: string | null | undefined) => (text == null ? "none" : calendarDay.test(text) ? shortDay(text) : text);
  const what = size ?? aspectWords[aspect] ?? aspect;
  return `${where ? `${where}, ` : ""}${what}: ${value(from)} to ${value(to)}`;
}

/** Which version there is and whether the vendor has it; null for a draft. */
export function documentWords({ document: { version, acknowledged }, phase }: Pick<PurchaseOrder, "document" | "phase">): string | null {
  if (version === 0) return null;
  if (phase === "cancelled" || phase === "closed" || acknowledged === version) return `version ${version}`;
  return acknowledged === 0 ? `version ${version}, not acknowledged` : `version ${version}, the vendor holds ${acknowledged}`;
}

/** "Answer due in 14 hours", "Answer 2 days overdue"; null while none is due. */
export function answerWords(due: string | null | undefined, now: number): string | null {
  if (due == null) return null;
  const hours = Math.round((Date.parse(due) - now) / 3_600_000);
  const span = Math.abs(hours) < 48 ? plural(Math.max(1, Math.abs(hours)), "hour") : plural(Math.round(Math.abs(hours) / 24), "day");
  return hours >= 0 ? `Answer due in ${span}` : `Answer ${span} overdue`;
}

export function endingWords({ ending, phase }: Pick<PurchaseOrder, "ending" | "phase">): string | null {
  if (ending == null) return null;
  const how = phase === "closed" ? `Closed ${ending.fulfilment ?? ""}`.trim() : "Cancelled";
  return `${how} ${longDay(ending.at.slice(0, 10))}${ending.note ? `: ${ending.note}` : ""}`;
}
