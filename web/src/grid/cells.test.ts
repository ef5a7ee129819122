import { describe, expect, it } from "vitest";
import type { BoardRow } from "../api/types";
import { boundsOf, cellsIn, only, rearranged, stepped } from "./cells";
import { cellOf, toHtml, toTsv } from "./clipboard";
import { columns } from "./columns";
import { Edits } from "./edits";
import { layoutOf } from "./layout";
import { readQuery, writeQuery } from "./query";

const places = new Map([["A/1", 4], ["B/1", 2]]);
const placeOf = (id: string) => places.get(id);
const keys = ["po", "forecast", "committed"];

describe("A range of cells", () => {
  it("lies between its corners, whichever way it was drawn", () => {
    const range = { anchor: { id: "A/1", column: "committed" }, head: { id: "B/1", column: "forecast" } };
    expect(boundsOf(range, placeOf, keys)).toEqual({ top: 2, bottom: 4, left: 1, right: 2 });
    expect(cellsIn(boundsOf(range, placeOf, keys)!)).toBe(6);
  });

  it("is no more where a corner has left the board or its column is hidden", () => {
    expect(boundsOf(only({ id: "C/1", column: "po" }), placeOf, keys)).toBeNull();
    expect(boundsOf(only({ id: "A/1", column: "cause" }), placeOf, keys)).toBeNull();
  });

  it("stays while it holds the same cells, and is its head alone once they are others", () => {
    const range = { anchor: { id: "A", column: "po" }, head: { id: "C", column: "committed" } };
    const shown = (ids: string, columns = keys) => ({ items: [...ids].map((id) => ({ id })), keys: columns });
    const before = shown("ABCD");
    expect(rearranged(range, before, shown("XABC"))).toBe(range);
    for (const after of [shown("ADBC"), shown("CBA"), shown("BC"), shown("ABC", ["po", "cause", "committed"])]) expect(rearranged(range, before, after)).toEqual(only(range.head));
  });

  it("steps no further than there are cells", () => {
    expect([stepped(0, -1, 5), stepped(3, 1, 5), stepped(3, 100, 5)]).toEqual([0, 4, 4]);
  });
});

describe("Copying", () => {
  const row = { po: "0004711", line: 2, forecast: "2027-01-04", actual: null, quantity: 1200, styleName: "Tee", colour: "Red\t\"hot\"" } as BoardRow;
  const column = (key: string) => columns.find((each) => each.key === key)!;
  const cells = ["po", "style", "quantity", "forecast"].map((key) => cellOf(column(key), row, (field) => field === "quantity", new Edits()));

  it("gives sheets the values: days as ISO 8601, numbers plain, nothing of what is hidden", () => {
    expect(cells).toEqual(["0004711", 'Tee Red\t"hot"', null, { day: "2027-01-04" }]);
    expect(cellOf(column("quantity"), row, () => false, new Edits())).toBe(1200);
  });

  it("gives the day that a cell shows while it is on its way, but none that was refused", () => {
    const edits = new Edits();
    const change = { row, column: column("forecast"), milestone: null, date: "2027-01-20" };
    edits.begin(change);
    expect(cellOf(column("forecast"), row, () => false, edits)).toEqual({ day: "2027-01-20" });
    edits.put(change, "refused", "It is locked.");
    expect(cellOf(column("forecast"), row, () => false, edits)).toEqual({ day: "2027-01-04" });
  });

  it("quotes what would break a row, and names days and texts as such", () => {
    expect(toTsv([cells, ["a", 1, null, "b"]])).toBe('0004711\t"Tee Red\t""hot"""\t\t2027-01-04\r\na\t1\t\tb');
    expect(toHtml([["1 < 2", { day: "2027-01-04" }]])).toContain(`<td style='mso-number-format:"\\@"'>1 &lt; 2</td><td style='mso-number-format:"d mmm yyyy"'>2027-01-04</td>`);
  });
});

describe("A layout", () => {
  const plain = { range: false, columns: null, frozen: null, role: "manager", without: undefined, width: 1500 };
  const keysAt = (width: number, role = "manager") => layoutOf({ ...plain, role, width }).keys;

  it("folds columns away as the board narrows, the reason never", () => {
    expect(keysAt(1500)).toContain("brand");
    expect(keysAt(1400)).not.toContain("brand");
    expect(keysAt(1300)).not.toContain("committed");
    expect(keysAt(900)).toEqual(["po", "style", "forecast", "var", "health", "cause", "heard"]);
  });

  it("begins with what a role works with, as far as there is room", () => {
    expect(keysAt(1900, "assistant")).toContain("nextDone");
    expect(keysAt(1900, "director")).not.toContain("heard");
    expect(keysAt(1900)).not.toContain("nextDone");
  });

  it("shows what was chosen, in that order, as wide as asked for, and folds none of it", () => {
    const columns = [{ key: "po" }, { key: "cause", width: 300 }, { key: "vendor" }, { key: "vanished" }, { key: "brand" }];
    const layout = layoutOf({ ...plain, columns, frozen: 1, width: 400 });
    expect(layout.keys).toEqual(["po", "cause", "vendor", "brand"]);
    expect(layout.columns[1]!.style).toEqual({ width: 300 });
    expect([layout.least, layout.frozen]).toEqual([24 + 148 + 300 + 148 + 68, 1]);
  });

  it("is in the address and comes back from it", () => {
    for (const search of ["?columns=po,cause.300,brand&freeze=1", "?columns=range", ""]) expect(writeQuery(readQuery(search))).toBe(search);
    expect(readQuery("?columns=po,<x>,cause.9,po").columns).toEqual([{ key: "po" }]);
  });

  it("lets the first columns stand fast, one behind the other", () => {
    const { columns: placed } = layoutOf({ ...plain, range: true, without: "vendor" });
    expect(placed.filter(({ frozen }) => frozen !== undefined).map(({ column: { key }, style }) => [key, style?.left])).toEqual([["po", 24], ["style", 172]]);
    expect(placed.map(({ column: { key } }) => key)).not.toContain("vendor");
  });
});
