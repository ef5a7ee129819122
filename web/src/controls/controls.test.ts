import { describe, expect, it } from "vitest";
import { dayOf, epochDay, shortDay, type Day } from "../vocabulary/days";
import { readPieces } from "../pages/ReportDialog";
import { readDay } from "./typedDay";
import { nextSort, order, readSort, writeSort, type Sortable } from "./order";

interface Vendor {
  code: string;
  late: number | null;
}

const columns: readonly Sortable<Vendor>[] = [
  { key: "name", by: ({ code }) => code },
  { key: "late", by: ({ late }) => late, mostFirst: true },
  { key: "health" },
];

describe("A table's order", () => {
  const rows: Vendor[] = [{ code: "C", late: 2 }, { code: "A", late: null }, { code: "D", late: 9 }, { code: "B", late: 2 }];
  const codes = (key: string, descending: boolean) => order(rows, ({ code }) => code, columns, { key, descending });

  it("puts what is unknown last either way, and equal rows by their id", () => {
    expect(codes("late", true)).toEqual(["D", "B", "C", "A"]);
    expect(codes("late", false)).toEqual(["B", "C", "D", "A"]);
    expect(codes("name", true)).toEqual(["D", "C", "B", "A"]);
  });

  it("is in the address, and what is none of its columns is the first order", () => {
    const first = { key: "late", descending: true };
    expect(readSort("-name", columns, first)).toEqual({ key: "name", descending: true });
    expect(writeSort({ key: "name", descending: true })).toBe("-name");
    for (const text of [null, "", "health", "-nobody"]) expect(readSort(text, columns, first)).toBe(first);
  });

  it("turns round on a second press, and starts with the most where that is what one looks for", () => {
    expect(nextSort(columns[1]!, { key: "name", descending: false })).toEqual({ key: "late", descending: true });
    expect(nextSort(columns[1]!, { key: "late", descending: true })).toEqual({ key: "late", descending: false });
    expect(nextSort(columns[0]!, { key: "late", descending: true })).toEqual({ key: "name", descending: false });
  });
});

describe("A day as it is typed", () => {
  const today = "2026-11-20"; // a Friday
  const from = "2026-12-28";
  const reads = (typed: string, day: Day | null) => expect([typed, readDay(typed, today, from)]).toEqual([typed, day]);

  it("is today, or so many days from the day that stands", () => {
    reads("t", "2026-11-20");
    reads(" Today ", "2026-11-20");
    reads("+5", "2027-01-02");
    reads("-28", "2026-11-30");
    reads("+0", "2026-12-28");
  });

  it("has its day before its month, and the year nearest to today", () => {
    reads("12/3", "2027-03-12");
    reads("1/6", "2026-06-01");
    reads("14.3.", "2027-03-14");
    reads("14.3.28", "2028-03-14");
    reads("14/3/2028", "2028-03-14");
    reads("2027-03-14", "2027-03-14");
    reads("14 mar", "2027-03-14");
    reads("3月14日", "2027-03-14");
    reads("14March", "2027-03-14");
    reads("14 Mar 28", "2028-03-14");
    reads("29/2", null);
    reads("29/2/28", "2028-02-29");
  });

  it("is the next of a weekday, never today, or the Monday of a week", () => {
    reads("sat", "2026-11-21");
    reads("fri", "2026-11-27");
    reads("next friday", "2026-11-27");
    reads("w12", "2027-03-22");
    reads("w53", "2026-12-28");
    reads("w1", "2027-01-04");
  });

  it("is nothing else", () => {
    for (const typed of ["", "3", "3/14", "31/4", "32 jan", "12/345", "2027-02-30", "w0", "w54", "soon", "14 ma", "+", "1e3", "mars 14"]) reads(typed, null);
  });

  it("is read back from the way it is shown", () => {
    reads("28 Dec", "2026-12-28");
    reads("28 Dec 27", "2027-12-28");
  });
});

describe("A quantity that is typed", () => {
  it("may set thousands apart, be left out, and is no half piece", () => {
    expect(["1200", "1 200", "1,200", "1.200", "", "12.5", "many"].map(readPieces)).toEqual([1200, 1200, 1200, 1200, null, undefined, undefined]);
  });
});

it("reads every day as it is shown", () => {
  const misread: string[] = [];
  // Years with a leap day before, within and after them.
  for (let near = epochDay("2026-11-22"); near < epochDay("2029-03-02"); near += 23) {
    for (let off = -400; off <= 400; off++) {
      const [today, day] = [dayOf(near), dayOf(near + off)];
      const shown = shortDay(day, today);
      if (readDay(shown, today, today) !== day) misread.push(`${shown} on ${today} is not ${day}`);
    }
  }
  expect(misread).toEqual([]);
});
