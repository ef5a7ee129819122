import { expect, test } from "vitest";
import { keyPerBody, lookedAt, type BulkItem } from "./bulkActs";

test("The same body has the same key, also after another was sent", () => {
  const keyOf = keyPerBody();
  const first = keyOf({ days: 5 });
  expect(keyOf({ days: 6 })).not.toBe(first);
  expect(keyOf({ days: 5 })).toBe(first);
});

test("What was looked at is sent of the rows that would be set", () => {
  const item = { purchaseOrder: "PO-1", line: 1, approval: null, from: { day: "2027-03-01" }, status: "done" } as BulkItem;
  const decision = { ...item, approval: "PO-1~1~pps", from: { status: "received", version: 4 }, status: "proposed" } as BulkItem;
  expect(lookedAt({ items: [item, decision, { ...item, line: 2, from: null, status: "refused" }] })).toEqual([
    { purchaseOrder: "PO-1", line: 1, approval: null, day: "2027-03-01", responsible: null, version: null },
    { purchaseOrder: "PO-1", line: 1, approval: "PO-1~1~pps", day: null, responsible: null, version: 4 },
  ]);
});
