import { expect, test } from "vitest";
import { isUnfetched } from "./Boundary";

test("A page that could not be fetched is told from one that failed, in every browser's words", () => {
  expect([
    "TypeError: Failed to fetch dynamically imported module: https://selvedge.example/assets/StylePage-Danj1o_G.js",
    "TypeError: error loading dynamically imported module: https://selvedge.example/assets/StylePage-Danj1o_G.js",
    "TypeError: Importing a module script failed.",
  ].every(isUnfetched)).toBe(true);
  expect(isUnfetched("TypeError: Cannot read properties of undefined (reading 'lines')")).toBe(false);
});
