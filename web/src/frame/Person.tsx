import { roleWord } from "../vocabulary/words";
import { createContext, useContext } from "react";
import { useLocation } from "wouter";
import { signedIn, signInAs, signOut } from "../api/client";
import { leaveProvider } from "../api/provider";
import type { Person } from "../api/types";
import { useResource } from "../api/useResource";
import { Menu, MenuItem } from "../controls/Menu";
import { chooseLanguage, language, languages, t, type Language } from "../language/language";

/** What somebody may do that the thing itself does not say. */
export type Act = "tailor-calendars" | "amend-working-days" | "see-work-of-others" | "draft-orders" | "ask-for-approvals" | "see-settings" | "decide-settings" | "act-in-bulk" | "chase" | "report" | "resolve-discrepancies" | "share-walls" | "let-partners-in" | "let-people-in";

/** Whether the person signed in may do something; false while that is not known. */
export function useMay(act: Act): boolean {
  return useContext(PeopleContext)?.data?.may?.includes(act) ?? false;
}

/** Who works here; asked once for all pages. */
export function usePeopleList() {
  return useResource<{ items: Person[]; current: string; may: Act[]; functions: string[]; signsIn: boolean }>("people");
}

export const PeopleContext = createContext<ReturnType<typeof usePeopleList> | null>(null);

/** Id of the person signed in; null while it is not known. */
export function useMyId(): string | null {
  return useContext(PeopleContext)?.data?.current ?? signedIn();
}

/** The name of a person, or the id where nobody is known by it. */
export function usePeopleNames(): (id: string) => string {
  const people = useContext(PeopleContext);
  return (id) => people?.data?.items.find((person) => person.id === id)?.name ?? id;
}

/** Role of the person signed in; undefined while it is not known. */
export function useMyRole(): string | undefined {
  const people = useContext(PeopleContext)?.data;
  return people?.items.find(({ id }) => id === people.current)?.role;
}

/** Whether somebody of that role hears of alerts: they are the house's own business. */
export const hearsOfAlerts = (role: string | undefined) => role === "director" || role === "manager" || role === "assistant";

/** Who is signed in, and out again; without a provider, whose rights and boards are shown. */
export function PersonMenu() {
  const people = useContext(PeopleContext);
  const id = useMyId();
  const person = people?.data?.items.find((each) => each.id === id);
  const [, go] = useLocation();
  return (
    <Menu label={person ? t("Signed in as {name}", { name: person.name }) : t("Sign in")} face={<span className="initials">{person?.initials ?? "··"}</span>}>
      {people?.problem && <p className="menu-note" role="none">{people.problem.title}</p>}
      {people?.problem?.status === 401 && <MenuItem act={signOut}>{t("Forget the person chosen here")}</MenuItem>}
      {people?.data?.signsIn && <p className="menu-note" role="none">{person?.name}</p>}
      {people?.data?.signsIn && <MenuItem act={leaveProvider}>{t("Sign out")}</MenuItem>}
      {!people?.data?.signsIn && people?.data?.items.filter(({ hasLeft }) => !hasLeft).map((each) => (
        <MenuItem key={each.id} checked={each.id === id} act={() => signInAs(each.id)}>
          <span className="initials">{each.initials}</span>
          <span>
            <b>{each.name}</b>
            <small>{roleWord(each.role)}</small>
          </span>
        </MenuItem>
      ))}
      {person && hearsOfAlerts(person.role) && <MenuItem act={() => go("/me/alerts")}>{t("How you hear of alerts")}</MenuItem>}
      {(Object.keys(languages) as Language[]).map((each) => (
        <MenuItem key={each} checked={each === language} act={() => chooseLanguage(each)}><span lang={each}>{languages[each]}</span></MenuItem>
      ))}
    </Menu>
  );
}
