import { describe, expect, test } from "vitest";
import type { QueueRow } from "../api/approvals";
import { doneWords } from "./acting";
import { ageOf, ages, arrange, clockDays, countGroups, countTurns, decidedTogether, everything, groupOf, inScope, readQuery, turnOf, turns, writeQuery } from "./queue";

const today = "2026-11-22";

function row(id: string, more: Partial<QueueRow> = {}): QueueRow {
  return {
    id, v: 1, version: 2, style: "ST-1", styleName: "Linen shirt", type: "lab-dip", typeName: "Lab dip", colour: "Ink", brand: "HALDEN", category: "apparel",
    season: "SS27", vendor: "V-1", vendorName: "Dhaka Shirts", reviewer: "Colour", status: "received", rejected: false, round: 1, waitsOn: "brand",
    due: "2026-11-25", purchaseOrders: 1, units: 100, comments: { count: 0, changes: 0 }, waiting: 0, ...more,
  };
}

describe("Parts of the queue", () => {
  test.each([
    ["overdue", { due: "2026-11-21" }],
    ["overdue", { due: "2026-11-21", waitsOn: "vendor" }],
    ["vendor", { due: "2026-11-22", waitsOn: "vendor" }],
    ["today", { due: "2026-11-22" }],
    ["week", { due: "2026-11-28" }],
    ["later", { due: "2026-11-29" }],
    ["hold", { status: "on-hold", due: undefined, waitsOn: undefined }],
  ] as [string, Partial<QueueRow>][])("%s", (group, more) => expect(groupOf(row("a", more), today)).toBe(group));
});

test("What blocks most units for most days comes first, and what is overdue before what is not", () => {
  const rows = [
    row("near", { due: "2026-11-23", units: 9_000 }),
    row("few", { due: "2026-11-20", units: 10 }),
    row("many", { due: "2026-11-21", units: 1_000 }),
    row("unknown", { due: "2026-11-12", units: undefined }),
    row("theirs", { due: "2026-12-01", waitsOn: "vendor" }),
  ];
  expect(arrange(rows, everything, today).map(({ id }) => id)).toEqual(["many", "few", "unknown", "near", "theirs"]);
});

test("What has no value comes last both ways", () => {
  const rows = [row("none", { vendorName: undefined }), row("b", { vendorName: "B" }), row("a", { vendorName: "A" })];
  const ids = (descending: boolean) => arrange(rows, { ...everything, sort: "vendor", descending }, today).map(({ id }) => id);
  expect(ids(false)).toEqual(["a", "b", "none"]);
  expect(ids(true)).toEqual(["b", "a", "none"]);
});

test("A clock that runs counts up to today", () => {
  expect(clockDays({ days: 3, since: "2026-11-20" }, today)).toBe(5);
  expect(clockDays({ days: 3 }, today)).toBe(3);
  expect(clockDays(undefined, today)).toBeNull();
});

test("A round is as old as both sides have taken, and waits on the mill that makes it", () => {
  const at = (vendor: number, brand: number, more: Partial<QueueRow> = {}) => row("a", { vendorClock: { days: vendor }, brandClock: { days: brand }, ...more });
  expect([at(0, 3), at(2, 2), at(28, 0), at(20, 9), row("a")].map((each) => ageOf(each, today))).toEqual(["0-3", "4-7", "15-28", "29-", null]);
  expect([at(1, 0), at(1, 0, { waitsOn: "vendor" }), at(1, 0, { waitsOn: "vendor", mill: "M-1" }), at(1, 0, { waitsOn: "brand", mill: "M-1" })].map(turnOf)).toEqual(["brand", "vendor", "mill", "brand"]);
});

test("Each count of turns by age is of as many as its filter shows", () => {
  const rows = [1, 5, 9, 16, 40].flatMap((days, index) => (["brand", "vendor", undefined] as const).flatMap((waitsOn) =>
    [undefined, "M-1"].map((mill) => row(`${days} ${waitsOn} ${mill}`, { waitsOn, mill, vendorClock: { days }, brandClock: { days: index } }))));
  const counts = countTurns(rows, today);
  for (const side of turns) for (const age of ages) expect(arrange(rows, { ...everything, side, age }, today).length, `${side} ${age}`).toBe(counts[side][age]);
  expect(turns.flatMap((turn) => ages.map((age) => counts[turn][age])).reduce((sum, n) => sum + n, 0)).toBe(20);
});

test("The words of the filter may stand anywhere", () => {
  expect(inScope(row("a"), { ...everything, text: "INK dhaka dip" }, today)).toBe(true);
  expect(inScope(row("a"), { ...everything, text: "ink porto" }, today)).toBe(false);
});

test("Parts are counted by all filters but their own", () => {
  const rows = [row("a", { due: "2026-11-20" }), row("b"), row("c", { side: "x", type: "fit", typeName: "Fit" } as Partial<QueueRow>)];
  expect(countGroups(rows, { ...everything, due: ["overdue"], type: "lab-dip" }, today)).toMatchObject({ overdue: 1, week: 1 });
});

test("The address says what is shown, and says it back", () => {
  const query = { ...everything, due: ["overdue", "vendor"] as const, side: "mill" as const, age: "8-14" as const, type: "pp", text: "a b", sort: "units" as const, descending: true };
  expect(readQuery(writeQuery(query))).toEqual(query);
  expect(writeQuery(everything)).toBe("");
  expect(readQuery("?due=nonsense&sort=-colour&side=up&age=9")).toEqual(everything);
});

test("Only one type of one style is decided together", () => {
  expect(decidedTogether([row("a"), row("b", { colour: "Moss" })])).toBe(true);
  expect(decidedTogether([row("a"), row("b", { type: "fit" })])).toBe(false);
  expect(decidedTogether([row("a"), row("b", { style: "ST-2" })])).toBe(false);
});

test("What was done and what waits for a second person are counted apart", () => {
  const [done, waits, refused] = [{ status: "accepted", proposal: null }, { status: "accepted", proposal: "p" }, { status: "refused", proposal: null }] as const;
  expect(doneWords("waive", [done, done, waits, refused], null)).toBe("Waived: 2 approvals. Proposed, it waits for a second person: 1 approval");
  expect(doneWords("waive", [waits, waits], null)).toBe("Proposed, they wait for a second person: 2 approvals");
  expect(doneWords("waive", [refused, refused], null)).toBe("Waived: 0 approvals");
  expect(doneWords("approve", [done], "Lab dip, Ink")).toBe("Approved: Lab dip, Ink");
});
