import { styleStageWord } from "../../vocabulary/styleStage";
import type { AskedApproval, Attribute, AttributeValue, Fault, Lag, MilestoneSheet, TemplateSheet } from "../../api/calendars";
import { said, t, tn } from "../../language/language";
import { transportModes } from "../../vocabulary/shipments";
import { stageWord } from "../../vocabulary/stage";
import { sideWord } from "../../vocabulary/words";

/** "A25+3, A21+10": each predecessor and the days that lie between at least. */
export function lagsText(lags: readonly Lag[]): string {
  return lags.map(({ milestone, minDays }) => `${milestone}+${minDays}`).join(", ");
}

/** What `lagsText` writes, also without days and in small letters. What is no code stays as it was typed, so that it can be faulted. */
export function readLags(text: string): Lag[] {
  return text.split(/[,;]/).map((part) => part.trim().toUpperCase()).filter((part) => part !== "").map((part) => {
    const [, milestone, days] = /^(.*?)\s*(?:\+\s*(\d{1,4}))?$/.exec(part)!;
    return { milestone: milestone!, minDays: Number(days ?? 0) };
  });
}

/** "lab-dip, handloom?, sms!": `?` where only those have it that are given one by hand, `!` where the sample is to be here. */
export function approvalsText(approvals: readonly AskedApproval[] | null | undefined): string {
  return (approvals ?? []).map(({ type, isPlanned, atReceipt }) => `${type}${isPlanned ? "" : "?"}${atReceipt ? "!" : ""}`).join(", ");
}

/** What a type of approval is called. */
type NameOf = (type: string) => string | undefined;

/** "Lab dip, Handloom / knit-down (by hand), SMS (on receipt)", by the names of the types; a type without one by its code. */
export function approvalsWords(approvals: readonly AskedApproval[] | null | undefined, nameOf: NameOf): string {
  return (approvals ?? []).map(({ type, isPlanned, atReceipt }) => {
    const how = [!isPlanned && t("by hand"), atReceipt && t("on receipt")].filter((part) => part !== false).join(", ");
    return `${nameOf(type) ?? type}${how === "" ? "" : ` (${how})`}`;
  }).join(", ");
}

/** What `approvalsText` writes. What is no type stays as it was typed, so that it can be faulted. */
export function readApprovals(text: string): AskedApproval[] {
  return text.split(/[,;]/).map((part) => part.trim().toLowerCase()).filter((part) => part !== "").map((part) => {
    const [, type, marks] = /^(.*?)\s*([?!]*)$/.exec(part)!;
    return { type: type!, isPlanned: !marks!.includes("?"), atReceipt: marks!.includes("!") };
  });
}

const attributeWords: Record<string, string> = {
  newVendor: t("new vendor"),
  firstOrder: t("first order"),
  printed: t("printed"),
  washed: t("washed"),
  origin: t("origin"),
  shipMode: t("ships by"),
};

export function attributeWord(name: string): string {
  return attributeWords[name] ?? name;
}

const originWords: Record<string, string> = { domestic: t("domestic"), import: t("import|origin") };

/** "washed", "not printed", "ships by air". */
export function conditionText({ attribute, value }: AttributeValue): string {
  const word = attributeWord(attribute);
  return value === "yes" ? word : value === "no" ? t("not {what}", { what: word }) : attribute === "shipMode" ? t("ships {how}", { how: transportModes[value as keyof typeof transportModes] ?? value }) : originWords[value] ?? value;
}

/** The same where the attribute is named beside it. */
export function valueText({ attribute, value }: AttributeValue): string {
  return value === "yes" ? t("yes") : value === "no" ? t("no") : attribute === "shipMode" ? transportModes[value as keyof typeof transportModes] ?? value : originWords[value] ?? value;
}

export function conditionsText(when: readonly AttributeValue[]): string {
  return when.map(conditionText).join(", ");
}

/** What holds where nobody says: the first value of each. */
export function usual(attributes: readonly Attribute[]): AttributeValue[] {
  return attributes.map(({ name, values }) => ({ attribute: name, value: values[0]! }));
}

export function changeMilestone(sheet: TemplateSheet, index: number, part: Partial<MilestoneSheet>): TemplateSheet {
  const was = sheet.milestones[index]!;
  const { code } = part;
  return {
    ...sheet,
    milestones: sheet.milestones.map((milestone, at) =>
      at === index ? { ...milestone, ...part }
      // Who followed it follows it under its new code; while no code stands there, nothing is followed.
      : code === undefined || was.code === "" ? milestone
      : { ...milestone, after: milestone.after.map((lag) => (lag.milestone === was.code ? { ...lag, milestone: code } : lag)) }),
  };
}

/** A code that the sheet does not have: that of the neighbour with a number behind. */
function freeCode(sheet: TemplateSheet, near: string): string {
  const taken = new Set(sheet.milestones.map(({ code }) => code));
  for (let n = 1; ; n++) if (!taken.has(`${near}-${n}`)) return `${near}-${n}`;
}

/** Puts a copy of a milestone behind it, or one that follows it: then it is due the same day and has no name yet. */
export function insertAfter(sheet: TemplateSheet, index: number, copy: boolean): TemplateSheet {
  const before = sheet.milestones[index]!;
  const code = freeCode(sheet, before.code);
  const next: MilestoneSheet = copy
    ? { ...before, code, approvals: [], stage: before.stage === "exfactory" ? null : before.stage }
    : { ...before, code, name: "", submitOffset: null, after: before.stage === "exfactory" ? [] : [{ milestone: before.code, minDays: 0 }], stage: null, when: [], perColour: false, gate: false, holds: null, approvals: [] };
  return { ...sheet, milestones: sheet.milestones.toSpliced(index + 1, 0, next) };
}

/** Its followers follow its predecessors, by both lags together: what remains lies as far apart as it did. */
export function removeMilestone(sheet: TemplateSheet, index: number): TemplateSheet {
  const gone = sheet.milestones[index]!;
  const handOn = (after: readonly Lag[]): Lag[] => {
    const own = after.find(({ milestone }) => milestone === gone.code);
    if (!own) return [...after];
    const days = new Map(after.filter((lag) => lag !== own).map(({ milestone, minDays }) => [milestone, minDays]));
    for (const { milestone, minDays } of gone.after) days.set(milestone, Math.max(days.get(milestone) ?? 0, minDays + own.minDays));
    return [...days].map(([milestone, minDays]) => ({ milestone, minDays }));
  };
  return { ...sheet, milestones: sheet.milestones.filter((_, at) => at !== index).map((milestone) => ({ ...milestone, after: handOn(milestone.after) })) };
}

export function move(sheet: TemplateSheet, index: number, by: number): TemplateSheet {
  const to = index + by;
  if (to < 0 || to >= sheet.milestones.length) return sheet;
  const milestones = [...sheet.milestones];
  milestones.splice(to, 0, ...milestones.splice(index, 1));
  return { ...sheet, milestones };
}

/** Faults of one milestone, and of those the ones at a field. */
export function faultsOf(faults: readonly Fault[], index: number, field?: string): Fault[] {
  const at = `/milestones/${index}${field === undefined ? "" : `/${field}`}`;
  return faults.filter(({ pointer }) => pointer === at || pointer.startsWith(`${at}/`));
}

/** Index of the milestone that a fault points to; null where the whole is meant. */
export function rowOf({ pointer }: Fault): number | null {
  const found = /^\/milestones\/(\d+)/.exec(pointer);
  return found ? Number(found[1]) : null;
}

export interface Difference {
  code: string;
  name: string;
  kind: "added" | "removed" | "changed";
  fields: { field: string; before: string; after: string }[];
}

/** "T−31", as templates are written: days before ex-factory. */
export function offsetText(offset: number | null): string {
  return offset == null ? "–" : offset === 0 ? "T0" : `T−${-offset}`;
}

const yesNo = (on: boolean) => (on ? t("yes") : t("no"));

const fields: readonly (readonly [string, (milestone: MilestoneSheet, nameOf: NameOf) => string])[] = [
  [t("Name"), ({ name }) => said(name)],
  [t("Owner"), ({ role }) => role],
  [t("Side"), ({ side }) => sideWord(side)],
  [t("Lives on"), ({ home }) => (home === "style" ? t("Style") : t("PO line|home"))],
  [t("Sent|for approval"), ({ submitOffset }) => offsetText(submitOffset)],
  [t("Due"), ({ dueOffset }) => offsetText(dueOffset)],
  [t("Follows"), ({ after }) => lagsText(after) || t("nothing")],
  [t("Only where"), ({ when }) => conditionsText(when) || t("always")],
  [t("Stage"), ({ stage }) => (stage == null ? t("none|stage") : stageWord(stage))],
  [t("Per colour"), ({ perColour }) => yesNo(perColour)],
  [t("Gate"), ({ gate }) => yesNo(gate)],
  [t("Approvals"), ({ approvals }, nameOf) => approvalsWords(approvals, nameOf) || t("none|stage")],
  [t("Holds"), ({ holds }) => (holds == null ? t("none|stage") : styleStageWord(holds))],
];

/** How one sheet's milestones differ from another's, in the order of the later one, those removed last. */
export function differences(before: TemplateSheet, after: TemplateSheet, nameOf: NameOf = () => undefined): Difference[] {
  const was = new Map(before.milestones.map((milestone) => [milestone.code, milestone]));
  const is = new Set(after.milestones.map(({ code }) => code));
  const found = after.milestones.map((milestone): Difference => {
    const { code, name } = milestone;
    const earlier = was.get(code);
    if (!earlier) return { code, name, kind: "added", fields: fields.map(([field, say]) => ({ field, before: "", after: say(milestone, nameOf) })) };
    const changed = fields.map(([field, say]) => ({ field, before: say(earlier, nameOf), after: say(milestone, nameOf) })).filter((each) => each.before !== each.after);
    return { code, name, kind: "changed", fields: changed };
  });
  const removed = before.milestones.filter(({ code }) => !is.has(code)).map(({ code, name }): Difference => ({ code, name, kind: "removed", fields: [] }));
  return [...found.filter(({ kind, fields }) => kind === "added" || fields.length > 0), ...removed];
}

export const kindWords: Record<Difference["kind"], string> = { added: t("added|milestone"), removed: t("removed|milestone"), changed: t("changed|milestone") };

/** Of each kind how many: as the first that is said, and as a further one. */
const countWords: readonly (readonly [Difference["kind"], first: (n: number) => string, further: (n: number) => string])[] = [
  ["added", (n) => tn(n, "{n} milestone added", "{n} milestones added"), (n) => tn(n, "{n} added", "{n} added")],
  ["removed", (n) => tn(n, "{n} milestone removed", "{n} milestones removed"), (n) => tn(n, "{n} removed", "{n} removed")],
  ["changed", (n) => tn(n, "{n} milestone changed", "{n} milestones changed"), (n) => tn(n, "{n} changed", "{n} changed")],
];

/** "2 milestones added, 1 removed, 3 changed". */
export function differencesText(list: readonly Difference[]): string {
  if (list.length === 0) return t("No difference");
  const parts = countWords.map(([kind, first, further]) => [list.filter((each) => each.kind === kind).length, first, further] as const).filter(([n]) => n > 0);
  return parts.map(([n, first, further], index) => (index === 0 ? first(n) : further(n))).join(", ");
}
