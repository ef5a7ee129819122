import { getJson, send } from "./client";

/** `mine`, `team`, or the role with which its views come. */
export type Shelf = "mine" | "team" | "assistant" | "manager" | "director" | "vendor";

/** A board as somebody likes to look at it; `query` is the part of its address from the question mark on, or empty. */
export interface SavedView {
  id: string;
  name: string;
  query: string;
  /** Absent where it is not kept yet. */
  version?: number;
}

export interface ViewShelf {
  shelf: Shelf;
  /** Of a role: whether it is the reader's. */
  own: boolean;
  /** Whether the reader may save views there, rename and delete them. */
  mayKeep: boolean;
  views: readonly SavedView[];
}

export function readViews(): Promise<{ shelves: ViewShelf[] }> {
  return getJson("views");
}

/** Saves a view, or puts it in the place of the one with its id; where `held` is given, only if that is still its version (status 412). */
export function keepView(shelf: Shelf, { id, name, query }: SavedView, held?: number): Promise<unknown> {
  return send("PUT", `views/${shelf}/${encodeURIComponent(id)}`, { name, query }, held);
}

export function dropView(shelf: Shelf, id: string): Promise<unknown> {
  return send("DELETE", `views/${shelf}/${encodeURIComponent(id)}`);
}
