import { useRef, useState } from "react";
import { open, type LineReviewSummary } from "../../api/lineReviews";
import type { Category } from "../../api/types";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { t } from "../../language/language";
import { categories, categoryWord } from "../../vocabulary/words";

/** Begins a review of all styles of a season that are still to be adopted. */
export function OpenDialog({ like, done, close }: { like: LineReviewSummary | undefined; done: (id: string) => void; close: () => void }) {
  const [brand, setBrand] = useState(like?.brand ?? "");
  const [season, setSeason] = useState(like?.season ?? "");
  const [category, setCategory] = useState<Category>(like?.category ?? "apparel");
  const [title, setTitle] = useState("");
  const key = useRef(crypto.randomUUID());
  return (
    <Dialog title={t("New line review")} close={close}>
      <Form
        send={() => open({ brand: brand.trim().toUpperCase(), season: season.trim(), category, title: title.trim() || null }, key.current)}
        done={({ id }) => done(id)} cancel={close} act={t("Begin")}
      >
        <Field label={t("Brand")} pointer="/brand">{(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={brand} onChange={({ target }) => setBrand(target.value)} />}</Field>
        <Field label={t("Season")} pointer="/season" hint={t("All of its styles that are still to be adopted are looked at")}>
          {(described) => <input {...described} type="text" autoComplete="off" value={season} onChange={({ target }) => setSeason(target.value)} />}
        </Field>
        <Field label={t("Category")} pointer="/category">
          {(described) => (
            <select {...described} value={category} onChange={({ target }) => setCategory(target.value as Category)}>
              {categories.map((each) => <option key={each} value={each}>{categoryWord(each)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t("Title")} pointer="/title" hint={t("Season and category where it is left empty")}>
          {(described) => <input {...described} type="text" autoComplete="off" maxLength={100} value={title} onChange={({ target }) => setTitle(target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}
