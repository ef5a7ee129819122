import { expect, test } from "vitest";
import { closingWord, fieldChangeWords } from "./styleStage";

test("the closing of a stage is called by what it means", () => {
  expect(["concept", "development", "handedoff"].map((stage) => closingWord(stage as Parameters<typeof closingWord>[0]))).toEqual(["Close concept", "Adopt", "Close the style"]);
});

test("a field that was empty reads as none, and a day as a day", () => {
  expect(fieldChangeWords({ field: "gender", to: "Unisex" })).toBe("Gender: none to Unisex");
  expect(fieldChangeWords({ field: "targetExFactory", from: "2027-03-01", to: "2027-03-08" })).not.toContain("2027-03-08");
});
