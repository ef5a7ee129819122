import { tx } from "../language/Said";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { BoardRow, BoardTotals } from "../api/types";
import type { Where } from "../api/whatIfs";
import { Download } from "../controls/Download";
import { HeldStrip } from "../controls/HeldStrip";
import { LastEvent } from "../frame/Connection";
import { useKeys, type Keys } from "../frame/keys";
import { useMay } from "../frame/Person";
import { nextDensity, useDensity, useNarrow } from "../frame/settings";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { t, tn } from "../language/language";
import { goToMoment, useAsOf } from "../live/cursor";
import { useMoment } from "../live/hooks";
import type { Topic } from "../live/topic";
import { dayRangeWords } from "../vocabulary/dayRange";
import { count, today as todayOf } from "../vocabulary/days";
import { healthWord } from "../vocabulary/health";
import { hides, Shown } from "../vocabulary/Hidden";
import { writeScenario } from "../vocabulary/scenario";
import { brandName } from "../vocabulary/words";
import { Board } from "./board";
import { BoardGrid } from "./BoardGrid";
import { isRange } from "./cells";
import { linesOf } from "./clipboard";
import { poHref } from "./columns";
import { Edits } from "./edits";
import { dayRanges, FilterBar } from "./FilterBar";
import { Peek } from "./Peek";
import { filtersOf, readQuery, unfiltered, writeQuery, type Query, type SortKey } from "./query";
import { inView, nothing as nobody, through, toggled, type Selection } from "./selection";
import { RangeSum } from "./RangeSum";
import { SelectionBar } from "./SelectionBar";
import { useCells } from "./useCells";
import { useEntering } from "./useEntering";
import { useLayout } from "./useLayout";
import { ViewTabs } from "./ViewTabs";

const figuresHref = (of: Where) => `/figures?${new URLSearchParams(Object.entries(of).filter(([, value]) => typeof value === "string"))}`;

/** An address holds no more. */
const mostLines = 400;

interface Props {
  /** Each with its rows; no row is in two of them. */
  topics: readonly Topic<BoardRow, BoardTotals>[];
  /** The page's address without its filters, which stand behind it. */
  path: string;
  /** As in "3 lines became late in Denim". */
  name: string;
  /** Where Esc leads. */
  up: string;
  /** Filters that would have one value only. */
  without?: "vendor";
  /** What the board is of, for a what-if about its lines. */
  of?: Where;
  /** Whether its views can be saved. */
  views?: boolean;
  /** Told the address with its filters, whenever it changes. */
  onQuery?: (href: string) => void;
  /** Stands for the lines where there are none at all. */
  nothing: ReactNode;
}

/** Lines of purchase orders as they change: filters, grid, peek and sums. */
export function LiveBoard({ topics, path, name, up, without, of = {}, views = false, onQuery, nothing }: Props) {
  const search = useSearch();
  const [, go] = useLocation();
  const query = useMemo(() => readQuery(search), [search]);
  const [board] = useState(() => new Board(topics, query));
  useEffect(() => board.attach(), [board]);
  useEffect(() => board.setQuery(query), [board, query]);
  const items = useSyncExternalStore(board.subscribe, () => board.items);
  const summary = useSyncExternalStore(board.subscribe, () => board.summary);

  const asOf = useAsOf();
  const mayDraft = useMay("draft-orders") && asOf == null;
  const mayReport = useMay("report");
  const mayPick = useMay("act-in-bulk") && asOf == null;
  const [picked, setPicked] = useState<Selection>(nobody);
  const [active, setActive] = useState(0);
  const [peeking, peek] = useState(false);
  const narrow = useNarrow();
  const density = useDensity();
  const today = todayOf(useMoment(60_000));
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const filter = useRef<HTMLInputElement>(null);

  useEffect(() => onQuery?.(`${path}${writeQuery(query)}`), [onQuery, path, query]);
  // When rows were arranged anew the cursor stays with its line, not with its place.
  const activeId = useRef<string | null>(null);
  const at = useMemo(() => {
    const index = items.findIndex((item) => item.id === activeId.current);
    return index >= 0 ? index : Math.min(active, Math.max(0, items.length - 1));
  }, [items, active]);
  const item = items[at];
  const itemRow = item?.kind === "row" ? board.row(item.id) : undefined;

  const latest = useRef(picked);
  latest.current = picked;
  // Where a range begins, and what was selected when it did.
  const anchor = useRef<{ id: string | null; held: Selection }>({ id: null, held: nobody });
  const goTo = useCallback((index: number) => {
    activeId.current = board.items[index]?.id ?? null;
    setActive(index);
    box.current?.focus({ preventScroll: true });
  }, [board]);
  const choose = useCallback((index: number) => {
    goTo(index);
    anchor.current = { id: activeId.current, held: latest.current };
  }, [goTo]);
  // With the shift key all between the line last chosen and this one.
  const pick = useCallback((index: number, extend: boolean) => {
    goTo(index);
    if (extend) {
      const from = board.items.findIndex(({ id }) => id === anchor.current.id);
      setPicked(through(anchor.current.held, board.items, from < 0 ? index : from, index));
    } else {
      const held = toggled(latest.current, board.items[index]!.id);
      anchor.current = { id: activeId.current, held };
      setPicked(held);
    }
  }, [board, goTo]);
  const select = useCallback((held: Selection) => {
    anchor.current = { id: activeId.current, held };
    setPicked(held);
  }, []);
  const clear = () => select(nobody);
  // Sorting and grouping leave it whole.
  const filters = JSON.stringify(filtersOf(query));
  useEffect(() => select(inView(latest.current, board.items)), [board, filters, select]);
  const open = useCallback((row: BoardRow) => go(poHref(row)), [go]);
  const chooseOrOpen = useCallback((index: number) => {
    const chosen = board.items[index];
    const row = chosen?.kind === "row" ? board.row(chosen.id) : undefined;
    if (narrow && row) open(row);
    else choose(index);
  }, [board, narrow, open, choose]);
  // Typing is one step back, not one per letter.
  const change = useCallback((part: Partial<Query>) => {
    const next = writeQuery({ ...readQuery(location.search), ...part });
    go(`${path}${next}`, { replace: Object.keys(part).join() === "text" });
  }, [go, path]);
  // What no field can say, such as a health, is said line by line.
  const suppose = () => {
    const { brand, vendor, season } = query;
    const fields = Object.fromEntries(Object.entries({ brand, vendor, season }).filter(([, value]) => value != null));
    const lines = query.health.length === 0 && query.leaves == null && query.agreed == null && query.text === "" ? [] : items.flatMap((each) => each.kind === "row" ? [board.row(each.id)] : []).filter((row) => row !== undefined);
    const where = lines.length === 0 ? { ...of, ...fields } : { lines: lines.slice(0, mostLines).map(({ po, line }) => ({ purchaseOrder: po, line })) };
    go(`/what-if${writeScenario({ where, changes: [] })}`);
  };
  const { layout, resize, ranged, toggleRange, arrange, dialog } = useLayout(query, without, list, narrow, change);
  const sort = useCallback((key: SortKey) => change({ sort: key, descending: query.sort === key ? !query.descending : false }), [change, query]);

  const move = (by: number) => choose(Math.max(0, Math.min(items.length - 1, at + by)));
  const pageful = () => Math.max(1, Math.floor((box.current?.clientHeight ?? 320) / density) - 2);
  const step = (by: number, extend: boolean) => {
    const to = Math.max(0, Math.min(items.length - 1, at + by));
    if (extend && mayPick) {
      anchor.current.id ??= item?.id ?? null;
      pick(to, true);
    } else choose(to);
  };
  const pickedRows = [...picked].map((id) => board.row(id)).filter((row) => row !== undefined);
  const picking = mayPick && pickedRows.length > 0;
  const keys: Keys = {
    arrowdown: ({ shiftKey }) => step(1, shiftKey),
    arrowup: ({ shiftKey }) => step(-1, shiftKey),
    ...(mayPick ? { x: () => itemRow && pick(at, false), "mod+a": () => select(through(nobody, items, 0, items.length - 1)) } : {}),
    j: () => move(1),
    k: () => move(-1),
    pagedown: () => move(pageful()),
    pageup: () => move(-pageful()),
    home: () => move(-items.length),
    end: () => move(items.length),
    enter: () => itemRow && open(itemRow),
    // A selection that was begun goes on with the same key.
    " ": ({ shiftKey }) => (itemRow && mayPick && (picking || shiftKey) ? pick(at, false) : peek(!peeking)),
    "/": () => filter.current?.focus(),
    ".": () => board.apply(),
    d: nextDensity,
    ...(narrow ? {} : { o: arrange }),
    // What is past is not supposed upon.
    ...(asOf == null ? { w: suppose } : {}),
    ...(mayDraft ? { n: () => go("/pos/new") } : {}),
    escape: () => (picking ? clear() : peeking ? peek(false) : asOf != null ? goToMoment(null) : go(up)),
  };
  useKeys(keys);
  const [edits] = useState(() => new Edits());
  const cells = useCells({ board, items, layout, at, goTo: choose, pageful, box, picked: pickedRows.map(({ id }) => id), on: !narrow, edits });
  const entering = useEntering({ board, items, layout, cells, edits, today, box, rowHeight: density, may: narrow || asOf != null ? null : mayPick ? "enter" : mayReport ? "report" : null });
  // The rows take the keys once they are all there, unless somebody types already.
  useEffect(() => {
    if (document.activeElement !== filter.current) box.current?.focus({ preventScroll: true });
  }, [summary.current]);

  const held = [
    summary.held.new > 0 && `${count(summary.held.new)} new`,
    summary.held.moved > 0 && `${count(summary.held.moved)} moved`,
    summary.held.left > 0 && `${count(summary.held.left)} left`,
  ].filter((text) => text !== false);

  // Whoever goes from moment to moment sees each as it was arranged then.
  useEffect(() => {
    if (asOf != null && held.length > 0) board.apply();
  });

  if (summary.refusal != null && summary.total === 0)
    return <ProblemPanel problem={{ title: asOf == null ? t("This board cannot be followed") : t("This board cannot be shown as it was"), detail: summary.refusal, traceId: null }} />;

  return (
    <div className="board">
      {views && !narrow && asOf == null && <ViewTabs query={query} path={path} />}
      {(summary.total > 0 || !summary.current) && <FilterBar board={board} summary={summary} query={query} change={change} input={filter} without={without} />}
      {summary.refusal != null && <p className="refused" role="alert">{t("A part of this board is not shown: {why}", { why: summary.refusal })}</p>}
      <div className="board-main">
        <div ref={list} className="board-list">
          {picking && <SelectionBar rows={pickedRows} today={today} clear={clear} />}
          {held.length > 0 && <HeldStrip what={held.join(" · ")} apply={() => board.apply()} />}
          {items.length > 0 ? (
            <BoardGrid
              board={board} items={items} current={summary.current} query={query} sort={sort} rowHeight={narrow ? 64 : density} today={today}
              active={at} choose={chooseOrOpen} open={open} box={box}
              picked={picked} pick={mayPick ? pick : null} layout={layout} resize={resize} cells={cells} entering={entering}
            />
          ) : !summary.current ? (
            <Skeleton rows={20} height={density} what={t("the board")} />
          ) : summary.total === 0 ? nothing : (
            <NothingMatches query={query} change={change} total={summary.total} />
          )}
          {entering.over}
        </div>
        {peeking && itemRow && !narrow && <Peek board={board} id={itemRow.id} today={today} close={() => peek(false)} />}
      </div>
      <footer className="foot">
        {summary.missing > 0
          ? <span className="arriving">{t("Loading, worst first:")} {tx("{shown} of {all} lines", { shown: <b>{count(summary.total)}</b>, all: count(summary.total + summary.missing) })} <progress value={summary.total} max={summary.total + summary.missing} aria-label={t("Lines that have come")} /></span>
          : <span>{tx("{shown} of {all} lines", { shown: <b>{count(summary.matching)}</b>, all: count(summary.total) })}</span>}
        {!narrow && summary.missing === 0 && <span>Σ <Shown when={!hides(summary, "quantity")}><b>{count(summary.quantity)}</b></Shown> {t("pcs")}</span>}
        {cells.bounds && isRange(cells.bounds) && <RangeSum board={board} items={items} layout={layout} bounds={cells.bounds} />}
        <span className="space" />
        <button className="button range-toggle" aria-pressed={ranged} title={t("A column with the range of each forecast")} onClick={toggleRange}>{ranged ? t("Without ranges") : t("With ranges")}</button>
        {/* Half a board is no file of it. */}
        {summary.missing === 0 && <Download of={() => {
          const shownColumns = layout.columns.map(({ column }) => column);
          const rows = items.flatMap((each) => (each.kind === "row" ? [board.row(each.id)] : [])).filter((row) => row !== undefined);
          const [headings, ...lines] = linesOf(rows, shownColumns, (field) => hides(summary, field), edits);
          return { name, columns: headings!.map(String), rows: lines };
        }} />}
        {!narrow && <button className="button" title={t("Which columns, in which order and how wide (O)")} onClick={arrange}>{t("Columns …")}</button>}
        {asOf == null && <button className="button" title={t("What if something happens to these lines (W)")} onClick={suppose}>{t("What if …")}</button>}
        {without == null && !narrow && <Link href={figuresHref({ ...of, ...(query.brand == null ? {} : { brand: query.brand }), ...(query.vendor == null ? {} : { vendor: query.vendor }) })} className="button" title={t("On time, what leaves by week and why it slips")}>{t("Figures")}</Link>}
        {mayDraft && <Link href="/pos/new" className="button" title={t("Draft a purchase order (N)")}>{t("New PO …")}</Link>}
        <LastEvent at={summary.committedAt} />
      </footer>
      {dialog}
      <Announcer board={board} held={held.join(", ")} name={name} />
    </div>
  );
}

/** Tells those who hear the page what changed, at most every 20 seconds. */
function Announcer({ board, held, name }: { board: Board; held: string; name: string }) {
  const [text, say] = useState("");
  const latest = useRef(held);
  latest.current = held;
  useEffect(() => {
    const timer = setInterval(() => {
      const worse = board.takeBecameWorse();
      const parts = [worse > 0 && tn(worse, "{n} line became late or critical in {board}", "{n} lines became late or critical in {board}", { board: name }), latest.current !== "" && t("{changes} held", { changes: latest.current })];
      say(parts.filter((part) => part !== false).join(". "));
    }, 20_000);
    return () => clearInterval(timer);
  }, [board, name]);
  return <p className="vh" role="status" aria-live="polite">{text}</p>;
}

function NothingMatches({ query, change, total }: { query: Query; change: (part: Partial<Query>) => void; total: number }) {
  const filters: [string, Partial<Query>][] = [
    ...query.health.map((health): [string, Partial<Query>] => [healthWord(health), { health: query.health.filter((each) => each !== health) }]),
    ...(query.brand == null ? [] : [[brandName(query.brand), { brand: null }] as [string, Partial<Query>]]),
    ...(query.vendor == null ? [] : [[query.vendor, { vendor: null }] as [string, Partial<Query>]]),
    ...(query.season == null ? [] : [[query.season, { season: null }] as [string, Partial<Query>]]),
    ...dayRanges.flatMap(({ key, title }) => (query[key] == null ? [] : [[`${title} ${dayRangeWords(query[key])}`, { [key]: null }] as [string, Partial<Query>]])),
    ...(query.text === "" ? [] : [[`“${query.text}”`, { text: "" }] as [string, Partial<Query>]]),
  ];
  return (
    <Empty title={t("0 of {n} match", { n: count(total) })}>
      <p className="chips">
        {filters.map(([name, without]) => (
          <button key={name} className="chip" onClick={() => change(without)} aria-label={t("Remove filter {filter}", { filter: name })}>
            {name} <span aria-hidden="true">✕</span>
          </button>
        ))}
      </p>
      <button className="button solid" onClick={() => change(unfiltered)}>{t("Clear all")}</button>
    </Empty>
  );
}
