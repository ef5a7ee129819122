import type { LineReview, LineReviewSummary, Outcome } from "../../api/lineReviews";
import { t, tn } from "../../language/language";

export const outcomes = ["adopt", "drop", "revise"] as const;

/** What was decided, and the mark that says it without colour. */
export const outcomeWords: Record<Outcome, readonly [word: string, mark: string]> = {
  adopt: [t("Adopted"), "✓"],
  drop: [t("Dropped"), "✕"],
  revise: [t("To revise"), "↻"],
};

export interface Tally {
  styles: number;
  decided: number;
  of: Record<Outcome, number>;
}

export function tallyOf({ styles }: Pick<LineReview, "styles">): Tally {
  const of = { adopt: 0, drop: 0, revise: 0 };
  for (const { outcome } of styles) if (outcome != null) of[outcome]++;
  return { styles: styles.length, decided: of.adopt + of.drop + of.revise, of };
}

export function tallyIn({ styles, adopted, dropped, revised }: LineReviewSummary): Tally {
  return { styles, decided: adopted + dropped + revised, of: { adopt: adopted, drop: dropped, revise: revised } };
}

const counted: Record<Outcome, (n: number) => string> = {
  adopt: (n) => tn(n, "{n} adopted", "{n} adopted"),
  drop: (n) => tn(n, "{n} dropped", "{n} dropped"),
  revise: (n) => tn(n, "{n} to revise", "{n} to revise"),
};

/** Such as "6 adopted, 2 dropped, 1 to revise". */
export function tallyText({ of }: Tally): string {
  return outcomes.filter((each) => of[each] > 0).map((each) => counted[each](of[each])).join(", ");
}

/** The style to look at next: the first undecided after this one, else before it, else the next. */
export function nextOf(styles: readonly { outcome: Outcome | null }[], at: number): number {
  const after = styles.findIndex(({ outcome }, index) => index > at && outcome == null);
  const before = styles.findIndex(({ outcome }, index) => index < at && outcome == null);
  return after >= 0 ? after : before >= 0 ? before : Math.min(at + 1, styles.length - 1);
}
