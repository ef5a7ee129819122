import { useState } from "react";
import { Link, useLocation } from "wouter";
import { Problem } from "../api/client";
import { useResource } from "../api/useResource";
import { dropView, keepView, type Shelf, type ViewShelf } from "../api/views";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { Menu, MenuItem } from "../controls/Menu";
import { Icon } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { tell } from "../frame/Notice";
import type { Query } from "./query";
import { differs, savedQuery, shelfWords, tabsOf, viewSearch, type KeptView } from "./views";

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
  const done = (text: string, work: Promise<unknown>) => work.then(
    () => { tell(text); again((n) => n + 1); },
    (error: unknown) => tell(error instanceof Problem ? error.message : String(error)),
  );
  const save = () => view && done(`${view.name} saved`, keepView(view.shelf, { ...view, query: savedQuery(query) }));
  const may = shelves.filter(({ mayKeep }) => mayKeep).map(({ shelf }) => shelf);
  return (
    <div className="views">
      <nav className="tabs" aria-label="Views">
        <Link href={path} aria-current={at < 0 ? "page" : undefined}>All lines</Link>
        {tabs.map((each) => (
          <Link key={each.id} href={`${path}${viewSearch(each)}`} aria-current={each === view ? "page" : undefined} title={shelfWords[each.shelf]}>
            {each.name}{each.shelf !== "mine" && <span className="second">{each.shelf === "team" ? "team" : "role"}</span>}
            {each === view && changed && <span className="view-changed">changed</span>}
          </Link>
        ))}
      </nav>
      {changed && view.mayKeep && <button className="button" onClick={save}>Save</button>}
      {changed && <button className="button" onClick={() => to(at)}>Reset</button>}
      {may.length > 0 && (view == null ? savedQuery(query) !== "" : changed) && <button className="button" onClick={() => open({ view: null })}>Save as …</button>}
      {view && (
        <Menu label={`View ${view.name}`} face={<Icon name="more" size={14} />}>
          <MenuItem act={() => void done("Link copied", navigator.clipboard.writeText(location.href))}>Copy link</MenuItem>
          {view.mayKeep && <MenuItem act={() => open({ view })}>Rename …</MenuItem>}
          {view.mayKeep && <MenuItem act={() => void done(`${view.name} deleted`, dropView(view.shelf, view.id)).then(() => to(-1))}>Delete</MenuItem>}
        </Menu>
      )}
      {dialog && (
        <ViewDialog
          view={dialog.view} shelves={may} query={savedQuery(query)} close={() => open(null)}
          done={(kept) => {
            open(null);
            again((n) => n + 1);
            go(`${path}${viewSearch(kept)}`);
          }}
        />
      )}
    </div>
  );
}

/** Names a view: a new one, or one that there is. */
function ViewDialog({ view, shelves, query, close, done }: { view: KeptView | null; shelves: readonly Shelf[]; query: string; close: () => void; done: (kept: { id: string; name: string; query: string }) => void }) {
  const [name, call] = useState(view?.name ?? "");
  const [shelf, choose] = useState<Shelf>(view?.shelf ?? "mine");
  const [id] = useState(() => view?.id ?? crypto.randomUUID());
  const kept = { id, name: name.trim(), query: view?.query ?? query };
  return (
    <Dialog title={view ? "Rename view" : "Save view"} close={close}>
      <Form send={() => keepView(shelf, kept)} done={() => done(kept)} cancel={close} act="Save">
        <Field label="Name" pointer="/name">
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" maxLength={60} value={name} onChange={({ target }) => call(target.value)} />}
        </Field>
        {view == null && (
          <Field label="For" pointer="/shelf" hint="With its filters, order, groups and columns">
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
