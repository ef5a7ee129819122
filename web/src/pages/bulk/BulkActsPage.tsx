import { Link, useLocation } from "wouter";
import type { BulkActs, BulkAct, BulkActItem } from "../../api/bulkActs";
import { useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { useNow } from "../../live/hooks";
import { count, moment, signedDays, today as todayOf } from "../../vocabulary/days";
import { Progress, useBulkAct } from "./Progress";
import { operationWords, statusWords, valueWords } from "./words";

function columnsOf(now: number): readonly Column<BulkAct>[] {
  return [
    { key: "what", title: t("Act|done to many lines"), by: (act) => operationWords(act), cell: (act) => <b>{operationWords(act)}</b> },
    { key: "at", title: t("When"), mostFirst: true, by: ({ at }) => at, cell: ({ at }) => moment(at, now) },
    { key: "by", title: t("Who"), by: ({ byName }) => byName, cell: ({ byName }) => <span className="second">{byName}</span> },
    { key: "rows", title: t("Rows"), number: true, mostFirst: true, by: ({ rows }) => rows, cell: ({ rows }) => rows },
    { key: "waits", title: t("Wait|rows that do"), hint: t("For a second person, when it was applied"), number: true, mostFirst: true, by: ({ proposed }) => proposed, cell: ({ proposed }) => proposed || <span className="none">–</span> },
    { key: "left", title: t("Left|as it was"), number: true, mostFirst: true, by: ({ left, refused }) => left + refused, cell: ({ left, refused }) => left + refused || <span className="none">–</span> },
    { key: "undone", title: t("Taken back"), cell: ({ undone, undoneBy, kept, toConfirm, hindered }) => undone == null ? <span className="none">–</span> : <span className="second">{undoneBy}{kept + hindered > 0 && tn(kept + hindered, ", {n} row left", ", {n} rows left")}{toConfirm > 0 && t(", {n} to confirm", { n: count(toConfirm) })}</span> },
    { key: "note", title: t("Why"), cell: ({ note }) => <span className="second cut" title={note}>{note}</span> },
  ];
}

/** Bulk acts, newest first. */
export function BulkActsPage() {
  const acts = useResource<BulkActs>("bulk-acts?limit=200");
  const now = useNow(60_000);
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  return (
    <Page crumbs={[{ name: t("Boards"), href: boardHref() }, { name: t("Bulk acts") }]} title={t("Bulk acts")}>
      {acts.problem ? <ProblemPanel problem={acts.problem} retry={acts.retry} />
        : !acts.data ? <Skeleton rows={8} what={t("the bulk acts")} />
        : acts.data.items.length === 0 ? (
          <Empty title={t("Nothing was done to many lines at once")}><p>{t("Select lines on a board with X, then shift, re-date, assign or approve them together.")}</p><Link href={boardHref()} className="button solid">{t("To the boards")}</Link></Empty>
        ) : <div className="sheet"><Table label={t("Bulk acts")} one={t("bulk act")} columns={columnsOf(now)} rows={acts.data.items} sort={{ key: "at", descending: true }} idOf={({ id }) => id} hrefOf={({ id }) => `/bulk-acts/${id}`} /></div>}
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
  const title = detail == null ? t("Bulk act") : operationWords(detail.act);
  return (
    <Page crumbs={[{ name: t("Bulk acts"), href: "/bulk-acts" }, { name: title }]} title={title}>
      {detail == null ? problem?.status === 404 ? <Empty title={t("There is no such act")}><p>{t("It may be one that you do not see.")}</p><Link href="/bulk-acts" className="button solid">{t("All bulk acts")}</Link></Empty>
        : problem ? <ProblemPanel problem={problem} /> : <Skeleton rows={12} what={t("the act")} />
        : (
          <div className="bulk-act">
            <p className="second">{detail.act.byName}, {moment(detail.act.at, now)}: {detail.act.note}{detail.act.undone != null && <>. {t("Taken back by {who}, {when}.", { who: detail.act.undoneBy!, when: moment(detail.act.undone, now) })}</>}</p>
            <Progress of={following} />
            <div className="bulk-rows"><table className="plain" aria-label={t("Rows")}>
              <thead><tr><th>{t("Line")}</th><th>{t("Vendor")}</th><th>{t("Of|a milestone")}</th><th className="number">{t("Before")}</th><th className="number">{t("After")}</th><th className="number">{t("Days")}</th><th>{t("What became of it")}</th></tr></thead>
              <tbody>
                {detail.items.map((item) => <ActRow key={`${item.purchaseOrder}/${item.line}/${item.approval}/${item.field}/${item.milestone}`} item={item} today={todayOf(now)} />)}
                {detail.left.map(({ purchaseOrder, line, why }) => (
                  <tr key={`left-${purchaseOrder}/${line}`}><th scope="row"><OfLine purchaseOrder={purchaseOrder} line={line} /></th><td colSpan={5} /><td className="bulk-why">{t("Left: {why}", { why: why.detail })}</td></tr>
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
        {item.status == null ? <span className="second">{t("Not told yet")}</span> : item.problem ? <span className="bulk-why">{t("Left: {why}", { why: item.problem.detail })}</span> : statusWords[item.status][1]}
        {item.kept ? <span className="bulk-why">{t(", not taken back: {why}", { why: item.kept.detail })}</span> : item.restored != null && <span className="second">{item.restored === "proposed" ? t(", waits for a second person to go back") : t(", taken back")}</span>}
      </td>
    </tr>
  );
}
