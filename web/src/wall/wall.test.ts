import { describe, expect, it } from "vitest";
import type { BoardRow } from "../api/types";
import { mostPages, pageOf, readPlaylist, screens, silence, troubled } from "./playlist";

const row = (po: string, health: BoardRow["health"], due?: string, line = 1) => ({ id: `${po}/${line}`, po, line, health, next: due === undefined ? null : { due } }) as BoardRow;

describe("A playlist", () => {
  it("is what the address names, in its order", () => expect(readPlaylist("footwear,overview")).toEqual(["footwear", "overview"]));
  it("may show what just changed", () => expect(readPlaylist("changes,apparel")).toEqual(["changes", "apparel"]));
  it("is everything by default", () => expect(readPlaylist("default")).toEqual(screens));
  it("is none when it names what is no screen", () => {
    for (const text of ["", "apparel,", "hats", "constructor"]) expect(readPlaylist(text), text).toBeNull();
  });
});

describe("A page of a wall", () => {
  it("shows what somebody must do something about, worst first, then as it falls due", () =>
    expect(troubled([row("a", "ontrack"), row("b", "risk", "2026-01-01"), row("c", "late"), row("d", "late", "2026-02-02"), row("e", "critical"), row("f", "done")]).map(({ line }) => line))
      .toEqual(["e/1", "d/1", "c/1", "b/1"]));
  it("shows an order once, by its worst line, with how many are in trouble", () =>
    expect(troubled([row("a", "ontrack"), row("a", "risk", "2026-01-01", 2), row("a", "critical", "2026-02-02", 3)])).toEqual([{ line: "a/3", lines: 2 }]));
  it("is one of no more than a room will wait for", () => {
    expect(pageOf([...Array(500).keys()], 1, 18)).toEqual({ rows: [...Array(18).keys()].map((n) => n + 18), pages: mostPages });
  });
  it("is the last when rows left meanwhile, and there is one of nothing", () => {
    expect(pageOf([1, 2, 3], 3, 2)).toEqual({ rows: [3], pages: 2 });
    expect(pageOf([], 0, 2)).toEqual({ rows: [], pages: 1 });
  });
});

describe("Silence", () => {
  it("is told after 15 seconds, loudly after two minutes", () => expect([15_000, 15_001, 120_000, 120_001].map(silence)).toEqual(["none", "amber", "amber", "red"]));
});
