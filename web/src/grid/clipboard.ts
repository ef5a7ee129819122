import type { BoardRow } from "../api/types";
import type { Day } from "../vocabulary/days";
import type { Column } from "./columns";
import type { Edits } from "./edits";

/** A value as a sheet takes it: a number, a text, or a day as `{ day }`. */
export type Cell = string | number | null | { day: Day };

/** What a column says of a row, as a value, or the day that is on its way there; null where it is empty or not for this reader. */
export function cellOf(column: Column, row: BoardRow, hides: (field: string) => boolean, edits: Edits): Cell {
  if (hides(column.field ?? column.key)) return null;
  const value = edits.pending(row, column) ?? (column.copied ?? column.text)(row);
  return column.day && typeof value === "string" ? { day: value } : value;
}

/** Whole lines under their headings: order and line first, so that they are found again wherever they are pasted. */
export function linesOf(rows: readonly BoardRow[], columns: readonly Column[], hides: (field: string) => boolean, edits: Edits): Cell[][] {
  const others = columns.filter(({ key }) => key !== "po");
  return [["PO", "Line", ...others.map(({ title }) => title)], ...rows.map((row) => [row.po, row.line, ...others.map((column) => cellOf(column, row, hides, edits))])];
}

const lines = /[\t\n\r"]/;

/**
 * Rows as sheets take them: cells apart by tabs, a cell that holds one quoted. Days are ISO 8601, which sheets of every
 * country read as the same day.
 */
export function toTsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map((cell) => quoted(textOf(cell))).join("\t")).join("\r\n");
}

/** The same as a table: numbers of orders stay texts with their zeros, days are shown as days. */
export function toHtml(rows: readonly (readonly Cell[])[]): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td style='${formatOf(cell)}'>${escaped(textOf(cell))}</td>`).join("")}</tr>`).join("");
  return `<meta charset="utf-8"><table>${body}</table>`;
}

function textOf(cell: Cell): string {
  return cell == null ? "" : typeof cell === "object" ? cell.day : String(cell);
}

function quoted(text: string): string {
  return lines.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function formatOf(cell: Cell): string {
  return typeof cell === "string" ? 'mso-number-format:"\\@"' : cell != null && typeof cell === "object" ? 'mso-number-format:"d mmm yyyy"' : "";
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
