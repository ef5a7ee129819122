import { Link } from "wouter";
import type { PurchaseOrder } from "../../api/types";
import { useResource } from "../../api/useResource";
import { useAsOf } from "../../live/cursor";
import { count, shortDay, type Day } from "../../vocabulary/days";
import { HealthMark } from "../../vocabulary/marks";
import type { Health } from "../../vocabulary/health";
import { phaseWord } from "../../vocabulary/orders";
import { said, t, tn } from "../../language/language";

interface Reorder {
  number: string;
  parent: string;
  phase: PurchaseOrder["phase"];
  vendorName: string;
  health: Health;
  units: number | null;
  forecast: Day | null;
  approvals: { line: number; colour: string; type: string; typeName: string; kept: Day | null; why: string | null }[];
}

/** Orders that repeat another, of a style or, where `own` is given, beside that order: what each kept of its approvals, and why it asks again for the rest. Nothing where there is none. */
export function Reorders({ path, version, today, own }: { path: string; version: unknown; today: Day; own?: string }) {
  // Told as they stand now.
  const asOf = useAsOf();
  const list = useResource<{ items: Reorder[]; total: number }>(asOf == null ? `${path}/reorders` : null, version);
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="reorders">
      {own == null
        ? <h2 className="section-head">{t("Reorders")} <span>{count(list.data!.total)}</span></h2>
        : <h3>{items.some(({ number }) => number !== own) ? t("Reorders") : t("Repeats|of one order")} <span>{count(list.data!.total)}</span></h3>}
      <ul>
        {items.map((order) => (
          <li key={order.number}>
            <p>
              <Link href={`/pos/${encodeURIComponent(order.number)}`}>{order.number}</Link> <HealthMark health={order.health} />
              <span className="second">
                {t("repeats {number}", { number: order.parent })}, {phaseWord(order.phase).toLowerCase()}, {order.vendorName}{order.units == null ? "" : `, ${tn(order.units, "{n} unit", "{n} units")}`}{order.forecast == null ? "" : `, ${t("ex-factory {day}", { day: shortDay(order.forecast, today) })}`}
              </span>
            </p>
            <details>
              <summary>{keptWords(order)}</summary>
              <ul>
                {order.approvals.map(({ line, type, typeName, colour, kept, why }) => (
                  <li key={`${line}/${type}`}><b>{said(typeName)}</b> {t("line {line}", { line })}, {colour}: {kept != null ? t("kept, approved {day}", { day: shortDay(kept, today) }) : <span className="second">{t("asked for again: {why}", { why: why ?? "" })}</span>}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function keptWords({ approvals }: Reorder): string {
  const kept = approvals.filter((each) => each.kept != null).length;
  return approvals.length === 0 ? t("No calendar yet") : tn(approvals.length, "{kept} of {n} approval kept", "{kept} of {n} approvals kept", { kept });
}
