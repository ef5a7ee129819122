import { postJson, send } from "./client";
import type { List } from "./types";

export type Visibility = "public" | "brand" | "vendor";

export interface CommentCount {
  count: number;
  /** Grows with all that may be read anew. */
  changes: number;
}

/** Totals of a topic that is talked about; null for a past moment. */
export interface Discussed {
  comments?: CommentCount | null | undefined;
}

/** Where inside what is talked about. */
export interface About {
  line?: number;
  milestone?: string;
  round?: number;
}

export interface Comment {
  id: string;
  at: string;
  by: string;
  byName: string;
  side: "brand" | "vendor";
  visibility: Visibility;
  /** Null where it was taken back. */
  text: string | null;
  mentions: { id: string; name: string }[];
  line: number | null;
  milestone: string | null;
  round: number | null;
  editedAt: string | null;
  retractedAt: string | null;
  /** While the reader may still edit it. */
  editableUntil: string | null;
  retractable: boolean;
  /** The reader is mentioned and has neither answered nor acknowledged it. */
  asks: boolean;
}

/** Somebody who may be mentioned. */
export interface Mentionable {
  id: string;
  name: string;
  role: string;
  /** What they may read. */
  reads: Visibility[];
}

/** What is to be said. */
export interface Remark extends About {
  text: string;
  visibility: Visibility;
  /** Ids of people. */
  mentions: readonly string[];
  /** Version of the page before the writer: what is asked of them there is answered. */
  read: number;
}

/** Newest first. */
export interface CommentPage extends List<Comment> {
  version: number;
  /** To whom the reader may speak; empty for who only reads. */
  may: Visibility[];
  people: Mentionable[];
}

/** What is sent again under the same `key` is said once. */
export function say(path: string, remark: Remark, key: string): Promise<unknown> {
  return postJson(`${path}/comments`, remark, { key });
}

export function edit(path: string, id: string, text: string, mentions: readonly string[]): Promise<unknown> {
  return send("PUT", `${path}/comments/${id}`, { text, mentions });
}

export function retract(path: string, id: string): Promise<unknown> {
  return send("DELETE", `${path}/comments/${id}`);
}

/** The reader has nothing to answer: it leaves their day. */
export function acknowledge(path: string, id: string): Promise<unknown> {
  return send("POST", `${path}/comments/${id}/acknowledge`);
}
