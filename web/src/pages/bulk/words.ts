import type { BulkAct, BulkForm, BulkValue, Operation, RowStatus, Undone } from "../../api/bulkActs";
import { approvalWord } from "../../approvals/words";
import { contributed, type Contributing } from "../../controls/ContributingFields";
import { t, tn } from "../../language/language";
import { shortDay, type Day } from "../../vocabulary/days";

export const operations: readonly (readonly [key: Typed["operation"], name: string])[] = [
  ["shift", t("Shift days")], ["redate", t("Set a day")], ["assign", t("Responsible")], ["approve", t("Approve")],
];

/** What would become of a row, and what did. */
export const statusWords: Record<RowStatus, readonly [would: string, did: string]> = {
  done: [t("Done at once"), t("Done")], proposed: [t("Waits for a second person"), t("Waits for a second person")],
  unchanged: [t("Stands so already"), t("Stood so already")], refused: [t("Left|as it was"), t("Left|as it was")],
};

/** "Committed ex-factory 5 days later", "A26 expected 4 Jan", "QA sees to A26", "Approved". */
export function operationWords(act: Pick<BulkAct, "operation" | "day" | "milestone" | "days" | "date" | "responsible">): string {
  const committed = act.day === "committed";
  const named = { milestone: act.milestone ?? (committed || act.operation === "assign" ? t("ex-factory") : t("Ex-factory")) };
  switch (act.operation) {
    case "shift": return shiftWords(Math.abs(act.days!), act.days! < 0, committed, named);
    case "redate": return committed ? t("Committed {milestone} {day}", { ...named, day: shortDay(act.date!) }) : t("{milestone} expected {day}", { ...named, day: shortDay(act.date!) });
    case "assign": return t("{who} sees to {milestone}", { ...named, who: act.responsible! });
    case "enter": return t("Days entered line by line");
    case "approve": return act.milestone == null ? t("Approved") : t("Approved for {milestone}", named);
  }
}

function shiftWords(days: number, isEarlier: boolean, committed: boolean, named: { milestone: string }): string {
  if (committed)
    return isEarlier ? tn(days, "Committed {milestone} {n} day earlier", "Committed {milestone} {n} days earlier", named) : tn(days, "Committed {milestone} {n} day later", "Committed {milestone} {n} days later", named);
  return isEarlier ? tn(days, "{milestone} expected {n} day earlier", "{milestone} expected {n} days earlier", named) : tn(days, "{milestone} expected {n} day later", "{milestone} expected {n} days later", named);
}

/** "Taken back in part. 2 rows stand as before, 1 left: somebody has moved it since." */
export function undoneWords({ restored, kept, toConfirm, hindered }: Pick<Undone, "restored" | "kept" | "toConfirm" | "hindered">): readonly [head: string, rest: string] {
  const back = restored - kept - toConfirm - hindered;
  const parts = [
    back > 0 && tn(back, "{n} row stands as before", "{n} rows stand as before"),
    toConfirm > 0 && tn(toConfirm, "{n} waits for a second person to go back", "{n} wait for a second person to go back"),
    kept > 0 && tn(kept, "{n} left: somebody has moved it since", "{n} left: somebody has moved them since"),
    hindered > 0 && tn(hindered, "{n} could not go back now", "{n} could not go back now"),
  ];
  return [
    back === restored ? t("Taken back.") : back > 0 ? t("Taken back in part.") : toConfirm > 0 ? t("Not taken back yet.") : t("Not taken back."),
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
    if (milestone === "") return t("Name the milestone by its code.");
    return typed.responsible.trim() === "" ? t("Name who is to see to it.") : { ...common, responsible: typed.responsible.trim() };
  }
  const dated = { ...common, day: typed.day, ...(typed.reason == null ? {} : { reason: typed.reason }), ...besideOf(typed) };
  if (typed.operation === "shift") {
    const days = /^[+−-]?\d{1,3}$/.test(typed.days.trim()) ? Number(typed.days.trim().replace("−", "-")) : 0;
    if (days === 0) return t("Say by how many days: +5 for later, -3 for earlier.");
    return typed.day === "committed" && typed.reason == null ? t("A committed day moves with a reason.") : { ...dated, days };
  }
  if (typed.date == null) return t("Say which day.");
  return typed.day === "committed" && typed.reason == null ? t("A committed day moves with a reason.") : { ...dated, date: typed.date };
}

// Beside the reason of an agreed day; an estimate has one alone.
function besideOf({ day, reason, beside }: Typed): { contributing?: readonly string[] } {
  const codes = contributed(beside);
  return day === "committed" && reason != null && codes.length > 0 ? { contributing: codes } : {};
}
