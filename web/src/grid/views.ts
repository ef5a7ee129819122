import { t } from "../language/language";
import { Problem } from "../api/client";
import { dropView, keepView, readViews, type SavedView, type Shelf, type ViewShelf } from "../api/views";
import { readQuery, writeQuery, type Query } from "./query";

/** A saved view with where it is kept. */
export interface KeptView extends SavedView {
  shelf: Shelf;
  mayKeep: boolean;
}

export const shelfWords: Record<Shelf, string> = {
  mine: t("Only me"), team: t("My team"), assistant: t("All assistants"), manager: t("All managers"), director: t("All directors"), vendor: t("All vendors"),
};

/** What stands as tabs: one's own, the team's, those of one's role, and those of other roles that the reader keeps, in this order. */
export function tabsOf(shelves: readonly ViewShelf[]): KeptView[] {
  const isOurs = ({ shelf, own }: ViewShelf) => shelf === "mine" || shelf === "team" || own;
  return [...shelves.filter(isOurs), ...shelves.filter((each) => !isOurs(each) && each.mayKeep)]
    .flatMap(({ shelf, mayKeep, views }) => views.map((view) => ({ ...view, shelf, mayKeep })));
}

/**
 * A view as it stands by now. Others keep shared views too: what is written is their latest but for what is changed.
 * @throws {Problem} where it was deleted.
 */
async function latest({ id, name, shelf }: KeptView): Promise<SavedView> {
  const { shelves } = await readViews();
  const found = shelves.find((each) => each.shelf === shelf)?.views.find((each) => each.id === id);
  if (!found) throw new Problem(t("{view} was deleted meanwhile", { view: name }), null, 404, null);
  return found;
}

/** @throws {Problem} a refusal; also where it was deleted, or renamed otherwise, since `view` was read. */
export async function renameView(view: KeptView, name: string): Promise<void> {
  const now = await latest(view);
  if (now.name !== view.name && now.name !== name) throw new Problem(t("{view} was renamed {name} meanwhile", { view: view.name, name: now.name }), t("Close this and rename it once more to put your name in its place."), 409, null);
  await keepView(view.shelf, { ...now, name }, now.version);
}

/** @throws {Problem} a refusal; also where it was deleted, or saved otherwise, since `view` was read. */
export async function saveView(view: KeptView, query: string): Promise<void> {
  const now = await latest(view);
  if (now.query !== view.query && now.query !== query) throw new Problem(t("{view} was saved otherwise meanwhile", { view: now.name }), t("Save once more to put this in its place."), 409, null);
  await keepView(view.shelf, { ...now, query }, now.version);
}

/**
 * Deletes a view as it stands; done with what keeps it again.
 * @throws {Problem} a refusal; also where it was deleted meanwhile.
 */
export async function deleteView(view: KeptView): Promise<() => Promise<unknown>> {
  const now = await latest(view);
  await dropView(view.shelf, view.id);
  return () => keepView(view.shelf, now);
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
