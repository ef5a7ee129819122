import { t } from "../language/language";
export type Health = "ontrack" | "risk" | "late" | "critical" | "blocked" | "done" | "stale" | "plan";

export type HealthCounts = Partial<Record<Health, number>>;

/** Worst first: the order of boards, chips and bars. */
export const healths: readonly Health[] = ["critical", "late", "blocked", "risk", "stale", "ontrack", "plan", "done"];

/** What needs nobody to act. */
export const calm: readonly Health[] = ["ontrack", "plan", "done"];

const words: Record<Health, string> = {
  critical: t("Critical"),
  late: t("Late"),
  blocked: t("Blocked"),
  risk: t("At risk"),
  stale: t("No update"),
  ontrack: t("On track"),
  plan: t("Planned"),
  done: t("Done"),
};

export function healthWord(health: Health): string {
  return words[health];
}

export function isHealth(text: string): text is Health {
  return text in words;
}

/** 0 is the worst. */
export function healthRank(health: Health): number {
  return healths.indexOf(health);
}

export function worstOf(counts: HealthCounts): Health {
  return healths.find((health) => (counts[health] ?? 0) > 0) ?? "plan";
}

export function addCounts(into: HealthCounts, more: HealthCounts): void {
  for (const health of healths) {
    const n = more[health];
    if (n) into[health] = (into[health] ?? 0) + n;
  }
}
