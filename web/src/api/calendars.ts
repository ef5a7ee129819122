import type { Day } from "../vocabulary/days";
import type { Health } from "../vocabulary/health";
import type { Stage } from "../vocabulary/stage";
import type { StyleStage } from "../vocabulary/styleStage";
import { send } from "./client";
import type { Category } from "./types";

export interface Lag {
  milestone: string;
  minDays: number;
}

export interface AttributeValue {
  attribute: string;
  value: string;
}

/** What milestones may be conditioned by; the first value holds where nobody says. */
export interface Attribute {
  name: string;
  values: string[];
}

/** Not planned: only those have it that are given one by hand. At receipt: the sample is to be here, not approved. */
export interface AskedApproval {
  type: string;
  isPlanned: boolean;
  atReceipt: boolean;
}

export const sides = ["brand", "material", "factory", "compliance", "logistics", "force"] as const;

export interface MilestoneSheet {
  code: string;
  name: string;
  role: string;
  side: (typeof sides)[number];
  home: "style" | "line";
  /** Days relative to ex-factory, as is `dueOffset`: never above 0. */
  submitOffset: number | null;
  /** Null while nothing is typed. */
  dueOffset: number | null;
  after: Lag[];
  /** Reached once it is done; ex-factory is the milestone with that stage. */
  stage: Stage | null;
  /** It applies where all of these hold. */
  when: AttributeValue[];
  perColour: boolean;
  gate: boolean;
  /** Of a style's milestone: the stage that does not close until it is done or waived. */
  holds: StyleStage | null;
  /** By which it is reached; null in one that was written before they could be said. */
  approvals?: AskedApproval[] | null;
}

export interface TemplateSheet {
  title: string;
  brand: string | null;
  category: Category | null;
  milestones: MilestoneSheet[];
}

/** Where a sheet is wrong; `pointer` is into the sheet. */
export interface Fault {
  pointer: string;
  detail: string;
}

export interface TemplateSummary {
  id: string;
  /** The newest published; 0 while there is only a draft. */
  version: number;
  title: string;
  brand: string | null;
  category: Category | null;
  hasDraft: boolean;
  retired: boolean;
  purchaseOrders: number;
  older: number;
  milestones: MilestoneSheet[];
}

export interface TemplateList {
  attributes: Attribute[];
  items: TemplateSummary[];
}

export interface VersionSummary {
  version: number;
  title: string;
  milestones: number;
  note: string | null;
  publishedAt: string | null;
  by: string | null;
}

export interface Template {
  id: string;
  revision: number;
  version: number;
  retired: boolean;
  published: TemplateSheet | null;
  draft: TemplateSheet | null;
  versions: VersionSummary[];
  purchaseOrders: number;
  older: number;
  mayPlan: boolean;
}

export interface PreviewedMilestone {
  code: string;
  name: string;
  home: "style" | "line";
  due: Day;
  latest: Day;
  floatDays: number;
  after: Lag[];
}

export interface Preview {
  faults: Fault[];
  milestones: PreviewedMilestone[];
}

/** The order that a preview is of. */
export interface Example {
  exFactory: Day;
  country: string | null;
  attributes: AttributeValue[];
}

/** What something would do to open lines. */
export interface Effect {
  purchaseOrders: number;
  movedPurchaseOrders: number;
  lines: number;
  moved: number;
  movedMilestones: number;
  newlyLate: number;
  recovered: number;
  brands: { brand: string; lines: number; moved: number; days: number }[];
  items: EffectItem[];
  /** Open orders that it concerns as well and that the reader does not see. */
  elsewhere?: number;
  /** Of a working calendar: every day that would be otherwise. */
  days?: ForeseenDay[] | null;
}

/** What a day would be; null where it would be like any other of its week. */
export interface ForeseenDay {
  day: Day;
  kind: WorkingDay["kind"] | null;
  reason: string | null;
}

export interface EffectItem {
  purchaseOrder: string;
  line: number;
  brand: string;
  category: Category;
  vendor: string;
  before: Day;
  after: Day;
  days: number;
  healthBefore: Health;
  healthAfter: Health;
}

export interface Offer {
  purchaseOrder: string;
  brand: string;
  category: Category;
  vendor: string;
  versions: number[];
  days: number;
  lines: { line: number; before: Day; after: Day; movedMilestones: number; healthBefore: Health; healthAfter: Health }[];
}

export interface ItemVerdict {
  id: string;
  status: "accepted" | "unchanged" | "duplicate" | "refused";
  problem: { title?: string; detail?: string; errors?: { detail: string }[] } | null;
}

/** A country in which vendors work, or a factory with days of its own. */
export interface CalendarSummary {
  /** Such as "BD", or "factory:V-17". */
  key: string;
  country: string;
  /** Of the factory; null for a country. */
  name: string | null;
  timeZone: string;
  /** How often it was amended. */
  version: number;
  vendors: number;
  purchaseOrders: number;
  lines: number;
}

export function templatePath(id: string): string {
  return `calendar-templates/${encodeURIComponent(id)}`;
}

export const previewTemplate = (sheet: TemplateSheet, example: Example) => send<Preview>("POST", "calendar-templates/preview", { sheet, ...example });
export const saveDraft = (id: string, sheet: TemplateSheet, held?: number) => send<{ version: number }>("PUT", `${templatePath(id)}/draft`, sheet, held);
export const discardDraft = (id: string, held: number) => send("DELETE", `${templatePath(id)}/draft`, undefined, held);
export const foreseeTemplate = (id: string) => send<Effect>("POST", `${templatePath(id)}/impact`);
export const publish = (id: string, note: string | null, held: number) => send<{ published: number; offered: number }>("POST", `${templatePath(id)}/publish`, { note }, held);
export const duplicate = (id: string, copy: { id: string; version: number | null; title: string | null; brand: string | null; category: Category | null }) =>
  send("POST", `${templatePath(id)}/duplicate`, copy);
export const retire = (id: string, reason: string, held: number) => send("POST", `${templatePath(id)}/retire`, { reason }, held);
export const adopt = (id: string, version: number, purchaseOrders: readonly string[], reason: string) =>
  send<{ items: ItemVerdict[] }>("POST", `${templatePath(id)}/adoptions`, { version, purchaseOrders, reason });

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

export interface Closure {
  from: Day;
  to: Day;
  name: string;
  /** Days after it on which less is made. */
  rampDays: number;
  /** Of what is usual, on those. */
  rampPercent: number;
  /** Days before it on which less is made. */
  beforeDays?: number;
  beforePercent?: number;
}

/** Less is made around a closure of the country that comes every year. */
export interface Ramp {
  closure: string;
  beforeDays: number;
  beforePercent: number;
  afterDays: number;
  afterPercent: number;
}

/** How a country or a factory differs from the calendar under it. */
export interface CalendarSheet {
  /** Null for those of the calendar under it. */
  weeklyDaysOff: Weekday[] | null;
  holidays: { day: Day; name: string }[];
  /** Off under it, worked here. */
  worked: Day[];
  closures: Closure[];
  /** Null for those of the calendar under it. */
  ramps?: Ramp[] | null;
}

export interface WorkingDay {
  day: Day;
  /** Off; worked and yet it brings nothing on; worked against the calendar under it. */
  kind: "off" | "lost" | "worked";
  reason: string;
  /** Who says so. */
  source: "rule" | "country" | "factory" | "office";
}

export interface WorkingCalendar {
  key: string;
  country: string;
  name: string | null;
  timeZone: string;
  version: number;
  year: number;
  weeklyDaysOff: Weekday[];
  /** Of the year. */
  days: WorkingDay[];
  sheet: CalendarSheet;
  /** As they are customary in the country, to choose from. */
  customary: Ramp[];
  history: { version: number; at: string; by: string; reason: string; undoes: number | null; sheet: CalendarSheet }[];
}

export interface CalendarProgress {
  version: number;
  settled: boolean;
  purchaseOrders: number;
  done: number;
}

export interface Amended {
  version: number;
  /** Open ones that it will reach. */
  purchaseOrders: number;
}

export function calendarPath(key: string): string {
  return `calendars/${encodeURIComponent(key)}`;
}

export const foreseeCalendar = (key: string, sheet: CalendarSheet) => send<Effect>("POST", `${calendarPath(key)}/preview`, sheet);
export const amendCalendar = (key: string, sheet: CalendarSheet, reason: string, held: number) => send<Amended>("POST", `${calendarPath(key)}/apply`, { sheet, reason }, held);
export const undoCalendar = (key: string, version: number, reason: string) => send<Amended>("POST", `${calendarPath(key)}/undo`, { version, reason });
