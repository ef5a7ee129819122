import { useMemo, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { List, PurchaseOrder, PurchaseOrderLine, PurchaseOrderSummary, Style } from "../api/types";
import { useResource } from "../api/useResource";
import type { Discussed } from "../api/comments";
import { ApprovalMatrix, useApprovals } from "../approvals/ApprovalsOf";
import { allColours } from "../approvals/matrix";
import { Table, type Column } from "../controls/Table";
import { Conversation } from "../conversation/Conversation";
import { Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { boardHref } from "../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { silentDays } from "../grid/columns";
import { said as saidIn, t, tn } from "../language/language";
import { goToMoment, useAsOf } from "../live/cursor";
import { useChanges, useMoment, useRows, useTopic, useTopics } from "../live/hooks";
import { count, longDay, shortDay, signedDays, today as todayOf, type Day } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { healthRank } from "../vocabulary/health";
import { Hidden } from "../vocabulary/Hidden";
import { HealthMark, HealthPill, StageGlyph } from "../vocabulary/marks";
import { stageStep } from "../vocabulary/stage";
import { brandName, categoryWord, milestoneWords, varianceDays } from "../vocabulary/words";
import { CalendarOf } from "./calendars/CalendarOf";
import { nextMilestone } from "./gantt";
import { Discrepancies } from "./Discrepancies";
import { History } from "./History";
import { Reorders } from "./orders/Reorders";
import { Profile } from "./styles/Profile";
import { StyleLife } from "./styles/StyleLife";
import { TimeAndAction } from "./TimeAndAction";
import { explains, Why } from "./Why";

const tabs = [["pos", t("POs")], ["approvals", t("Approvals")], ["milestones", t("Milestones")], ["profile", t("Profile|of a style")], ["history", t("History")], ["comments", t("Comments")]] as const;

/** One connection follows thirty-two topics; a style seldom has more than a handful of orders. */
const ordersFollowed = 24;

export function StylePage({ number }: { number: string }) {
  const topic = useTopic<Style, Discussed>(`style:${number}`);
  const live = topic?.rows.values().next().value ?? null;
  const fallback = useResource<Style>(live == null ? `styles/${encodeURIComponent(number)}` : null);
  const style = live ?? fallback.data;
  const search = useSearch();
  const now = useMoment(30_000);
  const asOf = useAsOf();
  const [, go] = useLocation();
  const path = `/styles/${encodeURIComponent(number)}`;
  const tab = tabs.find(([key]) => key === new URLSearchParams(search).get("tab"))?.[0] ?? "pos";
  const comments = topic?.totals?.comments ?? { count: 0, changes: 0 };
  const [writing, write] = useState(0);
  const hrefOf = (key: string) => key === "pos" ? path : `${path}?tab=${key}`;
  useKeys({
    escape: () => (asOf == null ? go(boardHref()) : goToMoment(null)),
    n: () => {
      go(hrefOf("comments"), { replace: true });
      write((times) => times + 1);
    },
    ...Object.fromEntries(tabs.map(([key], index) => [String(index + 1), () => go(hrefOf(key), { replace: true })])),
  });
  const crumbs = [{ name: t("Boards"), href: "/boards/apparel" }, ...(style ? [{ name: categoryWord(style.category), href: `/boards/${style.category}` }] : []), { name: number }];
  if (!style)
    return (
      <Page crumbs={crumbs}>
        {fallback.problem?.status === 404 ? (
          <Empty title={t("There is no style {style}", { style: number })}>
            <p>{t("It may be of a brand you do not see. Ctrl K finds what there is.")}</p>
            <Link href={boardHref()} className="button solid">{t("Back to the board")}</Link>
          </Empty>
        ) : fallback.problem ? (
          <ProblemPanel problem={fallback.problem} retry={fallback.retry} />
        ) : (
          <Skeleton rows={14} height={28} what={t("the style")} />
        )}
      </Page>
    );
  return (
    <Page crumbs={crumbs} title={number} tabs={<Tabs label={t("Parts of the style")}>{tabs.map(([key, name]) => ({ href: hrefOf(key), name: key === "comments" && comments.count > 0 ? `${name} ${comments.count}` : name, on: key === tab }))}</Tabs>}>
      <div className="po">
        <Heading style={style} />
        <StyleLife style={style} today={todayOf(now)} now={now} />
        {tab === "pos" && <Orders style={style} />}
        {tab === "pos" && <div className="sheet"><Reorders path={path.slice(1)} version={style.version} today={todayOf(now)} /></div>}
        {tab === "approvals" && <Approvals style={style} />}
        {tab === "milestones" && <Milestones style={style} />}
        {tab === "profile" && <Profile style={style} now={now} />}
        {tab === "comments" && <div className="alone"><Conversation path={path.slice(1)} kind="style" changes={comments.changes} focus={writing} about={{}} hint="N" /></div>}
        {tab === "history" && <div className="alone"><History path={path.slice(1)} version={style.version + comments.changes} now={now} /></div>}
      </div>
    </Page>
  );
}

function Heading({ style }: { style: Style }) {
  const { number, name, brand, season, category, colours, targetExFactory, health, milestones } = style;
  const today = todayOf(useMoment(60_000));
  const next = nextMilestone(milestones);
  return (
    <header className="po-head">
      <div className="po-title">
        <Garment styleName={name} colour={colours[0] ?? ""} category={category} size={56} />
        <div>
          <p className="po-name"><b>{name}</b> {health === "done" && style.standing.stage !== "handedoff" && style.standing.stage !== "closed" ? <span className="phase">{t("Its own milestones are done")}</span> : <HealthPill health={health} />} <span className="second">{number} · {categoryWord(category)} · {brandName(brand)}, {season}</span></p>
          <p className="po-cause">
            {targetExFactory == null ? t("No target ex-factory day, so no calendar yet.") : t("Target ex-factory {day}.", { day: shortDay(targetExFactory, today) })}
            {style.causes && style.causes.length > 0 && ` ${saidIn([...style.causes].sort((a, b) => b.days - a.days)[0]!.text)}.`}
            {next && ` ${t("Next is {milestone}, {day}.", { milestone: milestoneWords(next.name)[0], day: shortDay(next.forecast!, today) })}`}
          </p>
        </div>
      </div>
      <ul className="colours" aria-label={t("Colours")}>
        {colours.map((colour) => (
          <li key={colour}><Garment styleName={name} colour={colour} category={category} size={28} /> {colour}</li>
        ))}
      </ul>
    </header>
  );
}

function Milestones({ style }: { style: Style }) {
  const now = useMoment(60_000);
  const today = todayOf(now);
  if (style.milestones.length === 0)
    return <Empty title={t("No milestones yet")}><p>{t("They are laid out when the style has a target ex-factory day.")}</p></Empty>;
  const done = style.milestones.filter(({ actual }) => actual != null).length;
  const laid = style.calendar && { calendar: style.calendar, subject: { style: style.number } };
  return (
    <div className="alone">
      <TimeAndAction milestones={style.milestones} today={today} note={t("{done} of {n} done on the style; the rest lives on its lines", { done, n: style.milestones.length })} subjectOf={() => ({ style: style.number })} laid={laid} />
      <div className="style-calendar"><Discrepancies of={{ style: style.number }} open={style.discrepancies ?? []} milestones={style.milestones} today={today} now={now} /></div>
      {explains(style) && <section className="style-calendar"><Why explanation={style} baseline={null} said={null} /></section>}
      {laid && <div className="style-calendar"><CalendarOf {...laid} /></div>}
    </div>
  );
}

interface Line extends PurchaseOrderLine {
  order: PurchaseOrder;
}

function columnsFor(today: Day): readonly Column<Line>[] {
  const day = (value: Day | null) => value == null ? <span className="none">–</span> : <span title={longDay(value)}>{shortDay(value, today)}</span>;
  const said = ({ exFactory }: Line) => exFactory.actual ?? exFactory.forecast;
  return [
    {
      key: "po", title: t("PO"), by: ({ order, number }) => `${order.number} ${String(number).padStart(4, "0")}`,
      cell: ({ order, number, styleName, colour }) => (
        <><Garment styleName={styleName} colour={colour} category={order.category} /> <span><b>{order.number}</b>{number > 1 && <span className="second">/{number}</span>}</span></>
      ),
    },
    { key: "colour", title: t("Colour"), by: ({ colour }) => colour, cell: ({ colour }) => colour },
    { key: "vendor", title: t("Vendor"), by: ({ order }) => order.vendorName, cell: ({ order }) => <span className="second" title={`${order.vendorName}, ${order.country}`}>{order.vendorName}</span> },
    { key: "season", title: t("Season"), by: ({ order }) => order.season, cell: ({ order }) => <span className="second">{order.season}</span> },
    { key: "quantity", title: t("Qty"), number: true, mostFirst: true, by: ({ quantity }) => quantity ?? null, cell: ({ quantity }) => quantity == null ? <Hidden /> : count(quantity) },
    { key: "stage", title: t("Stage"), by: ({ stage }) => stageStep(stage), cell: ({ stage }) => <StageGlyph stage={stage} /> },
    { key: "health", title: t("Health"), by: ({ health }) => healthRank(health), cell: (line) => <HealthMark health={line.health} silentDays={silentDays(line, today)} /> },
    { key: "forecast", title: t("Forecast"), hint: t("Expected ex-factory day; the actual one once it happened"), number: true, by: said, cell: (line) => day(said(line)) },
    { key: "committed", title: t("Committed"), hint: t("Agreed ex-factory day"), number: true, by: ({ exFactory }) => exFactory.committed, cell: ({ exFactory }) => day(exFactory.committed) },
    {
      key: "var", title: t("Var"), hint: t("Forecast against committed, calendar days"), number: true, mostFirst: true, by: ({ exFactory }) => varianceDays(exFactory),
      cell: ({ exFactory, health }) => {
        const days = varianceDays(exFactory);
        return days != null && <span className={health === "late" || health === "critical" ? `h-${health}` : "second"}>{signedDays(days)}</span>;
      },
    },
    { key: "cause", title: t("Cause"), by: ({ cause }) => cause ?? null, cell: ({ cause }) => <span title={cause ?? undefined}>{cause}</span> },
  ];
}

/** Its colours down, what is approved of them across; what is approved once for all of them first, and PO lines last. */
function Approvals({ style }: { style: Style }) {
  const approvals = useApprovals({ style: style.number }, style.version);
  const today = todayOf(useMoment(60_000));
  return (
    <ApprovalMatrix
      all={approvals} of={{ style: style.number }} today={today}
      rowName={({ purchaseOrder, line, colour }) => purchaseOrder != null ? `${purchaseOrder}/${line}` : colour ?? allColours}
    />
  );
}

/** The lines that are of this style, open and closed, each order as it stands now. */
function Orders({ style }: { style: Style }) {
  const today = todayOf(useMoment(60_000));
  const columns = useMemo(() => columnsFor(today), [today]);
  const list = useResource<List<PurchaseOrderSummary>>(`purchase-orders?state=all&sort=-number&limit=${ordersFollowed}&style=${encodeURIComponent(style.number)}`, useChanges("overview", 10_000));
  const found = list.data?.items.map(({ number }) => number) ?? [];
  if (!list.data)
    return list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={6} what={t("its purchase orders")} />;
  if (found.length === 0)
    return <Empty title={t("Not ordered yet")}><p>{t("No purchase order that you see names {style}.", { style: style.number })}</p></Empty>;
  return <OrderLines numbers={found} total={list.data.total} style={style.number} columns={columns} />;
}

function OrderLines({ numbers, total, style, columns }: { numbers: readonly string[]; total: number; style: string; columns: readonly Column<Line>[] }) {
  const topics = useTopics<PurchaseOrder, unknown>(numbers.map((number) => `po:${number}`));
  const lines = useRows(topics).flatMap((order) => order.lines.filter((line) => line.style === style).map((line): Line => ({ ...line, order })));
  return (
    <div className="sheet">
      {lines.length === 0 ? <Skeleton rows={numbers.length} what={t("its purchase orders")} /> : (
        <Table
          label={t("Lines of this style")} one={t("line of this style")} className="style-lines" columns={columns} rows={lines} sort={{ key: "forecast", descending: false }}
          idOf={({ order, number }) => `${order.number}/${number}`} hrefOf={({ order, number }) => `/pos/${encodeURIComponent(order.number)}?line=${number}`}
        />
      )}
      {total > numbers.length && <p className="quiet">{tn(total, "The newest {shown} of {n} PO. The board has all that are open.", "The newest {shown} of {n} POs. The board has all that are open.", { shown: numbers.length })}</p>}
    </div>
  );
}
