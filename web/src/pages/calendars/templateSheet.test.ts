import { describe, expect, test } from "vitest";
import type { MilestoneSheet, TemplateSheet } from "../../api/calendars";
import { approvalsText, approvalsWords, changeMilestone, differences, differencesText, faultsOf, insertAfter, lagsText, readApprovals, readLags, removeMilestone, rowOf } from "./templateSheet";

const milestone = (code: string, after: string, part: Partial<MilestoneSheet> = {}): MilestoneSheet => ({
  code, name: `Milestone ${code}`, role: "Vendor", side: "factory", home: "line", submitOffset: null, dueOffset: -10, after: readLags(after), stage: null, when: [], perColour: false, gate: false, holds: null, ...part,
});
const sheet = (...milestones: MilestoneSheet[]): TemplateSheet => ({ title: "T", brand: null, category: "apparel", milestones });
const chain = sheet(milestone("A1", ""), milestone("A2", "A1+3"), milestone("A3", "A2+4, A1+5"), milestone("A4", "A3+1", { stage: "exfactory", dueOffset: 0 }));
const follows = ({ milestones }: TemplateSheet) => milestones.map(({ code, after }) => `${code}: ${lagsText(after)}`);

describe("Lags as they are typed", () => {
  test("are read as they are written", () => {
    expect(readLags("A25+3, a21 + 10; b-2")).toEqual([{ milestone: "A25", minDays: 3 }, { milestone: "A21", minDays: 10 }, { milestone: "B-2", minDays: 0 }]);
    expect(lagsText(readLags("A25+3, A21+10"))).toBe("A25+3, A21+10");
  });

  test("keep what is no code, so that it is faulted where it stands", () => {
    expect(readLags("cutting start+x")).toEqual([{ milestone: "CUTTING START+X", minDays: 0 }]);
    expect(readLags(" , ")).toEqual([]);
  });
});

test("Approvals are read as they are written, and what is no type is kept to be faulted", () => {
  expect(readApprovals("lab-dip, Handloom ?; sms!")).toEqual([
    { type: "lab-dip", isPlanned: true, atReceipt: false }, { type: "handloom", isPlanned: false, atReceipt: false }, { type: "sms", isPlanned: true, atReceipt: true },
  ]);
  expect(approvalsText(readApprovals("lab-dip, handloom?, sms!, a dip"))).toBe("lab-dip, handloom?, sms!, a dip");
  const names: Record<string, string> = { "lab-dip": "Lab dip", handloom: "Handloom", sms: "Salesman sample" };
  expect(approvalsWords(readApprovals("lab-dip, handloom?, sms?!, a dip"), (type) => names[type])).toBe("Lab dip, Handloom (by hand), Salesman sample (by hand, on receipt), a dip");
});

describe("Changing a draft", () => {
  test("Who followed a milestone follows it under its new code", () => {
    expect(follows(changeMilestone(chain, 1, { code: "B9" }))).toEqual(["A1: ", "B9: A1+3", "A3: B9+4, A1+5", "A4: A3+1"]);
  });

  test("Who followed one that is removed follows its predecessors by both lags, the longer of two ways", () => {
    expect(follows(removeMilestone(chain, 1))).toEqual(["A1: ", "A3: A1+7", "A4: A3+1"]);
  });

  test("One that is inserted follows the one before it under a code of its own", () => {
    const more = insertAfter(insertAfter(chain, 0, false), 0, false);
    expect(follows(more).slice(0, 3)).toEqual(["A1: ", "A1-2: A1+0", "A1-1: A1+0"]);
  });

  test("A copy of ex-factory is not a second ex-factory", () => {
    expect(insertAfter(chain, 3, true).milestones.filter(({ stage }) => stage === "exfactory")).toHaveLength(1);
  });
});

test("Two sheets differ by milestones added, removed and changed", () => {
  const later = sheet(chain.milestones[0]!, { ...chain.milestones[2]!, role: "QA", after: readLags("A1+6") }, milestone("N1", ""), chain.milestones[3]!);
  const found = differences(chain, later);
  expect(found.map(({ code, kind }) => `${code} ${kind}`)).toEqual(["A3 changed", "N1 added", "A2 removed"]);
  expect(found[0]!.fields).toEqual([{ field: "Owner", before: "Vendor", after: "QA" }, { field: "Follows", before: "A2+4, A1+5", after: "A1+6" }]);
  expect(differencesText(found)).toBe("1 milestone added, 1 removed, 1 changed");
  expect(differencesText(differences(chain, chain))).toBe("No difference");
});

test("A fault is found at its row and field", () => {
  const faults = [{ pointer: "/milestones/2/after/1/minDays", detail: "" }, { pointer: "/milestones/21/name", detail: "" }, { pointer: "/title", detail: "" }];
  expect(faults.map(rowOf)).toEqual([2, 21, null]);
  expect(faultsOf(faults, 2, "after")).toHaveLength(1);
  expect(faultsOf(faults, 2, "name")).toHaveLength(0);
  expect(faultsOf(faults, 1)).toHaveLength(0);
});
