import { useEffect, type ReactNode, type RefObject } from "react";
import { Link } from "wouter";
import type { QueueRow } from "../api/approvals";
import { useVisibleRows } from "../grid/BoardGrid";
import type { Cell } from "../grid/clipboard";
import { said, t, tn } from "../language/language";
import { count, dueIn, longDay, type Day } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { Hidden } from "../vocabulary/Hidden";
import { brandName } from "../vocabulary/words";
import { clockDays, groupWords, overdueDays, type Group, type Query, type SortKey } from "./queue";
import { approvalHref } from "./hrefs";
import { approvalWord, dueWords, partyWords } from "./words";

export type Item = { kind: "group"; id: string; group: Group; count: number } | { kind: "row"; id: string };

/** Which of its type it is: the PO line, or the style, with what tells it from its sisters. */
export function ofWords(row: Pick<QueueRow, "po" | "line" | "styleName" | "style" | "colour" | "mill" | "millName" | "size">): string {
  return [row.po != null ? `${row.po}/${row.line}` : row.styleName ?? row.style, row.colour, row.millName ?? row.mill, row.size].filter((part) => part != null).join(" ");
}

interface Column {
  key: string;
  title: string;
  hint?: string;
  sort?: SortKey;
  number?: true;
  cell: (row: QueueRow, today: Day, hidden: boolean) => ReactNode;
}

function clock(days: number | null, runs: boolean): ReactNode {
  return days == null ? <span className="none">–</span> : <span className={runs ? "runs" : "second"}>{t("{n}d", { n: days })}</span>;
}

const columns: readonly Column[] = [
  {
    key: "due", title: t("Due"), hint: t("Last day of whose turn it is"), sort: "due",
    cell: (row, today) => row.due == null ? <span className="none">–</span>
      : <span title={`${dueWords(row)} ${longDay(row.due)}`} className={overdueDays(row, today) > 0 ? "h-late over" : undefined}>{dueIn(row.due, today)}</span>,
  },
  {
    key: "type", title: t("Type"), sort: "type",
    cell: (row) => (
      <>
        <span className="cut" title={said(row.typeName)}>{said(row.typeName)}</span>
        {row.round > 1 && <span className="round" title={row.rejected ? t("Round {n}: the one before was rejected", { n: row.round }) : t("Round {n}", { n: row.round })}>R{row.round}</span>}
      </>
    ),
  },
  {
    key: "style", title: t("Style, colour"), sort: "style",
    cell: (row) => (
      <>
        <Garment styleName={row.styleName ?? ""} colour={row.colour ?? ""} category={row.category} />
        <span className="cut" title={`${row.style ?? ""} ${row.styleName ?? ""}`}>{row.styleName ?? row.style} <span className="second">{[row.colour, row.millName ?? row.mill, row.size].filter((part) => part != null).join(", ")}</span></span>
      </>
    ),
  },
  {
    key: "po", title: t("Waits"), hint: t("What cannot go on without it"), sort: "blocking",
    cell: (row) => row.po != null ? <Link href={approvalHref(row)} tabIndex={-1}>{row.po}<span className="line-number">{row.line}</span></Link>
      : row.purchaseOrders > 0 ? <span className="second">{tn(row.purchaseOrders, "{n} PO", "{n} POs")}</span> : <span className="none">{t("no order yet")}</span>,
  },
  { key: "units", title: t("Units"), sort: "units", number: true, cell: (row, _, hidden) => hidden ? <Hidden /> : row.units ? count(row.units) : <span className="none">–</span> },
  {
    key: "status", title: t("Stands"), sort: "status",
    cell: (row) => (
      <>
        <span className="cut">{approvalWord(row.status)}</span>
        {row.waiting > 0 && <span className="round" title={tn(row.waiting, "{n} act for a second person to confirm", "{n} acts for a second person to confirm")}>{t("2nd")}</span>}
      </>
    ),
  },
  { key: "side", title: t("Turn"), hint: t("Whose clock runs"), cell: (row) => row.waitsOn == null ? <span className="none">–</span> : partyWords[row.waitsOn] },
  { key: "theirs", title: t("At vendor"), hint: t("Calendar days with the vendor in this round"), sort: "vendorDays", number: true, cell: (row, today) => clock(clockDays(row.vendorClock, today), row.vendorClock?.since != null) },
  { key: "ours", title: t("With us"), hint: t("Calendar days with us in this round"), sort: "ourDays", number: true, cell: (row, today) => clock(clockDays(row.brandClock, today), row.brandClock?.since != null) },
  { key: "vendor", title: t("Vendor"), sort: "vendor", cell: (row) => <span className="cut" title={row.vendorName ?? undefined}>{row.vendorName ?? <span className="none">{t("nobody named")}</span>}</span> },
  { key: "reviewer", title: t("Reviewer"), cell: (row) => <span className="cut">{row.reviewer}</span> },
];

/** What the queue shows, as a table: days and counts as such. */
export function sheetOf(rows: readonly QueueRow[], today: Day, hidden: boolean): { columns: string[]; rows: Cell[][] } {
  const parts: [title: string, of: (row: QueueRow) => Cell][] = [
    ["Due", (row) => (row.due == null ? null : { day: row.due })], ["Type", (row) => row.typeName], ["Round", (row) => row.round], ["Style", (row) => row.style ?? null],
    ["Style name", (row) => row.styleName ?? null], ["Colour", (row) => [row.colour, row.mill, row.size].filter((part) => part != null).join(", ") || null],
    ["PO", (row) => row.po ?? null], ["Line", (row) => row.line ?? null], ["POs that wait", (row) => row.purchaseOrders],
    ["Units", (row) => (hidden ? null : row.units ?? null)], ["Stands", (row) => approvalWord(row.status)], ["Turn", (row) => (row.waitsOn == null ? null : partyWords[row.waitsOn])],
    ["Days at vendor", (row) => clockDays(row.vendorClock, today)], ["Days with us", (row) => clockDays(row.brandClock, today)],
    ["Vendor", (row) => row.vendorName ?? null], ["Reviewer", (row) => row.reviewer],
  ];
  return { columns: parts.map(([title]) => title), rows: rows.map((row) => parts.map(([, of]) => of(row))) };
}

interface Props {
  items: readonly Item[];
  rowOf: (id: string) => QueueRow | undefined;
  left: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  toggle: (id: string) => void;
  query: Query;
  sort: (key: SortKey) => void;
  rowHeight: number;
  today: Day;
  active: number;
  /** Quantities are not for this reader. */
  hidden: boolean;
  current: boolean;
  choose: (index: number) => void;
  open: (row: QueueRow) => void;
  box: RefObject<HTMLDivElement | null>;
}

/** The approvals in view, out of any number. */
export function QueueGrid({ items, rowOf, left, selected, toggle, query, sort, rowHeight, today, active, hidden, current, choose, open, box }: Props) {
  const [from, to] = useVisibleRows(box, items.length, rowHeight);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const head = element.querySelector<HTMLElement>(".grid-head")?.offsetHeight ?? 0;
    const top = active * rowHeight;
    // The heading of its part comes into view with the first of it.
    const above = items[active - 1]?.kind === "group" ? top - rowHeight : top;
    if (above < element.scrollTop) element.scrollTop = above;
    else if (top + rowHeight + head > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight + head - element.clientHeight;
  }, [active, rowHeight, box, items]);
  return (
    <div
      ref={box} className="grid" role="grid" aria-label={t("Approvals")} aria-live="off" aria-busy={!current} aria-rowcount={items.length + 1} aria-colcount={columns.length + 1}
      aria-multiselectable="true" aria-activedescendant={active >= from && active < to ? `row-${active}` : undefined} tabIndex={0} style={{ "--row": `${rowHeight}px` } as React.CSSProperties}
    >
      <div className="grid-head" role="row" aria-rowindex={1}>
        <span className="cell q-mark" role="columnheader"><span className="vh">{t("Selected")}</span></span>
        {columns.map(({ key, title, hint, sort: by, number }) => {
          const sorted = by != null && query.sort === by;
          return (
            <span key={key} className={`cell q-${key}${number ? " number" : ""}`} role="columnheader" aria-sort={sorted ? (query.descending ? "descending" : "ascending") : undefined}>
              {by == null ? <span title={hint}>{title}</span> : (
                <button onClick={() => sort(by)} title={hint} tabIndex={-1}>{title}{sorted && <span aria-hidden="true">{query.descending ? "↑" : "↓"}</span>}</button>
              )}
            </span>
          );
        })}
      </div>
      <div className="grid-body" role="rowgroup" style={{ height: items.length * rowHeight }}>
        {items.slice(from, to).map((item, offset) => {
          const index = from + offset;
          const place = { id: `row-${index}`, role: "row", "aria-rowindex": index + 2, "data-active": index === active || undefined, style: { top: index * rowHeight }, onClick: () => choose(index) };
          if (item.kind === "group")
            return (
              <div key={item.id} className="grid-row group-row" {...place} aria-selected={false}>
                <span className="cell group-cell" role="gridcell" aria-colspan={columns.length + 1}><b>{groupWords[item.group]}</b> <span className="second">{count(item.count)}</span></span>
              </div>
            );
          const row = rowOf(item.id);
          if (!row) return null;
          const gone = left.has(item.id);
          const on = selected.has(item.id);
          return (
            <div
              key={item.id} className="grid-row" {...place} data-id={item.id} data-held={gone ? "left" : undefined} data-selected={on || undefined} aria-selected={on} onDoubleClick={() => open(row)}
              aria-label={`${said(row.typeName)}, ${ofWords(row)}. ${approvalWord(row.status)}${row.due == null ? "" : `, ${t("due {when}", { when: dueIn(row.due, today) })}`}${gone ? `, ${t("left the queue")}` : ""}`}
            >
              <span className="cell q-mark" role="gridcell" onClick={(event) => { event.stopPropagation(); toggle(item.id); }}>
                {gone ? <span title={t("Left the queue, goes on Apply")}><span aria-hidden="true">×</span><span className="vh">{t("left the queue")}</span></span>
                  : <i className="box-mark" aria-hidden="true" />}
              </span>
              {columns.map(({ key, number, cell }) => (
                <span key={key} className={`cell q-${key}${number ? " number" : ""}`} role="gridcell">{cell(row, today, hidden)}</span>
              ))}
              <span className="cell q-phone" role="gridcell" aria-hidden="true">{approvalWord(row.status)} · {brandName(row.brand)} · {row.vendorName ?? row.reviewer}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
