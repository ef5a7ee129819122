import type { LineShipment, TransportDays } from "../api/types";
import { t } from "../language/language";

export const transportModes: Record<LineShipment["mode"], string> = { sea: t("by sea"), air: t("by air"), rail: t("by rail"), road: t("by road") };

/** What happens to a shipment on its way, in the usual sequence. */
export const transportMoments: Record<TransportDays["moment"], string> = {
  load: t("On board"), departure: t("Departure"), arrival: t("Arrival"), discharge: t("Discharge"), "gate-out": t("Gate out"), "customs-cleared": t("Customs cleared"), received: t("Received"),
};
