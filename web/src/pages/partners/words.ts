import type { Delivery, Partner, Scope } from "../../api/partners";
import { t } from "../../language/language";
import { brandName } from "../../vocabulary/words";

export const scopes: readonly Scope[] = ["read", "report", "webhooks"];

export const scopeWord = (scope: Scope) => ({ read: t("Read|may"), report: t("Report|may"), webhooks: t("Webhooks") })[scope];

export const scopeWords = (of: readonly Scope[]) => of.map((scope) => scopeWord(scope).toLowerCase()).join(", ");

/** Whose goods the partner sees. */
export function seesWords({ brands, vendors }: Pick<Partner, "brands" | "vendors">): string {
  return [brands.length === 0 ? t("all brands") : brands.map(brandName).join(", "), ...(vendors.length === 0 ? [] : [t("made by {vendors}", { vendors: vendors.join(", ") })])].join(", ");
}

export const stateWord = (state: Delivery["state"]) => ({ waiting: t("Waiting|to be sent"), delivered: t("Delivered"), givenup: t("Given up"), withheld: t("Withheld") })[state];

/** What the last attempt came to. */
export function answerWords({ attempts, status, problem }: Pick<Delivery, "attempts" | "status" | "problem">): string {
  return attempts === 0 ? "" : status === 0 ? problem : t("Answered {status}", { status });
}

/** What was typed as a list, with commas or spaces between. */
export const listed = (text: string) => text.split(/[\s,]+/).filter((each) => each !== "");
