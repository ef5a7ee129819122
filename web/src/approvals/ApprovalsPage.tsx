import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { Move, QueueRow, QueueTotals } from "../api/approvals";
import { Download } from "../controls/Download";
import { HeldStrip } from "../controls/HeldStrip";
import { LastEvent } from "../frame/Connection";
import { Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { useMay } from "../frame/Person";
import { nextDensity, useDensity, useNarrow } from "../frame/settings";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { FilterMenu, TextFilter } from "../grid/FilterBar";
import { said, t, tn } from "../language/language";
import { tx } from "../language/Said";
import { goToMoment, useAsOf } from "../live/cursor";
import { useMoment, useRows, useTopics } from "../live/hooks";
import { count, today as todayOf } from "../vocabulary/days";
import { hides, Shown } from "../vocabulary/Hidden";
import { brandName, categories, categoryWord, isCategory } from "../vocabulary/words";
import { AskDialog } from "./AskDialog";
import { useActing, type Target } from "./acting";
import { ApprovalPeek } from "./ApprovalPeek";
import { ages, ageWords, arrange, countGroups, decidedTogether, everything, groups, groupWords, inScope, narrowed, readQuery, writeQuery, type Query, type SortKey } from "./queue";
import { ofWords, QueueGrid, type Item, sheetOf } from "./QueueGrid";
import { useSteady } from "./steady";
import { approvalHref } from "./hrefs";

/** All that waits for somebody's decision or for a vendor, the most urgent first. */
export function ApprovalsPage() {
  const search = useSearch();
  const query = useMemo(() => readQuery(search), [search]);
  const asked = query.category != null && isCategory(query.category) ? [query.category] : categories;
  const topics = useTopics<QueueRow, QueueTotals>(asked.map((category) => `approvals:*:${category}`));
  const rows = useRows(topics);
  // Until all of it has come once, what comes is placed at once.
  const loaded = useRef<readonly unknown[] | null>(null);
  if (topics?.every(({ current, unpublished }) => current && !unpublished)) loaded.current = topics;
  const refusal = topics?.find(({ refusal }) => refusal != null)?.refusal;
  return (
    <Page crumbs={[{ name: t("Approvals") }]}>
      {refusal != null ? <ProblemPanel problem={{ title: t("The queue cannot be followed"), detail: refusal, traceId: null }} />
        : topics == null || (rows.length === 0 && !topics.every(({ current }) => current)) ? <Skeleton rows={20} what={t("the queue")} />
        : <Queue
            rows={rows} query={query} current={loaded.current === topics} hidden={topics.some(({ totals }) => hides(totals, "quantity"))}
            committedAt={topics.map(({ committedAt }) => committedAt).filter((at) => at != null).sort().at(-1) ?? null}
          />}
    </Page>
  );
}

const menus: readonly { key: "type" | "category" | "brand" | "vendor" | "mill" | "reviewer"; title: string; of: (row: QueueRow) => [string, string] | null }[] = [
  { key: "type", title: t("Type"), of: (row) => [row.type, said(row.typeName)] },
  { key: "category", title: t("Category"), of: (row) => [row.category, categoryWord(row.category)] },
  { key: "brand", title: t("Brand"), of: (row) => [row.brand, brandName(row.brand)] },
  { key: "vendor", title: t("Vendor"), of: (row) => row.vendor == null ? null : [row.vendor, row.vendorName ?? row.vendor] },
  { key: "mill", title: t("Mill"), of: (row) => row.mill == null ? null : [row.mill, row.millName ?? row.mill] },
  { key: "reviewer", title: t("Reviewer"), of: (row) => [row.reviewer, row.reviewer] },
];

interface Props {
  rows: readonly QueueRow[];
  query: Query;
  current: boolean;
  hidden: boolean;
  committedAt: string | null;
}

function Queue({ rows, query, current, hidden, committedAt }: Props) {
  const [, go] = useLocation();
  const today = todayOf(useMoment(60_000));
  // What is past is looked at, and takes no acts.
  const past = useAsOf() != null;
  const narrow = useNarrow();
  const density = useDensity();
  const box = useRef<HTMLDivElement>(null);
  const filter = useRef<HTMLInputElement>(null);

  // Rows that left stay on the screen as they last were.
  const known = useRef(new Map<string, QueueRow>());
  for (const row of rows) known.current.set(row.id, row);
  const present = useMemo(() => arrange(rows, query, today), [rows, query, today]);
  const counts = useMemo(() => countGroups(rows, query, today), [rows, query, today]);
  const { shown, coming, left, apply, release } = useSteady(present, `${writeQuery(query)} ${today} ${current || present.length}`);
  const items = useMemo(() => {
    const all: Item[] = [];
    shown.forEach(({ id, group }, index) => {
      if (shown[index - 1]?.group !== group) all.push({ kind: "group", id: `group ${group}`, group, count: shown.filter((each) => each.group === group).length });
      all.push({ kind: "row", id });
    });
    return all;
  }, [shown]);

  // The cursor stays with its approval; where that is gone, at its place. It begins at the first.
  const [active, setActive] = useState(1);
  const activeId = useRef<string | null>(null);
  const found = items.findIndex(({ id }) => id === activeId.current);
  const at = found >= 0 ? found : Math.max(0, Math.min(active, items.length - 1));
  const item = items[at];
  const row = item?.kind === "row" ? known.current.get(item.id) : undefined;
  useEffect(() => {
    if (current && found < 0 && item) activeId.current = item.id;
  });
  const choose = useCallback((index: number) => {
    activeId.current = items[index]?.id ?? null;
    setActive(index);
    box.current?.focus({ preventScroll: true });
  }, [items]);
  const move = (by: number) => choose(Math.max(0, Math.min(items.length - 1, at + by)));

  const [peeking, peek] = useState(false);
  const [commenting, toComment] = useState(0);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => shown.filter(({ id }) => selected.has(id) && !left.has(id)).map(({ id }) => known.current.get(id)!), [shown, selected, left]);
  const toggle = useCallback((id: string) => select((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    return next;
  }), []);
  const toggleTo = (index: number) => {
    const target = items[index];
    if (row) select((before) => new Set([...before, row.id, ...(target?.kind === "row" ? [target.id] : [])]));
    choose(index);
  };

  const done = useCallback((ids: readonly string[]) => {
    release(ids);
    select((before) => new Set([...before].filter((id) => !ids.includes(id))));
  }, [release]);
  const { act, dialog } = useActing(done);
  const mayAsk = useMay("ask-for-approvals") && !past;
  const [asking, ask] = useState(false);
  const together = chosen.length === 0 || decidedTogether(chosen);
  const targets = (): Target[] => (chosen.length > 0 ? chosen : row ? [row] : []).map((each) => ({ id: each.id, version: each.version, typeName: each.typeName, of: ofWords(each) }));
  const decide = (what: Move) => together && act(what, targets());

  const change = useCallback((part: Partial<Query>) => {
    go(`/approvals${writeQuery({ ...readQuery(location.search), ...part })}`, { replace: Object.keys(part).join() === "text" });
  }, [go]);
  const sort = useCallback((key: SortKey) => change({ sort: key, descending: query.sort === key ? !query.descending : false }), [change, query]);
  const pageful = () => Math.max(1, Math.floor((box.current?.clientHeight ?? 320) / density) - 2);
  useKeys({
    arrowdown: (event) => event.shiftKey ? toggleTo(at + 1) : move(1),
    arrowup: (event) => event.shiftKey ? toggleTo(at - 1) : move(-1),
    j: () => move(1), k: () => move(-1),
    pagedown: () => move(pageful()), pageup: () => move(-pageful()), home: () => move(-items.length), end: () => move(items.length),
    enter: () => row && go(approvalHref(row)),
    ...(past ? {} : {
      " ": () => peek(!peeking),
      x: () => row && toggle(row.id),
      "mod+a": () => select(new Set(present.map(({ id }) => id))),
      a: (event: KeyboardEvent) => decide(event.shiftKey ? "approve-with-comments" : "approve"),
      r: () => decide("reject"),
      s: () => act("request", targets()),
      v: () => act("receive", targets()),
      i: () => act("review", targets()),
      c: () => { peek(true); toComment((n) => n + 1); },
    }),
    "/": () => filter.current?.focus(),
    ".": apply,
    d: nextDensity,
    ...(mayAsk ? { n: () => ask(true) } : {}),
    escape: () => (selected.size > 0 ? select(new Set()) : peeking ? peek(false) : past ? goToMoment(null) : go("/overview")),
  });
  useEffect(() => {
    if (document.activeElement !== filter.current) box.current?.focus({ preventScroll: true });
  }, [current]);

  const units = useMemo(() => present.reduce((sum, { id }) => sum + (known.current.get(id)?.units ?? 0), 0), [present]);
  const valuesOf = (of: (row: QueueRow) => [string, string] | null): [string, string][] =>
    [...new Map(rows.map(of).filter((pair) => pair != null)).entries()].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  const held = [coming > 0 && t("{n} new", { n: count(coming) }), left.size > 0 && t("{n} left", { n: count(left.size) })].filter((text) => text !== false).join(" · ");
  const theirs = rows.reduce((n, each) => n + (each.waitsOn === "vendor" ? 1 : 0), 0);

  return (
    <div className="board queue">
      <div className="filters" role="search">
        <TextFilter text={query.text} change={(text) => change({ text })} input={filter} label={t("Filter by style, PO, type, colour or vendor")} />
        <label className="chip" data-set={query.side != null || undefined}>
          {t("Side")}
          <select value={query.side ?? ""} onChange={(event) => change({ side: (event.target.value || null) as Query["side"] })}>
            <option value="">{t("all")}</option>
            <option value="brand">{t("us")}</option>
            <option value="vendor">{t("vendor")}</option>
            <option value="mill">{t("mill")}</option>
          </select>
        </label>
        <label className="chip" data-set={query.age != null || undefined} title={t("Since the round was asked for")}>
          {t("Age")}
          <select value={query.age ?? ""} onChange={(event) => change({ age: (event.target.value || null) as Query["age"] })}>
            <option value="">{t("any")}</option>
            {ages.map((age) => <option key={age} value={age}>{ageWords[age].toLowerCase()}</option>)}
          </select>
        </label>
        {menus.map(({ key, title, of }) => (
          <FilterMenu key={key} title={title} value={query[key]} values={() => valuesOf(of)} choose={(value) => change({ [key]: value })} />
        ))}
        <Download of={() => ({ name: t("Approvals"), ...sheetOf(shown.map(({ id }) => known.current.get(id)).filter((each) => each !== undefined), today, hidden) })} />
        {narrowed(query) && <button className="button" onClick={() => change({ ...everything, sort: query.sort, descending: query.descending })}>{t("Clear all")}</button>}
        <div className="health-chips" role="group" aria-label={t("When it is due")}>
          {groups.filter((group) => counts[group] > 0 || query.due.includes(group)).map((group) => {
            const on = query.due.includes(group);
            return (
              <button key={group} className="health-chip" aria-pressed={on} onClick={() => change({ due: on ? query.due.filter((each) => each !== group) : groups.filter((each) => each === group || query.due.includes(each)) })}>
                <span className={group === "overdue" ? "h-late" : undefined}>{groupWords[group]}</span> <b>{count(counts[group])}</b>
              </button>
            );
          })}
        </div>
      </div>
      <div className="board-main">
        <div className="board-list">
          {held !== "" && <HeldStrip what={held} apply={apply} />}
          {items.length > 0 ? (
            <QueueGrid
              items={items} rowOf={(id) => known.current.get(id)} left={left} selected={selected} toggle={toggle} query={query} sort={sort}
              rowHeight={narrow ? 64 : density} today={today} active={at} hidden={hidden} current={current} box={box}
              choose={(index) => { choose(index); if (narrow && !past) peek(true); }} open={(each) => go(approvalHref(each))}
            />
          ) : rows.some((each) => inScope(each, query, today)) || narrowed(query) ? (
            <Empty title={t("0 of {n} match", { n: count(rows.length) })}>
              <button className="button solid" onClick={() => change({ ...everything, sort: query.sort, descending: query.descending })}>{t("Clear all")}</button>
            </Empty>
          ) : (
            <Empty title={t("All caught up · {n} with vendors", { n: count(theirs) })}><p>{t("Nothing waits for a decision. What is planned comes here on the day it must be asked for.")}</p></Empty>
          )}
          {chosen.length > 0 && !past && (
            <div className="batch" role="toolbar" aria-label={t("Selected approvals")}>
              <b>{tn(chosen.length, "{n} approval", "{n} approvals")}</b>
              {together ? (
                <>
                  <button className="button solid" onClick={() => decide("approve")}>{t("Approve")} <kbd aria-hidden="true">A</kbd></button>
                  <button className="button line" onClick={() => decide("approve-with-comments")}>{t("With comments")} <kbd aria-hidden="true">⇧A</kbd></button>
                  <button className="button line" onClick={() => decide("reject")}>{t("Reject")} <kbd aria-hidden="true">R</kbd></button>
                </>
              ) : <span className="second">{t("Only one type of one style is decided together.")}</span>}
              <button className="button line" onClick={() => act("receive", targets())}>{t("Received")} <kbd aria-hidden="true">V</kbd></button>
              <button className="button line" onClick={() => act("request", targets())}>{t("Request")} <kbd aria-hidden="true">S</kbd></button>
              <button className="button" onClick={() => select(new Set())}>{t("Clear")} <kbd aria-hidden="true">{t("Esc")}</kbd></button>
            </div>
          )}
        </div>
        {peeking && row && <ApprovalPeek id={row.id} version={row.version} today={today} focus={commenting} comments={row.comments.changes} act={act} close={() => peek(false)} />}
      </div>
      <footer className="foot">
        <span>{tx("{shown} of {all} approvals", { shown: <b>{count(present.length)}</b>, all: count(rows.length) })}</span>
        <span>Σ <Shown when={!hidden}><b>{count(units)}</b></Shown> {t("units waiting")}</span>
        <span className="space" />
        {mayAsk && <button className="button" title={t("Ask for an approval that no calendar asks for (N)")} onClick={() => ask(true)}>{t("Ask for one …")}</button>}
        <LastEvent at={committedAt} />
      </footer>
      {dialog}
      {asking && <AskDialog of={null} close={() => ask(false)} done={() => ask(false)} />}
    </div>
  );
}
