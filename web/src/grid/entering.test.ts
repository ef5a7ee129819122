import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BulkActItem } from "../api/bulkActs";
import type { BoardRow } from "../api/types";
import { takeBack } from "../frame/Notice";
import { columns } from "./columns";
import { Edits, type EditState } from "./edits";
import { enterOne, holdTo, outcomeOf, reportOne, type Change } from "./entering";

const column = (key: string) => columns.find((each) => each.key === key)!;
const next = { code: "A26", name: "Cutting start (PCD)", role: "Vendor", due: "2027-01-01", forecast: "2027-01-02" };
const sewing = { ...next, code: "A28", name: "Sewing start" };
const row = (more: Partial<BoardRow> = {}) => ({ id: "A/1", v: 1, po: "A", line: 1, forecast: "2027-01-09", actual: null, next, ...more }) as BoardRow;
const change = (key: string, date: string, of = row()): Change => ({ row: of, column: column(key), milestone: key.startsWith("next") ? of.next : null, date });

describe("What was entered", () => {
  const shown = (state: EditState, of: BoardRow, entered = change("forecast", "2027-01-20")) => {
    const edits = new Edits();
    edits.begin(entered);
    edits.put(entered, state);
    return edits.shown(of, entered.column) !== undefined;
  };

  it("is shown until the row says so, or has changed since it was set", () => {
    const [before, same, other] = [row(), row({ v: 2, forecast: "2027-01-20" }), row({ v: 2 })];
    expect([shown("sent", before), shown("sent", same), shown("sent", other)]).toEqual([true, false, true]);
    expect([shown("settled", before), shown("settled", other)]).toEqual([true, false]);
  });

  it("stays where it was refused, for as long as its milestone is next", () => {
    expect(shown("refused", row({ v: 9 }))).toBe(true);
    expect(shown("refused", row({ v: 9 }), change("nextDone", "2027-01-20"))).toBe(true);
    expect(shown("refused", row({ v: 9, next: sewing }), change("nextDone", "2027-01-20"))).toBe(false);
  });

  it("is not touched by what becomes of an earlier day in the same cell", () => {
    const edits = new Edits();
    const [first, second] = [change("forecast", "2027-01-20"), change("forecast", "2027-01-21")];
    edits.begin(first);
    edits.begin(second);
    edits.put(first, "refused", "It is locked.");
    edits.drop(first);
    expect(edits.shown(row(), column("forecast"))).toMatchObject({ change: { date: "2027-01-21" }, state: "sending" });
  });
});

describe("What became of an act", () => {
  it("is told day by day, also where a line has the same day of two milestones", () => {
    const item = (milestone: string, status: BulkActItem["status"]) => ({ purchaseOrder: "A", line: 1, field: "expected", milestone, status, problem: null }) as BulkActItem;
    const items = [item("A26", "refused"), item("EXF", "done")];
    const of = (key: string, milestone: string) => outcomeOf({ change: change(key, "2027-01-20"), milestone }, { items, left: [] }).status;
    expect([of("forecast", "EXF"), of("nextForecast", "A26"), of("nextForecast", "A28")]).toEqual(["done", "refused", "refused"]);
  });
});

it("enters nothing once another milestone is next", () => {
  const pasted = [change("nextDone", "2027-01-20")];
  expect(() => holdTo(pasted, () => row())).not.toThrow();
  expect(() => holdTo(pasted, () => row({ next: sewing }))).toThrow("Sewing start");
});

describe("An entry whose answer was lost", () => {
  let sent: { path: string; body: Record<string, unknown>; key: string | undefined }[];
  let answers: boolean;

  beforeEach(() => {
    sent = [];
    answers = false;
    vi.stubGlobal("location", { pathname: "/" });
    vi.stubGlobal("localStorage", { getItem: () => null });
    vi.stubGlobal("fetch", (path: string, { body, headers }: { body?: string; headers: Record<string, string> }) => {
      const json = (said: unknown) => Promise.resolve(new Response(JSON.stringify(said), { headers: { "content-type": "application/json" } }));
      if (path.endsWith("/preview")) return json({ items: [{ purchaseOrder: "A", line: 1, approval: null, entry: 0, field: "expected", milestone: "EXF", status: "done", from: { day: "2027-01-09" } }] });
      if (body === undefined) return json({ act: { id: "act", rows: 1, settled: 1, restored: 0, toRestore: 0 }, items: [], left: [] });
      sent.push({ path, body: JSON.parse(body) as Record<string, unknown>, key: headers["Idempotency-Key"] });
      return answers ? json({ id: "act" }) : Promise.reject(new TypeError("Failed to fetch"));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is reported again under its own id, another day under another", async () => {
    const edits = new Edits();
    const report = (date: string) => reportOne(change("nextDone", date), "board", () => "2027-01-20T00:00:00Z", edits).catch(() => null);
    for (const date of ["2027-01-20", "2027-01-20", "2027-01-21"]) await report(date);
    const [first, again, other] = sent.map(({ body }) => body.eventId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(sent.map(({ body }) => body.milestone)).toEqual(["A26", "A26", "A26"]);
  });

  it("is applied again under its own key, and is another once it was taken", async () => {
    const edits = new Edits();
    const enter = () => enterOne(change("forecast", "2027-01-20"), null, edits).catch(() => null);
    await enter();
    answers = true;
    await enter();
    await enter();
    const [first, again, later] = sent.map(({ key }) => key);
    expect(again).toBe(first);
    expect(later).not.toBe(first);
  });

  it("is taken back as what it is, also after another day was typed into the cell", async () => {
    answers = true;
    const edits = new Edits();
    await reportOne(change("nextDone", "2027-01-20"), "board", () => "2027-01-20T00:00:00Z", edits);
    edits.begin(change("nextDone", "2027-01-21"));
    await takeBack();
    expect(sent.at(-1)!.body).toMatchObject({ retracted: true, eventId: sent[0]!.body.eventId });
    expect(edits.pending(row(), column("nextDone"))).toBe("2027-01-21");
  });
});
