import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { reasons } from "./reasons";

it("The delay reasons are those that the server takes, in its order and words", () => {
  let source = readFileSync(new URL("../../../silo/Domain/TimeAndAction/DelayReasons.cs", import.meta.url), "utf8");
  for (const [, name, code] of source.matchAll(/const string (\w+) = ("[A-Z-]+")/g)) source = source.replace(`new(${name},`, `new(${code},`);
  const taken = [...source.matchAll(/new\("([A-Z-]+)", Side\.(\w+), "([^"]+)"\)/g)].map(([, code, side, words]) => [side!.toLowerCase(), code, words]);
  expect(taken.length).toBeGreaterThan(30);
  expect(reasons.flatMap(([side, codes]) => codes.map(([code, words]) => [side, code, words]))).toEqual(taken);
});
