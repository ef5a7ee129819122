import { useContext, useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { Problem } from "../../api/client";
import { assignFunctions } from "../../api/people";
import type { Person } from "../../api/types";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { Page } from "../../frame/Frame";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { PeopleContext, useMay, useMyId } from "../../frame/Person";
import { boardHref } from "../../frame/places";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { brandName, categoryWord, functionWord, roleWord } from "../../vocabulary/words";
import { PersonDialog } from "./PersonDialog";

/** Who works here, for which goods, and what each does: by that the day's work is divided. */
export function PeoplePage() {
  const people = useContext(PeopleContext);
  const [, go] = useLocation();
  const mayLetIn = useMay("let-people-in");
  // Of whom, or null for somebody new; undefined for nobody.
  const [access, setAccess] = useState<string | null>();
  useKeys({ escape: () => go(boardHref()), ...(mayLetIn ? { n: () => setAccess(null) } : {}) });
  return (
    <Page crumbs={[{ name: t("People") }]}>
      {people?.data ? <List people={people.data.items} functions={people.data.functions} changed={people.refresh} mayLetIn={mayLetIn} letIn={setAccess} />
        : people?.problem ? <ProblemPanel problem={people.problem} retry={people.retry} />
        : <Skeleton rows={12} what={t("the people")} />}
      {access !== undefined && (
        <PersonDialog {...(access == null ? {} : { id: access })} close={() => setAccess(undefined)} done={(name) => {
          tell(t("What {name} may see is kept", { name }));
          people?.refresh();
          setAccess(undefined);
        }} />
      )}
    </Page>
  );
}

function List({ people, functions, changed, mayLetIn, letIn }: {
  people: readonly Person[];
  functions: readonly string[];
  changed: () => void;
  mayLetIn: boolean;
  letIn: (person: string | null) => void;
}) {
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = people.find(({ id }) => id === chosenId);
  const [me, maySeeDays] = [useMyId(), useMay("see-work-of-others")];
  // Who has left is for who may let them in again.
  const shown = people.filter(({ hasLeft, mayKeep }) => !hasLeft || mayKeep).toSorted((a, b) => Number(a.hasLeft) - Number(b.hasLeft));
  return (
    <div className="sheet people">
      {mayLetIn && <div className="list-bar"><button className="button line" onClick={() => letIn(null)}>{t("Let somebody in")} <Kbd>N</Kbd></button></div>}
      <p className="quiet">{t("Milestones and approvals name the function that sees to them. Somebody with functions gets the work of these, and what nobody of the same role covers; somebody without any gets everything of their goods.")}</p>
      <table className="list people-list" aria-label={t("People")}>
        <thead>
          <tr><th scope="col">{t("Name")}</th><th scope="col" className="people-wide">{t("Role")}</th><th scope="col" className="people-wide">{t("Sees")}</th><th scope="col">{t("Does")}</th><th scope="col"><span className="vh">{t("Acts")}</span></th></tr>
        </thead>
        <tbody>
          {shown.map((person) => (
            <tr key={person.id} className={person.hasLeft ? "is-over" : undefined}>
              <th scope="row">{person.name}{person.id === me && <span className="second"> {t("you")}</span>}{person.hasLeft && <span className="second"> {t("has left")}</span>}</th>
              <td className="second people-wide">{roleWord(person.role)}</td>
              <td className="second people-wide">{works(person) ? sees(person) : <span className="none">–</span>}</td>
              <td>
                {person.functions.length > 0 ? <div className="people-does">{person.functions.map((each) => <span key={each} className="chip">{functionWord(each)}</span>)}</div>
                  : <span className="none">{!person.hasLeft && works(person) && person.brands != null ? t("everything") : "–"}</span>}
              </td>
              <td className="people-acts">
                {person.mayAssign && <button className="button line" aria-label={t("Functions of {name}", { name: person.name })} onClick={() => {
                  changed();
                  choose(person.id);
                }}>{t("Functions")}</button>}
                {person.mayKeep && <button className="button line" aria-label={t("Access of {name}", { name: person.name })} onClick={() => letIn(person.id)}>{t("Access")}</button>}
                {!person.hasLeft && (maySeeDays || person.id === me) && <Link className="button line" href={person.id === me ? "/me" : `/me?person=${encodeURIComponent(person.id)}`} aria-label={t("Day of {name}", { name: person.name })}>{t("Day")}</Link>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen && <FunctionsDialog person={chosen} functions={functions} close={() => choose(null)} changed={changed} />}
    </div>
  );
}

// Those who make, carry or only look on divide their work themselves.
const works = ({ role }: Person) => role === "assistant" || role === "manager" || role === "director";

function sees({ brands, categories }: Person): string {
  if (brands == null || categories == null) return t("other goods than you");
  return `${brands.length === 0 ? t("all brands") : brands.map(brandName).join(", ")}${categories.length === 0 ? "" : `, ${categories.map(categoryWord).join(", ").toLowerCase()}`}`;
}

function FunctionsDialog({ person, functions, close, changed }: { person: Person; functions: readonly string[]; close: () => void; changed: () => void }) {
  const [theirs, say] = useState<readonly string[]>(person.functions);
  // What another said meanwhile stands here before it is said anew.
  useEffect(() => say(person.functions), [person.version]);
  return (
    <Dialog title={t("What {name} does", { name: person.name })} close={close}>
      <Form
        send={() => assignFunctions(person.id, theirs, person.version).catch((refused: unknown) => {
          if (refused instanceof Problem && refused.status === 412) changed();
          throw refused;
        })} cancel={close} act={t("Save")}
        done={() => {
          tell(t("What {name} does is kept", { name: person.name }));
          changed();
          close();
        }}
      >
        <Field label={t("Functions")} pointer="/functions" hint={t("None: everything of their goods")}>
          {(described) => (
            <div className="functions">
              {functions.map((each, index) => (
                <label key={each}>
                  <input
                    {...(index === 0 ? { ...described, "data-autofocus": true } : {})} type="checkbox" checked={theirs.includes(each)}
                    onChange={(event) => say(event.target.checked ? [...theirs, each] : theirs.filter((other) => other !== each))}
                  /> {functionWord(each)}
                </label>
              ))}
            </div>
          )}
        </Field>
      </Form>
    </Dialog>
  );
}
