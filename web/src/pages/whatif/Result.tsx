import type { AffectedLine, Foreseen } from "../../api/whatIfs";
import { Table, type Column } from "../../controls/Table";
import { said, t, tn } from "../../language/language";
import { tx } from "../../language/Said";
import { count, shortDay, signedDays, daysBetween, type Day } from "../../vocabulary/days";
import { healths, healthWord, type HealthCounts } from "../../vocabulary/health";
import { HealthIcon, HealthMark } from "../../vocabulary/marks";

interface Row extends AffectedLine {
  place: number;
}

function Moved({ from, to }: { from: Day; to: Day }) {
  return from === to ? <span className="second">{shortDay(to)}</span> : <><s className="second">{shortDay(from)}</s> <b>{shortDay(to)}</b></>;
}

/** A real minus sign, so that columns align. */
function signed(days: number): string {
  return days < 0 ? `−${-days}` : `${days}`;
}

function columnsOf(vendorName: (code: string) => string): readonly Column<Row>[] {
  return [
    {
      key: "worst", title: t("Line, worst first"), by: ({ place }) => place,
      cell: ({ purchaseOrder, line, style, description, colour }) => (
        <><b>{purchaseOrder}</b><span className="second">/{line}</span> <span className="second cut w-style">{[style ?? description, colour].filter(Boolean).join(", ")}</span></>
      ),
    },
    { key: "vendor", title: t("Vendor"), by: ({ vendor }) => vendorName(vendor), cell: ({ vendor }) => <span className="second cut">{vendorName(vendor)}</span> },
    { key: "exfactory", title: t("Ex-factory"), number: true, by: ({ after }) => after.exFactory, cell: ({ before, after }) => <Moved from={before.exFactory} to={after.exFactory} /> },
    {
      key: "days", title: t("Days"), number: true, mostFirst: true, hint: t("That ex-factory loses"), by: ({ days }) => days,
      cell: ({ days }) => days === 0 ? <span className="none">–</span> : <b className={days > 0 ? "h-late" : undefined}>{signedDays(days)}</b>,
    },
    {
      key: "indc", title: t("In DC"), number: true, hint: t("In the distribution centre, by the customary days of transit"), by: ({ after }) => after.inDc,
      cell: ({ before, after }) => <Moved from={before.inDc} to={after.inDc} />,
    },
    {
      key: "float", title: t("Float"), number: true, hint: t("Days left before ex-factory moves"), by: ({ after }) => after.floatDays,
      cell: ({ before, after }) => before.floatDays === after.floatDays
        ? <span className="second">{signed(after.floatDays)}</span>
        : <><span className="second">{signed(before.floatDays)} →</span> {signed(after.floatDays)}</>,
    },
    {
      key: "health", title: t("Health"), cell: ({ before, after, committed }) => (
        <span className="w-health">
          {before.health !== after.health && <><span className="second">{healthWord(before.health)} →</span> </>}
          <HealthMark health={after.health} variance={committed == null ? null : daysBetween(committed, after.exFactory)} />
        </span>
      ),
    },
    { key: "why", title: t("Why"), cell: ({ after }) => <span className="second cut" title={said(after.cause ?? "")}>{said(after.cause ?? "–")}</span> },
  ];
}

/** What would be, beside what is: the counts, then every affected line. */
export function Result({ foreseen, vendorName, more }: { foreseen: Foreseen; vendorName: (code: string) => string; more: () => void }) {
  const { lines, purchaseOrders, affected, moved, days, newlyLate, recovered, items, next } = foreseen;
  return (
    <>
      <div className="w-summary">
        <p>
          {tx("{what} of {lines} in {orders}.", {
            what: <b>{affected === 0 ? t("Nothing would be any different") : tn(affected, "{n} line would be different", "{n} lines would be different")}</b>,
            lines: tn(lines, "{n} line", "{n} lines"), orders: tn(purchaseOrders, "{n} PO", "{n} POs"),
          })}
          {moved > 0 && ` ${tn(moved, "{n} line moves, {days} in all.", "{n} lines move, {days} in all.", { days: `${days < 0 ? "−" : "+"}${tn(Math.abs(days), "{n} day", "{n} days")}` })}`}
          {newlyLate > 0 && <span className="h-late"> {tn(newlyLate, "{n} line would turn late.", "{n} lines would turn late.")}</span>}
          {recovered > 0 && <> {tn(recovered, "{n} line would no longer be late.", "{n} lines would no longer be late.")}</>}
        </p>
        <Counts before={foreseen.healthBefore} after={foreseen.healthAfter} />
      </div>
      {items.length > 0 && (
        <div className="w-lines">
          <Table
            label={t("Lines shown")} one={t("line shown")} className="w-table" columns={columnsOf(vendorName)} rows={items.map((item, place) => ({ ...item, place }))} sort={{ key: "worst", descending: false }}
            idOf={({ purchaseOrder, line }) => `${purchaseOrder}/${line}`} hrefOf={({ purchaseOrder, line }) => `/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`}
          />
          {next != null && <button className="button line" onClick={more}>{t("The next of {n}", { n: count(affected) })}</button>}
        </div>
      )}
    </>
  );
}

function Counts({ before, after }: { before: HealthCounts; after: HealthCounts }) {
  return (
    <table className="plain w-counts" aria-label={t("Lines by health, now and then")}>
      <thead><tr><td />{healths.map((health) => <th key={health} scope="col" className="number"><span className="w-head"><HealthIcon health={health} /> <span>{healthWord(health)}</span></span></th>)}</tr></thead>
      <tbody>
        {([[t("Now"), before, null], [t("Then"), after, before]] as const).map(([name, counts, against]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {healths.map((health) => {
              const [n, difference] = [counts[health] ?? 0, against == null ? 0 : (counts[health] ?? 0) - (against[health] ?? 0)];
              return (
                <td key={health} className="number">
                  {n === 0 && difference === 0 ? <span className="none">–</span> : <b>{count(n)}</b>}
                  {difference !== 0 && <span className="second"> {difference > 0 ? `+${count(difference)}` : `−${count(-difference)}`}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
