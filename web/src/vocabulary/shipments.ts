import type { LineShipment, TransportDays } from "../api/types";
import { t } from "../language/language";
import { daysBetween, type Day } from "./days";

export const transportModes: Record<LineShipment["mode"], string> = { sea: t("by sea"), air: t("by air"), rail: t("by rail"), road: t("by road") };

/** What happens to a shipment on its way, in the usual sequence. */
export const transportMoments: Record<TransportDays["moment"], string> = {
  load: t("On board"), departure: t("Departure"), arrival: t("Arrival"), discharge: t("Discharge"), "gate-out": t("Gate out"), "customs-cleared": t("Customs cleared"), received: t("Received"),
};

/** The day that holds: when it happened, or else the forecast. */
export const saidDay = ({ actual, estimated }: TransportDays): Day | null => actual ?? estimated;

/** When what is still to come is expected: by its forecast, or else its plan. */
export const expectedDay = ({ estimated, planned }: TransportDays): Day | null => estimated ?? planned;

/** Days by which it is behind its plan, below zero where it is early; null while either is unknown. */
export function daysBehind(days: TransportDays): number | null {
  const said = saidDay(days);
  return days.planned == null || said == null ? null : daysBetween(days.planned, said);
}
