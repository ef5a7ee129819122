import { describe, expect, it } from "vitest";
import type { Category, Milestone, OverviewRow } from "../api/types";
import { epochDay } from "../vocabulary/days";
import { bars, byPlan, extent, milestoneVariance, nextMilestone, settled } from "./gantt";
import { matrix } from "./matrix";
import { waterfall } from "./waterfall";
import { materialHref } from "./materials/hrefs";

describe("The waterfall", () => {
  const cause = (days: number) => ({ code: null, side: "brand", days, text: "", milestone: null, event: null });

  it("stacks causes, steps back by the float absorbed, and ends at the slip", () => {
    const { causes, absorbed, end } = waterfall({ slipDays: 7, floatAbsorbedDays: 14, causes: [4, 9, 6, 2].map(cause) });
    expect(causes).toEqual([{ from: 0, to: 4 }, { from: 4, to: 13 }, { from: 13, to: 19 }, { from: 19, to: 21 }]);
    expect(absorbed).toEqual({ from: 21, to: 7 });
    expect(end).toBe(7);
  });

  it("takes a cause that won days back", () => {
    expect(waterfall({ slipDays: 3, floatAbsorbedDays: 0, causes: [5, -2].map(cause) })).toMatchObject({ causes: [{ from: 0, to: 5 }, { from: 5, to: 3 }], end: 3 });
  });
});

describe("The matrix", () => {
  const row = (brand: string, category: Category, lines: number, late: number): OverviewRow => ({
    id: `${brand}/${category}`, v: 1, brand, brandName: brand, category, lines, purchaseOrders: lines, quantity: lines * 10, health: { late, ontrack: lines - late },
  });

  it("adds up both ways, by lines and by health", () => {
    const { brands, columns, all } = matrix([row("B", "apparel", 5, 1), row("A", "apparel", 7, 2), row("A", "other", 3, 0), row("C", "footwear", 0, 0)]);
    expect(brands.map(({ brand, sum }) => [brand, sum.lines])).toEqual([["A", 10], ["B", 5]]);
    expect(columns.get("apparel")).toMatchObject({ lines: 12, quantity: 120, health: { late: 3, ontrack: 9 } });
    expect(all).toMatchObject({ lines: 15, health: { late: 3, ontrack: 12 } });
  });
});

describe("The calendar's picture", () => {
  const milestone = (code: string, baseline: string | null, more: Partial<Milestone> = {}): Milestone => ({
    code, name: code, role: "Vendor", home: "line", baseline, committed: baseline, forecast: baseline, actual: null, latest: null, health: "plan", driving: false, heard: null, ...more,
  });

  it("stands in the order of the plan", () => {
    const order = byPlan([milestone("C", null, { forecast: null }), milestone("B", "2027-01-09"), milestone("A", "2027-01-02")]);
    expect(order.map(({ code }) => code)).toEqual(["A", "B", "C"]);
  });

  it("runs a driving bar from the driving milestone before it, another from the one before it", () => {
    const rows = bars([
      milestone("A", "2027-01-02", { driving: true, actual: "2027-01-05" }),
      milestone("B", "2027-01-04"),
      milestone("C", "2027-01-09", { driving: true, forecast: "2027-01-15" }),
      milestone("D", "2027-01-12"),
    ]);
    const day = (of: number | null) => (of == null ? null : of - epochDay("2027-01-01"));
    expect(rows.map(({ from, at }) => [day(from), day(at)])).toEqual([[null, 4], [null, 3], [4, 14], [null, 11]]);
    expect(rows.map(({ baselineFrom, baselineAt }) => [day(baselineFrom), day(baselineAt)])).toEqual([[null, 1], [1, 3], [1, 8], [8, 11]]);
  });

  it("measures a milestone against what was agreed, else the baseline", () => {
    expect(milestoneVariance(milestone("A", "2027-01-02", { committed: "2027-01-05", forecast: "2027-01-09" }))).toBe(4);
    expect(milestoneVariance(milestone("A", "2027-01-02", { committed: null, actual: "2027-01-01" }))).toBe(-1);
    expect(milestoneVariance(milestone("A", null, { forecast: null }))).toBeNull();
  });

  it("folds what is done for a month, unless that is little or all", () => {
    const done = (code: string, actual: string) => milestone(code, actual, { actual });
    const old = ["A", "B", "C", "D"].map((code) => done(code, "2026-12-01"));
    expect([...settled([...old, done("E", "2027-01-01"), milestone("F", "2027-02-01")], "2027-01-04")]).toEqual(["A", "B", "C", "D"]);
    expect(settled(old, "2027-01-04").size).toBe(0);
    expect(settled([...old.slice(1), milestone("F", "2027-02-01")], "2027-01-04").size).toBe(0);
  });

  it("knows what is next", () => {
    expect(nextMilestone([milestone("A", "2027-01-02", { actual: "2027-01-02" }), milestone("B", "2027-01-09"), milestone("C", "2027-01-05")])?.code).toBe("C");
    expect(nextMilestone([])).toBeNull();
  });

  it("shows all its days, and today when it is near", () => {
    const rows = bars([milestone("A", "2027-01-02"), milestone("B", "2027-02-01")]);
    const [from, to] = extent(rows, epochDay("2026-12-20"));
    expect(from).toBeLessThan(epochDay("2026-12-20"));
    expect(to).toBeGreaterThan(epochDay("2027-02-01"));
    expect(extent(rows, epochDay("2030-01-01"))[1]).toBeLessThan(epochDay("2027-03-01"));
    expect(extent([], 100)).toEqual([70, 130]);
  });
});

it.each(["100% wool / silk", "70% recycled poly", "60/2 cotton & elastane + 5 %20"])("The address of %s leads to it", (name) => {
  const { pathname, searchParams } = new URL(materialHref(name), "http://here");
  expect([pathname, searchParams.get("name")]).toEqual(["/materials", name]);
});
