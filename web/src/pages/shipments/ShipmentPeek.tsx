import { Link } from "wouter";
import type { Shipment, ShipmentSummary } from "../../api/shipments";
import { useResource } from "../../api/useResource";
import { Icon, Kbd } from "../../frame/icons";
import { useRested } from "../../grid/Peek";
import { t, tn } from "../../language/language";
import { count, type Day } from "../../vocabulary/days";
import { Hidden } from "../../vocabulary/Hidden";
import { HealthPill } from "../../vocabulary/marks";
import { transportModes } from "../../vocabulary/shipments";
import { Journey } from "./Journey";
import { shipmentHref } from "./list";

const mostLines = 8;

/** One shipment beside the list: its way and what it carries. */
export function ShipmentPeek({ shipment, today, close }: { shipment: ShipmentSummary; today: Day; close: () => void }) {
  const rested = useRested(shipment.id, 150);
  const whole = useResource<Shipment>(rested === shipment.id ? `shipments/${encodeURIComponent(rested)}` : null, JSON.stringify(shipment.days));
  const { id, booking, carrier, mode, from, to, containers, days, lines, quantity, health, slipDays } = shipment;
  return (
    <aside className="peek" aria-label={t("Peek {line}", { line: booking })}>
      <header>
        <div>
          <h2>{booking} <HealthPill health={health} variance={slipDays} /></h2>
          <p>{carrier}, {transportModes[mode]}, {from} → {to}</p>
          <p>{id}</p>
        </div>
        <button aria-label={t("Close peek")} onClick={close}><Icon name="close" /></button>
      </header>
      <section><Journey days={days} today={today} /></section>
      {containers.length > 0 && <section><h3>{t("Containers")} <span>{count(containers.length)}</span></h3><p>{containers.join(", ")}</p></section>}
      <section>
        <h3>{t("What it carries")} <span>{tn(lines, "{n} line", "{n} lines")}{quantity == null ? "" : `, ${tn(quantity, "{n} piece", "{n} pieces")}`}</span></h3>
        <ul className="peek-lines">
          {whole.data?.lines.slice(0, mostLines).map((line) => (
            <li key={`${line.purchaseOrder}/${line.line}`}>
              <Link href={`/pos/${encodeURIComponent(line.purchaseOrder)}?line=${line.line}`}>{line.purchaseOrder}/{line.line}</Link> <span className="second">{[line.description, line.colour].filter(Boolean).join(", ")}</span> {line.quantity == null ? <Hidden /> : count(line.quantity)}
            </li>
          ))}
        </ul>
        {lines > mostLines && <p className="quiet">{t("and {n} more", { n: count(lines - mostLines) })}</p>}
      </section>
      <footer><Link href={shipmentHref(id)} className="button solid">{t("Open")} <Kbd>↵</Kbd></Link></footer>
    </aside>
  );
}
