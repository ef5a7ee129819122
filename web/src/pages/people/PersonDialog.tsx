import { useState } from "react";
import { Problem } from "../../api/client";
import { letIn, type Access, type AccessChange } from "../../api/people";
import type { OverviewRow, OverviewTotals } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Choices } from "../../controls/Choices";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { useMyRole } from "../../frame/Person";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { useNow, useTopic } from "../../live/hooks";
import { moment } from "../../vocabulary/days";
import { brandName, categories, categoryWord, roleWord } from "../../vocabulary/words";
import { listed } from "../partners/words";

const roles = ["assistant", "manager", "director", "vendor", "partner"];

/** Lets somebody in, or says anew what they may see, or that they have left. */
export function PersonDialog({ id, close, done }: { id?: string; close: () => void; done: (name: string) => void }) {
  const known = useResource<Access>(id == null ? null : `people/${encodeURIComponent(id)}`);
  const title = id == null ? t("Let somebody in") : t("What {name} may see", { name: known.data?.name ?? id });
  return (
    <Dialog title={title} close={close}>
      {id != null && !known.data ? known.problem ? <ProblemPanel problem={known.problem} retry={known.retry} /> : <Skeleton rows={8} what={t("the people")} />
        : <Fields key={known.data?.version ?? 0} known={known.data} close={close} done={done} stale={known.refresh} />}
      {id != null && <Past id={id} version={known.data?.version} />}
    </Dialog>
  );
}

function Fields({ known, close, done, stale }: { known: Access | null; close: () => void; done: (name: string) => void; stale: () => void }) {
  const overview = useTopic<OverviewRow, OverviewTotals>("overview");
  const brands = [...new Set([...(overview?.rows.values() ?? [])].map(({ brand }) => brand).concat(known?.brands ?? []))].sort();
  const mine = useMyRole();
  const [id, setId] = useState(known?.id ?? "");
  const [name, setName] = useState(known?.name ?? "");
  const [role, setRole] = useState(known?.role ?? "assistant");
  const [signInName, setSignInName] = useState(known?.signInName ?? "");
  const [of, setOf] = useState<readonly string[]>(known?.brands ?? []);
  const [kinds, setKinds] = useState<readonly string[]>(known?.categories ?? []);
  const [vendors, setVendors] = useState(known?.vendors.join(", ") ?? "");
  const [hidden, setHidden] = useState(known?.hiddenFields.join(", ") ?? "");
  const [hasLeft, setHasLeft] = useState(known?.hasLeft ?? false);
  const text = (label: string, pointer: string, hint: string, value: string, change: (value: string) => void, first = false) => (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => <input {...described} {...(first ? { "data-autofocus": true } : {})} type="text" autoComplete="off" value={value} onChange={({ target }) => change(target.value)} />}
    </Field>
  );
  const person = known?.id ?? id.trim();
  return (
    <Form
      send={() => letIn(person, {
        name: name.trim(), role, brands: [...of], categories: categories.filter((each) => kinds.includes(each)), vendors: listed(vendors), hiddenFields: listed(hidden),
        signInName: signInName.trim() === "" ? null : signInName.trim(), hasLeft,
      }, known?.version ?? 0).catch((refused: unknown) => {
        if (refused instanceof Problem && refused.status === 412 && known) stale();
        throw refused;
      })}
      done={() => done(name.trim())} cancel={close} act={known ? t("Save") : t("Let in")} ready={person !== ""}
    >
      {!known && text(t("Id"), "", t("Lower-case letters, digits and . - _ @ +; it stays"), id, setId, true)}
      {text(t("Name"), "/name", "", name, setName, known != null)}
      <Field label={t("Role")} pointer="/role" hint={role === "vendor" ? t("Of a factory: sees what its vendors make") : role === "partner" ? t("Carries the goods") : t("Of the brand’s own people")}>
        {(described) => (
          <select {...described} value={role} onChange={({ target }) => setRole(target.value)}>
            {[...new Set([...roles, role])].filter((each) => each !== "director" || mine === "director" || role === each).map((each) => <option key={each} value={each}>{roleWord(each)}</option>)}
          </select>
        )}
      </Field>
      {text(t("Signs in as"), "/signInName", t("What the provider calls them; empty for the id"), signInName, setSignInName)}
      <Choices label={t("Brands")} pointer="/brands" hint={t("None: all, which only who sees them all may give")} all={brands} chosen={of} choose={setOf} word={brandName} />
      <Choices label={t("Categories")} pointer="/categories" hint={t("None for all")} all={categories} chosen={kinds as readonly typeof categories[number][]} choose={setKinds} word={categoryWord} />
      {text(t("Vendors"), "/vendors", role === "vendor" ? t("Codes, with commas between; at least one") : t("Codes, with commas between; none for all"), vendors, setVendors)}
      {text(t("Hidden fields"), "/hiddenFields", t("Such as price, quantity"), hidden, setHidden)}
      {known && (
        <Field label={t("Has left")} pointer="/hasLeft" hint={t("They may do nothing from then on; their name stays with what they did")}>
          {(described) => <div className="functions"><label><input {...described} type="checkbox" checked={hasLeft} onChange={({ target }) => setHasLeft(target.checked)} /> {t("Has left")}</label></div>}
        </Field>
      )}
    </Form>
  );
}

/** Who let them in, and changed what they may see. */
function Past({ id, version }: { id: string; version: number | undefined }) {
  const past = useResource<{ items: AccessChange[] }>(`people/${encodeURIComponent(id)}/history`, version);
  const now = useNow(60_000);
  return past.data && (
    <details className="people-past">
      <summary>{t("Who said so")}</summary>
      <ul>
        {past.data.items.map((change) => (
          <li key={change.version}>
            <b>{kindWord(change.kind)}</b> <span className="second">{change.byName}, {moment(change.at, now)}</span>
            {change.changes.map(({ field, before, after }) => <div key={field} className="second">{fieldWord(field)}: {before === "" ? "–" : before} → {after === "" ? "–" : after}</div>)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const kindWord = (kind: string) => ({
  "let-in": t("Let in|past"), revised: t("Said anew"), left: t("Has left"), "let-in-again": t("Let in again"), functions: t("Functions"), alerts: t("How they hear of alerts"), calendar: t("Who reads their due dates"),
})[kind] ?? kind;

const fieldWord = (field: string) => ({
  name: t("Name"), role: t("Role"), brands: t("Brands"), categories: t("Categories"), vendors: t("Vendors"), hiddenFields: t("Hidden fields"), signInName: t("Signs in as"), functions: t("Functions"),
})[field] ?? field;
