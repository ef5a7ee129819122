import { t, tn } from "../language/language";
/** Why days were lost, by the side that carries them. The server's list; reasons.test.ts holds the two together. */
export const reasons: readonly (readonly [side: string, codes: readonly (readonly [code: string, words: string])[]])[] = [
  ["brand", [
    ["BR-DESIGN", t("late handoff")], ["BR-SPEC", t("change after approval")], ["BR-APPR", t("late decision")], ["BR-COST", t("late price agreement")],
    ["BR-POLATE", t("late PO")], ["BR-QTY", t("quantity or colour change")], ["BR-ART", t("late artwork or label")], ["BR-PAY", t("late payment")],
  ]],
  ["material", [
    ["MT-MILL", t("late fabric")], ["MT-FAIL", t("failed test or shade")], ["MT-TRIM", t("late trim")], ["MT-LEATHER", t("hide grade")],
    ["MT-TOOL", t("mould or last late")], ["MT-SHORT", t("short quantity")],
  ]],
  ["factory", [
    ["FA-SAMPLE", t("late or failed sample")], ["FA-CAP", t("overbooked line")], ["FA-LABOUR", t("shortage after holiday")], ["FA-MACH", t("breakdown")],
    ["FA-QC", t("failed inspection or re-sort")], ["FA-REWORK", t("rework")], ["FA-SUBCON", t("unauthorised or late subcontract")], ["FA-INFO", t("no reply")],
  ]],
  ["compliance", [["CO-AUDIT", t("audit expired or failed")], ["CO-TEST", t("restricted substance")], ["CO-DOC", t("traceability papers")]]],
  ["logistics", [
    ["LO-BOOK", t("no space")], ["LO-ROLL", t("rolled")], ["LO-PORT", t("port congestion")], ["LO-CUST", t("customs hold")], ["LO-DC", t("no appointment")],
    ["LO-CARR", t("carrier")],
  ]],
  ["force", [
    ["FM-WEATHER", t("weather")], ["FM-STRIKE", t("strike")], ["FM-POLIT", t("political unrest")], ["FM-POWER", t("power cut")],
    ["FM-HOLIDAY", t("holiday missed in the plan")], ["FM-EPIDEMIC", t("epidemic")],
  ]],
];

const words = new Map(reasons.flatMap(([, codes]) => codes));

/** A reason, with those that contributed to it. */
export function reasonsWords(code: string, contributing: Beside): string {
  return [reasonWords(code), ...(contributing ?? []).map((beside) => typeof beside === "string" ? reasonWords(beside) : `${reasonWords(beside.reason)} (${tn(beside.days, "{n} day", "{n} days")})`)].join(t(", also "));
}

/** What contributed: reasons alone, or with the days that each carries. */
export type Beside = readonly (string | { reason: string; days: number })[] | null | undefined;

/** "overbooked line"; the code itself where it is not known. */
export function reasonWords(code: string): string {
  return words.get(code) ?? code;
}
