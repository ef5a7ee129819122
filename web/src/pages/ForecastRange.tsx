import type { PurchaseOrderLine } from "../api/types";
import { t, tn } from "../language/language";
import { longDay, type Day } from "../vocabulary/days";
import { rangeText } from "../vocabulary/words";

/** Below so many outcomes of its own, a vendor's forecast leans on its category's. */
const few = 5;

/** Why there is no range, in a few words, and in whole. */
function gapWords(reason: NonNullable<PurchaseOrderLine["exFactory"]["noRange"]>, left: number): [few: string, whole: string] {
  switch (reason) {
    case "no-outcomes": return [t("no past yet, 0 of {left}", { left }), tn(left, "When this was last forecast, no past outcome was known of the {n} milestone that is left to the vendor", "When this was last forecast, no past outcome was known of the {n} milestones that are left to the vendor")];
    case "nothing-varies": return [t("only ours is left"), t("Nothing is left that varies with a vendor: what is open is our own")];
    case "plan-absorbs": return [t("the plan takes it up"), t("The plan leaves more time than what is left to the vendor has needed before")];
  }
}

/** The range beside a forecast, with how many outcomes are behind it, or why there is none; nothing where it happened. */
export function ForecastRange({ of: { earliest, latest, actual, outcomes, noRange, vendorsLeft, foresight }, today }: { of: PurchaseOrderLine["exFactory"]; today: Day }) {
  if (actual != null) return null;
  if (earliest == null || latest == null) {
    if (noRange == null) return null;
    if (foresight != null)
      return (
        <div>
          <dt>{t("Eight of ten")}</dt>
          <dd title={[t("In eight of ten cases from {from} to {to}", { from: longDay(foresight.earliest), to: longDay(foresight.latest) }), tn(foresight.outcomes, "by {n} past outcome of this vendor", "by {n} past outcomes of this vendor"), foresight.outcomes < few && t("and so mostly by its category's"), t("known since this was last forecast: with the next news of the order it is expected {day}", { day: longDay(foresight.forecast) })].filter((part) => part !== false).join(", ")}>
            {rangeText(foresight.earliest, foresight.latest, today)} <span className="second">{tn(foresight.outcomes, "{n} past case", "{n} past cases")}, {t("not forecast by yet")}</span>
          </dd>
        </div>
      );
    const [short, whole] = gapWords(noRange, vendorsLeft ?? 0);
    return <div><dt>{t("Eight of ten")}</dt><dd title={whole}><span className="second">{short}</span></dd></div>;
  }
  const isFew = outcomes != null && outcomes < few;
  return (
    <div>
      <dt>{t("Eight of ten")}</dt>
      <dd title={[t("In eight of ten cases from {from} to {to}", { from: longDay(earliest), to: longDay(latest) }), outcomes != null && tn(outcomes, "by {n} past outcome of this vendor", "by {n} past outcomes of this vendor"), outcomes != null && isFew && t("and so mostly by its category's")].filter((part) => part !== false).join(", ")}>
        {rangeText(earliest, latest, today)} {outcomes != null && <span className="second">{tn(outcomes, "{n} past case", "{n} past cases")}{isFew && `, ${t("mostly its category’s")}`}</span>}
      </dd>
    </div>
  );
}
