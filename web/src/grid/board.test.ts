import { beforeEach, describe, expect, it } from "vitest";
import type { BoardRow, BoardTotals } from "../api/types";
import { Topic } from "../live/topic";
import type { Health } from "../vocabulary/health";
import { arrange, type Item } from "./arrange";
import { Board } from "./board";
import { readQuery, writeQuery } from "./query";

function row(po: string, line: number, more: Partial<BoardRow> = {}): BoardRow {
  return {
    id: `${po}/${line}`, v: 1, po, line, poHealth: "ontrack", brand: "HALDEN", category: "apparel", vendor: "NBQ",
    vendorName: "Ningbo Qianhe", country: "CN", season: "SS27", style: "ST-1", styleName: "Fleece crew", colour: "Navy",
    quantity: 100, stage: "sewing", health: "ontrack", slipDays: 0, floatDays: 5, baseline: "2027-01-04",
    committed: "2027-01-04", forecast: "2027-01-04", earliest: null, latest: null, actual: null, cancel: null, next: null, cause: null, heardAt: null,
    ...more,
  };
}

const plain = readQuery("");
const ids = (items: readonly Item[]) => items.map((item) => item.id);

describe("Arranging a board", () => {
  it("puts the worst first, then the least float, then the earliest forecast", () => {
    const order: Health[] = ["done", "plan", "ontrack", "stale", "risk", "blocked", "late", "critical"];
    const rows = order.map((health, index) => row(`PO-${index}`, 1, { health }));
    rows.push(row("PO-8", 1, { health: "late", floatDays: -3 }));
    rows.push(row("PO-9", 1, { health: "late", floatDays: 5, forecast: "2026-12-01" }));
    rows.push(row("PO-10", 1, { health: "late", floatDays: null }));
    expect(ids(arrange(rows, plain))).toEqual(
      ["PO-7", "PO-8", "PO-9", "PO-6", "PO-10", "PO-5", "PO-4", "PO-3", "PO-2", "PO-1", "PO-0"].map((po) => `${po}/1`),
    );
  });

  it("keeps the lines of a purchase order together at the place of its worst", () => {
    const rows = [row("A", 1), row("B", 1, { health: "risk" }), row("A", 2, { health: "late" })];
    const items = arrange(rows, plain);
    expect(ids(items)).toEqual(["A/2", "A/1", "B/1"]);
    expect(items.map((item) => item.kind === "row" && item.first)).toEqual([true, false, true]);
  });

  it("heads vendors with their worst, lines and pieces", () => {
    const rows = [row("A", 1), row("B", 1, { vendor: "EGE", vendorName: "Ege Denim", health: "late", quantity: 7 }), row("C", 1)];
    const items = arrange(rows, readQuery("?group=vendor"));
    expect(ids(items)).toEqual(["group:EGE", "B/1", "group:NBQ", "A/1", "C/1"]);
    expect(items[2]).toMatchObject({ group: { name: "Ningbo Qianhe", lines: 2, quantity: 200, health: { ontrack: 2 } } });
  });

  it("heads styles and seasons with what they are called", () => {
    const rows = [row("A", 1, { style: "ST-2", styleName: "Rib tank" }), row("B", 1)];
    const names = (group: string) => arrange(rows, readQuery(`?group=${group}`)).flatMap((item) => (item.kind === "group" ? [item.group.name] : []));
    expect([names("style"), names("season"), names("brand")]).toEqual([["ST-2 Rib tank", "ST-1 Fleece crew"], ["SS27"], ["Halden"]]);
  });

  it("finds words in number, style, vendor, colour and cause, all of them", () => {
    const rows = [row("PO-1", 1, { cause: "Lab dip R2 rejected" }), row("PO-2", 1, { colour: "Ink" }), row("PO-3", 1)];
    const found = (q: string) => ids(arrange(rows, readQuery(`?q=${encodeURIComponent(q)}`)));
    expect(found("lab dip")).toEqual(["PO-1/1"]);
    expect(found("qianhe ink")).toEqual(["PO-2/1"]);
    expect(found("po-3 fleece")).toEqual(["PO-3/1"]);
    expect(found("nothing")).toEqual([]);
  });

  it("sorts what is unknown last both ways", () => {
    const rows = [row("A", 1, { forecast: null }), row("B", 1, { forecast: "2027-01-02" }), row("C", 1, { forecast: "2027-01-09" })];
    expect(ids(arrange(rows, readQuery("?sort=forecast")))).toEqual(["B/1", "C/1", "A/1"]);
    expect(ids(arrange(rows, readQuery("?sort=-forecast")))).toEqual(["C/1", "B/1", "A/1"]);
  });

  it("arranges ten thousand lines without loss", () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => row(`PO-${n % 2_500}`, n, { health: n % 7 === 0 ? "late" : "ontrack" }));
    expect(new Set(ids(arrange(rows, plain))).size).toBe(10_000);
  });
});

describe("Days of leaving", () => {
  it("let through what is still to leave in them, and nothing that has left or never will", () => {
    const rows = [
      row("A", 1, { forecast: "2026-12-13", committed: "2026-12-01" }), row("B", 1, { forecast: "2026-12-14", committed: "2026-12-07" }),
      row("C", 1, { forecast: "2026-12-08", committed: "2026-12-08", actual: "2026-12-08" }), row("D", 1, { forecast: "2026-12-08", committed: "2026-12-08", stage: "cancelled" }),
    ];
    expect(ids(arrange(rows, readQuery("?leaves=2026-12-07..2026-12-13")))).toEqual(["A/1"]);
    expect(ids(arrange(rows, readQuery("?agreed=2026-12-07..2026-12-13")))).toEqual(["B/1"]);
  });
});

describe("A query in the URL", () => {
  it("comes back as it was written", () => {
    const search = "?brand=HALDEN&vendor=NBQ&season=SS27&health=critical,late&leaves=2026-12-07..2026-12-13&agreed=..2026-12-06&q=lab+dip&group=vendor&sort=-forecast";
    expect(writeQuery(readQuery(search))).toBe(search);
    expect(writeQuery(plain)).toBe("");
  });

  it("ignores words it does not know", () => {
    expect(readQuery("?health=late,purple&group=moon&sort=-price")).toEqual({ ...plain, health: ["late"] });
  });
});

describe("A live board", () => {
  let topic: Topic<BoardRow, BoardTotals>;
  let board: Board;
  let position: number;

  function deliver(rows: BoardRow[], gone: string[] = []) {
    const from = position;
    position += 1;
    topic.receive({
      topic: topic.name, kind: from === 0 ? "snapshot" : "delta", from, to: position, committedAt: "2026-11-20T09:14:00Z",
      rows: rows.map((each) => ({ ...each, v: position })), gone, totals: { lines: 0, purchaseOrders: 0, quantity: 0, health: {} },
    });
    topic.publish();
    topic.current = true;
    topic.announce();
  }

  beforeEach(() => {
    position = 0;
    topic = new Topic("board:*:apparel");
    board = new Board([topic], plain);
    board.attach();
    deliver([row("A", 1, { health: "late" }), row("B", 1, { health: "risk" }), row("C", 1)]);
  });

  it("draws the first snapshot at once", () => {
    expect(ids(board.items)).toEqual(["A/1", "B/1", "C/1"]);
    expect(board.summary.held).toEqual({ new: 0, moved: 0, left: 0 });
  });

  it("changes a value in place, without holding what does not move", () => {
    deliver([row("A", 1, { health: "late", forecast: "2027-01-20" })]);
    expect(board.row("A/1")?.forecast).toBe("2027-01-20");
    expect(board.summary.held.moved).toBe(0);
  });

  it("holds a row that would move, and moves it when applied", () => {
    deliver([row("C", 1, { health: "critical" })]);
    expect(ids(board.items)).toEqual(["A/1", "B/1", "C/1"]);
    expect(board.heldOf("C/1")).toBe("moved");
    board.apply();
    expect(ids(board.items)).toEqual(["C/1", "A/1", "B/1"]);
    expect(board.heldOf("C/1")).toBeUndefined();
  });

  it("forgets a held move that took itself back", () => {
    deliver([row("C", 1, { health: "critical" })]);
    deliver([row("C", 1)]);
    expect(board.summary.held).toEqual({ new: 0, moved: 0, left: 0 });
  });

  it("holds what is new and what left, and still shows what left as it last was", () => {
    deliver([row("D", 1)], ["A/1"]);
    expect(board.summary.held).toEqual({ new: 1, moved: 0, left: 1 });
    expect(board.row("A/1")?.health).toBe("late");
    expect(ids(board.items)).toEqual(["A/1", "B/1", "C/1"]);
    board.apply();
    expect(ids(board.items)).toEqual(["B/1", "C/1", "D/1"]);
    expect(board.row("A/1")).toBeUndefined();
  });

  it("counts a line that came and went in between as nothing", () => {
    deliver([row("D", 1)]);
    deliver([], ["D/1"]);
    expect(board.summary.held).toEqual({ new: 0, moved: 0, left: 0 });
  });

  it("holds a line that no longer passes the filter, and applies all that is held when the filter changes", () => {
    board.setQuery(readQuery("?health=late,risk"));
    expect(ids(board.items)).toEqual(["A/1", "B/1"]);
    deliver([row("B", 1, { health: "done" })]);
    expect(board.heldOf("B/1")).toBe("left");
    board.setQuery(readQuery("?health=late"));
    expect(ids(board.items)).toEqual(["A/1"]);
    expect(board.summary.held.left).toBe(0);
  });

  it("counts health over all but the health filter, as values change", () => {
    board.setQuery(readQuery("?health=late"));
    expect(board.summary).toMatchObject({ counts: { late: 1, risk: 1, ontrack: 1 }, matching: 1, quantity: 100, inScope: 3 });
    deliver([row("B", 1, { health: "late", quantity: 40 })]);
    expect(board.summary).toMatchObject({ counts: { late: 2, risk: 0, ontrack: 1 }, matching: 2, quantity: 140, inScope: 3 });
    deliver([], ["A/1"]);
    expect(board.summary).toMatchObject({ counts: { late: 1 }, matching: 1, quantity: 40, inScope: 2 });
  });

  it("keeps its counts equal to a fresh count through any changes", () => {
    let seed = 7;
    const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const kinds: Health[] = ["critical", "late", "blocked", "risk", "ontrack", "done"];
    board.setQuery(readQuery("?health=late,risk&brand=HALDEN"));
    for (let step = 0; step < 400; step++) {
      const po = `P${random(30)}`;
      if (random(5) === 0) deliver([], [`${po}/1`]);
      else deliver([row(po, 1, { health: kinds[random(6)]!, brand: random(3) ? "HALDEN" : "OSTRA", quantity: random(900) })]);
      if (random(40) === 0) board.apply();
    }
    const fresh = new Board([topic], readQuery("?health=late,risk&brand=HALDEN")).summary;
    const nonzero = (counts: object) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
    expect(nonzero(board.summary.counts)).toEqual(nonzero(fresh.counts));
    expect(board.summary).toMatchObject({ matching: fresh.matching, quantity: fresh.quantity, inScope: fresh.inScope });
    board.apply();
    expect(new Set(ids(board.items))).toEqual(new Set(ids(arrange(topic.rows.values(), readQuery("?health=late,risk&brand=HALDEN")))));
  });

  it("knows how many turned late or critical", () => {
    deliver([row("B", 1, { health: "late" }), row("C", 1, { health: "critical" }), row("A", 1, { health: "late" })]);
    expect(board.takeBecameWorse()).toBe(2);
    expect(board.takeBecameWorse()).toBe(0);
  });

  it("coming back to a board that moved on draws it afresh instead of announcing", () => {
    topic.current = false;
    const again = new Board([topic], plain);
    again.attach();
    deliver([row("C", 1, { health: "critical" })]);
    expect(again.summary.held.moved).toBe(0);
    expect(ids(again.items)[0]).toBe("C/1");
  });

  it("shows what has come of a long board, says what is missing, and arranges it anew when twice as much has come", () => {
    const long = new Topic<BoardRow, BoardTotals>("board:*:footwear");
    const opened = new Board([long], plain);
    opened.attach();
    const come = (part: number, numbers: string[]) => {
      long.receive({
        topic: long.name, kind: "snapshot", from: 0, to: 7, part, parts: 4, committedAt: "2026-11-20T09:14:00Z",
        rows: numbers.map((po) => row(po, 1, { category: "footwear" })), gone: [], totals: { lines: 5, purchaseOrders: 5, quantity: 500, health: { ontrack: 5 } },
      });
      long.publish();
      return [opened.items.length, opened.summary.total, opened.summary.missing];
    };
    expect(come(1, ["A"])).toEqual([1, 1, 4]);
    expect(come(2, ["B"])).toEqual([2, 2, 3]);
    expect(come(3, ["C"])).toEqual([2, 3, 2]);
    come(4, ["D", "E"]);
    long.current = true;
    long.announce();
    expect([opened.items.length, opened.summary.missing]).toEqual([5, 0]);
  });
});
