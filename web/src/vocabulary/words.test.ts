import { describe, expect, it } from "vitest";
import { age, dayOf, daysBetween, dueIn, epochDay, longDay, moment, shortDay, signedDays, stopwatch } from "./days";
import { worstOf } from "./health";
import { cancelWords, insteadOf, milestoneWords, statusSentence, statusWord } from "./words";

describe("A day", () => {
  it("counts across leap days and summer time without a zone", () => {
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2027-01-11", "2027-01-04")).toBe(-7);
  });

  it("comes back from its number", () => {
    for (const day of ["1970-01-01", "2026-11-20", "2028-02-29"]) expect(dayOf(epochDay(day))).toBe(day);
    expect(epochDay("1970-01-01")).toBe(0);
  });

  it("reads shortly, with the year only when it is far", () => {
    expect(shortDay("2027-01-04")).toBe("4 Jan");
    expect(shortDay("2027-01-04", "2026-11-20")).toBe("4 Jan");
    expect(shortDay("2027-11-04", "2026-11-20")).toBe("4 Nov 27");
    expect(longDay("2026-11-20")).toBe("Fri 20 Nov 2026");
  });

  it("is due, today or over", () => {
    expect(dueIn("2026-11-25", "2026-11-20")).toBe("in 5d");
    expect(dueIn("2026-11-20", "2026-11-20")).toBe("today");
    expect(dueIn("2026-11-15", "2026-11-20")).toBe("5d over");
  });

  it("has a real minus sign in variances", () => {
    expect([7, 0, -2].map(signedDays)).toEqual(["+7d", "0d", "−2d"]);
  });
});

describe("An instant", () => {
  const now = new Date(2026, 10, 20, 9, 14, 3).getTime();
  const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

  it("has an age in one unit, never below zero", () => {
    expect([12, 120, 7_200, 200_000, -50].map((s) => age(before(s), now))).toEqual(["12s", "2m", "2h", "2d", "0s"]);
  });

  it("is told by the day it was", () => {
    expect(moment(before(120), now)).toBe("Today 09:12");
    expect(moment(before(86_400), now)).toBe("Thu 19 Nov 09:14");
    expect(moment(before(400 * 86_400), now)).toBe("Thu 16 Oct 2025 09:14");
  });

  it("shows a silence as a stopwatch", () => {
    expect([27_400, 3_927_000].map(stopwatch)).toEqual(["00:27", "1:05:27"]);
  });
});

describe("A status in words", () => {
  const line = { forecast: "2027-01-11", committed: "2027-01-04", actual: null };

  it("carries its days where they mean something", () => {
    expect(statusWord("late", 7)).toBe("Late +7d");
    expect(statusWord("done", 2)).toBe("Done +2d");
    expect(statusWord("done", 0)).toBe("Done");
    expect(statusWord("stale", 0, 6)).toBe("No update 6d");
    expect(statusWord("ontrack", 3)).toBe("On track");
  });

  it("calls a cancel date missed only when something has happened", () => {
    expect(cancelWords(7, false)).toBe("7d spare");
    expect(cancelWords(-8, false)).toBe("forecast 8d past it");
    expect(cancelWords(-8, true)).toBe("8d missed");
  });

  it("is a whole sentence for those who hear it", () => {
    expect(statusSentence("late", line)).toBe("Late by 7 days: forecast Mon 11 Jan 2027, committed Mon 4 Jan 2027");
    expect(statusSentence("plan", { ...line, forecast: null, committed: null })).toBe("Planned");
  });

  it("says which date stands instead of which", () => {
    expect(insteadOf("2027-01-11", "2027-01-04")).toBe("11 Jan instead of 4 Jan.");
    expect(insteadOf("2027-01-04", "2027-01-04")).toBe("Ex-factory 4 Jan, as agreed.");
    expect(insteadOf(null, null)).toBe("No ex-factory date yet.");
  });

  it("of many is the worst there is", () => {
    expect(worstOf({ ontrack: 40, risk: 2, late: 0 })).toBe("risk");
    expect(worstOf({})).toBe("plan");
  });
});

describe("A milestone's name", () => {
  it("has a part that may give way: what stands in brackets at its end", () => {
    expect(milestoneWords("Cutting start (PCD)")).toEqual(["Cutting start", " (PCD)"]);
    expect(milestoneWords("Inline inspection (DUPRO) passed")).toEqual(["Inline inspection (DUPRO) passed", ""]);
    expect(milestoneWords("Ex-factory")).toEqual(["Ex-factory", ""]);
  });
});
