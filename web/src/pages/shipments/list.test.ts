import { describe, expect, test } from "vitest";
import type { ShipmentSummary } from "../../api/shipments";
import { everything, matches, narrowed, readQuery, writeQuery } from "./list";

const shipment: ShipmentSummary = {
  id: "SHP-4f0c2a9be1d7", booking: "MAEU240117", carrier: "MAEU", mode: "sea", from: "BDCGP", to: "NLRTM", containers: ["MSKU6011672"], purchaseOrders: ["PO-1001"],
  lines: 1, quantity: 1200, days: [], slipDays: 3, overdue: null, exceptions: ["late"], next: null, health: "late", bookedAt: "2026-11-01T08:00:00Z",
};

describe("What is asked of the list of shipments", () => {
  test("is read from the address and written to it, beside what else stands there", () => {
    const query = { ...everything, text: "msku 6", from: "BDCGP", health: ["late", "stale"] as const };
    const written = writeQuery("?sort=-slip&q=old&mode=air", query);
    expect(readQuery(written)).toEqual(query);
    expect(new URLSearchParams(written).get("sort")).toBe("-slip");
    expect(writeQuery(written, everything)).toBe("?sort=-slip");
    expect(readQuery("?health=late,well").health).toEqual(["late"]);
  });

  test.each(["4F0C2", "maeu240", "6011672", "po-1001"])("finds it by %s", (text) => expect(matches(shipment, { ...everything, text })).toBe(true));

  test("finds it by nothing else, and by all that is asked at once", () => {
    expect(matches(shipment, { ...everything, text: "PO-2" })).toBe(false);
    expect(matches(shipment, { ...everything, mode: "sea", to: "NLRTM" })).toBe(true);
    expect(matches(shipment, { ...everything, mode: "sea", to: "USLAX" })).toBe(false);
    expect(matches(shipment, { ...everything, health: ["stale"] })).toBe(false);
    expect(matches(shipment, { ...everything, health: ["stale"] }, "health")).toBe(true);
    expect([narrowed(everything), narrowed({ ...everything, carrier: "MAEU" })]).toEqual([false, true]);
  });
});
