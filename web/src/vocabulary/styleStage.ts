import type { FieldChange } from "../api/styles";
import { shortDay } from "./days";

export const styleStages = ["concept", "development", "adopted", "ordered", "inproduction", "handedoff", "closed"] as const;

export type StyleStage = (typeof styleStages)[number];

/** Those that milestones of a style can hold open. */
export const heldStages = ["concept", "development", "adopted"] as const satisfies readonly StyleStage[];

const words: Record<StyleStage, string> = {
  concept: "Concept",
  development: "Development",
  adopted: "Adopted",
  ordered: "Ordered",
  inproduction: "In production",
  handedoff: "Handed off",
  closed: "Closed",
};

export function styleStageWord(stage: StyleStage): string {
  return words[stage];
}

/** What closing the stage is called. */
export function closingWord(stage: StyleStage): string {
  return stage === "development" ? "Adopt" : stage === "handedoff" ? "Close the style" : `Close ${words[stage].toLowerCase()}`;
}

const fieldWords: Record<string, string> = {
  name: "Name", season: "Season", gender: "Gender", articleType: "Article type", colours: "Colours", targetExFactory: "Target ex-factory", material: "Material", composition: "Composition",
  sizeRange: "Size range", techPack: "Tech pack", attributes: "Attributes",
};

export function fieldWord(field: string): string {
  return fieldWords[field] ?? field;
}

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

export function fieldValue(value: string | null | undefined): string {
  return value == null ? "none" : calendarDay.test(value) ? shortDay(value) : value;
}

/** "Colours: Ink, Chalk to Ink, Moss". */
export function fieldChangeWords({ field, from, to }: FieldChange): string {
  return `${fieldWord(field)}: ${fieldValue(from)} to ${fieldValue(to)}`;
}
