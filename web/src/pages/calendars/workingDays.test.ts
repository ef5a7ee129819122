import { expect, test } from "vitest";
import type { WorkingCalendar } from "../../api/calendars";
import { cellText, nothing, yearCells } from "./workingDays";

const calendar: WorkingCalendar = {
  key: "factory:V-1", country: "VN", name: "Sewing", timeZone: "Asia/Ho_Chi_Minh", version: 0, year: 2027, weeklyDaysOff: ["sunday"],
  days: [{ day: "2027-01-01", kind: "off", reason: "New Year", source: "rule" }], sheet: nothing, history: [], customary: [],
};
const closed = { ...nothing, closures: [{ from: "2027-03-01", to: "2027-03-02", name: "Boiler", rampDays: 4, rampPercent: 50 }] };

test("A closure is marked at once, and its ramp as soon as the node has said which days it takes", () => {
  expect(yearCells(calendar, closed).get("2027-03-02")!.pending).toBe("off");
  expect(yearCells(calendar, closed).get("2027-03-04")!.pending).toBeNull();
  const foreseen = yearCells(calendar, closed, [
    { day: "2027-01-01", kind: null, reason: null }, { day: "2027-03-02", kind: "off", reason: "Boiler" }, { day: "2027-03-04", kind: "lost", reason: "Boiler, ramp-up" },
  ]);
  expect(["2027-01-01", "2027-03-01", "2027-03-02", "2027-03-04"].map((day) => foreseen.get(day)!.pending)).toEqual(["dropped", null, "off", "lost"]);
  expect(cellText(foreseen.get("2027-03-04")!)).toContain("counts for nothing, once applied");
});

test("What was foreseen of a change that was dropped marks nothing", () => {
  expect([...yearCells(calendar, null, [{ day: "2027-03-04", kind: "lost", reason: null }]).values()].every(({ pending }) => pending == null)).toBe(true);
});
