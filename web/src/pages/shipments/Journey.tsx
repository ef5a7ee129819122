import type { TransportDays } from "../../api/types";
import { t } from "../../language/language";
import { longDay, shortDay, signedDays, type Day } from "../../vocabulary/days";
import { daysBehind, saidDay, transportMoments } from "../../vocabulary/shipments";

/** Plan, forecast and fact of each moment, with the days between. */
export function Journey({ days, today }: { days: readonly TransportDays[]; today: Day }) {
  if (days.length === 0) return <p className="quiet">{t("Booked. Nobody has said when it leaves.")}</p>;
  return (
    <table className="plain journey">
      <thead><tr><th scope="col">{t("Moment")}</th><th scope="col" className="number">{t("Planned")}</th><th scope="col" className="number">{t("Forecast, actual")}</th><th scope="col" className="number">{t("Var")}</th></tr></thead>
      <tbody>{days.map((each) => <Moment key={each.moment} days={each} today={today} />)}</tbody>
    </table>
  );
}

function Moment({ days, today }: { days: TransportDays; today: Day }) {
  const { moment, planned, actual } = days;
  const [said, late] = [saidDay(days), daysBehind(days)];
  return (
    <tr>
      <th scope="row">{transportMoments[moment]}</th>
      <td className="number">{planned == null ? "–" : <span title={longDay(planned)}>{shortDay(planned, today)}</span>}</td>
      <td className="number">{said == null ? "–" : <span title={longDay(said)}>{shortDay(said, today)}{actual == null ? "" : <span role="img" aria-label={t("happened")}> ✓</span>}</span>}</td>
      <td className={`number ${late != null && late > 0 ? "h-late" : ""}`}>{late == null ? "" : signedDays(late)}</td>
    </tr>
  );
}
