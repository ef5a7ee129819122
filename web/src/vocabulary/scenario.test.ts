import { describe, expect, it } from "vitest";
import { assumptionsOf, readScenario, said, scopeOf, writeScenario, type Scenario } from "./scenario";

const whole: Scenario = {
  where: { vendor: "V-17", mill: "Arrow Textiles", category: "apparel", lines: [{ purchaseOrder: "PO-1/A", line: 2 }] },
  changes: [
    { kind: "delay", of: "mill", days: 9, reason: "MT-MILL" },
    { kind: "date", of: { milestone: "A26" }, date: "2027-02-15", reason: null },
    { kind: "closure", vendor: "V-17", from: "2027-02-05", to: "2027-02-20", name: "High water ~ again" },
    { kind: "shipmode", mode: "air", reason: "FA-CAP" },
  ],
};

describe("A scenario", () => {
  it("is what its address says, and the address what it is", () => {
    expect(readScenario(writeScenario(whole))).toEqual(whole);
    expect(writeScenario({ where: {}, changes: [] })).toBe("");
  });

  it("leaves out what an address says that cannot be", () => {
    expect(readScenario("?category=hats&lines=PO-1,PO-2/0,PO-3/1&change=delay~mill~soon&change=delay~mill~0&change=closure~V-1~2027-02-05~&change=miracle~x~1")).toEqual({
      where: { lines: [{ purchaseOrder: "PO-3", line: 1 }] }, changes: [],
    });
  });

  it("asks for its changes of the lines that are meant, and of a closure for its vendor alone", () => {
    expect(assumptionsOf(whole)).toEqual([
      { kind: "delay", days: 9, supplier: "mill", reason: "MT-MILL", where: whole.where },
      { kind: "date", date: "2027-02-15", milestone: "A26", where: whole.where },
      { kind: "closure", from: "2027-02-05", to: "2027-02-20", name: "High water ~ again", where: { vendor: "V-17" } },
      { kind: "shipmode", shipMode: "air", reason: "FA-CAP", where: whole.where },
    ]);
  });

  it("asks for nothing without changes, or without lines to change", () => {
    expect(assumptionsOf({ ...whole, changes: [] })).toBeNull();
    expect(assumptionsOf({ ...whole, where: {} })).toBeNull();
    expect(assumptionsOf({ where: {}, changes: whole.changes.slice(2, 3) })).toHaveLength(1);
  });

  it("reads as a person would say it", () => {
    const words = whole.changes.map((change) => said(change, () => "Cutting start", () => "Dhaka Shirts"));
    expect(words).toEqual(["Mill 9 days late", "Cutting start on 15 Feb", "Dhaka Shirts closed 5 Feb to 20 Feb", "By air"]);
    expect(said({ kind: "delay", of: "vendor", days: -1, reason: null }, String, String)).toBe("Vendor 1 day early");
    expect(scopeOf(whole.where, () => "Dhaka Shirts").map(({ text }) => text)).toEqual(["Dhaka Shirts", "Mill Arrow Textiles", "Apparel", "PO-1/A line 2"]);
  });
});
