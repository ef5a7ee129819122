import { expect, test } from "vitest";
import type { Milestone } from "../api/types";
import { originWords, provenanceOf } from "./provenance";

const now = Date.parse("2026-11-22T12:00:00Z");
const names = (id: string) => ({ "linh.tran": "Linh Tran" })[id] ?? id;
const milestone: Milestone = {
  code: "A26", name: "Cutting start", role: "Vendor", home: "line", baseline: "2026-11-16", committed: "2026-11-18", forecast: "2026-11-20", actual: "2026-11-20",
  latest: null, health: "done", driving: false,
  heard: { date: "2026-11-20", source: "V-17", by: "linh.tran", channel: "api", heardAt: "2026-11-20T09:15:00Z", reason: "FA-CAP", note: null },
  agreed: { date: "2026-11-18", reason: "MT-MILL", by: "linh.tran", at: "2026-11-02T08:00:00Z", channel: "page" },
};

test("A date says who, how and when it was heard", () => {
  expect(originWords(milestone.heard!, names, now)).toMatch(/^V-17, sent by Linh Tran, by API, heard Fri 20 Nov \d\d:15$/);
  expect(originWords({ source: "selvedge:approvals", heardAt: "2026-11-20T09:15:00Z" }, names, now)).toMatch(/^the approvals, heard /);
});

test("Each date of a milestone says where it comes from", () => {
  const [happened, committed, baseline] = provenanceOf(milestone, "apparel, version 1", names, now);
  expect(happened).toMatch(/^Happened Fri 20 Nov 2026: V-17, .* \(overbooked line\)$/);
  expect(committed).toMatch(/^Committed Wed 18 Nov 2026: Linh Tran, on a page, Mon 2 Nov \d\d:00 \(late fabric\)$/);
  expect(baseline).toBe("Baseline Mon 16 Nov 2026: apparel, version 1");
  expect(provenanceOf({ ...milestone, actual: null, heard: null, agreed: null }, null, names, now)[0]).toBe("Expected Fri 20 Nov 2026: computed from what is before it");
});

test("A forecast that its predecessors force is put in nobody's mouth", () => {
  const [expected] = provenanceOf({ ...milestone, actual: null, forecast: "2026-12-14" }, null, names, now);
  expect(expected).toMatch(/^Expected Mon 14 Dec 2026: computed; V-17 said Fri 20 Nov 2026, sent by Linh Tran, by API, heard Fri 20 Nov \d\d:15 \(overbooked line\)$/);
});
