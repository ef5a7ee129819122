import { Link } from "wouter";
import type { LineShipment } from "../../api/types";
import { t, tn } from "../../language/language";
import type { Day } from "../../vocabulary/days";
import { transportModes } from "../../vocabulary/shipments";
import { Journey } from "../shipments/Journey";
import { shipmentHref } from "../shipments/list";

/** What carries a line, and how far each has come; nothing where none was booked. */
export function Shipments({ of, today }: { of: readonly LineShipment[]; today: Day }) {
  if (of.length === 0) return null;
  return (
    <section className="shipments">
      <h3>{t("Shipments")} <span>{tn(of.length, "{n} carries it", "{n} carry it")}</span></h3>
      <ul>
        {of.map((shipment) => (
          <li key={shipment.id}>
            <Link href={shipmentHref(shipment.id)}><b>{shipment.booking}</b></Link> <span className="second">{shipment.carrier}, {transportModes[shipment.mode]}, {shipment.from} → {shipment.to}{shipment.quantity == null ? "" : `, ${tn(shipment.quantity, "{n} piece", "{n} pieces")}`}</span>
            <Journey days={shipment.days} today={today} />
          </li>
        ))}
      </ul>
    </section>
  );
}
