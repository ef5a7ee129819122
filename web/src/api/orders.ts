import { postJson } from "./client";
import type { Phase } from "./types";

/** What became of an act; `proposal` where it now waits for a second person. */
export interface ActAnswer {
  phase: Phase;
  proposal: string | null;
}

/** @param act the address under the order, such as "commit" or "proposals/{id}/confirm". */
export function askOrder(number: string, act: string, body: unknown, key: string, held?: number): Promise<ActAnswer> {
  return postJson(`purchase-orders/${encodeURIComponent(number)}/${act}`, body, { key, ...(held === undefined ? {} : { held }) });
}
