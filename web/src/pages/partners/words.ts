import type { Delivery, Partner, Scope } from "../../api/partners";
import { brandName } from "../../vocabulary/words";

export const scopes: readonly Scope[] = ["read", "report", "webhooks"];

export const scopeWord = (scope: Scope) => ({ read: "Read", report: "Report", webhooks: "Webhooks" })[scope];

export const scopeWords = (of: readonly Scope[]) => of.map((scope) => scopeWord(scope).toLowerCase()).join(", ");

/** Whose goods the partner sees. */
export function seesWords({ brands, vendors }: Pick<Partner, "brands" | "vendors">): string {
  return [brands.length === 0 ? "all brands" : brands.map(brandName).join(", "), ...(vendors.length === 0 ? [] : [`made by ${vendors.join(", ")}`])].join(", ");
}

export const stateWord = (state: Delivery["state"]) => ({ waiting: "Waiting", delivered: "Delivered", givenup: "Given up", withheld: "Withheld" })[state];

/** What the last attempt came to. */
export function answerWords({ attempts, status, problem }: Pick<Delivery, "attempts" | "status" | "problem">): string {
  return attempts === 0 ? "" : status === 0 ? problem : `Answered ${status}`;
}

/** What was typed as a list, with commas or spaces between. */
export const listed = (text: string) => text.split(/[\s,]+/).filter((each) => each !== "");
