import { Link, useLocation } from "wouter";
import type { BulkActs, BulkAct, BulkActItem } from "../../api/bulkActs";
import { useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { moment, plural, signedDays, today as todayOf } from "../../vocabulary/days";
import { Progress, useBulkAct } from "./Progress";
import { operationWords, statusWords, valueWords } from "./words";

function columnsOf(now: number): readonly Column<BulkAct>[] {
  return [
    { key: "what", title: "Act", by: (act) => operationWords(act), cell: (act) => <b>{operationWords(act)}</b> },
    { key: "at", title: "When", mostFirst: true, by: ({ at }) => at, cell: ({ at }) => moment(at, now) },
    { key: "by", title: "Who", by: ({ byName }) => byName, cell: ({ byName }) => <span className="second">{byName}</span> },
    { key: "rows", title: "Rows", number: true, mostFirst: true, by: ({ rows }) => rows, cell: ({ rows }) => rows },
    { key: "waits", title: "Wait", hint: "For a second person, when it was applied", number: true, mostFirst: true, by: ({ proposed }) => proposed, cell: ({ proposed }) => proposed || <span className="none">–</span> },
    { key: "left", title: "Left", number: true, mostFirst: true, by: ({ left, refused }) => left + refused, cell: ({ left, refused }) => left + refused || <span className="none">–</span> },
    { key: "undone", title: "Taken back", cell: ({ undone, undoneBy, kept, toConfirm, hindered }) => undone == null ? <span className="none">–</span> : <span className="second">{undoneBy}{kept + hindered > 0 && `, ${plural(kept + hindered, "row")} left`}{toConfirm > 0 && `, ${toConfirm} to confirm`}</span> },
    { key: "note", title: "Why", cell: ({ note }) => <span className="second cut" title={note}>{note}</span> },
  ];
}

/** Bulk acts, newest first. */
export function BulkActsPage() {
  const acts = useResource<BulkActs>("bulk-acts?limit=200");
  const now = useNow(60_000);
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  return (
    <Page crumbs={[{ name: t("Boards"), href: boardHref() }, { name: t("Bulk acts") }]} title="Bulk acts">
      {acts.problem ? <ProblemPanel problem={acts.problem} retry={acts.retry} />
        : !acts.data ? <Skeleton rows={8} what="the bulk acts" />
        : acts.data.items.length === 0 ? (
          <Empty title="Nothing was done to many lines at once"><p>Select lines on a board with X, then shift, re-date, assign or approve them together.</p><Link href={boardHref()} className="button solid">To the boards</Link></Empty>
        ) : <div className="sheet"><Table label="Bulk acts" one="bulk act" columns={columnsOf(now)} rows={acts.data.items} sort={{ key: "at", descending: true }} idOf={({ id }) => id} hrefOf={({ id }) => `/bulk-acts/${id}`} /></div>}
    </Page>
  );
}

/** One act: how far it has come, what became of each row, and its way back. */
export function BulkActPage({ id }: { id: string }) {
  const following = useBulkAct(id);
  const { found: detail, problem } = following;
  const now = useNow(60_000);
  const [, go] = useLocation();
  useKeys({ escape: () => go("/bulk-acts") });
  const title = detail == null ? "Bulk act" : operationWords(detail.act);
  return (
    <Page crumbs={[{ name: t("Bulk acts"), href: "/bulk-acts" }, { name: title }]} title={title}>
      {detail == null ? problem?.status === 404 ? <Empty title="There is no such act"><p>It may be one that you do not see.</p><Link href="/bulk-acts" className="button solid">All bulk acts</Link></Empty>
        : problem ? <ProblemPanel problem={problem} /> : <Skeleton rows={12} what="the act" />
        : (
          <div className="bulk-act">
            <p className="second">{detail.act.byName}, {moment(detail.act.at, now)}: {detail.act.note}{detail.act.undone != null && <>. Taken back by {detail.act.undoneBy}, {moment(detail.act.undone, now)}.</>}</p>
            <Progress of={following} />
            <div className="bulk-rows"><table className="plain" aria-label="Rows">
              <thead><tr><th>Line</th><th>Vendor</th><th>Of</th><th className="number">Before</th><th className="number">After</th><th className="number">Days</th><th>What became of it</th></tr></thead>
              <tbody>
                {detail.items.map((item) => <ActRow key={`${item.purchaseOrder}/${item.line}/${item.approval}/${item.field}/${item.milestone}`} item={item} today={todayOf(now)} />)}
                {detail.left.map(({ purchaseOrder, line, why }) => (
                  <tr key={`left-${purchaseOrder}/${line}`}><th scope="row"><OfLine purchaseOrder={purchaseOrder} line={line} /></th><td colSpan={5} /><td className="bulk-why">Left: {why.detail}</td></tr>
                ))}
              </tbody>
            </table></div>
          </div>
        )}
    </Page>
  );
}

function OfLine({ purchaseOrder, line }: { purchaseOrder: string; line: number }) {
  return <Link href={`/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`}>{purchaseOrder}{line > 1 && <span className="second">/{line}</span>}</Link>;
}

function ActRow({ item, today }: { item: BulkActItem; today: string }) {
  return (
    <tr data-status={item.status ?? "waiting"}>
      <th scope="row"><OfLine {...item} /></th>
      <td className="second cut">{item.vendorName}</td>
      <td className="second cut">{item.approval ?? item.milestone}</td>
      <td className="number second">{valueWords(item.from, today)}</td>
      <td className="number">{valueWords(item.to, today)}</td>
      <td className="number">{item.days != null && item.days !== 0 && signedDays(item.days)}</td>
      <td>
        {item.status == null ? <span className="second">Not told yet</span> : item.problem ? <span className="bulk-why">Left: {item.problem.detail}</span> : statusWords[item.status][1]}
        {item.kept ? <span className="bulk-why">, not taken back: {item.kept.detail}</span> : item.restored != null && <span className="second">, {item.restored === "proposed" ? "waits for a second person to go back" : "taken back"}</span>}
      </td>
    </tr>
  );
}
