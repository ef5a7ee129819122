import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { risks } from "./brands";

it("The risky acts are those that the server knows, in its order: one that is missing here would be unmarked by saving", () => {
  const source = readFileSync(new URL("../../../silo/Domain/Brands/BrandSettings.cs", import.meta.url), "utf8");
  const known = [...source.match(/enum Risk\s*\{([^}]+)\}/)![1]!.matchAll(/^\s*(\w+),/gm)].map(([, name]) => name!.toLowerCase());
  expect(known.length).toBeGreaterThan(3);
  expect(risks).toEqual(known);
});
