import { expect, test } from "vitest";
import { formOf, operationWords, undoneWords, valueWords, type Typed } from "./words";

const lines = [{ purchaseOrder: "PO-1", line: 1 }];
const typed: Typed = { operation: "shift", day: "committed", milestone: "", days: "+5", date: null, responsible: "", reason: "MT-MILL", beside: [null, null], note: "" };

test("What is typed is sent without what was left empty", () => {
  expect(formOf(typed, lines)).toEqual({ operation: "shift", day: "committed", days: 5, reason: "MT-MILL", lines });
  expect(formOf({ ...typed, days: "−3", milestone: "a26", note: " they rang " }, lines)).toMatchObject({ days: -3, milestone: "A26", note: "they rang" });
  expect(formOf({ ...typed, operation: "redate", day: "expected", date: "2027-03-01", reason: null }, lines)).toEqual({ operation: "redate", day: "expected", date: "2027-03-01", lines });
  expect(formOf({ ...typed, operation: "assign", milestone: "A26", responsible: "QA" }, lines)).toEqual({ operation: "assign", milestone: "A26", responsible: "QA", lines });
  expect(formOf({ ...typed, operation: "approve" }, lines)).toEqual({ operation: "approve", lines });
});

test("What contributed is sent beside the reason of an agreed day alone", () => {
  const beside: Typed = { ...typed, beside: ["LO-BOOK", null] };
  expect(formOf(beside, lines)).toMatchObject({ reason: "MT-MILL", contributing: ["LO-BOOK"] });
  expect(formOf({ ...beside, day: "expected" }, lines)).not.toHaveProperty("contributing");
});

test("What is missing is said", () => {
  expect(formOf({ ...typed, days: "0" }, lines)).toContain("how many days");
  expect(formOf({ ...typed, days: "soon" }, lines)).toContain("how many days");
  expect(formOf({ ...typed, reason: null }, lines)).toContain("reason");
  expect(formOf({ ...typed, operation: "redate" }, lines)).toContain("which day");
  expect(formOf({ ...typed, operation: "assign" }, lines)).toContain("milestone");
});

test("What came of taking it back is told as it is", () => {
  const all = { restored: 3, kept: 0, toConfirm: 0, hindered: 0 };
  expect(undoneWords(all)).toEqual(["Taken back.", "3 rows stand as before."]);
  expect(undoneWords({ ...all, kept: 1, toConfirm: 1 })).toEqual(["Taken back in part.", "1 row stands as before, 1 waits for a second person to go back, 1 left: somebody has moved it since."]);
  expect(undoneWords({ ...all, kept: 2, hindered: 1 })).toEqual(["Not taken back.", "2 left: somebody has moved them since, 1 could not go back now."]);
  expect(undoneWords({ ...all, toConfirm: 3 })).toEqual(["Not taken back yet.", "3 wait for a second person to go back."]);
});

test("An act is told in words", () => {
  const act = { operation: "shift", day: "committed", milestone: null, days: -1, date: null, responsible: null } as const;
  expect(operationWords(act)).toBe("Committed ex-factory 1 day earlier");
  expect(operationWords({ ...act, operation: "redate", day: "expected", milestone: "A26", date: "2027-03-01" })).toBe("A26 expected 1 Mar");
  expect(operationWords({ ...act, operation: "assign", milestone: "A26", responsible: "QA" })).toBe("QA sees to A26");
  expect([valueWords({ day: "2027-03-01" }, "2027-02-01"), valueWords({ status: "in-review" }, ""), valueWords({ responsible: "QA" }, ""), valueWords(null, "")]).toEqual(["1 Mar", "In review", "QA", "–"]);
});
