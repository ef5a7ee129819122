import { expect, test } from "vitest";
import type { Item } from "./arrange";
import { inView, nothing, through, toggled } from "./selection";

const rows = (...ids: string[]): Item[] => ids.map((id) => ({ kind: "row", id, first: true }));
const items = rows("a", "b", "c", "d");

test("A range shrinks when its end comes back, and keeps what was selected before it began", () => {
  const before = toggled(nothing, "d");
  expect([...through(before, items, 0, 2)]).toEqual(["d", "a", "b", "c"]);
  expect([...through(before, items, 0, 1)]).toEqual(["d", "a", "b"]);
  expect([...through(nothing, items, 2, 1)]).toEqual(["b", "c"]);
});

test("What a filter hides leaves the selection, and what it leaves stays as it is", () => {
  const held = new Set(["a", "c"]);
  expect([...inView(held, rows("b", "c"))]).toEqual(["c"]);
  expect(inView(held, rows("c", "b", "a"))).toBe(held);
});

test("A line is selected and let go", () => {
  expect([...toggled(toggled(nothing, "a"), "a")]).toEqual([]);
});
