import type { Alert, AlertStakes } from "../../api/alerts";
import type { Explanation } from "../../api/types";
import { useResource } from "../../api/useResource";
import { useRested } from "../../grid/Peek";
import { t, tn } from "../../language/language";
import { count, shortDay, type Day } from "../../vocabulary/days";
import { explains, Why } from "../Why";

/** What is at stake in an alert, and of a late line which days were lost where. What is not known yet leaves its place empty. */
export function Stakes({ alert, today }: { alert: Alert; today: Day }) {
  // Moving fast over the list should not ask of every alert passed.
  const rested = useRested(alert.id, 150) === alert.id;
  const version = `${alert.since} ${alert.why} ${alert.days}`;
  const stakes = useResource<AlertStakes>(rested ? `alerts/${encodeURIComponent(alert.id)}/stakes` : null, version).data;
  const explanation = useResource<Explanation>(
    rested && alert.cause === "late-order" && alert.line != null ? `purchase-orders/${encodeURIComponent(alert.purchaseOrder)}/lines/${alert.line}/explanation` : null, version).data;
  const exFactory = stakes?.exFactory;
  return (
    <>
      <dl>
        <dt>{t("At stake")}</dt>
        <dd>
          {tn(alert.lines, "{n} line", "{n} lines")}{alert.quantity != null && `, ${tn(alert.quantity, "{n} piece", "{n} pieces")}`}{alert.days > 0 && `, ${tn(alert.days, "{n} day", "{n} days")}`}
          {stakes?.values.map(({ currency, amount }) => `, ${currency} ${count(Math.round(amount))}`)}
        </dd>
        {exFactory?.forecast != null && exFactory.committed != null && (
          <><dt>{t("Ex-factory")}</dt><dd>{shortDay(exFactory.forecast, today)}, {t("committed {day}", { day: shortDay(exFactory.committed, today) })}{alert.lines > 1 && alert.line != null && ` (${t("line {line}", { line: alert.line })})`}</dd></>
        )}
      </dl>
      {explanation?.causes && explains(explanation) && <Why explanation={explanation} baseline={exFactory?.baseline ?? null} said={exFactory?.actual ?? exFactory?.forecast ?? null} narrow />}
    </>
  );
}
