import { useEffect, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import type { Shipment, TransportClaim } from "../../api/shipments";
import type { TransportDays } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { usePeopleNames } from "../../frame/Person";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { useChanges, useMoment } from "../../live/hooks";
import { count, longDay, moment, shortDay, signedDays, today as todayOf, type Day } from "../../vocabulary/days";
import { healthRank } from "../../vocabulary/health";
import { Hidden } from "../../vocabulary/Hidden";
import { HealthMark, HealthPill, StageGlyph } from "../../vocabulary/marks";
import { stageStep } from "../../vocabulary/stage";
import { daysBehind, expectedDay, saidDay, transportModes, transportMoments } from "../../vocabulary/shipments";
import { History } from "../History";
import { extentOf, placeOf } from "./timeline";
import "../../styles/shipments.css";

type Line = Shipment["lines"][number];
type Stop = Shipment["stops"][number];

function columnsFor(today: Day): readonly Column<Line>[] {
  const day = (value: Day | null | undefined) => (value == null ? <span className="none">–</span> : <span title={longDay(value)}>{shortDay(value, today)}</span>);
  return [
    { key: "po", title: t("PO line"), by: ({ purchaseOrder, line }) => `${purchaseOrder} ${String(line).padStart(4, "0")}`, cell: ({ purchaseOrder, line }) => <><b>{purchaseOrder}</b><span className="second">/{line}</span></> },
    { key: "style", title: t("Style, colour"), by: ({ style, colour }) => `${style} ${colour}`, cell: ({ style, description, colour }) => <>{style ?? description} <span className="second">{colour}</span></> },
    { key: "vendor", title: t("Vendor"), by: ({ vendorName }) => vendorName ?? "", cell: ({ vendorName }) => <span className="second">{vendorName}</span> },
    { key: "quantity", title: t("Qty"), hint: t("In this shipment; the rest may travel on others"), number: true, mostFirst: true, by: ({ quantity }) => quantity ?? 0, cell: ({ quantity }) => (quantity == null ? <Hidden /> : count(quantity)) },
    { key: "stage", title: t("Stage"), by: ({ stage }) => (stage == null ? -1 : stageStep(stage)), cell: ({ stage }) => stage != null && <StageGlyph stage={stage} /> },
    { key: "health", title: t("Health"), by: ({ health }) => (health == null ? 99 : healthRank(health)), cell: ({ health }) => health != null && <HealthMark health={health} /> },
    { key: "committed", title: t("Committed"), hint: t("Agreed ex-factory day"), number: true, by: ({ committed }) => committed ?? "", cell: ({ committed }) => day(committed) },
    { key: "left", title: t("Left the factory"), number: true, by: ({ left }) => left ?? "", cell: ({ left }) => day(left) },
  ];
}

/** One shipment: its way, its containers, what it carries and what was said of it. */
export function ShipmentPage({ id }: { id: string }) {
  const path = `shipments/${encodeURIComponent(id)}`;
  const now = useMoment(60_000);
  // Whatever is said of a shipment reaches the orders that it carries: one of them tells when to look again.
  const [order, follow] = useState<string | null>(null);
  const shipment = useResource<Shipment>(path, `${useChanges(order == null ? "overview" : `po:${order}`, 300)} ${now}`);
  const first = shipment.data?.summary.purchaseOrders[0] ?? null;
  useEffect(() => follow(first), [first]);
  const [, go] = useLocation();
  const today = todayOf(now);
  const columns = useMemo(() => columnsFor(today), [today]);
  useKeys({ escape: () => go("/shipments"), u: () => go("/shipments") });
  const crumbs = [{ name: t("Shipments"), href: "/shipments" }, { name: shipment.data?.summary.booking ?? id }];
  if (!shipment.data)
    return (
      <Page crumbs={crumbs}>
        {shipment.problem?.status === 404 ? (
          <Empty title={t("There is no {what}", { what: id })}>
            <p>{t("It may carry nothing that you see. Ctrl K finds what there is.")}</p>
            <Link href="/shipments" className="button solid">{t("All shipments")}</Link>
          </Empty>
        ) : shipment.problem ? <ProblemPanel problem={shipment.problem} retry={shipment.retry} /> : <Skeleton rows={12} what={t("the shipment")} />}
      </Page>
    );
  const { summary, lines, stops, discrepancies, version } = shipment.data;
  const { booking, carrier, mode, from, to, containers, health, slipDays, next, days, quantity } = summary;
  const nextDay = next && expectedDay(next);
  const others = [...new Set([...containers, ...stops.map(({ equipment }) => equipment).filter((each) => each != null)])];
  return (
    <Page crumbs={crumbs}>
      <div className="alone shipment">
        {shipment.problem && <ProblemPanel problem={shipment.problem} retry={shipment.refresh} />}
        <header className="shipment-head">
          <h2>{booking} <HealthPill health={health} variance={slipDays} /></h2>
          <p className="quiet">
            <span>{id}</span>
            <span>{carrier}, {transportModes[mode]}</span>
            <span>{from} → {to}</span>
            <span>{tn(lines.length, "{n} line", "{n} lines")}{quantity == null ? "" : `, ${tn(quantity, "{n} piece", "{n} pieces")}`}</span>
            {next && nextDay != null && <span>{t("next: {what}, {day}", { what: transportMoments[next.moment], day: shortDay(nextDay, today) })}</span>}
          </p>
        </header>
        {discrepancies.length > 0 && (
          <section>
            <h2 className="section-head">{t("Contradictions")} <span>{count(discrepancies.length)}</span></h2>
            <ul className="shipment-contradictions">{discrepancies.map(({ text }) => <li key={text}>{text}</li>)}</ul>
          </section>
        )}
        <section>
          <h2 className="section-head">{t("The way")} <span>{t("as far as its last container")}</span></h2>
          <Timeline days={days} today={today} />
        </section>
        <section>
          <h2 className="section-head">{t("Containers")} <span>{count(others.length)}</span></h2>
          {others.length === 0 ? <p className="quiet">{t("None was booked.")}</p> : (
            <ul className="shipment-containers">
              {others.map((each) => <Container key={each} name={each} isBooked={containers.includes(each)} stops={stops.filter(({ equipment }) => equipment === each)} today={today} now={now} />)}
            </ul>
          )}
        </section>
        {stops.length > 0 && (
          <section>
            <h2 className="section-head">{t("Whose word holds")} <span>{t("of the whole shipment, and of single containers")}</span></h2>
            <Words stops={stops} today={today} now={now} />
          </section>
        )}
        <section>
          <h2 className="section-head">{t("What it carries")}</h2>
          <p className="quiet">{effect(slipDays, summary.lines)}</p>
          <Table
            label={t("Lines")} one={t("line")} className="style-lines" columns={columns} rows={lines} sort={{ key: "po", descending: false }}
            idOf={({ purchaseOrder, line }) => `${purchaseOrder}/${line}`} hrefOf={({ purchaseOrder, line }) => `/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`}
          />
        </section>
        <History path={path} version={version} now={now} />
      </div>
    </Page>
  );
}

function effect(slipDays: number | null, lines: number): string {
  return slipDays == null ? t("Nobody has said both when it was to come and when it does.")
    : slipDays > 0 ? tn(lines, "{n} line comes {days} later than planned by this shipment.", "{n} lines come {days} later than planned by this shipment.", { days: tn(slipDays, "{n} day", "{n} days") })
    : t("It takes no line past its plan.");
}

/** A row for each moment: the planned day, the forecast and what happened, on one scale with today. */
function Timeline({ days, today }: { days: readonly TransportDays[]; today: Day }) {
  if (days.length === 0) return <p className="quiet">{t("Booked. Nobody has said when it leaves.")}</p>;
  const scale = extentOf(days, today);
  const at = (day: Day) => ({ left: `${placeOf(day, scale)}%` });
  return (
    <table className="plain way">
      <thead><tr><th scope="col">{t("Moment")}</th><th scope="col" className="number">{t("Planned")}</th><th scope="col" className="number">{t("Forecast")}</th><th scope="col" className="number">{t("Actual")}</th><th scope="col" className="number">{t("Var")}</th><td className="way-line" /></tr></thead>
      <tbody>
        {days.map((each) => {
          const { moment: what, planned, estimated, actual } = each;
          const [said, late] = [saidDay(each), daysBehind(each)];
          const day = (value: Day | null) => (value == null ? "–" : <span title={longDay(value)}>{shortDay(value, today)}</span>);
          return (
            <tr key={what}>
              <th scope="row">{transportMoments[what]}</th>
              <td className="number">{day(planned)}</td><td className="number">{day(estimated)}</td><td className="number">{day(actual)}</td>
              <td className={`number ${late != null && late > 0 ? "h-late" : ""}`}>{late == null ? "" : signedDays(late)}</td>
              <td className="way-line" aria-hidden="true">
                <i className="way-today" style={at(today)} />
                {planned != null && said != null && planned !== said && <i className={`way-span ${late! > 0 ? "h-late" : ""}`} style={{ left: `${Math.min(placeOf(planned, scale), placeOf(said, scale))}%`, width: `${Math.abs(placeOf(said, scale) - placeOf(planned, scale))}%` }} />}
                {planned != null && <i className="way-planned" style={at(planned)} />}
                {actual == null && estimated != null && <i className="way-forecast" style={at(estimated)} />}
                {actual != null && <i className="way-actual" style={at(actual)} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Container({ name, isBooked, stops, today, now }: { name: string; isBooked: boolean; stops: readonly Stop[]; today: Day; now: number }) {
  const last = stops.filter(({ actual }) => actual != null).at(-1);
  return (
    <li>
      <b>{name}</b> {!isBooked && <span className="h-risk">{t("not booked")}</span>}{" "}
      <span className="second" title={last?.actual == null ? undefined : moment(last.actual.updatedAt, now)}>
        {last?.actual == null ? t("nothing said of it alone") : [transportMoments[last.moment], last.location, shortDay(last.actual.date, today)].filter(Boolean).join(", ")}
      </span>
    </li>
  );
}

function Words({ stops, today, now }: { stops: readonly Stop[]; today: Day; now: number }) {
  const name = usePeopleNames();
  const claim = (said: TransportClaim | null) => said == null ? <span className="none">–</span> : (
    <span title={[longDay(said.date), name(said.source), moment(said.updatedAt, now), said.note].filter(Boolean).join(" · ")}>{shortDay(said.date, today)} <span className="second">{name(said.source)}{said.note == null ? "" : `: ${said.note}`}</span></span>
  );
  return (
    <table className="plain shipment-words">
      <thead><tr><th scope="col">{t("Moment")}</th><th scope="col">{t("Planned")}</th><th scope="col">{t("Forecast")}</th><th scope="col">{t("Actual")}</th></tr></thead>
      <tbody>
        {stops.map((stop) => (
          <tr key={`${stop.moment} ${stop.location} ${stop.equipment}`}>
            <th scope="row">{transportMoments[stop.moment]} <span className="second">{[stop.equipment, stop.location, stop.isBooked ? null : t("transhipped")].filter(Boolean).join(", ")}</span></th>
            <td>{claim(stop.planned)}</td><td>{claim(stop.estimated)}</td><td>{claim(stop.actual)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
