import { t } from "../language/language";
import type { FieldChange } from "../api/styles";
import { shortDay } from "./days";

export const styleStages = ["concept", "development", "adopted", "ordered", "inproduction", "handedoff", "closed"] as const;

export type StyleStage = (typeof styleStages)[number];

/** Those that milestones of a style can hold open. */
export const heldStages = ["concept", "development", "adopted"] as const satisfies readonly StyleStage[];

const words: Record<StyleStage, string> = {
  concept: t("Concept"),
  development: t("Development"),
  adopted: t("Adopted"),
  ordered: t("Ordered"),
  inproduction: t("In production"),
  handedoff: t("Handed off"),
  closed: t("Closed"),
};

export function styleStageWord(stage: StyleStage): string {
  return words[stage];
}

/** What closing the stage is called. */
export function closingWord(stage: StyleStage): string {
  return stage === "development" ? t("Adopt") : stage === "handedoff" ? t("Close the style") : t("Close {stage}", { stage: words[stage].toLowerCase() });
}

const fieldWords: Record<string, string> = {
  name: t("Name"), season: t("Season"), gender: t("Gender"), articleType: t("Article type"), colours: t("Colours"), targetExFactory: t("Target ex-factory"), material: t("Material"), composition: t("Composition"),
  sizeRange: t("Size range"), techPack: t("Tech pack"), attributes: t("Attributes"),
};

export function fieldWord(field: string): string {
  return fieldWords[field] ?? field;
}

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

export function fieldValue(value: string | null | undefined): string {
  return value == null ? t("none") : calendarDay.test(value) ? shortDay(value) : value;
}

/** "Colours: Ink, Chalk to Ink, Moss". */
export function fieldChangeWords({ field, from, to }: FieldChange): string {
  return t("{field}: {from} to {to}", { field: fieldWord(field), from: fieldValue(from), to: fieldValue(to) });
}
