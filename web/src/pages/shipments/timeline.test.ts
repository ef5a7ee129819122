import { expect, test } from "vitest";
import { extentOf, placeOf } from "./timeline";

const day = (moment: "departure" | "arrival", planned: string | null, estimated: string | null, actual: string | null) => ({ moment, planned, estimated, actual });

test("Every day that is known, and today, lies within the scale, later ones further on", () => {
  const days = [day("departure", "2026-11-10", null, "2026-11-12"), day("arrival", "2026-12-08", "2026-12-11", null)];
  const scale = extentOf(days, "2026-11-24");
  const places = ["2026-11-10", "2026-11-12", "2026-11-24", "2026-12-08", "2026-12-11"].map((each) => placeOf(each, scale));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(places.at(-1)).toBeLessThan(100);
});

test("A scale of one day, or of none that is known, is no point", () => {
  expect(placeOf("2026-11-24", extentOf([], "2026-11-24"))).toBe(50);
  expect(placeOf("2026-11-24", extentOf([day("departure", "2026-11-24", null, null)], "2026-11-24"))).toBe(50);
});
