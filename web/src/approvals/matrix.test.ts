import { expect, test } from "vitest";
import type { ApprovalSummary } from "../api/approvals";
import { allColours, matrixOf } from "./matrix";

const of = (type: string, where: { colour?: string; po?: string }) =>
  ({ type, typeName: type, purchaseOrder: where.po ?? null, line: where.po == null ? null : 1, colour: where.colour ?? null }) as ApprovalSummary;

test("A cell without an approval says where its type is approved instead", () => {
  const { emptyWord } = matrixOf(
    [of("fit", {}), of("lab-dip", { colour: "Ink" }), of("lab-dip", { colour: "Moss" }), of("wash-panel", { colour: "Moss" }), of("pp", { po: "PO-1" })],
    ({ purchaseOrder, line, colour }) => purchaseOrder != null ? `${purchaseOrder}/${line}` : colour ?? allColours,
  );
  expect([emptyWord(allColours, "lab-dip"), emptyWord(allColours, "pp")]).toEqual(["by colour", "by PO line"]);
  expect([emptyWord("Ink", "fit"), emptyWord("Ink", "pp"), emptyWord("Ink", "wash-panel")]).toEqual(["for all", "by PO line", "not required"]);
  expect([emptyWord("PO-1/1", "fit"), emptyWord("PO-1/1", "lab-dip")]).toEqual(["for all", "by colour"]);
});
