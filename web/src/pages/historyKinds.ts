import { t } from "../language/language";
/** What people call the kinds of things that happen to an order or a style. */
export const historyKinds = [
  { key: "reports", words: t("Reports") },
  { key: "forecasts", words: t("Forecasts") },
  { key: "approvals", words: t("Approvals") },
  { key: "comments", words: t("Comments") },
  { key: "calendar", words: t("Calendar") },
  { key: "order", words: t("Order and agreements") },
] as const;

export type HistoryKind = (typeof historyKinds)[number]["key"];

/** Of an event's type, such as `purchase-order.milestone-reported`. */
export function kindOfEvent(type: string): HistoryKind {
  const [of, what] = type.split(".");
  return of === "conversation" ? "comments"
    : of === "approval" || /approvals-taken$/.test(type) ? "approvals"
    : /^milestone-reported$/.test(what ?? "") ? "reports"
    : /^forecast-moved$/.test(what ?? "") ? "forecasts"
    : /^(template-adopted|calendars-fitted|milestone-overridden|override-lifted|style-dates-taken)$/.test(what ?? "") ? "calendar"
    : "order";
}
