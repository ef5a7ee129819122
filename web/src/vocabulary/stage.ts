export const stages = [
  "draft", "issued", "confirmed", "materials", "cutting", "sewing", "finishing",
  "packing", "inspected", "exfactory", "intransit", "received", "closed",
] as const;

export type Stage = (typeof stages)[number] | "cancelled";

const words: Record<Stage, string> = {
  draft: "Draft",
  issued: "Issued",
  confirmed: "Confirmed",
  materials: "Materials",
  cutting: "Cutting",
  sewing: "Sewing",
  finishing: "Finishing",
  packing: "Packing",
  inspected: "Inspected",
  exfactory: "Ex-factory",
  intransit: "In transit",
  received: "Received",
  closed: "Closed",
  cancelled: "Cancelled",
};

export function stageWord(stage: Stage): string {
  return words[stage];
}

/** Its place among the thirteen steps; −1 when cancelled. */
export function stageStep(stage: Stage): number {
  return stage === "cancelled" ? -1 : stages.indexOf(stage);
}
