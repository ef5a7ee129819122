import type { Row } from "../live/frames";
import type { Hides } from "../vocabulary/Hidden";
import type { Day } from "../vocabulary/days";
import type { Health, HealthCounts } from "../vocabulary/health";
import type { Agreement, Channel, Origin } from "../vocabulary/provenance";
import type { Stage } from "../vocabulary/stage";
import type { AttributeValue } from "./calendars";
import type { StyleStanding } from "./styles";
import type { Calendar } from "./tailoring";

export type Category = "apparel" | "footwear" | "accessories" | "other";

/** One PO line on `board:*:{category}`. */
export interface BoardRow extends Row {
  po: string;
  line: number;
  poHealth: Health;
  brand: string;
  category: Category;
  vendor: string;
  vendorName: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  season: string;
  style: string;
  styleName: string;
  colour: string;
  quantity: number;
  stage: Stage;
  health: Health;
  slipDays: number;
  floatDays: number | null;
  baseline: Day | null;
  committed: Day | null;
  forecast: Day | null;
  /** With `latest`: where the forecast falls in eight of ten cases; null where no past tells. */
  earliest: Day | null;
  latest: Day | null;
  actual: Day | null;
  cancel: Day | null;
  next: { code: string; name: string; role: string; due: Day; forecast: Day } | null;
  cause: string | null;
  heardAt: string | null;
}

export interface BoardTotals extends Hides {
  lines: number;
  purchaseOrders: number;
  quantity: number;
  health: HealthCounts;
}

/** One brand in one category on `overview`; health is counted in lines. */
export interface OverviewRow extends Row {
  brand: string;
  brandName: string;
  category: Category;
  purchaseOrders: number;
  lines: number;
  quantity: number;
  health: HealthCounts;
}

export interface OverviewTotals extends BoardTotals {
  /** Each by its worst line. */
  worst?: { line: BoardRow; lines: number; lateLines: number }[];
}

export interface Milestone {
  code: string;
  name: string;
  role: string;
  home: "style" | "line";
  baseline: Day | null;
  committed: Day | null;
  forecast: Day | null;
  actual: Day | null;
  latest: Day | null;
  health: Health;
  driving: boolean;
  /** Whose report stands, and when it was heard; null when nobody reported. */
  heard: (Origin & { date: Day; reason: string | null; note: string | null; contributing?: readonly { reason: string; days: number }[] | null }) | null;
  /** How the committed day came about; absent where it is the baseline, or the day as ordered. */
  agreed?: Agreement | null;
  /** Another day that somebody plans and that waits for an answer. */
  planned?: (Origin & { date: Day; reason?: string | null; note?: string | null }) | null;
  /** Pieces or pairs that were counted when it happened. */
  quantity?: number | null;
}

export interface TransportDays {
  moment: "load" | "departure" | "arrival" | "discharge" | "gate-out" | "customs-cleared" | "received";
  planned: Day | null;
  estimated: Day | null;
  actual: Day | null;
}

export interface LineShipment {
  id: string;
  booking: string;
  carrier: string;
  mode: "sea" | "air" | "rail" | "road";
  from: string;
  to: string;
  /** Of the line; absent when it is hidden. */
  quantity?: number;
  /** Only moments of which a day is known. */
  days: TransportDays[];
}

export interface PurchaseOrderLine {
  number: number;
  /** Absent where the order names none. */
  style?: string;
  styleName: string;
  colour: string;
  quantity: number;
  /** Absent when it is hidden. */
  sizes?: { size: string; quantity: number }[];
  stage: Stage;
  health: Health;
  slipDays: number;
  floatDays: number | null;
  /** `earliest` to `latest`: where the forecast falls in eight of ten cases, by so many `outcomes` of the vendor; null where no past tells. */
  exFactory: {
    baseline: Day | null; committed: Day | null; forecast: Day | null; actual: Day | null;
    earliest: Day | null; latest: Day | null; outcomes: number | null;
    /** Why there was no range when it was last forecast, and how many open milestones are the vendor's to keep. */
    noRange?: "no-outcomes" | "nothing-varies" | "plan-absorbs" | null; vendorsLeft?: number | null;
    /** By the past that became known since it was last forecast. */
    foresight?: { forecast: Day; earliest: Day; latest: Day; outcomes: number } | null;
  };
  cancel: Day | null;
  heardAt: string | null;
  cause: string | null;
  /** What holds it up until somebody lifts it: a person, a vendor or a role. */
  blocks?: { code: string; text: string; waitsOn: string }[];
  /** By which versions of its style's profile it is made, as each side knows; 0 for none. Absent where the style was not adopted or the line is over. */
  profile?: ProfileStanding | null;
  /** Where it travels otherwise than the order. */
  shipMode: string | null;
  milestones: Milestone[];
  /** Null where no calendar is laid. */
  calendar: Calendar | null;
  price?: number | null;
  currency?: string | null;
  /** Statements that contradict each other and that nobody has settled. */
  discrepancies?: Discrepancy[];
  /** What carries it. */
  shipments?: LineShipment[];
  /** Gates that it goes on without. */
  waivers?: { milestone: string; name: string; reason: string; by: string; confirmedBy?: string | null; at: string }[];
  /** Codes of the gates that are still to be passed. */
  gates?: string[];
}

/**
 * `dates`: two sources name different days; `sequence`: something happened before what must come before it; `gate`:
 * something happened behind a gate that is not passed; `profile`: while a side has not acknowledged a changed profile;
 * `quantities`: two sources counted differently; `status`: one says that it happened, another still expects it.
 * `raised`: somebody says so by hand, in what each side `says`. `gate` and `profile` go by themselves. A side that is `expected` says when it will happen, any other that it has.
 */
export interface Discrepancy {
  kind: "dates" | "sequence" | "gate" | "profile" | "quantities" | "status" | "raised";
  milestone: string;
  name: string;
  text: string;
  sides: { milestone: string; name: string; source: string; date: Day; heardAt: string | null; note: string | null; quantity?: number | null; expected: boolean; says?: string | null; channel?: Channel | null; by?: string | null }[];
  openedAt?: string | null;
  /** Of a style's milestone per colour, where one is meant. */
  colour?: string | null;
}

/** One discrepancy in the list of all. */
export interface DiscrepancySummary extends Discrepancy {
  id: string;
  /** Null where it is of a style, as are line, colour and vendor. */
  purchaseOrder: string | null;
  line: number | null;
  style: string | null;
  styleName: string;
  colour: string | null;
  vendor: string | null;
  vendorName: string | null;
  days: number;
  /** Null while nobody has settled it; `right` is the source, or of a sequence the milestone. */
  settled: { right: string; reason: string; by: string; at: string } | null;
  raisedBy: string | null;
}

/** Where an order stands between buyer and vendor. */
export type Phase = "draft" | "pendingapproval" | "issued" | "acknowledged" | "changeproposed" | "rejectedbyvendor" | "confirmed" | "cancelled" | "closed";

export type Act =
  | "amend" | "issue" | "acknowledge" | "confirm" | "propose-change" | "reject" | "accept-change" | "decline-change" | "revise" | "commit"
  | "agree-plan" | "decline-plan" | "hold" | "release" | "cancel" | "close" | "confirm-proposal" | "decline-proposal" | "withdraw-proposal"
  | "acknowledge-profile" | "waive";

/** One thing that is otherwise; `from` and `to` in words. */
export interface Difference {
  aspect: string;
  line?: number | null;
  colour?: string | null;
  size?: string | null;
  from?: string | null;
  to?: string | null;
}

/** What waits for a second person: an act, or a day that somebody reported as a plan. */
export interface Proposal {
  id: string;
  act: Act;
  by: string;
  at: string;
  line?: number | null;
  milestone?: string | null;
  from?: Day | null;
  to?: Day | null;
  reason?: string | null;
  /** Delay reason codes beside the first. */
  contributing?: string[] | null;
  note?: string | null;
  changes?: Difference[];
  isPlan: boolean;
}

/** What the vendor would do instead. */
export interface Wish {
  version: number;
  changes: Difference[];
  reason?: string | null;
  note: string;
  by: string;
  at: string;
}

/** One version of the document as it went out. */
export interface IssuedVersion {
  version: number;
  current: number;
  issuedAt: string;
  issuedBy: string;
  reason?: string | null;
  /** Delay reason codes beside the first. */
  contributing: string[];
  note?: string | null;
  changes: Difference[];
  hash: string;
}

/** The single row of `po:{id}`. What is null may be absent. */
export interface PurchaseOrder extends Row {
  phase: Phase;
  production?: string | null;
  document: { version: number; acknowledged: number; answerDue?: string | null; overdue: boolean };
  parent?: string | null;
  /** What is said of its goods otherwise than their styles say. */
  attributes?: AttributeValue[];
  hold?: { reason: string; waitsOn: string; by: string; since: string } | null;
  wish?: Wish | null;
  proposals: Proposal[];
  ending?: { fulfilment?: string | null; note?: string | null; by: string; at: string } | null;
  /** What the reader's side may ask of an order; `why` not of this one now. */
  acts: { act: Act; why?: string | null }[];
  number: string;
  brand: string;
  brandName: string;
  category: Category;
  vendor: string;
  vendorName: string;
  country: string;
  season: string;
  health: Health;
  version: number;
  state: "open" | "closed";
  incoterm: string | null;
  shipMode: string | null;
  lines: PurchaseOrderLine[];
}

export interface Cause {
  code: string | null;
  side: string;
  days: number;
  text: string;
  milestone: string | null;
  event?: number | null;
}

/** The days of the causes, less the float absorbed, are the slip. */
export interface Explanation {
  slipDays: number;
  floatAbsorbedDays: number;
  /** Absent when it is hidden. */
  causes?: Cause[];
  /** The slip, less `aheadDays` and with `agreedEarlierDays`, are the days past what was agreed. Absent on a style. */
  bridge?: { aheadDays: number; agreedEarlierDays: number; pastCommittedDays: number } | null;
}

export interface HistoryItem {
  position: number;
  version: number;
  recordedAt: string;
  type: string;
  text: string;
  line: number | null;
  milestone: string | null;
  from: string | null;
  to: string | null;
  /** Whether the days are of the line's ex-factory. */
  isExFactory: boolean;
  /** Of the line; null where it did not change. */
  health: { from: Health; to: Health } | null;
  by: { actor: string; source: string | null; channel?: Channel | null };
}

export interface List<T> {
  items: T[];
  total: number;
  next: string | null;
}

export interface PurchaseOrderSummary {
  number: string;
  brand: string;
  category: Category;
  vendor: string;
  vendorName: string;
  season: string;
  health: Health;
}

export interface ProfileStanding {
  present: number;
  issued: number;
  brand: number;
  vendor: number;
  /** The newest that both sides were asked to acknowledge. */
  asked: number;
  due?: string | null;
  overdue: boolean;
  /** The one by which the sample was sealed; 0 while none is. */
  sealed: number;
}

export interface StyleSummary {
  number: string;
  name: string;
  brand: string;
  category: Category;
  season: string;
}

/** The single row of `style:{number}`. */
export interface Style extends StyleSummary, Row {
  gender?: string | null;
  articleType?: string | null;
  spec?: StyleSpec | null;
  colours: string[];
  targetExFactory: Day | null;
  health: Health;
  version: number;
  standing: StyleStanding;
  milestones: Milestone[];
  calendar: Calendar | null;
  /** What it is said to be like, as far as it decides milestones. */
  attributes: AttributeValue[];
  /** What its dates alone would force on its target: the days of the causes, less the float absorbed. */
  slipDays: number;
  floatAbsorbedDays: number;
  causes?: Cause[];
  /** Statements that contradict each other and that nobody has settled. */
  discrepancies?: Discrepancy[];
}

export interface Vendor {
  code: string;
  name: string;
  country: string;
  city: string | null;
  openLines: number;
  lateLines: number;
  health?: HealthCounts;
}

/** What a style is made of and by. */
export interface StyleSpec {
  material?: string | null;
  composition?: string | null;
  sizeRange?: string | null;
  techPack?: string | null;
}

export interface Person {
  id: string;
  name: string;
  role: string;
  initials: string;
  /** Whose goods they see; empty for all, null where the reader is not to know it, as are categories. */
  brands: string[] | null;
  categories: Category[] | null;
  /** What they do; empty for whatever comes. */
  functions: string[];
  version: number;
  /** The reader may say what they do. */
  mayAssign: boolean;
  /** They may do nothing any more, and are listed for their name. */
  hasLeft: boolean;
  /** The reader may say what they see. */
  mayKeep: boolean;
}
