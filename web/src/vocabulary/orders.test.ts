import { expect, test } from "vitest";
import { actWord, answerWords, differenceWords, documentWords, phaseWord } from "./orders";

test("A difference says where it is and what it was", () => {
  expect(differenceWords({ aspect: "quantity", line: 1, colour: "Ink", size: "M", from: "600", to: "300" })).toBe("Line 1 Ink, M: 600 to 300");
  expect(differenceWords({ aspect: "exfactory", line: 2, colour: "", from: "2027-03-05", to: "2027-03-12" })).toBe("Line 2, ex-factory: 5 Mar to 12 Mar");
  expect(differenceWords({ aspect: "season", from: "SS27", to: "FW27" })).toBe("season: SS27 to FW27");
  expect(differenceWords({ aspect: "line", line: 3, colour: "Moss", from: "300 Hood Moss" })).toBe("Line 3 Moss cancelled: 300 Hood Moss");
});

test("Every phase and act has a word of its own", () => {
  expect(phaseWord("rejectedbyvendor")).toBe("Rejected by vendor");
  expect(actWord("propose-change")).toBe("Propose a change");
});

test("The time to answer is told in hours, then in days", () => {
  const now = Date.parse("2026-11-20T09:00:00Z");
  expect(answerWords("2026-11-20T23:00:00Z", now)).toBe("Answer due in 14 hours");
  expect(answerWords("2026-11-20T08:00:00Z", now)).toBe("Answer 1 hour overdue");
  expect(answerWords("2026-11-17T08:00:00Z", now)).toBe("Answer 3 days overdue");
  expect(answerWords(null, now)).toBeNull();
});

test("Whether the vendor has the version is said where it has not", () => {
  const document = (version: number, acknowledged: number) => ({ version, acknowledged, overdue: false });
  expect(documentWords({ phase: "draft", document: document(0, 0) })).toBeNull();
  expect(documentWords({ phase: "issued", document: document(1, 0) })).toBe("version 1, not acknowledged");
  expect(documentWords({ phase: "issued", document: document(3, 2) })).toBe("version 3, the vendor holds 2");
  expect(documentWords({ phase: "confirmed", document: document(3, 3) })).toBe("version 3");
});
