import { Link } from "wouter";
import type { Effect } from "../../api/calendars";
import { count, plural, shortDay, signedDays } from "../../vocabulary/days";
import { HealthMark } from "../../vocabulary/marks";
import { brandName } from "../../vocabulary/words";

const shown = 12;

/** What something would do to open lines, told before it is done: how many, whose, the worst first. */
export function EffectReport({ effect }: { effect: Effect }) {
  const { purchaseOrders, movedPurchaseOrders, moved, movedMilestones, newlyLate, recovered, brands, items } = effect;
  return (
    <div className="effect">
      <p>
        <b>{plural(purchaseOrders, "open PO")}: {count(purchaseOrders - movedPurchaseOrders)} keep their ex-factory, {count(movedPurchaseOrders)} move</b>
        {moved > 0 && <> with {plural(moved, "line")}</>}.
        {movedMilestones > 0 && <> {plural(movedMilestones, "date")} of milestones move.</>}
        {newlyLate > 0 && <span className="h-late"> {plural(newlyLate, "line")} would turn late.</span>}
        {recovered > 0 && <> {plural(recovered, "line")} would no longer be late.</>}
      </p>
      {moved > 0 && (
        <p className="quiet">
          {brands.filter(({ moved }) => moved > 0).map(({ brand, lines, moved, days }) => `${brandName(brand)} ${count(moved)} of ${plural(lines, "line")}, ${signedDays(days)} in all`).join(" · ")}
        </p>
      )}
      {items.length > 0 && (
        <table className="plain">
          <thead><tr><th>Worst first</th><th className="number">Now</th><th className="number">Then</th><th className="number">Days</th><th className="e-health">Health</th></tr></thead>
          <tbody>
            {items.slice(0, shown).map(({ purchaseOrder, line, before, after, days, healthBefore, healthAfter }) => (
              <tr key={`${purchaseOrder}/${line}`}>
                <td><Link href={`/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`}>{purchaseOrder}<span className="second">/{line}</span></Link></td>
                <td className="number second">{shortDay(before)}</td>
                <td className="number">{shortDay(after)}</td>
                <td className="number">{signedDays(days)}</td>
                <td className="e-health">{healthBefore === healthAfter ? <span className="second">as before</span> : <HealthMark health={healthAfter} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {moved > shown && <p className="quiet">… and {plural(moved - Math.min(shown, items.length), "line")} more.</p>}
    </div>
  );
}
