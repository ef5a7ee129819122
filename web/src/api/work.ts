import type { Day } from "../vocabulary/days";
import type { Health } from "../vocabulary/health";
import type { Category, List } from "./types";

export const workGroups = ["now", "today", "week"] as const;

/** What is ranked by what is at stake; what people ask and reviews decide is told apart. */
export const workToDo = ["milestone", "approval", "proposal", "answer", "profile", "discrepancy"] as const;

export type WorkGroup = (typeof workGroups)[number];

/** One thing that waits for somebody. */
export interface WorkItem {
  id: string;
  kind: (typeof workToDo)[number] | "mention" | "decision";
  duty: "do" | "chase";
  group: WorkGroup;
  what: string;
  purchaseOrder: string | null;
  line: number | null;
  style: string | null;
  styleName: string | null;
  colour: string | null;
  brand: string;
  category: Category;
  vendor: string | null;
  vendorName: string | null;
  milestone: string | null;
  approval: string | null;
  owner: string | null;
  due: Day;
  expected: Day | null;
  health: Health | null;
  behindDays: number;
  floatDays: number;
  /** Null, as is the impact, for who may not see quantities. */
  units: number | null;
  /** Unit-days: what ranks within a group. */
  impact: number | null;
  why: string;
  /** As what it is the person's. */
  whose: string;
  /** Number of the comment that mentions the person. */
  comment: number | null;
  /** Id of the line review that decided. */
  lineReview: string | null;
}

export interface WorkPage extends List<WorkItem> {
  groups: Record<WorkGroup, number>;
  person: { id: string; name: string; role: string };
  today: Day;
  formula: string;
  /** Vendors to follow up who were not asked today; most things first. */
  unchased: { vendor: string; name: string; things: number; chasedAt: string | null }[];
}
