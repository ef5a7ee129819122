import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { Category, OverviewRow, OverviewTotals } from "../api/types";
import { LastEvent } from "../frame/Connection";
import { Page } from "../frame/Frame";
import { lazily } from "../frame/lazily";
import { boardHref } from "../frame/places";
import { Kbd } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { useMay } from "../frame/Person";
import { ProblemPanel, Skeleton } from "../frame/states";
import { decimal, said, t, tn } from "../language/language";
import { tx } from "../language/Said";
import { useAsOf } from "../live/cursor";
import { useMoment, useTopic } from "../live/hooks";
import { count, shortDay, signedDays, today as todayOf } from "../vocabulary/days";
import { addCounts, healths, healthWord, type Health, type HealthCounts } from "../vocabulary/health";
import { Hidden, hides } from "../vocabulary/Hidden";
import { Garment } from "../vocabulary/Garment";
import { HealthIcon, HealthMark } from "../vocabulary/marks";
import { brandName, categories, categoryWord, varianceDays } from "../vocabulary/words";
import { poHref } from "../grid/columns";
import { NothingYet } from "./NothingYet";
import { Ticker } from "../ticker/Ticker";
import { matrix, type Sum } from "./matrix";

const SmallTrend = lazily(async () => (await import("../charts/Figures")).SmallTrend, <Skeleton rows={4} what={t("the trend")} />);

function linesHref(category: Category | "all", brand: string | null, health: Health | null): string {
  const params = [brand != null && `brand=${encodeURIComponent(brand)}`, health != null && `health=${health}`].filter((part) => part !== false);
  return `/boards/${category}${params.length > 0 ? `?${params.join("&")}` : ""}`;
}

export function OverviewPage() {
  const topic = useTopic<OverviewRow, OverviewTotals>("overview");
  const [, go] = useLocation();
  const asOf = useAsOf();
  const settings = useMay("see-settings");
  useKeys({ enter: () => go(boardHref()), f: () => go("/figures") });
  const { brands, columns, all } = matrix(topic?.rows.values() ?? []);
  const totals = topic?.totals ?? null;
  const shown = categories.filter((category) => columns.has(category));
  return (
    <Page crumbs={[{ name: t("Overview") }]}>
      {topic?.refusal && totals == null ? (
        <ProblemPanel problem={{ title: t("The overview cannot be followed"), detail: topic.refusal, traceId: null }} />
      ) : totals == null ? (
        <Skeleton rows={9} height={48} what={t("the overview")} />
      ) : brands.length === 0 ? (
        <NothingYet title={t("No open POs")} kind="purchase-orders" />
      ) : (
        <div className="overview">
          <Figures all={all} quantity={!hides(totals, "quantity")} />
          <div className="overview-sections">
            <section aria-labelledby="matrix">
              <h2 id="matrix" className="section-head">
                {t("Brands by category")} <span>{t("open lines and their health")}</span>
              </h2>
              <div className="matrix-scroll" tabIndex={0} role="group" aria-label={t("Brands by category")}>
                <table className="matrix">
                  <thead>
                    <tr>
                      <th scope="col"><span className="vh">{t("Brand")}</span></th>
                      {shown.map((category) => <th key={category} scope="col">{categoryWord(category)}</th>)}
                      <th scope="col">{t("All")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {brands.map(({ brand, name, cells, sum }) => (
                      <tr key={brand}>
                        <th scope="row">{settings ? <Link href={`/brands/${encodeURIComponent(brand)}`} title={t("How its orders are worked on, and its figures")}>{brandName(name)}</Link> : <Link href={`/figures?brand=${encodeURIComponent(brand)}`} title={t("Its figures")}>{brandName(name)}</Link>}</th>
                        {shown.map((category) => {
                          const cell = cells.get(category);
                          return <Cell key={category} sum={cell} what={`${name} ${categoryWord(category)}`} href={(health) => linesHref(category, brand, health)} />;
                        })}
                        <Cell total sum={sum} what={name} href={(health) => linesHref("all", brand, health)} />
                      </tr>
                    ))}
                  </tbody>
                  <tfoot>
                    <tr>
                      <th scope="row">{t("All brands")}</th>
                      {shown.map((category) => (
                        <Cell key={category} total sum={columns.get(category)} what={categoryWord(category)} href={(health) => linesHref(category, null, health)} />
                      ))}
                      <Cell total sum={all} what={t("All")} href={(health) => linesHref("all", null, health)} />
                    </tr>
                  </tfoot>
                </table>
              </div>
              <Legend counts={all.health} />
            </section>
            {asOf == null && <Ticker position={topic?.position ?? null} />}
            <section className="overview-trend">
              <SmallTrend />
              <p><Link href="/figures" className="button">{t("All figures")} <Kbd>F</Kbd></Link></p>
            </section>
            {totals.worst && totals.worst.length > 0 && <Worst orders={totals.worst} totals={totals} />}
          </div>
          <footer className="foot">
            <span>{tx("{lines} open lines in {orders} POs, counts add up to the rows behind them", { lines: <b>{count(all.lines)}</b>, orders: <b>{count(all.purchaseOrders)}</b> })}</span>
            <span className="space" />
            <LastEvent at={topic?.committedAt ?? null} />
          </footer>
        </div>
      )}
    </Page>
  );
}

function Figures({ all, quantity }: { all: Sum; quantity: boolean }) {
  const of = (health: Health) => all.health[health] ?? 0;
  const open = all.lines - of("done");
  const missed = of("late") + of("critical");
  const figures: [string, ReactNode, string, Health?][] = [
    [t("Open POs"), count(all.purchaseOrders), tn(all.lines, "{n} line", "{n} lines")],
    quantity ? [t("Units open"), compact(all.quantity), tn(all.quantity, "{n} piece", "{n} pieces")] : [t("Units open"), <Hidden />, t("pieces")],
    [t("Critical lines"), count(of("critical")), share(of("critical"), all.lines), "critical"],
    [t("Late lines"), count(of("late")), share(of("late"), all.lines), "late"],
    [t("Blocked lines"), count(of("blocked")), share(of("blocked"), all.lines), "blocked"],
    [t("On time, forecast"), open > 0 ? `${decimal(((open - missed) / open) * 100)} %` : "–", t("of open lines")],
  ];
  return (
    <dl className="figures">
      {figures.map(([name, value, note, health]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={health && of(health) > 0 ? `h-${health}` : undefined}>
            {health && of(health) > 0 && <HealthIcon health={health} />}
            {health ? <Link href={linesHref("all", null, health)}>{value}</Link> : value}
          </dd>
          <dd className="note">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function compact(n: number): string {
  return n >= 1_000_000 ? `${decimal(n / 1_000_000)} M` : n >= 100_000 ? `${Math.round(n / 1000)} k` : count(n);
}

function share(n: number, of: number): string {
  return of === 0 ? "" : t("{share} % of lines", { share: decimal((n / of) * 100) });
}

/** Steps of the tint, in share late and critical. */
function heat(sum: Sum): number {
  const late = ((sum.health.late ?? 0) + (sum.health.critical ?? 0)) / Math.max(1, sum.lines);
  return late >= 0.2 ? 3 : late >= 0.1 ? 2 : late >= 0.05 ? 1 : 0;
}

/** What stands as a number in every cell at once. */
const urgent: readonly Health[] = ["critical", "late", "blocked"];

function Cell({ sum, what, href, total = false }: { sum: Sum | undefined; what: string; href: (health: Health | null) => string; total?: boolean }) {
  if (!sum || sum.lines === 0) return <td className={total ? "total" : undefined}><span className="none" aria-label={t("none")}>–</span></td>;
  return (
    <td className={total ? "total" : undefined} data-heat={total ? undefined : heat(sum) || undefined} title={`${what}: ${tn(sum.lines, "{n} line", "{n} lines")}, ${tn(sum.purchaseOrders, "{n} PO", "{n} POs")}${Number.isNaN(sum.quantity) ? "" : `, ${tn(sum.quantity, "{n} piece", "{n} pieces")}`}`}>
      <div className="cell-head">
        <Link href={href(null)} className="lines" aria-label={`${what}: ${tn(sum.lines, "{n} line", "{n} lines")}`}>{count(sum.lines)}</Link>
        <span className="cell-counts">
          {urgent.filter((health) => sum.health[health]).map((health) => (
            <Link key={health} href={href(health)} className={`h-${health}`} aria-label={`${what}: ${count(sum.health[health]!)} ${healthWord(health)}`}>
              <HealthIcon health={health} />
              <span>{count(sum.health[health]!)}</span>
            </Link>
          ))}
        </span>
      </div>
      <Parts counts={sum.health} lines={sum.lines} what={what} href={href} />
    </td>
  );
}

/** All health counts as one bar, and those that stand nowhere else in the cell as links, when the cell is pointed at or has the focus. */
function Parts({ counts, lines, what, href }: { counts: HealthCounts; lines: number; what: string; href: (health: Health) => string }) {
  const shown = healths.filter((health) => counts[health]);
  return (
    <div className="parts">
      <span className="stack">
        {shown.map((health) => <i key={health} className={`part-${health}`} style={{ flexGrow: counts[health]! / lines }} />)}
      </span>
      <span className="rest">
        {shown.filter((health) => !urgent.includes(health)).map((health) => (
          <Link key={health} href={href(health)} className={`h-${health}`} title={healthWord(health)} aria-label={`${what}: ${count(counts[health]!)} ${healthWord(health)}`}>
            <HealthIcon health={health} />
            <span>{count(counts[health]!)}</span>
          </Link>
        ))}
      </span>
    </div>
  );
}

function Legend({ counts }: { counts: HealthCounts }) {
  const shown: HealthCounts = {};
  addCounts(shown, counts);
  return (
    <p className="matrix-legend">
      {healths.filter((health) => shown[health]).map((health) => (
        <Link key={health} href={linesHref("all", null, health)} className={`h-${health}`}>
          <HealthIcon health={health} /> <span>{healthWord(health)} <b>{count(shown[health]!)}</b></span>
        </Link>
      ))}
      <span className="second">{t("Tint: share late and critical, 5 · 10 · 20 %")}</span>
    </p>
  );
}

function Worst({ orders, totals }: { orders: NonNullable<OverviewTotals["worst"]>; totals: OverviewTotals }) {
  const today = todayOf(useMoment(60_000));
  return (
    <section className="worst" aria-labelledby="worst">
      <h2 id="worst" className="section-head">
        {t("Worst ten POs")} <span>{t("by their worst line")}</span>
      </h2>
      <ol>
        {orders.map(({ line, lines, lateLines }) => {
          const variance = varianceDays(line);
          return (
            <li key={line.po}>
              <Link href={poHref(line)}>
                <Garment styleName={line.styleName} colour={line.colour} category={line.category} />
                <b className="worst-po">{line.po}{line.line > 1 && <span className="second">/{line.line}</span>}</b>
                <span className="worst-style cut">{line.styleName} <span className="second">{line.colour}</span></span>
                <span className="worst-brand cut second">{brandName(line.brand)}</span>
                <span className="worst-vendor cut second">{line.vendorName}</span>
                <span className="worst-lines second">{lines > 1 && t("{late} of {n} lines late", { late: lateLines, n: lines })}</span>
                <span className={`worst-forecast number h-${line.health}`}>{line.forecast != null && shortDay(line.forecast, today)}</span>
                <span className={`worst-days number h-${line.health}`}>{variance != null && signedDays(variance)}</span>
                <HealthMark health={line.health} />
                <span className="worst-cause cut">{hides(totals, "cause") ? <Hidden /> : line.cause != null ? said(line.cause) : <span className="second">{t("No cause recorded")}</span>}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
