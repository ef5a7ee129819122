import type { SavedView, Shelf, ViewShelf } from "../api/views";
import { readQuery, writeQuery, type Query } from "./query";

/** A saved view with where it is kept. */
export interface KeptView extends SavedView {
  shelf: Shelf;
  mayKeep: boolean;
}

export const shelfWords: Record<Shelf, string> = {
  mine: "Only me", team: "My team", assistant: "All assistants", manager: "All managers", director: "All directors", vendor: "All vendors",
};

/** What stands as tabs: one's own, the team's and those of one's role, in this order. Views of other roles are for saving only. */
export function tabsOf(shelves: readonly ViewShelf[]): KeptView[] {
  return shelves.filter(({ shelf, own }) => shelf === "mine" || shelf === "team" || own)
    .flatMap(({ shelf, mayKeep, views }) => views.map((view) => ({ ...view, shelf, mayKeep })));
}

/** What is saved of a board: all that its address says, but for which view it is. */
export function savedQuery(query: Query): string {
  return writeQuery({ ...query, view: null });
}

/** The search string that opens a view. */
export function viewSearch({ id, query }: SavedView): string {
  return writeQuery({ ...readQuery(query), view: id });
}

/** Whether a board looks otherwise than its view was saved. */
export function differs(view: SavedView, query: Query): boolean {
  return savedQuery(readQuery(view.query)) !== savedQuery(query);
}
