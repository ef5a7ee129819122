import { expect, it } from "vitest";
import { scrollTo } from "./reveal";

it("scrolls a row into sight, no further than it takes", () => {
  const box = { scrollTop: 320, clientHeight: 348 };
  const to = (row: number) => scrollTo(row * 32, 32, 28, box);
  expect([to(3), to(9), to(10), to(19), to(20), to(100)]).toEqual([96, 288, 320, 320, 352, 2912]);
});
