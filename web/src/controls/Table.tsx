import { useMemo, useRef, useState, type ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { useKeys } from "../frame/keys";
import { t } from "../language/language";
import { cellShown, Download, type Sheet } from "./Download";
import { HeldStrip } from "./HeldStrip";
import { plural } from "../vocabulary/days";
import { nextSort, order, readSort, writeSort, type Sort, type Sortable } from "./order";

export interface Column<R> extends Sortable<R> {
  title: ReactNode;
  hint?: string;
  number?: boolean;
  cell: (row: R) => ReactNode;
}

/** Without what is only to be looked at. */
const textOf = (cell: HTMLElement) => {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const mark of copy.querySelectorAll("[aria-hidden=true]")) mark.remove();
  return (copy.textContent ?? "").replaceAll(/\s+/g, " ").trim();
};

interface Props<R> {
  /** What it lists, for those who hear the page. */
  label: string;
  /** One of them. */
  one: string;
  /** The first is the heading of its row, and leads to the row's own page. */
  columns: readonly Column<R>[];
  rows: readonly R[];
  idOf: (row: R) => string;
  hrefOf: (row: R) => string;
  /** Without a sort in the address. */
  sort: Sort;
  className?: string;
  /** Told of the row on which the reader is. */
  choose?: (id: string) => void;
  /** Space on a row. */
  peek?: () => void;
}

/**
 * A list of tens to hundreds of rows. Its sort is in the address. What changes shows in place; the order is kept until
 * the reader sorts or applies, so that nothing jumps. J and K move, Enter opens.
 */
export function Table<R>({ label, one, columns, rows, idOf, hrefOf, sort: otherwise, className, choose, peek }: Props<R>) {
  const search = useSearch();
  const [path, go] = useLocation();
  const params = new URLSearchParams(search);
  const sort = readSort(params.get("sort"), columns, otherwise);
  const sortBy = (column: Column<R>) => {
    params.set("sort", writeSort(nextSort(column, sort)));
    go(`${path}?${params}`, { replace: true });
  };

  const byId = useMemo(() => new Map(rows.map((row) => [idOf(row), row])), [rows]);
  const [applied, apply] = useState(0);
  const inOrder = order(rows, idOf, columns, sort);
  // Rows that come or go are placed at once; a list that only changes keeps its order.
  const held = useMemo(() => inOrder, [sort.key, sort.descending, [...byId.keys()].sort().join("\n"), applied]);
  const changed = held.some((id, index) => id !== inOrder[index]);

  const body = useRef<HTMLTableSectionElement>(null);
  const move = (by: number) => {
    const links = [...body.current!.querySelectorAll<HTMLElement>("tr > th a")];
    const at = links.findIndex((link) => link.closest("tr")!.contains(document.activeElement));
    const next = links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + by))];
    next?.focus();
    next?.closest("tr")!.scrollIntoView({ block: "nearest" });
  };
  useKeys({ j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1), ".": () => apply(applied + 1) });

  // Read off the page: what a cell says is whatever it shows.
  const shown = (): Sheet => ({
    name: label,
    columns: [...body.current!.closest("table")!.tHead!.rows[0]!.cells].map((cell, index) => textOf(cell) || columns[index]!.key),
    rows: [...body.current!.rows].map((line, at) => {
      const row = byId.get(held.filter((id) => byId.has(id))[at]!)!;
      return [...line.cells].map((cell, index) => cellShown(textOf(cell), columns[index]!.by?.(row)));
    }),
  });

  return (
    <>
      {/* Its height is there whether or not something is held: the rows do not move for it. */}
      <div className="list-bar">
        <span className="quiet">{plural(rows.length, one, label.toLowerCase())}</span>
        {changed && <HeldStrip what={t("The order changed")} apply={() => apply(applied + 1)} />}
        <Download of={shown} />
      </div>
      <table className={`list ${className ?? ""}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`col-${column.key}${column.number ? " number" : ""}`}
                aria-sort={column.key !== sort.key ? undefined : sort.descending ? "descending" : "ascending"}
                title={column.hint}
              >
                {column.by ? (
                  <button onClick={() => sortBy(column)}>
                    {column.title}
                    <i aria-hidden="true">{column.key !== sort.key ? "" : sort.descending ? "↓" : "↑"}</i>
                  </button>
                ) : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => {
          // Space belongs to the control that has the focus: to a link it means nothing else.
          if (!peek || event.key !== " " || event.ctrlKey || event.altKey || event.metaKey) return;
          event.preventDefault();
          peek();
        }}>
          {held.map((id) => byId.get(id)).filter((row) => row !== undefined).map((row) => (
            <tr key={idOf(row)} onFocus={() => choose?.(idOf(row))}>
              {columns.map((column, index) => {
                const name = `col-${column.key}${column.number ? " number" : ""}`;
                return index === 0 ? (
                  <th key={column.key} scope="row" className={name}><Link href={hrefOf(row)}>{column.cell(row)}</Link></th>
                ) : (
                  <td key={column.key} className={name}>{column.cell(row)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
