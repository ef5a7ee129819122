import { useContext } from "react";
import { useLocation, useSearch } from "wouter";
import type { DiscrepancySummary, List } from "../api/types";
import { useResource } from "../api/useResource";
import { Table, type Column } from "../controls/Table";
import { Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { PeopleContext } from "../frame/Person";
import { boardHref } from "../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { said as saidIn, t } from "../language/language";
import { useMoment } from "../live/hooks";
import { count, moment } from "../vocabulary/days";
import { sourceWords } from "../vocabulary/provenance";
import { saidWords, sideOf, whoWords } from "./Discrepancies";

const mostShown = 500;

type NameOf = (id: string) => string;

// The vendor stands in a column of its own: here it is one of two sides.
function who({ kind, vendor }: DiscrepancySummary, side: DiscrepancySummary["sides"][number], nameOf: NameOf): string {
  return whoWords(side, kind, side.source === vendor ? t("Vendor") : nameOf(side.source));
}

const said = (row: DiscrepancySummary, nameOf: NameOf) => row.sides.map((side) => `${who(row, side, nameOf)} ${saidWords(side, row.kind)}`).join(" · ");

const sharedOf = (nameOf: NameOf): readonly Column<DiscrepancySummary>[] => [
  { key: "po", title: t("PO line or style"), by: ({ purchaseOrder, line, style }) => (purchaseOrder == null ? style ?? "" : `${purchaseOrder} ${line}`), cell: ({ purchaseOrder, line, colour, style, styleName }) => <><b>{purchaseOrder == null ? style : `${purchaseOrder}/${line}`}</b> <span className="second">{colour ?? styleName}</span></> },
  { key: "text", title: t("What contradicts itself"), by: ({ text }) => text, cell: ({ text }) => saidIn(text) },
  { key: "sides", title: t("Who says what"), cell: (row) => <span className="second">{said(row, nameOf)}</span> },
  { key: "vendor", title: t("Vendor"), by: ({ vendorName }) => vendorName ?? "", cell: ({ vendorName }) => vendorName },
];

const days: Column<DiscrepancySummary> = { key: "days", title: t("Days"), hint: t("Between the first and the last day named"), number: true, mostFirst: true, by: ({ days: apart }) => apart, cell: ({ days: apart }) => (apart === 0 ? <span className="none">–</span> : count(apart)) };

/** Statements about orders and styles that contradict each other: those that wait for somebody, and those that were settled. */
export function DiscrepanciesPage() {
  const [, go] = useLocation();
  const settled = new URLSearchParams(useSearch()).get("state") === "settled";
  const list = useResource<List<DiscrepancySummary>>(`discrepancies?limit=${mostShown}&state=${settled ? "settled" : "open"}&sort=${settled ? "-settled" : "-impact"}`);
  const people = useContext(PeopleContext);
  const now = useMoment(60_000);
  useKeys({ escape: () => go(boardHref()), 1: () => go("/discrepancies", { replace: true }), 2: () => go("/discrepancies?state=settled", { replace: true }) });
  const nameOf = (id: string) => people?.data?.items.find((person) => person.id === id)?.name ?? sourceWords(id);
  const columns: readonly Column<DiscrepancySummary>[] = settled
    ? [...sharedOf(nameOf).slice(0, 3),
        { key: "right", title: t("Right is"), cell: (row) => row.sides.filter((side) => sideOf(row, side) === row.settled?.right).map((side) => (row.kind === "sequence" ? side.name : who(row, side, nameOf)))[0] ?? row.settled?.right },
        { key: "who", title: t("Settled by"), by: (row) => nameOf(row.settled?.by ?? ""), cell: (row) => row.settled && nameOf(row.settled.by) },
        { key: "when", title: t("When"), mostFirst: true, by: (row) => row.settled?.at ?? "", cell: (row) => row.settled && moment(row.settled.at, now) },
        { key: "why", title: t("Why"), cell: (row) => row.settled?.reason }]
    : [...sharedOf(nameOf), days, { key: "opened", title: t("Open since"), mostFirst: true, by: (row) => row.openedAt ?? "", cell: (row) => row.openedAt != null && moment(row.openedAt, now) }];
  return (
    <Page crumbs={[{ name: t("Discrepancies") }]} tabs={
      <Tabs label={t("Which discrepancies")}>
        {[{ href: "/discrepancies", name: t("Open|not settled"), on: !settled }, { href: "/discrepancies?state=settled", name: t("Settled"), on: settled }]}
      </Tabs>
    }>
      {!list.data ? (
        list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={12} what={t("the discrepancies")} />
      ) : list.data.items.length === 0 ? (
        <Empty title={settled ? t("Nothing was settled") : t("No statement contradicts another")}>
          <p>{settled ? t("What somebody settles stands here, with who, when and why.") : t("Where two sources disagree, or something happened before what must come first, it stands here.")}</p>
        </Empty>
      ) : (
        <div className="sheet discrepancies-sheet">
          <Table
            key={String(settled)} label={t("Discrepancies")} one={t("discrepancy")} columns={columns} rows={list.data.items} sort={settled ? { key: "when", descending: true } : { key: "days", descending: true }}
            idOf={({ id }) => id} hrefOf={({ purchaseOrder, line, style }) => (purchaseOrder == null ? `/styles/${encodeURIComponent(style ?? "")}?tab=milestones` : `/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`)}
          />
          {list.data.total > list.data.items.length && <p className="quiet">{settled ? t("The newest {n} of {all}.", { n: count(list.data.items.length), all: count(list.data.total) }) : t("The first {n} of {all}, by impact.", { n: count(list.data.items.length), all: count(list.data.total) })}</p>}
        </div>
      )}
    </Page>
  );
}
