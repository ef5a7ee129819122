import { useState } from "react";
import { useLocation } from "wouter";
import { duplicate, type TemplateList } from "../../api/calendars";
import type { Category } from "../../api/types";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { t } from "../../language/language";
import { categories, categoryWord } from "../../vocabulary/words";

/** Begins a template as the copy of another's newest version. */
export function DuplicateDialog({ list, from: first, close }: { list: TemplateList; from: string; close: () => void }) {
  const [, go] = useLocation();
  const published = list.items.filter(({ version }) => version > 0);
  const [from, choose] = useState(published.some(({ id }) => id === first) ? first : published[0]!.id);
  const source = published.find(({ id }) => id === from)!;
  const [typed, type] = useState<{ id?: string; title?: string; brand?: string; category?: Category }>({});
  const category = typed.category ?? source.category ?? "apparel";
  const brand = (typed.brand ?? "").trim().toUpperCase();
  const id = typed.id ?? (brand === "" ? "" : `${brand}-${category.toUpperCase()}`);
  const title = typed.title ?? (brand === "" ? "" : `${brand} ${category}`);
  const send = () => duplicate(from, { id: id.trim(), version: source.version, title: title || null, brand: brand || null, category });
  const done = () => {
    tell(t("{id} begun as a draft, a copy of {from} version {n}", { id, from, n: source.version }));
    go(`/calendars/${encodeURIComponent(id.trim())}`);
  };
  return (
    <Dialog title={t("New template")} close={close}>
      <Form send={send} done={done} cancel={close} act={t("Begin draft")}>
        <Field label={t("Copy of")} pointer="/version">
          {(described) => (
            <select {...described} value={from} onChange={(event) => choose(event.target.value)}>
              {published.map(({ id, title, version }) => <option key={id} value={id}>{title} · {id} {t("version {n}", { n: version })}</option>)}
            </select>
          )}
        </Field>
        <Field label={t("Brand")} pointer="/brand" hint={t("Left empty it is for any brand")}>
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={typed.brand ?? ""} onChange={(event) => type({ ...typed, brand: event.target.value })} />}
        </Field>
        <Field label={t("Category")} pointer="/category">
          {(described) => (
            <select {...described} value={category} onChange={(event) => type({ ...typed, category: event.target.value as Category })}>
              {categories.map((each) => <option key={each} value={each}>{categoryWord(each)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t("Id")} pointer="/id" hint={t("Capitals, digits and hyphens; it never changes")}>
          {(described) => <input {...described} type="text" autoComplete="off" value={id} onChange={(event) => type({ ...typed, id: event.target.value.toUpperCase() })} />}
        </Field>
        <Field label={t("Title")} pointer="/title">
          {(described) => <input {...described} type="text" autoComplete="off" value={title} onChange={(event) => type({ ...typed, title: event.target.value })} />}
        </Field>
      </Form>
    </Dialog>
  );
}
