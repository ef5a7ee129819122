import { describe, expect, it } from "vitest";
import type { BoardRow } from "../api/types";
import { linesOf, toTsv } from "./clipboard";
import { columns } from "./columns";
import { Edits } from "./edits";
import { formOf, isReported, whyFixed } from "./entering";
import { differences, fillDown, match, parseTsv, readPasted } from "./paste";

const today = "2026-11-22";
const column = (key: string) => columns.find((each) => each.key === key)!;

function row(po: string, line: number, more: Partial<BoardRow> = {}): BoardRow {
  return { id: `${po}/${line}`, v: 1, po, line, quantity: 100, committed: "2027-01-04", forecast: "2027-01-09", actual: null, next: null, ...more } as BoardRow;
}

const rows = [row("A", 1), row("A", 2), row("B", 1)];
const rowOf = (id: string) => rows.find((each) => each.id === id);
const items = rows.map(({ id }) => ({ kind: "row" as const, id, first: true }));
const shown = ["po", "quantity", "forecast", "committed"].map(column);
const at = (top: number, left: number, bottom = top, right = left) => ({ top, bottom, left, right });
const pasted = (text: string, where: ReturnType<typeof at> | null) =>
  match({ kind: "block", block: parseTsv(text), at: where, items: items.slice(where?.top ?? 0), columns: shown }, rowOf);
const cells = ({ wanted }: ReturnType<typeof match>) => wanted.map(({ row: { id }, column: { key }, typed }) => [id, key, typed]);

const cutting = { code: "A26", name: "Cutting start", role: "Vendor", due: "2027-01-01", forecast: "2027-01-02" };
const sewing = { ...cutting, code: "A28", name: "Sewing start" };

describe("Reading what a sheet copied", () => {
  it("takes tabs, line ends of any kind and quoted cells", () => {
    expect(parseTsv('a\tb\r\n"c\td"\t"say ""hi""\nthere"\n')).toEqual([["a", "b"], ["c\td", 'say "hi"\nthere']]);
    expect(parseTsv("a\t\n\tb")).toEqual([["a", ""], ["", "b"]]);
    expect(parseTsv("\r\n")).toEqual([]);
  });

  it("reads a day where its writing says which number is what", () => {
    for (const text of ["2027-03-14", "2027/3/14", "2027-03-14 00:00:00", "14/03/2027", "03/14/2027", "14.03.2027", "14-Mar-27", "14 March 2027", "Mar 14, 2027", "14-03-2027"])
      expect([text, readPasted(text, today, null)]).toEqual([text, "2027-03-14"]);
  });

  it("guesses neither order, nor a day", () => {
    expect(readPasted("03/04/2027", today, null)).toBe("either");
    expect(readPasted("03/04/2027", today, "day-first")).toBe("2027-04-03");
    expect(readPasted("03/04/2027", today, "month-first")).toBe("2027-03-04");
    expect(readPasted("4/4/2027", today, null)).toBe("2027-04-04");
    for (const text of ["46095", "31/02/2027", "soon", "+5", "t", "2027-13-01"]) expect([text, readPasted(text, today, null)]).toEqual([text, null]);
  });
});

describe("Matching what was pasted", () => {
  it("lays a block from the cursor on, and says what lies beyond the board", () => {
    const matched = pasted("2027-01-10\t2027-01-05\n2027-01-11\t2027-01-06\n2027-01-12", at(1, 2));
    expect(cells(matched)).toEqual([["A/2", "forecast", "2027-01-10"], ["A/2", "committed", "2027-01-05"], ["B/1", "forecast", "2027-01-11"], ["B/1", "committed", "2027-01-06"]]);
    expect(matched.misfits).toEqual([{ where: "row 3", typed: "2027-01-12", why: "It lies beyond the board." }]);
  });

  it("fills a range with a single cell", () => {
    expect(cells(pasted("2027-01-10", at(0, 2, 2, 2))).map(([id]) => id)).toEqual(["A/1", "A/2", "B/1"]);
  });

  it("finds rows by order and line where there is a heading, wherever they stand", () => {
    const matched = pasted("Line\tPO\tRemark\tForecast\n2\tA\tx\t2027-01-10\n\tB\t\t2027-01-11\n7\tB\t\t2027-01-12", null);
    expect(cells(matched)).toEqual([["A/2", "forecast", "2027-01-10"], ["B/1", "forecast", "2027-01-11"]]);
    expect(matched.misfits).toEqual([{ where: "row 4", typed: "B", why: "No such line on this board." }]);
  });

  it("finds again the lines that were copied, and nothing is different", () => {
    const copied = toTsv(linesOf(rows, shown, () => false, new Edits()));
    const { changes, misfits, same } = differences(pasted(copied, null).wanted, today, null);
    expect([changes, misfits, same]).toEqual([[], [], 6]);
  });

  it("does not choose among the lines of an order", () => {
    const matched = pasted("PO\tForecast\nA\t2027-01-10\nA/2\t2027-01-11", null);
    expect(cells(matched)).toEqual([["A/2", "forecast", "2027-01-11"]]);
    expect(matched.misfits[0]!.why).toContain("several lines");
  });

  it("does not guess where a block without a heading begins", () => {
    expect(pasted("2027-01-10", null)).toMatchObject({ wanted: [], misfits: [{ where: "all of it" }] });
  });
});

describe("What a paste would change", () => {
  it("leaves out what stands so, and tells what cannot be set and why", () => {
    const { wanted } = pasted("A\t100\t2027-01-09\t2027-01-05\nA\t120\tsoon\t", at(0, 0));
    const found = differences(wanted, today, null);
    expect(found.changes.map(({ row: { id }, column: { key }, date }) => [id, key, date])).toEqual([["A/1", "committed", "2027-01-05"]]);
    expect(found.same).toBe(1);
    expect(found.misfits.map(({ where, why }) => [where, why])).toEqual([
      ["A line 2, Qty", "Qty is not entered here."], ["A line 2, Forecast", "Not a day, such as 2027-03-14 or 14 Mar 2027."],
    ]);
  });

  it("asks once which number is the day, and takes none of those until it is told", () => {
    const { wanted } = pasted("3/4/2027\n14/4/2027", at(0, 2));
    expect(differences(wanted, today, null)).toMatchObject({ either: "3/4/2027", changes: [{ date: "2027-04-14" }] });
    expect(differences(wanted, today, "month-first").changes.map(({ date }) => date)).toEqual(["2027-03-04", "2027-04-14"]);
  });

  it("fills the days of the first row down, and is sent entry by entry", () => {
    const first = row("C", 1, { committed: "2027-02-01" });
    const { changes } = differences(match(fillDown([first, ...rows.slice(0, 2)], shown, new Edits()), rowOf).wanted, today, null);
    expect(formOf(changes, "MT-MILL", "why")).toEqual({
      operation: "enter", note: "why", reason: "MT-MILL",
      entries: [1, 2].map((line) => ({ purchaseOrder: "A", line, day: "committed", date: "2027-02-01" })),
    });
  });

  it("fills what is on its way to the first row down, and nothing where it is empty", () => {
    const first = row("C", 1, { forecast: null });
    const edits = new Edits();
    edits.begin({ row: first, column: column("committed"), milestone: null, date: "2027-02-09" });
    const { wanted } = match(fillDown([first, rows[0]!], shown, edits), rowOf);
    expect(cells({ wanted, misfits: [] })).toEqual([["A/1", "committed", "2027-02-09"]]);
  });

  it("names the milestone that was next when it was pasted", () => {
    const { changes } = differences([{ row: row("A", 1, { next: cutting }), column: column("nextDone"), typed: today }], today, null);
    expect(formOf(changes, null, "why").entries).toEqual([{ purchaseOrder: "A", line: 1, day: "happened", milestone: "A26", date: today }]);
  });
});

it("lets who may only report enter the days of milestones that the row names", () => {
  expect(columns.filter(isReported).map(({ key }) => key)).toEqual(["nextForecast", "nextDone"]);
});

it("takes no day for a milestone that is no longer next", () => {
  const done = column("nextDone");
  expect(whyFixed(done, row("A", 1, { next: cutting }), cutting)).toBeNull();
  expect(whyFixed(done, row("A", 1, { next: sewing }), cutting)).toBe("Next is Sewing start by now, no longer Cutting start: open it again.");
});
