import { t } from "../language/language";
import type { ApprovalStatus, ApprovalSummary, Move, Party } from "../api/approvals";

const statusWords: Record<ApprovalStatus, string> = {
  planned: t("To be asked for"), requested: t("Requested"), confirmed: t("Confirmed"), sent: t("Sent"), received: t("Received"), "in-review": t("In review"),
  approved: t("Approved"), "approved-with-comments": t("Approved with comments"), "rejected-resubmit": t("Rejected, resubmit"), "rejected-drop": t("Rejected, dropped"),
  waived: t("Waived"), "carried-over": t("Carried over"), "on-hold": t("On hold"), cancelled: t("Cancelled"),
};

export function approvalWord(status: ApprovalStatus): string {
  return statusWords[status];
}

export const partyWords: Record<Party, string> = { brand: t("Us"), vendor: t("Vendor") };

/** What is due: each turn has a day of its own. */
export function dueWords({ status, waitsOn }: Pick<ApprovalSummary, "status" | "waitsOn">): string {
  return waitsOn == null ? t("Due") : status === "planned" ? t("Ask by") : waitsOn === "vendor" ? t("Here by") : t("Decide by");
}

/** A move as a button, and as what was done. */
export const moveWords: Record<Move, readonly [act: string, done: string]> = {
  request: [t("Request"), t("Requested")], confirm: [t("Confirm day"), t("Confirmed")], propose: [t("Propose day"), t("Another day proposed")], send: [t("Sent"), t("Sent")],
  receive: [t("Received"), t("Received")], review: [t("Review"), t("In review")], approve: [t("Approve"), t("Approved")],
  "approve-with-comments": [t("Approve with comments"), t("Approved with comments")], reject: [t("Reject"), t("Rejected, another round is open")],
  drop: [t("Reject and drop"), t("Rejected and dropped")], waive: [t("Waive"), t("Waived")], "carry-over": [t("Carry over"), t("Carried over")], hold: [t("Hold"), t("On hold")],
  resume: [t("Resume"), t("Taken up again")], cancel: [t("Cancel"), t("Cancelled")], reopen: [t("Reopen"), t("Opened again")], "take-back": [t("Take back"), t("Waits for a decision again")],
  "name-mill": [t("Name the mill"), t("The mill is named")],
};

/** What has to be said with a move; the others act at once. */
export const asks: Partial<Record<Move, "text" | "reasons" | "date" | "parcel">> = {
  "approve-with-comments": "text", reject: "reasons", drop: "text", waive: "text", "carry-over": "text", hold: "text", cancel: "text", reopen: "text", "take-back": "text",
  propose: "date", send: "parcel",
};
