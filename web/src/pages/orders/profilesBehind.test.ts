import { expect, test } from "vitest";
import { profilesBehind } from "./profilesBehind";

const line = (style: string, present: number, brand: number, vendor: number) => (
  { style, styleName: `Style ${style}`, profile: { present, issued: 1, brand, vendor, asked: 0, overdue: false, sealed: 0 } });

test("A style waits as its line that is furthest behind, wherever that stands", () => {
  const behind = profilesBehind([line("A", 2, 2, 2), line("B", 1, 1, 1), line("A", 2, 2, 1)]);
  expect(behind.map(({ style, profile }) => [style, profile.present, profile.brand, profile.vendor])).toEqual([["A", 2, 2, 1]]);
});

test("The present version is the newest that any of its lines has heard of", () => {
  const behind = profilesBehind([line("A", 2, 1, 1), line("A", 3, 2, 2)]);
  expect(behind.map(({ profile }) => [profile.present, profile.brand])).toEqual([[3, 1]]);
});

test("A line without a standing, over or of no adopted style, waits for nobody", () => {
  expect(profilesBehind([{ style: "A", styleName: "Style A", profile: null }, line("A", 2, 2, 2)])).toEqual([]);
});
