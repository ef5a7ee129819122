import type { ShipmentSummary } from "../../api/shipments";
import type { Health } from "../../vocabulary/health";
import { isHealth } from "../../vocabulary/health";

export const shipmentHref = (id: string) => `/shipments/${encodeURIComponent(id)}`;

/** What the address asks of the list. */
export interface Query {
  text: string;
  mode: string | null;
  carrier: string | null;
  from: string | null;
  to: string | null;
  health: readonly Health[];
}

export const everything: Query = { text: "", mode: null, carrier: null, from: null, to: null, health: [] };

const menus = ["mode", "carrier", "from", "to"] as const;

export function readQuery(search: string): Query {
  const params = new URLSearchParams(search);
  return {
    text: params.get("q") ?? "", mode: params.get("mode"), carrier: params.get("carrier"), from: params.get("from"), to: params.get("to"),
    health: (params.get("health") ?? "").split(",").filter(isHealth),
  };
}

/** The address' own search with this asked instead; what else stands in it stays. */
export function writeQuery(search: string, query: Query): string {
  const params = new URLSearchParams(search);
  const put = (key: string, value: string | null) => (value == null || value === "" ? params.delete(key) : params.set(key, value));
  put("q", query.text);
  for (const menu of menus) put(menu, query[menu]);
  put("health", query.health.join(","));
  return params.size === 0 ? "" : `?${params}`;
}

export const narrowed = (query: Query) => query.text !== "" || query.health.length > 0 || menus.some((menu) => query[menu] != null);

/** @param apart Left aside, as by counts of what it could be. */
export function matches(shipment: ShipmentSummary, query: Query, apart?: "health"): boolean {
  const text = query.text.trim().toLowerCase();
  return menus.every((menu) => query[menu] == null || query[menu] === shipment[menu])
    && (apart === "health" || query.health.length === 0 || query.health.includes(shipment.health))
    && (text === "" || [shipment.id, shipment.booking, ...shipment.containers, ...shipment.purchaseOrders].some((each) => each.toLowerCase().includes(text)));
}
