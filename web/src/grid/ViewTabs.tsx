import { useState } from "react";
import { Link, useLocation } from "wouter";
import { Problem } from "../api/client";
import { useResource } from "../api/useResource";
import { keepView, type SavedView, type Shelf, type ViewShelf } from "../api/views";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { Menu, MenuItem } from "../controls/Menu";
import { Icon } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { tell } from "../frame/Notice";
import { t } from "../language/language";
import type { Query } from "./query";
import { deleteView, differs, renameView, saveView, savedQuery, shelfWords, tabsOf, viewSearch, type KeptView } from "./views";

/** Saved views over a board. What was changed since is saved, saved as another, or set back; others see none of it until then. */
export function ViewTabs({ query, path }: { query: Query; path: string }) {
  const [, go] = useLocation();
  const [turn, again] = useState(0);
  const { data } = useResource<{ shelves: ViewShelf[] }>("views", turn);
  const [dialog, open] = useState<{ view: KeptView | null } | null>(null);
  const shelves = data?.shelves ?? [];
  const tabs = tabsOf(shelves);
  const at = tabs.findIndex(({ id }) => id === query.view);
  const view = tabs[at];
  const changed = view != null && differs(view, query);
  const to = (place: number) => go(`${path}${place < 0 ? "" : viewSearch(tabs[place]!)}`);
  useKeys(tabs.length === 0 ? {} : {
    "[": () => to(at < 0 ? tabs.length - 1 : at - 1),
    "]": () => to(at + 1 === tabs.length ? -1 : at + 1),
  });
  const reload = () => again((n) => n + 1);
  const refused = (error: unknown) => tell(error instanceof Problem ? error.message : String(error));
  // After a refusal too: what was refused stands otherwise than it is shown.
  const save = (kept: KeptView) => saveView(kept, savedQuery(query)).then(() => tell(t("{view} saved", { view: kept.name })), refused).finally(reload);
  const remove = (kept: KeptView) => deleteView(kept).then((keep) => {
    tell(t("{view} deleted", { view: kept.name }), () => keep().finally(reload));
    to(-1);
  }).catch(refused).finally(reload);
  const may = shelves.filter(({ mayKeep }) => mayKeep).map(({ shelf }) => shelf);
  return (
    <div className="views">
      <nav className="tabs" aria-label={t("Views")}>
        <Link href={path} aria-current={at < 0 ? "page" : undefined}>{t("All lines")}</Link>
        {tabs.map((each) => (
          <Link key={each.id} href={`${path}${viewSearch(each)}`} aria-current={each === view ? "page" : undefined} title={shelfWords[each.shelf]}>
            {each.name}{each.shelf !== "mine" && <span className="second">{each.shelf}</span>}
            {each === view && changed && <span className="view-changed">{t("changed")}</span>}
          </Link>
        ))}
      </nav>
      {changed && view.mayKeep && <button className="button" onClick={() => void save(view)}>{t("Save")}</button>}
      {changed && <button className="button" onClick={() => to(at)}>{t("Reset")}</button>}
      {may.length > 0 && (view == null ? savedQuery(query) !== "" : changed) && <button className="button" onClick={() => open({ view: null })}>{t("Save as …")}</button>}
      {view && (
        <Menu label={t("View {view}", { view: view.name })} face={<Icon name="more" size={14} />}>
          <MenuItem act={() => void navigator.clipboard.writeText(location.href).then(() => tell(t("Link copied")), refused)}>{t("Copy link")}</MenuItem>
          {view.mayKeep && <MenuItem act={() => open({ view })}>{t("Rename …")}</MenuItem>}
          {view.mayKeep && <MenuItem act={() => void remove(view)}>{t("Delete")}</MenuItem>}
        </Menu>
      )}
      {dialog && (
        <ViewDialog
          view={dialog.view} shelves={may} query={savedQuery(query)} close={() => open(null)}
          done={(kept) => {
            open(null);
            reload();
            // A view that has another name is looked at as it was.
            if (kept) go(`${path}${viewSearch(kept)}`);
          }}
        />
      )}
    </div>
  );
}

/** Names a view: a new one, with which it is done, or one that there is. */
function ViewDialog({ view, shelves, query, close, done }: { view: KeptView | null; shelves: readonly Shelf[]; query: string; close: () => void; done: (kept: SavedView | null) => void }) {
  const [name, call] = useState(view?.name ?? "");
  const [shelf, choose] = useState<Shelf>(view?.shelf ?? "mine");
  const [id] = useState(() => crypto.randomUUID());
  const kept = { id, name: name.trim(), query };
  return (
    <Dialog title={view ? t("Rename view") : t("Save view")} close={close}>
      <Form send={() => (view ? renameView(view, kept.name) : keepView(shelf, kept))} done={() => done(view ? null : kept)} cancel={close} act={t("Save")}>
        <Field label={t("Name")} pointer="/name">
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" maxLength={60} value={name} onChange={({ target }) => call(target.value)} />}
        </Field>
        {view == null && (
          <Field label={t("For")} pointer="/shelf" hint={t("With its filters, order, groups and columns")}>
            {(described) => (
              <select {...described} value={shelf} onChange={({ target }) => choose(target.value as Shelf)}>
                {shelves.map((each) => <option key={each} value={each}>{shelfWords[each]}</option>)}
              </select>
            )}
          </Field>
        )}
      </Form>
    </Dialog>
  );
}
