import { describe, expect, it } from "vitest";
import type { HistoryItem } from "../api/types";
import { merged, movedOrders, ticksOf, together, type LoggedEvent } from "./ticks";

const moved = (position: number, po: string, type = "purchase-order.forecast-moved"): LoggedEvent => ({
  position, type, subject: `purchase-order/${po}`, data: { lines: [{ line: 4, causes: [{ days: 2, text: "days off" }, { days: 21, text: "PP sample 21 days late" }] }] },
});
const item = (position: number, text: string, more: Partial<HistoryItem> = {}): HistoryItem =>
  ({ position, version: 1, recordedAt: "2026-11-22T22:12:39Z", type: "purchase-order.forecast-moved", text, line: 4, milestone: "A34", from: null, to: null, isExFactory: false, health: null, by: { actor: "nordkap", source: "VENDOR-1" }, ...more });

describe("The ticker", () => {
  it("tells of orders that moved, the last first, and not of what was merely reported or is of something else", () => {
    const events = [moved(1, "A"), moved(2, "B"), moved(3, "B"), moved(4, "C", "purchase-order.milestone-reported"), { ...moved(5, ""), subject: "style/ST-1" }];
    expect(movedOrders(events).map(({ po, events: of }) => [po, [...of.keys()]])).toEqual([["B", [3, 2]], ["A", [1]]]);
  });
  it("says in one line of a line from what to what it moved, why, who and when", () => {
    const past = [item(9, "Line 4 went from on track to late", { health: { from: "ontrack", to: "late" } }), item(9, "Ex-factory forecast of line 4 moved to 20 Feb", { from: "2027-02-16", to: "2027-02-20", isExFactory: true }), item(8, "Trims ordered is expected 29 Nov")];
    expect(ticksOf({ po: "PO-1", events: new Map([[9, moved(9, "PO-1")]]) }, past, "2026-11-22")).toEqual([
      { id: "9 PO-1/4", position: 9, po: "PO-1", line: 4, what: "Ex-factory 16 Feb → 20 Feb, On track → Late", why: "PP sample 21 days late", who: "VENDOR-1", at: "2026-11-22T22:12:39Z" },
    ]);
  });
  it("is silent where ex-factory holds, and says no reason where the causes are hidden", () => {
    const bare: LoggedEvent = { ...moved(9, "PO-1"), data: { lines: [{ line: 4 }] } };
    const past = [item(9, "Forecast of Bulk fabric in-house on line 4 moved to 5 Jan; ex-factory holds", { from: "2027-01-07", to: "2027-01-05" }), item(9, "Line 4 went from late to at risk", { health: { from: "late", to: "risk" } })];
    expect(ticksOf({ po: "PO-1", events: new Map([[9, bare]]) }, past, "2026-11-22")).toMatchObject([{ what: "Late → At risk", why: null }]);
  });
  it("tells in the next look what could not be told in the last, with what came since", () => {
    const [owed, fresh] = [movedOrders([moved(1, "A"), moved(2, "B")]), movedOrders([moved(5, "C"), moved(6, "A")])];
    expect(together(fresh, owed).map(({ po, events: of }) => [po, [...of.keys()]])).toEqual([["A", [1, 6]], ["C", [5]], ["B", [2]]]);
  });
  it("keeps the newest, each once", () => {
    const tick = (position: number) => ({ id: String(position), position, po: "A", line: null, what: "", why: null, who: "", at: "" });
    expect(merged([tick(3), tick(1)], [tick(3), tick(5), tick(4)], 3).map(({ position }) => position)).toEqual([5, 4, 3]);
  });
});
