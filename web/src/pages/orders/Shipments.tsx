import type { LineShipment, TransportDays } from "../../api/types";
import { t, tn } from "../../language/language";
import { daysBetween, longDay, shortDay, signedDays, type Day } from "../../vocabulary/days";
import { transportModes, transportMoments } from "../../vocabulary/shipments";

/** What carries a line, and how far each has come; nothing where none was booked. */
export function Shipments({ of, today }: { of: readonly LineShipment[]; today: Day }) {
  if (of.length === 0) return null;
  return (
    <section className="shipments">
      <h3>{t("Shipments")} <span>{tn(of.length, "{n} carries it", "{n} carry it")}</span></h3>
      <ul>
        {of.map((shipment) => (
          <li key={shipment.id}>
            <b>{shipment.booking}</b> <span className="second">{shipment.carrier}, {transportModes[shipment.mode]}, {shipment.from} → {shipment.to}{shipment.quantity == null ? "" : `, ${tn(shipment.quantity, "{n} piece", "{n} pieces")}`}</span>
            {shipment.days.length === 0 ? <p className="quiet">{t("Booked. Nobody has said when it leaves.")}</p> : (
              <table className="plain">
                <thead><tr><th scope="col">{t("Moment")}</th><th scope="col" className="number">{t("Planned")}</th><th scope="col" className="number">{t("Forecast, actual")}</th><th scope="col" className="number">{t("Var")}</th></tr></thead>
                <tbody>{shipment.days.map((days) => <Moment key={days.moment} days={days} today={today} />)}</tbody>
              </table>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Moment({ days: { moment, planned, estimated, actual }, today }: { days: TransportDays; today: Day }) {
  const said = actual ?? estimated;
  const late = planned != null && said != null ? daysBetween(planned, said) : null;
  return (
    <tr>
      <th scope="row">{transportMoments[moment]}</th>
      <td className="number">{planned == null ? "–" : <span title={longDay(planned)}>{shortDay(planned, today)}</span>}</td>
      <td className="number">{said == null ? "–" : <span title={longDay(said)}>{shortDay(said, today)}{actual == null ? "" : <span role="img" aria-label={t("happened")}> ✓</span>}</span>}</td>
      <td className={`number ${late != null && late > 0 ? "h-late" : ""}`}>{late == null ? "" : signedDays(late)}</td>
    </tr>
  );
}
