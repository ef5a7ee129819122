import { t } from "../language/language";
export const stages = [
  "draft", "issued", "confirmed", "materials", "cutting", "sewing", "finishing",
  "packing", "inspected", "exfactory", "intransit", "received", "closed",
] as const;

export type Stage = (typeof stages)[number] | "cancelled";

const words: Record<Stage, string> = {
  draft: t("Draft"),
  issued: t("Issued"),
  confirmed: t("Confirmed"),
  materials: t("Materials"),
  cutting: t("Cutting"),
  sewing: t("Sewing"),
  finishing: t("Finishing"),
  packing: t("Packing"),
  inspected: t("Inspected"),
  exfactory: t("Ex-factory"),
  intransit: t("In transit"),
  received: t("Received"),
  closed: t("Closed"),
  cancelled: t("Cancelled"),
};

export function stageWord(stage: Stage): string {
  return words[stage];
}

/** Its place among the thirteen steps; −1 when cancelled. */
export function stageStep(stage: Stage): number {
  return stage === "cancelled" ? -1 : stages.indexOf(stage);
}
