import type { BoardRow } from "../api/types";
import { dayOrNull, readDay } from "../controls/typedDay";
import { t } from "../language/language";
import type { Day } from "../vocabulary/days";
import type { Item } from "./arrange";
import type { Bounds } from "./cells";
import { columns as allColumns, milestoneOf, type Column } from "./columns";
import type { Edits } from "./edits";
import { whyFixed, type Change } from "./entering";

/** What a sheet put on the clipboard: cells apart by tabs, rows by line ends; a quoted cell may hold both. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      // A quotation mark within is written twice.
      for (at++; at < text.length && !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        cell += text[at];
        if (text[at] === '"') at++;
      }
      at++;
    }
    while (at < text.length && text[at] !== "\t" && text[at] !== "\n" && text[at] !== "\r") cell += text[at++];
    row.push(cell.trim());
    if (text[at] === "\t") {
      at++;
      if (at < text.length) continue;
      row.push("");
    }
    rows.push(row);
    row = [];
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
  }
  return rows.some((cells) => cells.some((cell) => cell !== "")) ? rows : [];
}

/** Which of two numbers is the day. */
export type Order = "day-first" | "month-first";

/**
 * A day as a sheet shows it. "2027-03-14", "14 Mar 2027", "Mar 14, 2027" and "14.03.2027" say which number is what, and
 * so does 14/03/2027. Of 3/4/2027 only its writer knows: "either" until an order is given. Null when it is no day.
 */
export function readPasted(text: string, today: Day, order: Order | null): Day | "either" | null {
  let found: RegExpExecArray | null;
  if ((found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(text))) return dayOrNull(Number(found[1]), Number(found[2]), Number(found[3]));
  if ((found = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})$/i.exec(text))) return readDay(`${found[2]} ${found[1]} ${found[3]}`, today, today);
  if ((found = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text))) {
    const [first, second] = [Number(found[1]), Number(found[3])];
    const year = found[4] === undefined ? "" : `/${found[4]}`;
    const dayFirst = readDay(`${first}/${second}${year}`, today, today);
    const monthFirst = readDay(`${second}/${first}${year}`, today, today);
    if (first === second || dayFirst == null || monthFirst == null) return dayFirst ?? monthFirst;
    return order == null ? "either" : order === "day-first" ? dayFirst : monthFirst;
  }
  const named = text.replace(/^(\d{1,2})[-/]([a-z])/i, "$1 $2");
  return /^\d{1,2}(?:\.\d{1,2}\.| [a-z]|\. ?[a-z])/i.test(named) ? readDay(named, today, today) : null;
}

/** Cells that something is to be set in. */
export type Sheet =
  /** `at` is where it was pasted; `items` what stands from there on. Null where no cell had the cursor. */
  | { kind: "block"; block: readonly (readonly string[])[]; at: Bounds | null; items: readonly Item[]; columns: readonly Column[] }
  | { kind: "cells"; cells: readonly Wanted[] };

export interface Wanted {
  row: BoardRow;
  column: Column;
  typed: string;
}

/** Something pasted that cannot be set, and why; `where` as in "PO-1 line 2, Forecast" or "row 4". */
export interface Misfit {
  where: string;
  typed: string;
  why: string;
}

/** The first row's days, also those that are on their way, for all rows below it. */
export function fillDown([first, ...rest]: readonly BoardRow[], columns: readonly Column[], edits: Edits): Sheet {
  const filled = first === undefined ? [] : columns.flatMap((column) => {
    const day = column.enters ? edits.pending(first, column) ?? column.text(first) : null;
    return day == null ? [] : [{ column, typed: String(day) }];
  });
  return { kind: "cells", cells: rest.flatMap((row) => filled.map((cell) => ({ row, ...cell }))) };
}

const orderTitles = new Set(["po", "po number", "po no", "po no.", "purchase order", "order"]);
const lineTitles = new Set(["line", "line no", "line number"]);
const key = (title: string) => title.trim().toLowerCase();

/**
 * Which cells are meant. A first row that names the order and days is a heading: rows are found by their order and line,
 * wherever they stand. Otherwise the block lies as it was pasted, from the cursor on; a single cell fills the range.
 */
export function match(sheet: Sheet, rowOf: (id: string) => BoardRow | undefined): { wanted: Wanted[]; misfits: Misfit[] } {
  if (sheet.kind === "cells") return { wanted: [...sheet.cells], misfits: [] };
  const [head] = sheet.block;
  const titles = new Map(allColumns.map((column) => [key(column.title), column]));
  const order = head!.findIndex((title) => orderTitles.has(key(title)));
  const named = head!.map((title) => titles.get(key(title)));
  return order >= 0 && named.some((column) => column?.enters) ? byName(sheet.block.slice(1), order, head!.findIndex((title) => lineTitles.has(key(title))), named, rowOf) : byPlace(sheet, rowOf);
}

function byName(block: readonly (readonly string[])[], order: number, line: number, named: readonly (Column | undefined)[], rowOf: (id: string) => BoardRow | undefined) {
  const wanted: Wanted[] = [];
  const misfits: Misfit[] = [];
  block.forEach((cells, index) => {
    const name = cells[order] ?? "";
    if (cells.every((cell) => cell === "")) return;
    const number = line >= 0 ? cells[line] || "1" : "1";
    const row = rowOf(`${name}/${number}`) ?? (line >= 0 ? undefined : rowOf(name));
    if (!row) misfits.push({ where: t("row {n}", { n: index + 2 }), typed: name, why: t("No such line on this board.") });
    else if (line < 0 && !name.includes("/") && rowOf(`${name}/2`)) misfits.push({ where: t("row {n}", { n: index + 2 }), typed: name, why: t("It has several lines: add a column Line.") });
    else named.forEach((column, at) => column?.enters && cells[at] && wanted.push({ row, column, typed: cells[at] }));
  });
  return { wanted, misfits };
}

function byPlace({ block, at, items, columns }: Extract<Sheet, { kind: "block" }>, rowOf: (id: string) => BoardRow | undefined) {
  const wanted: Wanted[] = [];
  const misfits: Misfit[] = [];
  if (at == null) return { wanted, misfits: [{ where: t("all of it"), typed: block[0]![0]!, why: t("Choose the cell where it begins, or paste it with its headings: PO, Line and the days.") }] };
  const one = block.length === 1 && block[0]!.length === 1;
  const [high, wide] = one ? [at.bottom - at.top + 1, at.right - at.left + 1] : [block.length, Math.max(...block.map((cells) => cells.length))];
  const rows = items.filter(({ kind }) => kind === "row");
  for (let down = 0; down < high; down++) {
    // Headings of groups hold no cells: what is below them goes on.
    const item = one ? items[down] : rows[down];
    if (item?.kind === "group") continue;
    const row = item && rowOf(item.id);
    for (let across = 0; across < wide; across++) {
      const typed = (one ? block[0]![0] : block[down]![across]) ?? "";
      const column = columns[at.left + across];
      if (typed === "") continue;
      if (!row || !column) misfits.push({ where: t("row {n}", { n: down + 1 }), typed, why: t("It lies beyond the board.") });
      else if (column.enters || typed !== shown(column, row)) wanted.push({ row, column, typed });
    }
  }
  return { wanted, misfits };
}

const shown = (column: Column, row: BoardRow) => String((column.copied ?? column.text)(row) ?? "");

export interface Differences {
  changes: Change[];
  misfits: Misfit[];
  /** Cells that say so already. */
  same: number;
  /** The first day that can be read two ways, as it was written; null where there is none, or the order is known. */
  either: string | null;
}

/** What would be set, once it is known which number is the day. */
export function differences(wanted: readonly Wanted[], today: Day, order: Order | null): Differences {
  const found: Differences = { changes: [], misfits: [], same: 0, either: null };
  for (const { row, column, typed } of wanted) {
    const where = t("{po} line {line}, {column}", { po: row.po, line: row.line, column: column.title });
    const why = whyFixed(column, row);
    const date = why == null ? readPasted(typed, today, order) : null;
    if (date === "either") found.either ??= typed;
    else if (date != null && date === column.text(row)) found.same++;
    else if (date != null) found.changes.push({ row, column, milestone: milestoneOf(column, row), date });
    else found.misfits.push({ where, typed, why: why ?? t("Not a day, such as 2027-03-14 or 14 Mar 2027.") });
  }
  return found;
}
