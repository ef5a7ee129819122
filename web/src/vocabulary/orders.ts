import { t, tn } from "../language/language";
import type { Act, Difference, Phase, PurchaseOrder } from "../api/types";
import { longDay, shortDay } from "./days";

const phaseWords: Record<Phase, string> = {
  draft: t("Draft"),
  pendingapproval: t("Awaiting approval"),
  issued: t("Issued"),
  acknowledged: t("Acknowledged"),
  changeproposed: t("Change proposed"),
  rejectedbyvendor: t("Rejected by vendor"),
  confirmed: t("Confirmed"),
  cancelled: t("Cancelled"),
  closed: t("Closed"),
};

export function phaseWord(phase: Phase): string {
  return phaseWords[phase] ?? phase;
}

const actWords: Record<Act, string> = {
  amend: t("Amend draft"),
  issue: t("Issue"),
  acknowledge: t("Acknowledge"),
  confirm: t("Confirm"),
  "propose-change": t("Propose a change"),
  reject: t("Reject"),
  "accept-change": t("Accept the change"),
  "decline-change": t("Decline the change"),
  revise: t("Revise"),
  commit: t("Move committed day"),
  "agree-plan": t("Agree to a plan"),
  "decline-plan": t("Decline a plan"),
  hold: t("Hold"),
  release: t("Release"),
  cancel: t("Cancel"),
  close: t("Close"),
  "confirm-proposal": t("Confirm"),
  "decline-proposal": t("Decline"),
  "withdraw-proposal": t("Withdraw"),
  "acknowledge-profile": t("Acknowledge profile"),
  waive: t("Waive a gate"),
};

export function actWord(act: Act): string {
  return actWords[act] ?? act;
}

const aspectWords: Record<string, string> = { exfactory: t("ex-factory"), shipmode: t("ship mode"), cancel: t("cancel date"), profile: t("adopted profile, version") };
const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

/** "Line 1 Ink, M: 600 to 300". */
export function differenceWords({ aspect, line, colour, size, from, to }: Difference): string {
  const where = line == null ? "" : `${t("Line {line}", { line })}${colour ? ` ${colour}` : ""}`;
  if (aspect === "line") return to != null ? t("{line} added: {what}", { line: where, what: to }) : t("{line} cancelled: {what}", { line: where, what: from ?? "" });
  const value = (text: string | null | undefined) => (text == null ? t("none") : calendarDay.test(text) ? shortDay(text) : text);
  const what = size ?? aspectWords[aspect] ?? aspect;
  return `${where ? `${where}, ` : ""}${t("{field}: {from} to {to}", { field: what, from: value(from), to: value(to) })}`;
}

/** Which version there is and whether the vendor has it; null for a draft. */
export function documentWords({ document: { version, acknowledged }, phase }: Pick<PurchaseOrder, "document" | "phase">): string | null {
  if (version === 0) return null;
  if (phase === "cancelled" || phase === "closed" || acknowledged === version) return t("version {version}", { version });
  return acknowledged === 0 ? t("version {version}, not acknowledged", { version }) : t("version {version}, the vendor holds {held}", { version, held: acknowledged });
}

/** "Answer due in 14 hours", "Answer 2 days overdue"; null while none is due. */
export function answerWords(due: string | null | undefined, now: number): string | null {
  if (due == null) return null;
  const [span, isAhead] = spanTo(due, now);
  return isAhead ? t("Answer due in {span}", { span }) : t("Answer {span} overdue", { span });
}

/** The same of a profile that waits to be acknowledged. */
export function acknowledgementWords(due: string | null | undefined, now: number): string | null {
  if (due == null) return null;
  const [span, isAhead] = spanTo(due, now);
  return isAhead ? t("Acknowledgement due in {span}", { span }) : t("Acknowledgement {span} overdue", { span });
}

function spanTo(due: string, now: number): [span: string, isAhead: boolean] {
  const hours = Math.round((Date.parse(due) - now) / 3_600_000);
  return [Math.abs(hours) < 48 ? tn(Math.max(1, Math.abs(hours)), "{n} hour", "{n} hours") : tn(Math.round(Math.abs(hours) / 24), "{n} day", "{n} days"), hours >= 0];
}

export function endingWords({ ending, phase }: Pick<PurchaseOrder, "ending" | "phase">): string | null {
  if (ending == null) return null;
  const how = phase === "closed" ? `${t("Closed")} ${ending.fulfilment ?? ""}`.trim() : t("Cancelled");
  return `${how} ${longDay(ending.at.slice(0, 10))}${ending.note ? `: ${ending.note}` : ""}`;
}
