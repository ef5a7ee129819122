import { describe, expect, test } from "vitest";
import type { BoardRow, PurchaseOrder } from "../../api/types";
import { tellDetail, tellLines, type ChangedRow, type Changes, type FieldChange } from "./tell";

const line = (id: string, part: Partial<BoardRow> = {}): BoardRow => ({
  id, v: 1, po: id.split("/")[0]!, line: 1, poHealth: "ontrack", brand: "HALDEN", category: "apparel", vendor: "V-1", vendorName: "Vendor", country: "BD", season: "SS27", style: "S-1",
  styleName: "Tee", colour: "Ink", quantity: 100, stage: "sewing", health: "ontrack", slipDays: 0, floatDays: 0, baseline: null, committed: "2027-01-10", forecast: "2027-01-10", actual: null,
  cancel: null, next: null, cause: null, heardAt: null, ...part,
} as BoardRow);
const change = (field: string, before: unknown, after: unknown = null): FieldChange => ({ field, before, after });
const changes = (...changed: ChangedRow<BoardRow>[]): Changes<BoardRow> => ({ topic: "board", from: { position: 1, committedAt: "" }, to: { position: 2, committedAt: "" }, entered: [], left: [], changed });
const all = () => true;

describe("Lines of a board between two moments", () => {
  const told = (...changed: ChangedRow<BoardRow>[]) => tellLines([changes(...changed)], all);

  test("are told once, by the worst that became of them", () => {
    const { lines } = told(
      { id: "A/1", row: line("A/1", { health: "late", forecast: "2027-01-15" }), fields: [change("health", "ontrack"), change("forecast", "2027-01-10")] },
      { id: "B/1", row: line("B/1", { health: "risk" }), fields: [change("health", "late")] },
      { id: "C/1", row: line("C/1", { forecast: "2027-01-12" }), fields: [change("forecast", "2027-01-10")] },
      { id: "D/1", row: line("D/1", { forecast: "2027-01-08" }), fields: [change("forecast", "2027-01-10")] },
      { id: "E/1", row: line("E/1", { stage: "packing" }), fields: [change("stage", "sewing")] },
      { id: "F/1", row: line("F/1", { health: "critical" }), fields: [change("health", "late")] },
    );
    expect(lines.map(({ row, kind, days }) => `${row.po} ${kind} ${days}`)).toEqual(["A worse 5", "F worse 0", "B better 0", "C later 2", "D earlier -2", "E stage 0"]);
  });

  test("that only heard something are counted and not listed", () => {
    const { lines, quiet } = told({ id: "A/1", row: line("A/1"), fields: [change("heardAt", "x"), change("latest", null)] });
    expect([lines.length, quiet]).toEqual([0, 1]);
  });

  test("are those that the page's filters let through", () => {
    const from: Changes<BoardRow> = { ...changes(), entered: [line("N/1"), line("M/1", { brand: "OSTRA" })], left: [line("L/1")] };
    expect(tellLines([from], ({ brand }) => brand === "HALDEN").lines.map(({ row, kind }) => `${row.po} ${kind}`)).toEqual(["L left", "N entered"]);
  });
});

test("An order's changes are told by line and milestone, each once, with days and words", () => {
  const row = { lines: [{ number: 2, milestones: [{ code: "A26", name: "Cutting start" }] }] } as unknown as PurchaseOrder;
  const told = tellDetail({
    id: "PO", row: row as PurchaseOrder & { id: string; v: number },
    fields: [
      change("version", 3, 4), change("lines[2].exFactory.forecast", "2027-01-10", "2027-01-15"), change("lines[2].health", "ontrack", "late"),
      change("lines[2].milestones[A26].forecast", "2026-12-01", "2028-12-06"), change("lines[2].milestones[A26].heard.reason", null, "FA-CAP"), change("health", "ontrack", "late"),
    ],
  }, "2026-11-22");
  expect(told.map(({ line, about, what, before, after }) => [line, about, what, before, after].join("|"))).toEqual([
    "|" + "|Health|On track|Late",
    "2||Health|On track|Late",
    "2|Ex-factory|Forecast|10 Jan|15 Jan",
    "2|Cutting start|Forecast|1 Dec|6 Dec 28",
    "2|Cutting start|Report, reason|–|FA-CAP",
  ]);
});
