import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type FocusEvent } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { Subject } from "../api/report";
import { workGroups, workToDo, type WorkGroup, type WorkItem, type WorkPage } from "../api/work";
import { useResource } from "../api/useResource";
import { approvalHref } from "../approvals/hrefs";
import { HeldStrip } from "../controls/HeldStrip";
import { Page } from "../frame/Frame";
import { Download } from "../controls/Download";
import { useKeys } from "../frame/keys";
import { PeopleContext, useMay, useMyId } from "../frame/Person";
import { boardHref } from "../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { said, t, tn } from "../language/language";
import { useChanges } from "../live/hooks";
import { count, daysBetween, dueIn, longDay, shortDay, type Day } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { Hidden } from "../vocabulary/Hidden";
import { HealthMark } from "../vocabulary/marks";
import { milestoneWords, roleWord } from "../vocabulary/words";
import { Asked } from "./Asked";
import { ReportDialog, type Classifier } from "./ReportDialog";

/** As many as somebody can hope to do; what ranks lower waits until these are done. */
const shown = 200;

const groupNames: Record<WorkGroup, readonly [name: string, meaning: string]> = {
  now: [t("Due now"), t("past its day")],
  today: [t("Today"), t("due today")],
  week: [t("This week"), t("due within a week, or of goods that are late already")],
};

const duties = [["", t("All")], ["do", t("To do")], ["chase", t("To chase")]] as const;

/** What waits for one person, most at stake first. */
export function MyDayPage() {
  const params = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const me = useMyId();
  const people = useContext(PeopleContext)?.data?.items ?? [];
  const [duty, person] = [params.get("duty") ?? "", params.get("person")];
  const query = new URLSearchParams({ limit: String(shown), kind: workToDo.join(","), ...(duty ? { duty } : {}), ...(person != null ? { person } : {}) });
  const changes = useChanges("overview", 2_000);
  const work = useResource<WorkPage>(`work-queue?${query}`, changes);
  const hrefOf = (changed: Record<string, string>) => {
    const next = new URLSearchParams({ ...(person != null ? { person } : {}), ...(duty ? { duty } : {}), ...changed });
    for (const [key, value] of [...next]) if (value === "") next.delete(key);
    return next.size > 0 ? `/me?${next}` : "/me";
  };
  useKeys({ escape: () => go(boardHref()) });

  const maySeeOthers = useMay("see-work-of-others");
  const name = person == null || person === me ? t("My day") : t("Day of {name}", { name: people.find(({ id }) => id === person)?.name ?? person });
  return (
    <Page crumbs={[{ name }]} tabs={<Tabs label={t("What is shown")}>{duties.map(([key, title]) => ({ href: hrefOf({ duty: key }), name: title, on: key === duty }))}</Tabs>}>
      {work.data ? (
        <div className="sheet day">
          <div className="day-head">
            <p className="quiet">
              {workGroups.map((group) => <span key={group}><b>{count(work.data!.groups[group])}</b> {groupNames[group][0].toLowerCase()}</span>)}
            </p>
            <Download of={() => ({ name, path: `work-queue?${query}`, columns: "group:When,due:Due,what:What,duty:Duty,purchaseOrder:PO,line:Line,style:Style,styleName:Style name,colour:Colour,vendorName:Vendor,owner:Owner,expected:Expected,behindDays:Days behind,health:Health,units:Units,impact:Impact,why:Why" })} />
            <Link href="/people" className="quiet">{t("Who does what")}</Link>
            {maySeeOthers && (
              <label className="quiet">
                {t("Whose day")}
                <select value={person ?? me ?? ""} onChange={({ target }) => go(hrefOf({ person: target.value === me ? "" : target.value }))}>
                  {people.filter(({ hasLeft }) => !hasLeft).map(({ id, name: who, role: as }) => <option key={id} value={id}>{who}, {roleWord(as)}</option>)}
                </select>
              </label>
            )}
          </div>
          <Unchased of={work.data} />
          {work.problem && <ProblemPanel problem={work.problem} retry={work.retry} />}
          <Asked person={person} mine={person == null || person === me} changes={changes} />
          {work.data.items.length === 0 ? (
            <Empty title={duty ? t("Nothing of this kind") : t("Nothing waits")}>
              <p>{duty === "chase" ? t("No vendor owes anything past its day.") : t("Nothing is overdue, due within a week or late.")} {t("The boards have all that is open.")}</p>
              <Link href={duty ? hrefOf({ duty: "" }) : boardHref()} className="button solid">{duty ? t("All of the day") : t("To the boards")}</Link>
            </Empty>
          ) : (
            <WorkList page={work.data} />
          )}
          {work.data.next != null && <p className="quiet">{t("The {n} with most at stake, of {all}.", { n: count(work.data.items.length), all: count(work.data.total) })}</p>}
        </div>
      ) : work.problem ? (
        <ProblemPanel problem={work.problem} retry={work.retry} />
      ) : (
        <Skeleton rows={18} what={t("the day")} />
      )}
    </Page>
  );
}

const mostUnchased = 6;

/** Vendors who owe something and were not asked for it today. */
function Unchased({ of: { unchased } }: { of: WorkPage }) {
  if (unchased.length === 0) return null;
  return (
    <p className="day-unchased">
      <b>{t("Not chased today")}</b>
      {unchased.slice(0, mostUnchased).map(({ vendor, name, things }) => (
        <Link key={vendor} href={`/vendors/${encodeURIComponent(vendor)}?tab=chase`} className="chip" title={tn(things, "{n} thing", "{n} things")}>{name} <span className="second">{things}</span></Link>
      ))}
      {unchased.length > mostUnchased && <span className="quiet">{tn(unchased.length - mostUnchased, "and {n} other vendor", "and {n} other vendors")}</span>}
    </p>
  );
}

function subjectOf({ purchaseOrder, line, style }: WorkItem): Subject {
  return purchaseOrder != null ? { purchaseOrder, line: line! } : { style: style! };
}

function hrefOf({ kind, approval, purchaseOrder, line, style }: WorkItem): string {
  if (approval != null) return approvalHref({ id: approval, style, po: purchaseOrder, line });
  return purchaseOrder == null ? `/styles/${encodeURIComponent(style!)}${kind === "milestone" ? "?tab=milestones" : ""}` : `/pos/${encodeURIComponent(purchaseOrder)}${line == null ? "" : `?line=${line}`}`;
}

/** The list, by keyboard: J and K move, Enter opens, F reports a forecast and A what happened. */
function WorkList({ page: { items, today, formula } }: { page: WorkPage }) {
  const [reporting, report] = useState<{ item: WorkItem; classifier: Classifier } | null>(null);
  const [applied, apply] = useState(0);
  const body = useRef<HTMLTableElement>(null);
  const last = useRef(0);

  // What comes or goes is placed at once; what only ranks anew waits, so that nothing jumps under the reader.
  const byId = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
  const held = useMemo(() => items.map(({ id }) => id), [[...byId.keys()].sort().join("\n"), applied]);
  const moved = held.some((id, index) => id !== items[index]?.id || byId.get(id)!.group !== items[index]!.group);

  // A row that moves is made anew, or taken out and put in again: it keeps the focus, and what a key acts upon.
  const on = useRef<string | null>(null);
  const links = () => [...body.current!.querySelectorAll<HTMLElement>("tbody th a")];
  const focused = ({ target }: FocusEvent) => {
    on.current = target.closest<HTMLElement>("tr[data-id]")?.dataset.id ?? null;
    last.current = Math.max(0, at());
  };
  const left = ({ relatedTarget }: FocusEvent) => { if (relatedTarget != null) on.current = null; };
  useLayoutEffect(() => {
    if (on.current == null || document.activeElement !== document.body) return;
    const row = body.current!.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(on.current)}"] th a`);
    // Where it has left, what came after it is next.
    const all = links();
    (row ?? all[Math.min(last.current, all.length - 1)])?.focus({ preventScroll: true });
  });
  // Who presses beside the list has left it.
  useEffect(() => {
    const beside = ({ target }: PointerEvent) => { if (!body.current?.contains(target as Node)) on.current = null; };
    window.addEventListener("pointerdown", beside);
    return () => window.removeEventListener("pointerdown", beside);
  }, []);

  const at = () => links().findIndex((link) => link.closest("tr")!.contains(document.activeElement));
  const move = (by: number) => {
    const all = links();
    const from = at();
    last.current = Math.max(0, Math.min(all.length - 1, from < 0 ? last.current : from + by));
    all[last.current]?.focus();
    all[last.current]?.closest("tr")!.scrollIntoView({ block: "nearest" });
  };
  const act = (classifier: Classifier) => {
    const item = byId.get(on.current ?? held[0]!);
    if (item?.kind === "milestone") report({ item, classifier });
  };
  useKeys({
    j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1), f: () => act("EST"), a: () => act("ACT"), ".": () => apply(applied + 1),
  });

  const rows = held.map((id) => byId.get(id)).filter((item) => item !== undefined);
  return (
    <>
      <div className="list-bar">{moved && <HeldStrip what={t("The order changed")} apply={() => apply(applied + 1)} />}</div>
      <table ref={body} className="list day-list" aria-label={t("Work")} onFocus={focused} onBlur={left}>
        <thead>
          <tr>
            <th scope="col" className="col-what">{t("What")}</th>
            <th scope="col" className="col-of">{t("Of")}</th>
            <th scope="col" className="col-vendor">{t("Vendor")}</th>
            <th scope="col" className="col-due number">{t("Due")}</th>
            <th scope="col" className="col-behind number" title={t("Days past its day; where that is still to come, those by which the goods are late")}>{t("Overdue")}</th>
            <th scope="col" className="col-expected number">{t("Expected")}</th>
            <th scope="col" className="col-health">{t("Health")}</th>
            <th scope="col" className="col-impact number" title={t("Impact: {formula}", { formula })}>{t("Impact")}</th>
            <th scope="col" className="col-why">{t("Why here")}</th>
          </tr>
        </thead>
        {workGroups.map((group) => {
          const within = rows.filter((item) => item.group === group);
          return within.length > 0 && (
            <tbody key={group} aria-label={groupNames[group][0]}>
              <tr className="day-group"><th scope="rowgroup">{groupNames[group][0]} <span>{groupNames[group][1]}</span></th></tr>
              {within.map((item) => <WorkRow key={item.id} item={item} today={today} />)}
            </tbody>
          );
        })}
      </table>
      {reporting && (
        <ReportDialog
          milestone={{ code: reporting.item.milestone!, name: reporting.item.what, baseline: reporting.item.due, committed: reporting.item.due, forecast: reporting.item.expected, actual: null }}
          classifier={reporting.classifier} subject={subjectOf(reporting.item)} today={today} close={() => report(null)}
        />
      )}
    </>
  );
}

function WorkRow({ item, today }: { item: WorkItem; today: Day }) {
  const [name] = milestoneWords(item.what);
  const overdue = daysBetween(item.due, today);
  return (
    <tr data-id={item.id} data-kind={item.kind}>
      <th scope="row" className="col-what">
        <Link href={hrefOf(item)}>
          <b>{name}</b> {item.duty === "chase" && <span className="chase">{t("chase")}</span>}
        </Link>
      </th>
      <td className="col-of">
        <Garment styleName={item.styleName ?? ""} colour={item.colour ?? ""} category={item.category} />
        <span>{item.purchaseOrder ?? item.style}{item.line != null && item.line > 1 && <span className="second">/{item.line}</span>}</span>
        <span className="second">{[item.styleName, item.colour].filter(Boolean).join(", ")}</span>
      </td>
      <td className="col-vendor" title={item.vendorName ?? undefined}>{item.vendorName}</td>
      <td className="col-due number" title={`${longDay(item.due)}, ${dueIn(item.due, today)}`}>{shortDay(item.due, today)}</td>
      <td className="col-behind number">{overdue > 0 ? <span className="h-late">{t("{n}d", { n: overdue })}</span> : item.behindDays > 0 ? <span className="second">{t("goods {n}d", { n: item.behindDays })}</span> : <span className="none">–</span>}</td>
      <td className="col-expected number">{item.expected == null ? <span className="none">–</span> : shortDay(item.expected, today)}</td>
      <td className="col-health">{item.health != null && <HealthMark health={item.health} />}</td>
      <td className="col-impact number">{item.impact == null ? <Hidden /> : <b>{count(item.impact)}</b>}</td>
      <td className="col-why" title={`${said(item.why)}, ${said(item.whose)}`}><b>{said(item.why)}</b> <span>{said(item.whose)}</span></td>
    </tr>
  );
}
