import type { Row } from "../live/frames";
import type { Day } from "../vocabulary/days";
import type { Hides } from "../vocabulary/Hidden";
import type { Channel } from "../vocabulary/provenance";
import { getFile, postFile, postJson, send } from "./client";
import type { CommentCount } from "./comments";
import type { Category } from "./types";

export type ApprovalStatus =
  | "planned" | "requested" | "confirmed" | "sent" | "received" | "in-review" | "approved" | "approved-with-comments"
  | "rejected-resubmit" | "rejected-drop" | "waived" | "carried-over" | "on-hold" | "cancelled";

export type Move =
  | "request" | "confirm" | "propose" | "send" | "receive" | "review" | "approve" | "approve-with-comments" | "reject" | "drop" | "waive"
  | "carry-over" | "hold" | "resume" | "cancel" | "reopen" | "take-back" | "name-mill";

export type Party = "brand" | "vendor";

interface Subject {
  style?: string | null | undefined;
  styleName?: string | null | undefined;
  line?: number | null | undefined;
  type: string;
  typeName: string;
  colour?: string | null | undefined;
  mill?: string | null | undefined;
  /** Of the mill, where it is a vendor that is known. */
  millName?: string | null | undefined;
  size?: string | null | undefined;
  brand: string;
  category: Category;
  season: string;
  vendor?: string | null | undefined;
  vendorName?: string | null | undefined;
  reviewer: string;
  status: ApprovalStatus;
  /** The last submission was sent back and nothing has been approved since. */
  rejected: boolean;
  waitsOn?: Party | null | undefined;
  /** The last day of that turn. */
  due?: Day | null | undefined;
}

/** One approval on `approvals:{brand}:{category}`. What the server has no value for is absent. */
export interface QueueRow extends Row, Subject {
  version: number;
  po?: string | undefined;
  /** 0 while it is not asked for. */
  round: number;
  expected?: Day | undefined;
  submittedOn?: Day | undefined;
  vendorClock?: { since?: Day | undefined; days: number } | undefined;
  brandClock?: { since?: Day | undefined; days: number } | undefined;
  purchaseOrders: number;
  /** Absent when quantities are hidden. */
  units?: number | undefined;
  location?: string | undefined;
  picture?: string | undefined;
  /** What is said about it, as far as one may read it. */
  comments: CommentCount;
  /** Acts that wait for a second person. */
  waiting: number;
}

export interface QueueTotals extends Hides {
  approvals: number;
}

/** One approval in the list of `approvals`. */
export interface ApprovalSummary extends Subject {
  id: string;
  version: number;
  purchaseOrder: string | null;
  milestone: string | null;
  round: number;
  overdueDays: number;
  decidedOn: Day | null;
  expected: Day | null;
}

export interface Parcel {
  carrier: string;
  number: string;
}

export interface Round {
  number: number;
  requestedOn: Day | null;
  submitBy: Day;
  decideBy: Day;
  /** For which day the vendor has confirmed or proposed it. */
  promised: Day | null;
  proposal: boolean;
  sentOn: Day | null;
  parcel: Parcel | null;
  receivedOn: Day | null;
  reviewFrom: Day | null;
  decidedOn: Day | null;
  outcome: ApprovalStatus | null;
  reasons: string[];
  comment: string | null;
  decidedByName: string | null;
  /** Where deciding it took two. */
  confirmedByName: string | null;
  vendorClock: Clock;
  brandClock: Clock;
}

/** One thing that happened to an approval, in words. */
export interface ApprovalEntry {
  position: number;
  recordedAt: string;
  type: string;
  text: string;
  on: Day | null;
  /** 0 before the first. */
  round: number;
  by: { actor: string; source: string | null; channel?: Channel | null };
}

interface Clock {
  days: number;
  workingDays: number;
  running: boolean;
}

export interface Attachment {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  byName: string;
  side: Party;
  private: boolean;
  round: number;
  at: string;
}

/** What is declared of a sample. */
export interface CustomsForm {
  purpose: "selling" | "testing" | "photography" | "reference";
  country: string;
  heading: string | null;
  valueUsd: number | null;
  marking: "none" | "cut" | "ink" | "hole" | "stamp" | "sewn-in-label";
  lengthInches: number | null;
  heightInches: number | null;
  onSeam: boolean;
  visible: boolean;
  permanent: boolean;
  contrasting: boolean;
  broker: string | null;
  decision: "pending" | "cleared" | "held" | "refused";
  text: string | null;
}

export interface CustomsCheck {
  code: string;
  result: "passes" | "fails" | "ask-the-broker";
  text: string;
}

/** The answer of `approvals/{id}`. */
export interface Approval extends Subject {
  id: string;
  version: number;
  purchaseOrder: string | null;
  milestone: string | null;
  /** As the calendar calls it; null where it is no longer there. */
  milestoneName: string | null;
  mandatory: boolean;
  overdueDays: number;
  requestBy: Day;
  /** Of the round that is open or was last; as planned while there is none. */
  submitBy: Day;
  decideBy: Day;
  plannedSubmitBy: Day;
  plannedDecideBy: Day;
  expected: Day | null;
  lost: { vendor: number; brand: number };
  rounds: Round[];
  attachments: Attachment[];
  place: { location: string; parcel: Parcel | null; since: Day } | null;
  /** Absent for vendors. */
  customs: (CustomsForm & { checks: CustomsCheck[] }) | null;
  purchaseOrders: number;
  units: number | null;
  /** What this person may do next. */
  moves: Move[];
  /** A thing that is kept somewhere and may cross a border. */
  sample: boolean;
  mayDeclare: boolean;
  /** What waits for a second person. */
  proposals: { id: string; act: Move; by: string; at: string; text: string | null; date: Day | null; from: string | null }[];
  /** A mill makes what is approved. */
  ofMaterial: boolean;
  /** The reader may be the second. */
  mayConfirm: boolean;
}

export interface ApprovalWords {
  items: { code: string; name: string; perColour: boolean; home: "style" | "line" }[];
  /** In the order of the keys 1 to 9. */
  rejectReasons: { code: string; words: string }[];
}

/** What is done to an approval, by somebody who looked at that version. */
export interface Act {
  id: string;
  version: number;
  act: Move;
  date?: Day | null;
  text?: string | null;
  reasons?: readonly string[];
  parcel?: Parcel;
  from?: string | null;
  mill?: string | null;
}

export interface ActVerdict {
  index: number;
  /** Id of what now waits for a second person. */
  proposal: string | null;
  status: "accepted" | "duplicate" | "unchanged" | "refused";
  problem: { title: string; detail: string | null; errors: { pointer: string; code: string; detail: string }[] } | null;
}

const said = (body: object) => Object.fromEntries(Object.entries(body).filter(([, value]) => value != null));

/** What became of asking for an approval; unchanged where there was one already. */
export interface AskedFor {
  id: string;
  status: "accepted" | "duplicate" | "unchanged";
}

/** @throws {Problem} */
export function askForApproval(wish: object, key: string): Promise<AskedFor> {
  return postJson("approvals", said(wish), { key });
}

/** Each is judged for itself. @throws {Problem} when nothing was judged. */
export async function decide(acts: readonly Act[]): Promise<ActVerdict[]> {
  return (await postJson<{ items: ActVerdict[] }>("approvals/decisions", acts.map(said), { key: crypto.randomUUID() })).items;
}

/** @param path the address under the approval, such as "proposals/{id}/confirm". @throws {Problem} */
export function askApproval(id: string, path: string, body: unknown, key: string, held?: number): Promise<{ proposal: string | null }> {
  return postJson(`approvals/${encodeURIComponent(id)}/${path}`, body, { key, ...(held === undefined ? {} : { held }) });
}

/** @throws {Problem} also where the file is none of those that are taken. */
export function attach(id: string, file: File, isPrivate: boolean): Promise<unknown> {
  return postFile(`approvals/${encodeURIComponent(id)}/attachments?name=${encodeURIComponent(file.name)}&private=${isPrivate}`, file, crypto.randomUUID());
}

const attachmentPath = (id: string, attachment: string) => `approvals/${encodeURIComponent(id)}/attachments/${encodeURIComponent(attachment)}`;

/** @throws {Problem} */
export function attachedFile(id: string, attachment: string, signal?: AbortSignal): Promise<Blob> {
  return getFile(attachmentPath(id, attachment), signal);
}

/** @throws {Problem} where the other side attached it. */
export function detach(id: string, attachment: string): Promise<unknown> {
  return send("DELETE", attachmentPath(id, attachment));
}

/** @throws {Problem} where it is no sample. */
export function moveSample(id: string, location: string, parcel: Parcel | null): Promise<unknown> {
  return send("PUT", `approvals/${encodeURIComponent(id)}/place`, said({ location, parcel }));
}

/** @throws {Problem} where it is no sample. */
export function declareCustoms(id: string, form: CustomsForm): Promise<unknown> {
  return send("PUT", `approvals/${encodeURIComponent(id)}/customs`, said(form));
}
