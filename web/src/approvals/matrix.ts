import type { ApprovalSummary } from "../api/approvals";
import { t } from "../language/language";

/** The row of what is approved once for all colours. */
export const allColours = t("All colours");

/** Approvals by row and type, the types by name; and what a cell without any says. */
export function matrixOf(all: readonly ApprovalSummary[], rowName: (approval: ApprovalSummary) => string) {
  const rows = new Map<string, Map<string, ApprovalSummary[]>>();
  const types = new Map<string, string>();
  const [typesOfLines, rowsOfLines] = [new Set<string>(), new Set<string>()];
  for (const approval of all) {
    types.set(approval.type, approval.typeName);
    const name = rowName(approval);
    if (approval.purchaseOrder != null) {
      typesOfLines.add(approval.type);
      rowsOfLines.add(name);
    }
    let cells = rows.get(name);
    if (!cells) rows.set(name, (cells = new Map()));
    cells.set(approval.type, [...(cells.get(approval.type) ?? []), approval]);
  }
  const emptyWord = (row: string, type: string) =>
    row !== allColours && rows.get(allColours)?.has(type) ? t("for all")
    : row === allColours || rowsOfLines.has(row) !== typesOfLines.has(type) ? (typesOfLines.has(type) ? t("by PO line") : t("by colour"))
    : t("not required");
  return { rows, types: [...types].sort((a, b) => (a[1] < b[1] ? -1 : 1)), emptyWord };
}
