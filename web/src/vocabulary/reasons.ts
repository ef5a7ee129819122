/** Why days were lost, by the side that carries them. The server's list; reasons.test.ts holds the two together. */
export const reasons: readonly (readonly [side: string, codes: readonly (readonly [code: string, words: string])[]])[] = [
  ["brand", [
    ["BR-DESIGN", "late handoff"], ["BR-SPEC", "change after approval"], ["BR-APPR", "late decision"], ["BR-COST", "late price agreement"],
    ["BR-POLATE", "late PO"], ["BR-QTY", "quantity or colour change"], ["BR-ART", "late artwork or label"], ["BR-PAY", "late payment"],
  ]],
  ["material", [
    ["MT-MILL", "late fabric"], ["MT-FAIL", "failed test or shade"], ["MT-TRIM", "late trim"], ["MT-LEATHER", "hide grade"],
    ["MT-TOOL", "mould or last late"], ["MT-SHORT", "short quantity"],
  ]],
  ["factory", [
    ["FA-SAMPLE", "late or failed sample"], ["FA-CAP", "overbooked line"], ["FA-LABOUR", "shortage after holiday"], ["FA-MACH", "breakdown"],
    ["FA-QC", "failed inspection or re-sort"], ["FA-REWORK", "rework"], ["FA-SUBCON", "unauthorised or late subcontract"], ["FA-INFO", "no reply"],
  ]],
  ["compliance", [["CO-AUDIT", "audit expired or failed"], ["CO-TEST", "restricted substance"], ["CO-DOC", "traceability papers"]]],
  ["logistics", [
    ["LO-BOOK", "no space"], ["LO-ROLL", "rolled"], ["LO-PORT", "port congestion"], ["LO-CUST", "customs hold"], ["LO-DC", "no appointment"],
    ["LO-CARR", "carrier"],
  ]],
  ["force", [
    ["FM-WEATHER", "weather"], ["FM-STRIKE", "strike"], ["FM-POLIT", "political unrest"], ["FM-POWER", "power cut"],
    ["FM-HOLIDAY", "holiday missed in the plan"], ["FM-EPIDEMIC", "epidemic"],
  ]],
];

const words = new Map(reasons.flatMap(([, codes]) => codes));

/** "overbooked line"; the code itself where it is not known. */
/** A reason, with those that contributed to it. */
export function reasonsWords(code: string, contributing: readonly string[] | null | undefined): string {
  return [code, ...(contributing ?? [])].map(reasonWords).join(", also ");
}

export function reasonWords(code: string): string {
  return words.get(code) ?? code;
}
