import { useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { ShipmentSummary } from "../../api/shipments";
import type { List } from "../../api/types";
import { useAll, useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { FilterMenu, TextFilter } from "../../grid/FilterBar";
import { t, tn } from "../../language/language";
import { useChanges, useMoment } from "../../live/hooks";
import { count, longDay, shortDay, signedDays, today as todayOf, type Day } from "../../vocabulary/days";
import { healthRank, healths, healthWord } from "../../vocabulary/health";
import { Hidden } from "../../vocabulary/Hidden";
import { HealthIcon, HealthMark } from "../../vocabulary/marks";
import { expectedDay, transportModes, transportMoments } from "../../vocabulary/shipments";
import { everything, matches, narrowed, readQuery, shipmentHref, writeQuery, type Query } from "./list";
import { ShipmentPeek } from "./ShipmentPeek";
import "../../styles/shipments.css";

const mostShown = 500;

function columnsFor(today: Day): readonly Column<ShipmentSummary>[] {
  const dayOf = ({ next }: ShipmentSummary) => next && expectedDay(next);
  return [
    { key: "booking", title: t("Booking"), by: ({ booking }) => booking, cell: ({ booking, id }) => <><b>{booking}</b> <span className="second">{id}</span></> },
    { key: "health", title: t("Health"), by: ({ health, slipDays }) => healthRank(health) * 10_000 - (slipDays ?? 0), cell: ({ health, exceptions }) => <><HealthMark health={health} />{exceptions.includes("discrepancy") && <span className="second"> {t("contradicted")}</span>}</> },
    { key: "slip", title: t("Var"), hint: t("Days against the plan"), number: true, mostFirst: true, by: ({ slipDays }) => slipDays ?? -1e6, cell: ({ slipDays }) => (slipDays == null ? <span className="none">–</span> : <span className={slipDays > 0 ? "h-late" : "second"}>{signedDays(slipDays)}</span>) },
    { key: "next", title: t("What comes next"), by: ({ next }) => (next == null ? "" : transportMoments[next.moment]), cell: ({ next }) => (next == null ? <span className="none">–</span> : transportMoments[next.moment]) },
    {
      key: "day", title: t("Day|of what comes next"), number: true, by: (row) => dayOf(row) ?? "9999",
      cell: (row) => {
        const day = dayOf(row);
        return day == null ? <span className="none">–</span> : <span title={longDay(day)} className={row.overdue === row.next?.moment ? "h-stale" : undefined}>{shortDay(day, today)}</span>;
      },
    },
    { key: "carrier", title: t("Carrier"), by: ({ carrier, mode }) => `${carrier} ${mode}`, cell: ({ carrier, mode }) => <>{carrier} <span className="second">{transportModes[mode]}</span></> },
    { key: "lane", title: t("Lane"), by: ({ from, to }) => `${from} ${to}`, cell: ({ from, to }) => `${from} → ${to}` },
    { key: "containers", title: t("Containers"), number: true, mostFirst: true, by: ({ containers }) => containers.length, cell: ({ containers }) => (containers.length === 0 ? <span className="none">–</span> : <span title={containers.join(", ")}>{count(containers.length)}</span>) },
    { key: "lines", title: t("Lines"), number: true, mostFirst: true, by: ({ lines }) => lines, cell: ({ lines }) => count(lines) },
    { key: "quantity", title: t("Qty"), number: true, mostFirst: true, by: ({ quantity }) => quantity ?? 0, cell: ({ quantity }) => (quantity == null ? <Hidden /> : count(quantity)) },
  ];
}

const menus: readonly { key: "mode" | "carrier" | "from" | "to"; title: string; of: (shipment: ShipmentSummary) => [string, string] }[] = [
  { key: "mode", title: t("How it travels"), of: ({ mode }) => [mode, transportModes[mode]] },
  { key: "carrier", title: t("Carrier"), of: ({ carrier }) => [carrier, carrier] },
  { key: "from", title: t("From|a port"), of: ({ from }) => [from, from] },
  { key: "to", title: t("To|a port"), of: ({ to }) => [to, to] },
];

/** What carries the goods: of each how far it has come, what comes next, and by how much it is behind its plan. */
export function ShipmentsPage() {
  const [, go] = useLocation();
  const search = useSearch();
  const received = new URLSearchParams(search).get("state") === "received";
  const today = todayOf(useMoment(60_000));
  // What is said of a way reaches the lines that it carries, and with these the counts; the rest is asked for each minute.
  const version = `${useChanges("overview", 2_000)} ${useMoment(60_000)}`;
  const open = useAll<ShipmentSummary>(received ? null : `shipments?limit=${mostShown}&sort=next&health=late,stale,ontrack,plan`, version);
  // What has come only ever becomes more.
  const past = useResource<List<ShipmentSummary>>(received ? `shipments?limit=${mostShown}&health=done` : null, version);
  const list = received ? past : open;
  const query = useMemo(() => readQuery(search), [search]);
  const change = (part: Partial<Query>) => go(`/shipments${writeQuery(location.search, { ...readQuery(location.search), ...part })}`, { replace: true });
  const [at, choose] = useState<string | null>(null);
  const [peeking, peek] = useState(false);
  const filter = useRef<HTMLInputElement>(null);
  const all = list.data?.items ?? [];
  const found = all.filter((each) => matches(each, query));
  const shown = found.slice(0, mostShown);
  const peeked = peeking ? (found.find(({ id }) => id === at) ?? null) : null;
  useKeys({
    "/": () => filter.current?.focus(),
    " ": () => at != null && peek(!peeking),
    escape: () => (peeked ? peek(false) : go(boardHref())),
    1: () => go("/shipments", { replace: true }), 2: () => go("/shipments?state=received", { replace: true }),
  });
  const columns = useMemo(() => columnsFor(today), [today]);
  const counted = all.filter((each) => matches(each, query, "health"));
  return (
    <Page crumbs={[{ name: t("Shipments") }]} tabs={
      <Tabs label={t("Which shipments")}>
        {[{ href: "/shipments", name: t("Under way"), on: !received }, { href: "/shipments?state=received", name: t("Received"), on: received }]}
      </Tabs>
    }>
      {!list.data ? (
        list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={16} what={t("the shipments")} />
      ) : all.length === 0 ? (
        <Empty title={received ? t("Nothing was received yet") : t("Nothing is under way")}>
          <p>{t("Shipments are booked through the API or by EDI, by the brand and by who carries the goods.")}</p>
        </Empty>
      ) : (
        <div className="board">
          {list.problem && <ProblemPanel problem={list.problem} retry={list.refresh} />}
          <div className="filters" role="search">
            <TextFilter text={query.text} change={(text) => change({ text })} input={filter} label={t("Filter by booking, container, PO or SHP number")} />
            {menus.map(({ key, title, of }) => (
              <FilterMenu key={key} title={title} value={query[key]} values={() => [...new Map(all.map(of)).entries()].sort((a, b) => (a[1] < b[1] ? -1 : 1))} choose={(value) => change({ [key]: value })} />
            ))}
            {narrowed(query) && <button className="button" onClick={() => change(everything)}>{t("Clear all")}</button>}
            <div className="health-chips" role="group" aria-label={t("Health")}>
              {healths.map((health) => [health, counted.filter((each) => each.health === health).length] as const).filter(([health, n]) => n > 0 || query.health.includes(health)).map(([health, n]) => {
                const on = query.health.includes(health);
                return (
                  <button key={health} className="health-chip" aria-pressed={on} onClick={() => change({ health: on ? query.health.filter((each) => each !== health) : [...query.health, health] })}>
                    <HealthIcon health={health} /> {healthWord(health)} <b>{count(n)}</b>
                  </button>
                );
              })}
            </div>
          </div>
          <div className="board-main">
            {shown.length === 0 ? (
              <Empty title={t("0 of {n} match", { n: count(all.length) })}><button className="button solid" onClick={() => change(everything)}>{t("Clear all")}</button></Empty>
            ) : (
              <div className="board-list shipments-list">
                <div className="sheet">
                  <Table
                    key={String(received)} label={t("Shipments")} one={t("shipment")} className="shipments-table" columns={columns} rows={shown}
                    sort={received ? { key: "booking", descending: false } : { key: "health", descending: false }}
                    idOf={({ id }) => id} hrefOf={({ id }) => shipmentHref(id)} choose={choose} peek={() => peek(!peeking)}
                  />
                  {(found.length > shown.length || (list.data.next != null)) && <p className="quiet">{t("The first {n} of {all}.", { n: count(shown.length), all: count(Math.max(found.length, list.data.total)) })}</p>}
                </div>
              </div>
            )}
            {peeked && <ShipmentPeek key={peeked.id} shipment={peeked} today={today} close={() => peek(false)} />}
          </div>
          <p className="vh" role="status">{tn(found.length, "{n} shipment shown", "{n} shipments shown")}</p>
        </div>
      )}
    </Page>
  );
}
