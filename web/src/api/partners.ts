import { postJson, send } from "./client";

/** What a partner's programs may do. */
export type Scope = "read" | "report" | "webhooks";

export interface PartnerSheet {
  name: string;
  /** Empty for all. */
  brands: string[];
  vendors: string[];
  scopes: Scope[];
  /** The names under which it reports. */
  sources: string[];
  hiddenFields: string[];
}

export interface PartnerKey {
  id: string;
  label: string;
  /** Its last characters. */
  ends: string;
  scopes: Scope[];
  issuedBy: string;
  issuedAt: string;
  lastUsedAt: string | null;
  revokedBy: string | null;
  revokedAt: string | null;
}

export interface Partner extends PartnerSheet {
  id: string;
  version: number;
  /** The newest first. */
  keys: PartnerKey[];
}

export interface PartnerRequest {
  number: number;
  at: string;
  key: string;
  method: string;
  path: string;
  status: number;
  verdict: string;
  traceId: string;
}

export interface Webhook {
  id: string;
  partner: string;
  url: string;
  /** Empty for all. */
  events: string[];
  createdAt: string;
  /** Why nothing is sent; null while it is. */
  disabled: string | null;
  disabledAt: string | null;
  secretEndsAt: string | null;
  waiting: number;
  givenUp: number;
  lastDeliveredAt: string | null;
}

export interface Delivery {
  position: number;
  id: string;
  subject: string;
  state: "waiting" | "delivered" | "givenup" | "withheld";
  attempts: number;
  lastAt: string | null;
  /** 0 where there was no answer. */
  status: number;
  problem: string;
  nextAt: string | null;
}

const place = (partner: string) => `partners/${encodeURIComponent(partner)}`;
const hook = (webhook: string) => `webhooks/${encodeURIComponent(webhook)}`;

/** @param held the version that was looked at; 0 for a new one. @throws {Problem} */
export function recordPartner(id: string, sheet: PartnerSheet, held: number): Promise<unknown> {
  return send("PUT", place(id), sheet, held);
}

/** The key is told this once; null where it was issued before. @throws {Problem} */
export function issueKey(partner: string, label: string, scopes: readonly Scope[], key: string): Promise<{ id: string; key: string | null }> {
  return postJson(`${place(partner)}/keys`, { label, scopes }, { key });
}

/** @throws {Problem} */
export function revokeKey(partner: string, key: string): Promise<unknown> {
  return send("DELETE", `${place(partner)}/keys/${encodeURIComponent(key)}`);
}

/** The secret is told this once; null where the webhook was added before. @throws {Problem} */
export function addWebhook(partner: string, url: string, events: readonly string[], key: string): Promise<{ id: string; secret: string | null }> {
  return postJson("webhooks", { partner, url, events }, { key });
}

/** @throws {Problem} */
export function dropWebhook(webhook: string): Promise<unknown> {
  return send("DELETE", hook(webhook));
}

/** @throws {Problem} */
export function rotateSecret(webhook: string): Promise<{ secret: string | null }> {
  return send("POST", `${hook(webhook)}/rotate`);
}

/** @throws {Problem} */
export function enableWebhook(webhook: string): Promise<unknown> {
  return send("POST", `${hook(webhook)}/enable`);
}

/** @throws {Problem} */
export function testWebhook(webhook: string): Promise<{ taken: boolean; status: number; problem: string; milliseconds: number }> {
  return send("POST", `${hook(webhook)}/test`);
}

/** Has one event sent again. @throws {Problem} */
export function replay(webhook: string, position: number): Promise<{ queued: number }> {
  return postJson(`${hook(webhook)}/replay`, { position });
}
