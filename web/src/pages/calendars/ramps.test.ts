import { expect, test } from "vitest";
import { readRampDays, withRamp } from "./ramps";
import { nothing, rampText } from "./workingDays";

const tet = { closure: "Tet", beforeDays: 7, beforePercent: 80, afterDays: 14, afterPercent: 60 };

test("A ramp takes the place of the one before, and the last that goes leaves none", () => {
  const once = withRamp(nothing, "Tet", tet);
  expect(withRamp(once, "Tet", { ...tet, afterDays: 3 }).ramps).toEqual([{ ...tet, afterDays: 3 }]);
  expect(withRamp(once, "Tet", null).ramps).toBeNull();
});

test("A ramp is told by both its sides", () => {
  expect(rampText(tet)).toBe(", 7 days at 80 % before it, 14 days at 60 % after it");
  expect(rampText({ ...tet, beforeDays: 0, afterDays: 0 })).toBe("");
  expect(() => readRampDays("91", "/afterDays")).toThrow();
});
