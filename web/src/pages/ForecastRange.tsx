import type { PurchaseOrderLine } from "../api/types";
import { t, tn } from "../language/language";
import { longDay, type Day } from "../vocabulary/days";
import { rangeText } from "../vocabulary/words";

/** Below so many outcomes of its own, a vendor's forecast leans on its category's. */
const few = 5;

/** The range beside a forecast, with how many outcomes are behind it; nothing where no past tells, or where it happened. */
export function ForecastRange({ of: { earliest, latest, actual, outcomes }, today }: { of: PurchaseOrderLine["exFactory"]; today: Day }) {
  if (actual != null || earliest == null || latest == null) return null;
  const isFew = outcomes != null && outcomes < few;
  return (
    <div>
      <dt>{t("Eight of ten")}</dt>
      <dd title={[t("In eight of ten cases from {from} to {to}", { from: longDay(earliest), to: longDay(latest) }), outcomes != null && tn(outcomes, "by {n} past outcome of this vendor", "by {n} past outcomes of this vendor"), outcomes != null && isFew && t("and so mostly by its category's")].filter((part) => part !== false).join(", ")}>
        {rangeText(earliest, latest, today)} {outcomes != null && <span className="second">n {outcomes}{isFew && ` · ${t("category")}`}</span>}
      </dd>
    </div>
  );
}
