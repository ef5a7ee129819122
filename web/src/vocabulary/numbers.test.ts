import { expect, it } from "vitest";
import { readNumber } from "./numbers";

it("A number is read with its thousands parted or not", () =>
  expect(["50000", "50,000", "1 250 000", "12.50", "1,000.5", " 7 ", "12,50", "1,5", ""].map(readNumber)).toEqual([50_000, 50_000, 1_250_000, 12.5, 1_000.5, 7, 12.5, 1.5, null]));

it("What may mean another number is not guessed", () => {
  for (const text of ["1.000,50", "0x10", "1e3", "-5", "50,0000", "1.2.3", "many"]) expect(readNumber(text), text).toBe(text);
});
