import { useMemo, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { Explanation, PurchaseOrder, PurchaseOrderLine } from "../api/types";
import { useResource } from "../api/useResource";
import type { Discussed } from "../api/comments";
import { ApprovalMatrix, useApprovals } from "../approvals/ApprovalsOf";
import { Conversation } from "../conversation/Conversation";
import { Page } from "../frame/Frame";
import { usePeopleNames } from "../frame/Person";
import { boardHref } from "../frame/places";
import { useKeys } from "../frame/keys";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { silentDays } from "../grid/columns";
import { said as saidIn, t, tn } from "../language/language";
import { goToMoment, useAsOf } from "../live/cursor";
import { useMoment, useTopic } from "../live/hooks";
import { age, count, daysBetween, longDay, moment, shortDay, today as todayOf, type Day } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { HealthIcon, HealthPill, StageGlyph } from "../vocabulary/marks";
import { answerWords, documentWords, endingWords, phaseWord } from "../vocabulary/orders";
import { brandName, cancelWords, categoryWord, insteadOf, statusSentence, varianceDays } from "../vocabulary/words";
import { Hidden, hides, type Hides } from "../vocabulary/Hidden";
import { CalendarOf } from "./calendars/CalendarOf";
import { ForecastRange } from "./ForecastRange";
import { nextMilestone } from "./gantt";
import { Discrepancies } from "./Discrepancies";
import { History } from "./History";
import { Acts } from "./orders/Acts";
import { Reorders } from "./orders/Reorders";
import { Shipments } from "./orders/Shipments";
import { Versions } from "./orders/Versions";
import { SealedBehind, Waiting } from "./orders/Waiting";
import { TimeAndAction } from "./TimeAndAction";
import { explains, Why } from "./Why";

export function PurchaseOrderPage({ number }: { number: string }) {
  const topic = useTopic<PurchaseOrder, Hides & Discussed>(`po:${number}`);
  const order = topic?.rows.values().next().value ?? null;
  const path = `purchase-orders/${encodeURIComponent(number)}`;
  // The live topic is the page; REST answers first when the hub is slow, and says plainly what is not to be had.
  const fallback = useResource<PurchaseOrder>(order == null ? path : null);
  const shown = order ?? fallback.data;
  const crumbs = [
    { name: t("Boards"), href: "/boards/apparel" },
    ...(shown ? [{ name: categoryWord(shown.category), href: `/boards/${shown.category}` }] : []),
    { name: number },
  ];
  const [, go] = useLocation();
  const asOf = useAsOf();
  useKeys({ escape: () => (asOf == null ? go(boardHref()) : goToMoment(null)), u: () => go(boardHref()) });
  if (shown) return <Loaded order={shown} hidden={topic?.totals ?? null} comments={topic?.totals?.comments?.changes ?? 0} crumbs={crumbs} path={path} />;
  return (
    <Page crumbs={crumbs}>
      {fallback.problem ? (
        fallback.problem.status === 404 ? (
          <Empty title={t("There is no {what}", { what: number })}>
            <p>{t("It may be cancelled, or of a brand you do not see. Ctrl K finds what there is.")}</p>
            <Link href={boardHref()} className="button solid">{t("Back to the board")}</Link>
          </Empty>
        ) : (
          <ProblemPanel problem={fallback.problem} retry={fallback.retry} />
        )
      ) : (
        <Skeleton rows={18} height={28} what={t("the purchase order")} />
      )}
    </Page>
  );
}

function Loaded({ order, hidden, comments, crumbs, path }: { order: PurchaseOrder; hidden: Hides | null; comments: number; crumbs: { name: string; href?: string }[]; path: string }) {
  const search = useSearch();
  const [, go] = useLocation();
  const now = useMoment(30_000);
  const today = todayOf(now);
  const asked = Number(new URLSearchParams(search).get("line"));
  const line = order.lines.find((each) => each.number === asked) ?? order.lines[0];
  const step = (by: number) => {
    const next = line && order.lines[order.lines.indexOf(line) + by];
    if (next) go(`?line=${next.number}`, { replace: true });
  };
  const [writing, write] = useState(0);
  useKeys({ "[": () => step(-1), "]": () => step(1), n: () => write((times) => times + 1) });
  const why = useResource<Explanation>(line ? `${path}/lines/${line.number}/explanation` : null, order.version);

  const tabs = order.lines.length > 1 && (
    <Tabs label={t("Lines")}>
      {order.lines.map((each) => ({ href: `/pos/${encodeURIComponent(order.number)}?line=${each.number}`, name: t("Line {line}", { line: each.number }), on: each === line }))}
    </Tabs>
  );
  if (!line)
    return (
      <Page crumbs={crumbs}>
        <Empty title={t("{po} has no lines yet", { po: order.number })} />
      </Page>
    );
  const done = line.milestones.filter((milestone) => milestone.actual != null).length;
  const laid = line.calendar && {
    calendar: line.calendar, subject: { purchaseOrder: order.number, line: line.number },
    lines: order.lines.flatMap((each) => (each.calendar && each.health !== "done" ? [{ line: each.number, calendar: each.calendar }] : [])),
  };
  return (
    <Page crumbs={crumbs} tabs={tabs} title={order.number}>
      <div className="po">
        <Heading order={order} line={line} hidden={hidden} today={today} now={now} />
        <Waiting order={order} now={now} />
        <div className="po-columns">
          <div className="po-left">
            {line.milestones.length > 0 ? (
              <TimeAndAction
                key={line.number} milestones={line.milestones} today={today} note={<>{t("{done} of {all} done", { done, all: line.milestones.length })}{nextText(line, today)}</>}
                laid={laid} subjectOf={({ home }) => home === "style" ? { style: line.style! } : { purchaseOrder: order.number, line: line.number }}
              />
            ) : (
              <section>
                <h2 className="section-head">{t("Time and action")}</h2>
                <p className="quiet">{t("No calendar yet: the line has no ex-factory date to count from.")}</p>
              </section>
            )}
            <section id="approvals" className="po-approvals">
              <h2 className="section-head">{t("Approvals")} <span>{t("of this line")}</span></h2>
              <LineApprovals order={order} line={line} today={today} />
            </section>
            <Conversation path={path} kind="order" changes={`${comments} ${order.document.version}`} focus={writing} about={order.lines.length > 1 ? { line: line.number } : {}} hint="N" />
            <History path={path} version={order.version + comments} line={order.lines.length > 1 ? line.number : null} now={now} />
          </div>
          <aside className="po-right">
            <SealedBehind line={line} />
            <Discrepancies
              of={{ purchaseOrder: order.number, line: line.number }} vendor={order} open={line.discrepancies ?? []} today={today} now={now}
              milestones={line.milestones.filter(({ home }) => home === "line")}
            />
            {line.blocks != null && line.blocks.length > 0 && (
              <section>
                <h3>{t("What holds it up")}</h3>
                <ul className="blocks">
                  {line.blocks.map(({ code, text, waitsOn }) => (
                    <li key={code + text}><b className="mark h-blocked"><HealthIcon health="blocked" /> {text}</b> <span className="second">{waitsOn}</span></li>
                  ))}
                </ul>
              </section>
            )}
            <section>
              {why.data ? (
                explains(why.data) ? (
                  <Why explanation={why.data} baseline={line.exFactory.baseline} said={line.exFactory.actual ?? line.exFactory.forecast} />
                ) : (
                  <>
                    <h3>{t("Why")}</h3>
                    <p className="quiet">{line.health === "critical" && line.cancel != null ? t("It is in time for what was agreed, and past the cancel date, {day}.", { day: shortDay(line.cancel, today) }) : t("No day is lost against the baseline, nor against what was agreed.")}</p>
                  </>
                )
              ) : why.problem ? (
                <ProblemPanel problem={why.problem} retry={why.retry} />
              ) : (
                <Skeleton rows={4} height={36} what={t("the causes")} />
              )}
            </section>
            <Shipments of={line.shipments ?? []} today={today} />
            <Quantities line={line} />
            {line.waivers != null && line.waivers.length > 0 && <Waivers of={line.waivers} now={now} />}
            {laid && <CalendarOf key={line.number} {...laid} />}
            <Versions order={order} path={path} now={now} />
            <Reorders path={path} version={order.version} today={today} own={order.number} />
            <Terms order={order} line={line} today={today} />
          </aside>
        </div>
      </div>
    </Page>
  );
}

function LineApprovals({ order, line, today }: { order: PurchaseOrder; line: PurchaseOrderLine; today: Day }) {
  const approvals = useApprovals({ purchaseOrder: order.number }, order.version);
  const ofLine = useMemo(
    () => approvals.data ? { ...approvals, data: { ...approvals.data, items: approvals.data.items.filter((each) => each.line === line.number) } } : approvals,
    [approvals, line.number],
  );
  return <ApprovalMatrix all={ofLine} of={{ purchaseOrder: order.number, line: line.number }} today={today} rowName={() => line.colour} />;
}

function nextText(line: PurchaseOrderLine, today: Day): string {
  const next = line.stage === "cancelled" ? null : nextMilestone(line.milestones);
  if (!next) return "";
  const over = daysBetween(next.committed ?? next.baseline ?? next.forecast!, today);
  return ` · ${t("next is {milestone}", { milestone: saidIn(next.name) })}, ${over > 0 ? tn(over, "{n} day over", "{n} days over") : shortDay(next.forecast!, today)}`;
}

function Heading({ order, line, hidden, today, now }: { order: PurchaseOrder; line: PurchaseOrderLine; hidden: Hides | null; today: Day; now: number }) {
  const { exFactory } = line;
  // Nobody expects anything of it any more: it is neither done nor in time.
  const isCancelled = line.stage === "cancelled";
  const said = isCancelled ? null : exFactory.actual ?? exFactory.forecast;
  const spare = line.cancel != null && said != null ? daysBetween(said, line.cancel) : null;
  return (
    <header className="po-head">
      <div className="po-title">
        <Garment styleName={line.styleName} colour={line.colour} category={order.category} size={56} />
        <div>
          <p className="po-name">
            <b>{order.number}</b>
            {isCancelled ? <span className="phase">{t("Cancelled")}</span> : (
              <>
                <HealthPill health={line.health} variance={varianceDays(exFactory)} silentDays={silentDays(line, today)} />
                <span className="vh">{statusSentence(line.health, exFactory)}</span>
              </>
            )}
            <span className="second">
              {line.style ? <Link href={`/styles/${encodeURIComponent(line.style)}`}>{line.styleName}</Link> : line.styleName} · {line.colour} · {brandName(order.brandName || order.brand)}, {order.season}
            </span>
          </p>
          <p className="po-cause">
            {isCancelled ? <b>{t("This line was cancelled: nothing of it is waited for.")}</b> : <><b>{insteadOf(said, exFactory.committed)}</b> {hides(hidden, "cause") ? <Hidden /> : saidIn(line.cause ?? "")}</>}
          </p>
        </div>
      </div>
      <Life order={order} line={line} today={today} now={now} />
      <dl className="facts">
        <div><dt>{t("Stage")}</dt><dd><StageGlyph stage={line.stage} /></dd></div>
        <div><dt>{t("Vendor")}</dt><dd><Link href={`/vendors/${encodeURIComponent(order.vendor)}`}>{order.vendorName}</Link> <span className="country">{order.country}</span></dd></div>
        <div><dt>{t("Quantity")}</dt><dd><Quantity of={line} /></dd></div>
        <div className="split"><dt>{t("Baseline ex-factory")}</dt><dd>{day(exFactory.baseline, today)}</dd></div>
        <div><dt>{t("Committed")}</dt><dd>{day(exFactory.committed, today)}</dd></div>
        <div>
          <dt>{exFactory.actual ? t("Actual") : t("Forecast")}</dt>
          <dd className={line.health === "late" || line.health === "critical" ? `h-${line.health}` : undefined}>{day(said, today)}</dd>
        </div>
        {!isCancelled && <ForecastRange of={exFactory} today={today} />}
        <div>
          <dt>{t("Cancel date")}</dt>
          <dd>{hides(hidden, "cancel") ? <Hidden /> : day(line.cancel, today)} {spare != null && <span className={spare < 0 ? "h-critical" : "second"}>{cancelWords(spare, exFactory.actual != null || line.cancel! < today)}</span>}</dd>
        </div>
        <div><dt>{t("Float")}</dt><dd>{line.floatDays == null ? "–" : t("{n}d", { n: String(line.floatDays).replace("-", "−") })}</dd></div>
        <div className="split"><dt>{t("Heard")}</dt><dd>{line.heardAt == null ? t("never") : t("{age} ago", { age: age(line.heardAt, now) })}</dd></div>
      </dl>
    </header>
  );
}

/** Where it stands between buyer and vendor, and what can be done about it. */
function Life({ order, line, today, now }: { order: PurchaseOrder; line: PurchaseOrderLine; today: Day; now: number }) {
  const answer = answerWords(order.document.answerDue, now);
  return (
    <div className="po-life">
      <span className="phase">{phaseWord(order.phase)}</span>
      <span className="second">{endingWords(order) ?? documentWords(order)}</span>
      {answer && <span className={order.document.overdue ? "overdue" : "second"}>{answer}</span>}
      {order.parent != null && <span className="second">{t("repeats")} <Link href={`/pos/${encodeURIComponent(order.parent)}`}>{order.parent}</Link>{keptText(line)}</span>}
      <Acts order={order} line={line} today={today} />
    </div>
  );
}

/** What a reorder need not do again; its calendar says since when. */
function keptText({ calendar }: PurchaseOrderLine): string {
  const kept = calendar?.overrides.filter(({ kind }) => kind === "carriedover") ?? [];
  return kept.length === 0 ? "" : `, ${tn(kept.length, "keeps {n} milestone of it", "keeps {n} milestones of it")}`;
}

function day(value: Day | null, today: Day) {
  return value == null ? "–" : <span title={longDay(value)}>{shortDay(value, today)}</span>;
}

/** The node leaves a hidden quantity out of the line. */
function Quantity({ of }: { of: PurchaseOrderLine }) {
  return of.quantity == null ? <Hidden /> : count(of.quantity);
}

/** Gates that the line goes on without: who said so, and why. */
function Waivers({ of, now }: { of: NonNullable<PurchaseOrderLine["waivers"]>; now: number }) {
  const name = usePeopleNames();
  return (
    <section>
      <h3>{t("Waived")}</h3>
      <ul className="blocks">
        {of.map(({ milestone, name: what, reason, by, confirmedBy, at }) => (
          <li key={milestone}><b>{what}</b> <span className="second">{reason} ({name(by)}{confirmedBy != null && `, ${t("confirmed by {who}", { who: name(confirmedBy) })}`}, {moment(at, now)})</span></li>
        ))}
      </ul>
    </section>
  );
}

function Quantities({ line }: { line: PurchaseOrderLine }) {
  const sizes = line.sizes ?? [];
  const most = Math.max(1, ...sizes.map(({ quantity }) => quantity));
  return (
    <section>
      <h3>
        {t("Quantities")} <span><Quantity of={line} /> {t("ordered")}</span>
      </h3>
      {!line.sizes ? (
        <p className="quiet">{t("The size split")} <Hidden /></p>
      ) : sizes.length === 0 ? (
        <p className="quiet">{t("No size split yet.")}</p>
      ) : (
        <table className="plain sizes">
          <thead>
            <tr><th>{t("Size")}</th><th className="number">{t("Ordered")}</th><th className="number">{t("Share")}</th><th aria-hidden="true" /></tr>
          </thead>
          <tbody>
            {sizes.map(({ size, quantity }) => (
              <tr key={size}>
                <th scope="row">{size}</th>
                <td className="number">{count(quantity)}</td>
                <td className="number second">{Math.round((quantity / Math.max(1, line.quantity)) * 100)} %</td>
                <td aria-hidden="true"><i style={{ width: `${(quantity / most) * 100}%` }} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Terms({ order, line, today }: { order: PurchaseOrder; line: PurchaseOrderLine; today: Day }) {
  const others = order.lines.filter((each) => each !== line);
  return (
    <section>
      <h3>{t("Order|purchase")} <span>{order.state === "open" ? t("open|state") : t("closed|state")}</span></h3>
      <dl className="pairs">
        <div><dt>{t("Style")}</dt><dd>{line.style ? <Link href={`/styles/${encodeURIComponent(line.style)}`}>{line.style}</Link> : "–"}</dd></div>
        <div><dt>{t("Incoterm")}</dt><dd>{order.incoterm ?? "–"}</dd></div>
        <div><dt>{t("Ships by")}</dt><dd>{line.shipMode ?? order.shipMode ?? "–"}</dd></div>
      </dl>
      {others.length > 0 && (
        <table className="plain other-lines">
          <thead><tr><th>{t("Other lines")}</th><th className="number">{t("Qty")}</th><th className="number">{t("Forecast")}</th></tr></thead>
          <tbody>
            {others.map((each) => (
              <tr key={each.number}>
                <td><Link href={`?line=${each.number}`}>{each.number} · {each.styleName} <span className="second">{each.colour}</span></Link></td>
                <td className="number"><Quantity of={each} /></td>
                <td className="number"><span className={`h-${each.health}`}><HealthIcon health={each.health} /></span> {day(each.exFactory.actual ?? each.exFactory.forecast, today)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
