import { Link } from "wouter";
import type { Effect } from "../../api/calendars";
import { t, tn } from "../../language/language";
import { count, shortDay, signedDays } from "../../vocabulary/days";
import { HealthMark } from "../../vocabulary/marks";
import { brandName } from "../../vocabulary/words";

const shown = 12;

/** What something would do to open lines, told before it is done: how many, whose, the worst first. */
export function EffectReport({ effect }: { effect: Effect }) {
  const { purchaseOrders, movedPurchaseOrders, moved, movedMilestones, newlyLate, recovered, brands, items } = effect;
  return (
    <div className="effect">
      <p>
        <b>{tn(purchaseOrders, "{n} open PO: {keep} keeps its ex-factory, {move} moves.", "{n} open POs: {keep} keep their ex-factory, {move} move.", { keep: count(purchaseOrders - movedPurchaseOrders), move: count(movedPurchaseOrders) })}</b>
        {moved > 0 && <> {tn(moved, "{n} line moves.", "{n} lines move.")}</>}
        {movedMilestones > 0 && <> {tn(movedMilestones, "{n} date of a milestone moves.", "{n} dates of milestones move.")}</>}
        {newlyLate > 0 && <span className="h-late"> {tn(newlyLate, "{n} line would turn late.", "{n} lines would turn late.")}</span>}
        {recovered > 0 && <> {tn(recovered, "{n} line would no longer be late.", "{n} lines would no longer be late.")}</>}
      </p>
      {moved > 0 && (
        <p className="quiet">
          {brands.filter(({ moved }) => moved > 0).map(({ brand, lines, moved, days }) => tn(lines, "{brand} {moved} of {n} line, {days} in all", "{brand} {moved} of {n} lines, {days} in all", { brand: brandName(brand), moved: count(moved), days: signedDays(days) })).join(" · ")}
        </p>
      )}
      {items.length > 0 && (
        <table className="plain">
          <thead><tr><th>{t("Worst first")}</th><th className="number">{t("Now")}</th><th className="number">{t("Then")}</th><th className="number">{t("Days")}</th><th className="e-health">{t("Health")}</th></tr></thead>
          <tbody>
            {items.slice(0, shown).map(({ purchaseOrder, line, before, after, days, healthBefore, healthAfter }) => (
              <tr key={`${purchaseOrder}/${line}`}>
                <td><Link href={`/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`}>{purchaseOrder}<span className="second">/{line}</span></Link></td>
                <td className="number second">{shortDay(before)}</td>
                <td className="number">{shortDay(after)}</td>
                <td className="number">{signedDays(days)}</td>
                <td className="e-health">{healthBefore === healthAfter ? <span className="second">{t("as before")}</span> : <HealthMark health={healthAfter} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {moved > shown && <p className="quiet">{tn(moved - Math.min(shown, items.length), "… and {n} line more.", "… and {n} lines more.")}</p>}
    </div>
  );
}
