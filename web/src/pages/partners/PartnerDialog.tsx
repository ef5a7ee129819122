import { useState } from "react";
import { recordPartner, type Partner, type Scope } from "../../api/partners";
import type { OverviewRow, OverviewTotals } from "../../api/types";
import { Choices } from "../../controls/Choices";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { t } from "../../language/language";
import { useTopic } from "../../live/hooks";
import { brandName } from "../../vocabulary/words";
import { listed, scopes, scopeWord } from "./words";

/** Lets a partner in, or says anew what it may see and do. */
export function PartnerDialog({ partner, close, done }: { partner?: Partner; close: () => void; done: (id: string) => void }) {
  const overview = useTopic<OverviewRow, OverviewTotals>("overview");
  const brands = [...new Set([...(overview?.rows.values() ?? [])].map(({ brand }) => brand).concat(partner?.brands ?? []))].sort();
  const [id, setId] = useState(partner?.id ?? "");
  const [name, setName] = useState(partner?.name ?? "");
  const [of, setOf] = useState<readonly string[]>(partner?.brands ?? []);
  const [vendors, setVendors] = useState(partner?.vendors.join(", ") ?? "");
  const [may, setMay] = useState<readonly Scope[]>(partner?.scopes ?? ["read"]);
  const [sources, setSources] = useState(partner?.sources.join(", ") ?? "");
  const [hidden, setHidden] = useState(partner?.hiddenFields.join(", ") ?? "price");
  const text = (label: string, pointer: string, hint: string, value: string, change: (value: string) => void, first = false) => (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => <input {...described} {...(first ? { "data-autofocus": true } : {})} type="text" autoComplete="off" value={value} onChange={({ target }) => change(target.value)} />}
    </Field>
  );
  return (
    <Dialog title={partner ? t("What {name} may see and do", { name: partner.name }) : t("Let a partner in")} close={close}>
      <Form
        send={() => recordPartner(id.trim(), {
          name: name.trim(), brands: [...of], vendors: listed(vendors), scopes: scopes.filter((each) => may.includes(each)), sources: listed(sources), hiddenFields: listed(hidden),
        }, partner?.version ?? 0)}
        done={() => done(id.trim())} cancel={close} act={partner ? t("Save") : t("Let in")} ready={id.trim() !== ""}
      >
        {!partner && text(t("Id"), "", t("Lower-case letters, digits and hyphens; it stays"), id, setId, true)}
        {text(t("Name"), "/name", t("As your people call it"), name, setName, partner != null)}
        <Choices label={t("May|do")} pointer="/scopes" hint={t("At most this; a key may be given for less")} all={scopes} chosen={may} choose={setMay} word={scopeWord} />
        {may.includes("report") && text(t("Reports as"), "/sources", t("Source names, with commas between: it can change nobody else's reports"), sources, setSources)}
        <Choices label={t("Brands")} pointer="/brands" hint={t("None: all, which only who sees them all may give")} all={brands} chosen={of} choose={setOf} word={brandName} />
        {text(t("Vendors"), "/vendors", t("Codes, with commas between; none for all"), vendors, setVendors)}
        {text(t("Hidden fields"), "/hiddenFields", t("Such as price, quantity"), hidden, setHidden)}
      </Form>
    </Dialog>
  );
}
