import type { Day } from "../vocabulary/days";
import type { Health } from "../vocabulary/health";
import type { Stage } from "../vocabulary/stage";
import type { LineShipment, TransportDays } from "./types";

export interface ShipmentSummary {
  id: string;
  booking: string;
  carrier: string;
  mode: LineShipment["mode"];
  /** UN/LOCODE. */
  from: string;
  to: string;
  containers: string[];
  /** Those that the reader sees. */
  purchaseOrders: string[];
  lines: number;
  /** Absent when it is hidden. */
  quantity?: number;
  /** Only moments of which a day is known, in the sequence of the way. */
  days: TransportDays[];
  slipDays: number | null;
  overdue: TransportDays["moment"] | null;
  exceptions: ("late" | "overdue" | "discrepancy")[];
  next: TransportDays | null;
  health: Health;
  bookedAt: string;
}

/** A word on one day that holds, and whose it is. */
export interface TransportClaim {
  date: Day;
  source: string;
  eventId: string;
  updatedAt: string;
  note: string | null;
}

export interface Shipment {
  version: number;
  summary: ShipmentSummary;
  lines: {
    purchaseOrder: string; line: number; style: string | null; description: string | null; colour: string | null; quantity?: number;
    vendor?: string | null; vendorName?: string | null; stage?: Stage | null; health?: Health | null; committed?: Day | null; left?: Day | null;
  }[];
  /** Of the whole shipment, and of single containers. */
  stops: {
    moment: TransportDays["moment"]; location: string | null; equipment: string | null; isBooked: boolean;
    planned: TransportClaim | null; estimated: TransportClaim | null; actual: TransportClaim | null;
  }[];
  discrepancies: { kind: "backwards" | "unbooked-container"; moment: TransportDays["moment"] | null; equipment: string | null; text: string }[];
}
