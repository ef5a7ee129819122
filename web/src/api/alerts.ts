import { useAsOf } from "../live/cursor";
import { useTotals } from "../live/hooks";
import { postJson, send } from "./client";
import type { Language } from "../language/language";
import type { AlertRule } from "./brands";
import type { Day } from "../vocabulary/days";
import type { Category } from "./types";

export type Severity = "p1" | "p2" | "p3";

/** Something that somebody is to see to: one for each cause and order, the worst line speaks. */
export interface Alert {
  id: string;
  cause: "late-order" | "silent-vendor" | "discrepancy" | "late-shipment" | "overdue-milestone" | "failed-inspection" | "late-decision" | "late-submission";
  severity: Severity;
  purchaseOrder: string;
  /** The worst one; null where it is of the whole order. */
  line: number | null;
  lines: number;
  brand: string;
  category: Category;
  vendorName: string;
  days: number;
  /** Absent for who may not see it. */
  quantity?: number;
  why: string;
  rule: string;
  /** The brand's own; null where it goes by the product's. */
  decidedRule: AlertRule | null;
  advice: string;
  state: "open" | "acknowledged" | "snoozed" | "resolved";
  since: string;
  causedBy: string;
  mine: boolean;
  reached: string[];
  escalatesTo: string | null;
  escalatesAt: string | null;
  until: string | null;
  assigneeName: string | null;
  actedByName: string | null;
  note: string | null;
  endedAt: string | null;
  times: number;
  /** What was last said of it before it came back. */
  before: string | null;
  beforeByName: string | null;
}

/** What is at stake in an alert. */
export interface AlertStakes {
  /** Of the worst line; null where it is of the whole order. */
  exFactory: { baseline: Day | null; committed: Day | null; forecast: Day | null; actual: Day | null } | null;
  /** Empty where no price is known, or one may see none. */
  values: { currency: string; amount: number }[];
}

function act(id: string, what: string, body: object): Promise<unknown> {
  return postJson(`alerts/${encodeURIComponent(id)}/${what}`, body, { key: crypto.randomUUID() });
}

/** @param said `until` is when it comes back, in two days where it is null; `exFactory` is when the worst line is expected to leave, `delayReason` a code that says why then. */
export const acknowledgeAlert = (id: string, said: { reason: string; until: string | null; exFactory: Day | null; delayReason: string | null }) => act(id, "acknowledge", said);
export const resolveAlert = (id: string, reason: string) => act(id, "resolve", { reason });
export const escalateAlert = (id: string, reason: string) => act(id, "escalate", { reason });
export const assignAlert = (id: string, to: string | null) => act(id, "assign", { to });
export const snoozeAlert = (id: string, until: string) => act(id, "snooze", { until });

/** What waits for somebody, as it can be followed. */
export const alertsTopic = (person: string) => `alerts:${person}`;

/** How many wait for somebody, as it happens; null for nobody who hears of alerts. A past moment has none. */
export function useAlertsWaiting(person: string | null): number {
  const asOf = useAsOf();
  return useTotals<{ waiting: number }>(asOf == null && person != null ? alertsTopic(person) : null)?.waiting ?? 0;
}

/** How loud a notice is: a mail of its own, with others at 08:00, or in the product alone. */
export type AlertNotice = "at-once" | "digest" | "none";

/** Where and when one wants to hear of alerts. */
export interface AlertChoices {
  /** Null for none: then nothing is sent. */
  mail: string | null;
  timeZone: string;
  /** HH:MM there; equal to the end for no quiet hours. */
  quietFrom: string;
  quietUntil: string;
  p1: AlertNotice;
  p2: AlertNotice;
  p3: AlertNotice;
  mailsADay: number;
  /** Where what is told at once is told as well. */
  chat: "slack" | "teams" | null;
  chatUrl: string | null;
  /** Of whatever is sent. */
  language: Language;
  /** Whether this installation tells chats. */
  chatIsOn: boolean;
  /** Whether this installation sends mail at all. */
  mailIsOn: boolean;
  version: number;
}

/** @throws {Problem} */
export function chooseAlerts({ mailIsOn: _, chatIsOn: __, version, ...choices }: AlertChoices): Promise<unknown> {
  return send("PUT", "me/alerts", choices, version);
}

/** Whether a calendar program can read one's due dates. */
export interface DueDateFeed {
  /** Null while it is closed. */
  openedAt: string | null;
}

/** The address is told once; null where this very request was answered before. */
export const openDueDateFeed = () => send<{ url: string | null }>("POST", "me/calendar");
export const closeDueDateFeed = () => send("DELETE", "me/calendar");
