import type { BulkAct, BulkForm, BulkValue, Operation, RowStatus, Undone } from "../../api/bulkActs";
import { approvalWord } from "../../approvals/words";
import { contributed, type Contributing } from "../../controls/ContributingFields";
import { plural, shortDay, type Day } from "../../vocabulary/days";

export const operations: readonly (readonly [key: Typed["operation"], name: string])[] = [
  ["shift", "Shift days"], ["redate", "Set a day"], ["assign", "Responsible"], ["approve", "Approve"],
];

/** What would become of a row, and what did. */
export const statusWords: Record<RowStatus, readonly [would: string, did: string]> = {
  done: ["Done at once", "Done"], proposed: ["Waits for a second person", "Waits for a second person"],
  unchanged: ["Stands so already", "Stood so already"], refused: ["Left", "Left"],
};

/** "Committed ex-factory 5 days later", "A26 expected 4 Jan", "QA sees to A26", "Approved". */
export function operationWords(act: Pick<BulkAct, "operation" | "day" | "milestone" | "days" | "date" | "responsible">): string {
  const milestone = act.milestone ?? "ex-factory";
  const named = act.day === "committed" ? `Committed ${milestone}` : `${act.milestone ?? "Ex-factory"} expected`;
  switch (act.operation) {
    case "shift": return `${named} ${plural(Math.abs(act.days!), "day")} ${act.days! < 0 ? "earlier" : "later"}`;
    case "redate": return `${named} ${shortDay(act.date!)}`;
    case "assign": return `${act.responsible} sees to ${milestone}`;
    case "enter": return "Days entered line by line";
    case "approve": return `Approved${act.milestone == null ? "" : ` for ${act.milestone}`}`;
  }
}

/** "Taken back in part. 2 rows stand as before, 1 left: somebody has moved it since." */
export function undoneWords({ restored, kept, toConfirm, hindered }: Pick<Undone, "restored" | "kept" | "toConfirm" | "hindered">): readonly [head: string, rest: string] {
  const back = restored - kept - toConfirm - hindered;
  const parts = [
    back > 0 && `${plural(back, "row")} ${back === 1 ? "stands" : "stand"} as before`,
    toConfirm > 0 && `${toConfirm} ${toConfirm === 1 ? "waits" : "wait"} for a second person to go back`,
    kept > 0 && `${kept} left: somebody has moved ${kept === 1 ? "it" : "them"} since`,
    hindered > 0 && `${hindered} could not go back now`,
  ];
  return [
    back === restored ? "Taken back." : back > 0 ? "Taken back in part." : toConfirm > 0 ? "Not taken back yet." : "Not taken back.",
    `${parts.filter((part) => part !== false).join(", ")}.`,
  ];
}

export function valueWords(value: BulkValue | null, near: Day): string {
  return value == null ? "–" : value.day != null ? shortDay(value.day, near) : value.status != null ? approvalWord(value.status) : value.responsible ?? "–";
}

/** What is typed, as it is sent; or what is still missing, in words. */
export type Typed = { operation: Exclude<Operation, "enter">; day: "committed" | "expected"; milestone: string; days: string; date: Day | null; responsible: string; reason: string | null; beside: Contributing; note: string };

export function formOf(typed: Typed, lines: BulkForm["lines"]): BulkForm | string {
  const milestone = typed.milestone.trim().toUpperCase();
  const common = { operation: typed.operation, lines, ...(milestone === "" ? {} : { milestone }), ...(typed.note.trim() === "" ? {} : { note: typed.note.trim() }) };
  if (typed.operation === "approve") return common;
  if (typed.operation === "assign") {
    if (milestone === "") return "Name the milestone by its code.";
    return typed.responsible.trim() === "" ? "Name who is to see to it." : { ...common, responsible: typed.responsible.trim() };
  }
  const dated = { ...common, day: typed.day, ...(typed.reason == null ? {} : { reason: typed.reason }), ...besideOf(typed) };
  if (typed.operation === "shift") {
    const days = /^[+−-]?\d{1,3}$/.test(typed.days.trim()) ? Number(typed.days.trim().replace("−", "-")) : 0;
    if (days === 0) return "Say by how many days: +5 for later, -3 for earlier.";
    return typed.day === "committed" && typed.reason == null ? "A committed day moves with a reason." : { ...dated, days };
  }
  if (typed.date == null) return "Say which day.";
  return typed.day === "committed" && typed.reason == null ? "A committed day moves with a reason." : { ...dated, date: typed.date };
}

// Beside the reason of an agreed day; an estimate has one alone.
function besideOf({ day, reason, beside }: Typed): { contributing?: readonly string[] } {
  const codes = contributed(beside);
  return day === "committed" && reason != null && codes.length > 0 ? { contributing: codes } : {};
}
