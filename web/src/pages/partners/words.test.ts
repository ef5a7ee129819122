import { expect, test } from "vitest";
import { answerWords, listed, seesWords } from "./words";

test("A partner sees what it is told to, and everything where nothing is said", () => {
  expect(seesWords({ brands: [], vendors: [] })).toBe("all brands");
  expect(seesWords({ brands: ["X1"], vendors: ["V-1", "V-2"] })).toMatch(/, made by V-1, V-2$/);
});

test("An attempt is told by its answer, or by why there was none", () => {
  expect(answerWords({ attempts: 0, status: 0, problem: "" })).toBe("");
  expect(answerWords({ attempts: 2, status: 503, problem: "" })).toBe("Answered 503");
  expect(answerWords({ attempts: 1, status: 0, problem: "No answer within 20 seconds." })).toBe("No answer within 20 seconds.");
});

test("A list is typed with commas, spaces or lines between", () => {
  expect(listed(" FWD-A, FWD-B\nFWD-C ")).toEqual(["FWD-A", "FWD-B", "FWD-C"]);
  expect(listed("  ")).toEqual([]);
});
