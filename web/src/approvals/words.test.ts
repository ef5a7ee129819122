import { expect, test } from "vitest";
import { dueWords } from "./words";

test("What is due is said by whose turn it is", () => {
  expect(dueWords({ status: "planned", waitsOn: "brand" })).toBe("Ask by");
  expect(dueWords({ status: "sent", waitsOn: "vendor" })).toBe("Here by");
  expect(dueWords({ status: "in-review", waitsOn: "brand" })).toBe("Decide by");
  expect(dueWords({ status: "on-hold", waitsOn: null })).toBe("Due");
});
