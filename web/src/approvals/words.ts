import type { ApprovalStatus, Move, Party } from "../api/approvals";

const statusWords: Record<ApprovalStatus, string> = {
  planned: "To be asked for", requested: "Requested", confirmed: "Confirmed", sent: "Sent", received: "Received", "in-review": "In review",
  approved: "Approved", "approved-with-comments": "Approved with comments", "rejected-resubmit": "Rejected, resubmit", "rejected-drop": "Rejected, dropped",
  waived: "Waived", "carried-over": "Carried over", "on-hold": "On hold", cancelled: "Cancelled",
};

export function approvalWord(status: ApprovalStatus): string {
  return statusWords[status];
}

export const partyWords: Record<Party, string> = { brand: "Us", vendor: "Vendor" };

/** A move as a button, and as what was done. */
export const moveWords: Record<Move, readonly [act: string, done: string]> = {
  request: ["Request", "Requested"], confirm: ["Confirm day", "Confirmed"], propose: ["Propose day", "Another day proposed"], send: ["Sent", "Sent"],
  receive: ["Received", "Received"], review: ["Review", "In review"], approve: ["Approve", "Approved"],
  "approve-with-comments": ["Approve with comments", "Approved with comments"], reject: ["Reject", "Rejected, another round is open"],
  drop: ["Reject and drop", "Rejected and dropped"], waive: ["Waive", "Waived"], "carry-over": ["Carry over", "Carried over"], hold: ["Hold", "On hold"],
  resume: ["Resume", "Taken up again"], cancel: ["Cancel", "Cancelled"], reopen: ["Reopen", "Opened again"], "take-back": ["Take back", "Waits for a decision again"],
  "name-mill": ["Name the mill", "The mill is named"],
};

/** What has to be said with a move; the others act at once. */
export const asks: Partial<Record<Move, "text" | "reasons" | "date" | "parcel">> = {
  "approve-with-comments": "text", reject: "reasons", drop: "text", waive: "text", "carry-over": "text", hold: "text", cancel: "text", reopen: "text", "take-back": "text",
  propose: "date", send: "parcel",
};
