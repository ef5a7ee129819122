import { describe, expect, it } from "vitest";
import { dayRangeWords, isWithin, readDayRange, weekFrom, writeDayRange } from "../vocabulary/dayRange";
import { byWeek, joined, mondays, slipSteps, weeksShown, type OnTimeWeek } from "./figures";

const week = (lines: number): OnTimeWeek => ({ week: "2026-11-16", lines, onTime: 0 });

describe("A trend", () => {
  it("leads no line through a week of few lines, nor over one in which nothing left", () =>
    expect(joined([week(9), week(5), week(4), week(9), null, week(9), week(9)])).toEqual([[0, 1], [5, 6]]));
  it("begins with the first week in which anything left, and is never of a few weeks alone", () => {
    const of = (first: string) => weeksShown({ against: "baseline", from: "2026-06-01", weeks: 26, all: { key: null, name: null, lines: 9, onTime: 9, weeks: [{ week: first, lines: 9, onTime: 9 }] }, series: [], seriesTotal: 0, undated: 0 });
    expect([of("2026-06-15"), of("2026-11-16")].map((weeks) => [weeks[0], weeks.length])).toEqual([["2026-06-15", 24], ["2026-10-05", 8]]);
  });
  it("has a place for every week, also for those in which nothing left", () =>
    expect(byWeek([{ week: "2026-11-16" }], mondays("2026-11-09", 3)).map((each) => each?.week ?? null)).toEqual([null, "2026-11-16", null]));
});

describe("Slip by cause", () => {
  it("goes up by each cause and back by the float, and ends at the slip", () => {
    const steps = slipSteps({
      lines: 3, slipDays: 19, absorbedDays: 4, untold: { days: 2, lines: 1 },
      causes: [{ side: "factory", code: "FA-CAP", reason: null, days: 15, lines: 2 }, { side: "brand", code: null, reason: null, days: 6, lines: 1 }],
    });
    expect(steps.map(({ kind, from, to }) => [kind, from, to])).toEqual([["cause", 0, 15], ["cause", 15, 21], ["untold", 21, 23], ["absorbed", 23, 19], ["slip", 0, 19]]);
  });
});

describe("A range of days", () => {
  it("comes back as it was written, and what is none is none", () => {
    for (const text of ["2026-12-07..2026-12-13", "..2026-12-06", "2027-03-15.."]) expect(writeDayRange(readDayRange(text)!)).toBe(text);
    for (const text of [null, "", "..", "2026-12-07", "2026-02-30..", "a..b", "2026-12-07..2026-12-08..2026-12-09"]) expect(readDayRange(text), String(text)).toBeNull();
  });
  it("holds both its ends, and nothing without a day", () =>
    expect(["2026-12-06", "2026-12-07", "2026-12-13", "2026-12-14", null].map((day) => isWithin(weekFrom("2026-12-07"), day))).toEqual([false, true, true, false, false]));
  it("is told in words", () =>
    expect(["2026-12-07..2026-12-13", "2026-11-30..2026-12-06", "..2026-12-06", "2027-03-15.."].map((text) => dayRangeWords(readDayRange(text)!)))
      .toEqual(["7–13 Dec", "30 Nov – 6 Dec", "until 6 Dec", "from 15 Mar"]));
});
