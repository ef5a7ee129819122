import { signedIn, signInAs, signOut } from "../api/client";
import type { Person } from "../api/types";
import { useResource } from "../api/useResource";

/** Development sign-in: whose rights and boards are shown. */
export function PersonMenu() {
  const people = useResource<{ items: Person[]; current: string | Person | null }>("people");
  const current = people.data?.current;
  const id = typeof current === "object" && current != null ? current.id : (current ?? signedIn());
  const person = people.data?.items.find((each) => each.id === id);
  return (
    <details className="person" name="menus">
      <summary aria-label={person ? `Signed in as ${person.name}` : "Sign in"}>{person?.initials ?? "··"}</summary>
      <div className="menu">
        {people.problem && <p className="menu-note">{people.problem.title}</p>}
        {people.problem?.status === 401 && <button onClick={signOut}>Forget the person chosen here</button>}
        {people.data?.items.map((each) => (
          <button key={each.id} aria-current={each.id === id || undefined} onClick={() => signInAs(each.id)}>
            <span className="initials">{each.initials}</span>
            <span>
              <b>{each.name}</b>
              <small>{each.role}</small>
            </span>
          </button>
        ))}
      </div>
    </details>
  );
}
