import { limitedRoles, type AlertRule, type AlertSettings, type SeverityStep } from "../../api/brands";
import type { Alert, Severity } from "../../api/alerts";
import { t, tn } from "../../language/language";
import { readNumber } from "../../vocabulary/numbers";
import { categoryWord, roleWord } from "../../vocabulary/words";

export const causes = ["late-order", "silent-vendor", "discrepancy", "late-shipment", "overdue-milestone", "failed-inspection", "late-decision", "late-submission"] as const satisfies readonly Alert["cause"][];
export const severities = ["p1", "p2", "p3"] as const satisfies readonly Severity[];

/** A rule as it is typed; "" is all of them, and nobody where it is the severity. */
export interface TypedRule {
  key: string;
  cause: Alert["cause"];
  category: string;
  vendor: string;
  fromDays: string;
  severity: Severity | "";
}

export interface TypedStep {
  key: string;
  severity: Severity;
  role: string;
  afterDays: string;
}

export interface TypedAlerts {
  rules: readonly TypedRule[];
  steps: readonly TypedStep[];
}

export const newRule = (): TypedRule => ({ key: crypto.randomUUID(), cause: "late-order", category: "", vendor: "", fromDays: "", severity: "p2" });

/** The first that is missing: of a severity that has none yet, whom it reaches at once. */
export function newStep(steps: readonly TypedStep[]): TypedStep {
  const last = steps.at(-1)?.severity ?? "p1";
  const role = limitedRoles.find((each) => !steps.some((step) => step.severity === last && step.role === each));
  const severity = role ? last : severities.find((each) => !steps.some((step) => step.severity === each)) ?? "p1";
  return { key: crypto.randomUUID(), severity, role: role ?? limitedRoles[0], afterDays: steps.some((step) => step.severity === severity) ? "" : "0" };
}

export const typedAlertsOf = (alerts: AlertSettings | null | undefined): TypedAlerts => ({
  rules: (alerts?.rules ?? []).map(({ cause, category, vendor, fromDays, severity }) => ({
    key: crypto.randomUUID(), cause, category: category ?? "", vendor: vendor ?? "", fromDays: fromDays === 0 ? "" : String(fromDays), severity: severity ?? "",
  })),
  steps: (alerts?.steps ?? []).map(({ severity, role, afterDays }) => ({ key: crypto.randomUUID(), severity, role, afterDays: String(afterDays) })),
});

/** As they are sent; null where nothing is decided. */
export function alertsOf({ rules, steps }: TypedAlerts): object | null {
  if (rules.length === 0 && steps.length === 0) return null;
  return {
    rules: rules.map(({ cause, category, vendor, fromDays, severity }) => ({
      cause, category: category || null, vendor: vendor.trim() || null, fromDays: cause === "silent-vendor" ? 0 : readNumber(fromDays) ?? 0, severity: severity || null,
    })),
    steps: steps.map(({ severity, role, afterDays }) => ({ severity, role, afterDays: readNumber(afterDays) })),
  };
}

export const causeNames: Record<Alert["cause"], string> = {
  "late-order": t("A line is late or blocked"),
  "silent-vendor": t("The vendor does not answer"),
  discrepancy: t("Sources contradict each other"),
  "late-shipment": t("A shipment comes later than planned"),
  "overdue-milestone": t("Nobody reports a milestone that is overdue"),
  "failed-inspection": t("An inspection has failed"),
  "late-decision": t("An approval lies with us past its day"),
  "late-submission": t("An approval lies with the vendor past its day"),
};

/** "A line is late or blocked, Footwear, from 3 days: P2". */
export function ruleWords({ cause, category, vendor, fromDays, severity }: AlertRule): string {
  const of = [causeNames[cause], category == null ? null : categoryWord(category), vendor, fromDays > 1 ? tn(fromDays, "from {n} day", "from {n} days") : null].filter((part) => part != null);
  return `${of.join(", ")}: ${severity == null ? t("nobody is alerted") : severity.toUpperCase()}`;
}

/** "P2: assistant at once, manager after 2 working days". */
export function ladderWords(severity: Severity, steps: readonly SeverityStep[]): string {
  const told = steps.filter((step) => step.severity === severity).toSorted((a, b) => a.afterDays - b.afterDays)
    .map(({ role, afterDays }) => afterDays === 0 ? t("{role} at once", { role: roleWord(role) }) : tn(afterDays, "{role} after {n} working day", "{role} after {n} working days", { role: roleWord(role) }));
  return `${severity.toUpperCase()}: ${told.join(", ")}`;
}

/** What was decided, one line each; that the product's rules hold where nothing was. */
export function alertWords(alerts: AlertSettings | null | undefined): string {
  const decided = alerts == null ? [] : [
    ...alerts.rules.map(ruleWords), ...severities.filter((severity) => alerts.steps.some((step) => step.severity === severity)).map((severity) => ladderWords(severity, alerts.steps)),
  ];
  return decided.join("; ") || t("alerts as the product has them");
}
