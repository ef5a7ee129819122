import type { PurchaseOrderLine } from "../api/types";
import { longDay, plural, type Day } from "../vocabulary/days";
import { rangeText } from "../vocabulary/words";

/** Below so many outcomes of its own, a vendor's forecast leans on its category's. */
const few = 5;

/** The range beside a forecast, with how many outcomes are behind it; nothing where no past tells, or where it happened. */
export function ForecastRange({ of: { earliest, latest, actual, outcomes }, today }: { of: PurchaseOrderLine["exFactory"]; today: Day }) {
  if (actual != null || earliest == null || latest == null) return null;
  const behind = outcomes == null ? "" : outcomes < few ? `n ${outcomes}, few: leans on the category` : `n ${outcomes}`;
  return (
    <div>
      <dt>Eight of ten</dt>
      <dd title={`In eight of ten cases from ${longDay(earliest)} to ${longDay(latest)}${outcomes == null ? "" : `, by ${plural(outcomes, "past outcome")} of this vendor`}`}>
        {rangeText(earliest, latest, today)} <span className="second">{behind}</span>
      </dd>
    </div>
  );
}
