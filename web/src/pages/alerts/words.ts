import type { Alert } from "../../api/alerts";
import { t } from "../../language/language";
import { roleWord } from "../../vocabulary/words";

export const causeWords: Record<Alert["cause"], string> = {
  "late-order": t("will be late"),
  "silent-vendor": t("vendor is silent"),
  discrepancy: t("contradiction"),
  "late-shipment": t("late on its way"),
  "overdue-milestone": t("nothing reported"),
  "failed-inspection": t("failed inspection"),
  "late-decision": t("decision overdue"),
  "late-submission": t("sample overdue"),
};

/** What is asked for under each tab, and what an empty one says. */
export const tabs = [
  { key: "mine", name: t("Mine"), asks: "whose=mine", empty: t("What waits for you stands here, the most urgent first.") },
  { key: "team", name: t("Team"), asks: "state=open", empty: t("Nothing is open.") },
  { key: "acknowledged", name: t("In hand"), asks: "state=acknowledged", empty: t("What somebody has in hand stands here until it is over or its day has passed.") },
  { key: "snoozed", name: t("Snoozed"), asks: "state=snoozed", empty: t("What was put aside stands here until it comes back.") },
  { key: "resolved", name: t("Resolved"), asks: "state=resolved&sort=-since", empty: t("What is over stands here, the newest first.") },
] as const;

/** "in 2d", "in 3h", "now". */
function inTime(instant: string, now: number): string {
  const minutes = Math.floor((Date.parse(instant) - now) / 60_000);
  if (minutes <= 0) return t("now|at once");
  if (minutes < 60) return t("in {n}m", { n: minutes });
  return minutes < 1_440 ? t("in {n}h", { n: Math.floor(minutes / 60) }) : t("in {n}d", { n: Math.floor(minutes / 1_440) });
}

/** Whom it reaches next, and when; "" where it does not escalate. */
export function goesOn({ escalatesTo, escalatesAt }: Alert, now: number): string {
  return escalatesTo == null || escalatesAt == null ? "" : `${roleWord(escalatesTo)} ${inTime(escalatesAt, now)}`;
}

/** In the reader's zone. */
export function tomorrowAtNine(now: number): string {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at.toISOString();
}
