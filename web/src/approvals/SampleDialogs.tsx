import { useState } from "react";
import { declareCustoms, moveSample, type Approval, type CustomsForm } from "../api/approvals";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { said, t } from "../language/language";

interface Props {
  approval: Approval;
  done: () => void;
  close: () => void;
}

/** Where the sample is, and what it travels in. */
export function PlaceDialog({ approval, done, close }: Props) {
  const [location, setLocation] = useState(approval.place?.location ?? "");
  const [carrier, setCarrier] = useState(approval.place?.parcel?.carrier ?? "");
  const [number, setNumber] = useState(approval.place?.parcel?.number ?? "");
  const parcel = carrier.trim() === "" && number.trim() === "" ? null : { carrier: carrier.trim(), number: number.trim() };
  return (
    <Dialog title={t("Where is it? {what}", { what: said(approval.typeName) })} close={close}>
      <Form send={() => moveSample(approval.id, location.trim(), parcel)} done={done} cancel={close} act={t("Move|a sample")}>
        <Text label={t("Place or person")} pointer="/location" value={location} change={setLocation} focus />
        <Text label={t("Carrier, while it travels")} pointer="/parcel/carrier" value={carrier} change={setCarrier} />
        <Text label={t("Parcel number")} pointer="/parcel/number" value={number} change={setNumber} />
      </Form>
    </Dialog>
  );
}

const purposes = [["selling", t("to solicit orders")], ["testing", t("fit, measurement, test")], ["photography", t("photography")], ["reference", t("reference")]] as const;
const markings = [["none", t("none")], ["cut", t("cut|a sample")], ["ink", t("SAMPLE in ink")], ["hole", t("hole in the sole")], ["stamp", "Sample Not For Resale"], ["sewn-in-label", t("sewn-in label")]] as const;
const decisions = [["pending", t("pending")], ["cleared", t("cleared")], ["held", t("held|at customs")], ["refused", t("refused")]] as const;
const flags = [["onSeam", t("on a seam or border")], ["visible", t("visible when worn")], ["permanent", t("permanent")], ["contrasting", t("contrasting ink")]] as const;

/** What is declared of a sample at the border. The rules answer when it is sent; they advise. */
export function CustomsDialog({ approval, done, close }: Props) {
  const known = approval.customs;
  const [form, set] = useState<CustomsForm>({
    purpose: known?.purpose ?? "selling", country: known?.country ?? "US", heading: known?.heading ?? null, valueUsd: known?.valueUsd ?? null, marking: known?.marking ?? "none",
    lengthInches: known?.lengthInches ?? null, heightInches: known?.heightInches ?? null, onSeam: known?.onSeam ?? false, visible: known?.visible ?? false,
    permanent: known?.permanent ?? false, contrasting: known?.contrasting ?? false, broker: known?.broker ?? null, decision: known?.decision ?? "pending", text: known?.text ?? null,
  });
  const change = (part: Partial<CustomsForm>) => set({ ...form, ...part });
  const word = (text: string) => text === "" ? null : text;
  return (
    <Dialog title={t("Customs record")} close={close}>
      <Form send={() => declareCustoms(approval.id, form)} done={done} cancel={close} act={t("Declare")}>
        <Choice label={t("Purpose")} pointer="/purpose" value={form.purpose} of={purposes} change={(purpose) => change({ purpose })} />
        <div className="pair">
          <Text label={t("Country of import")} pointer="/country" value={form.country} change={(country) => change({ country: country.toUpperCase() })} />
          <Text label={t("Tariff line")} pointer="/heading" value={form.heading ?? ""} change={(heading) => change({ heading: word(heading) })} hint={t("9811.00.60 for samples")} />
        </div>
        <div className="pair">
          <Amount label={t("Declared value, USD")} pointer="/valueUsd" value={form.valueUsd} change={(valueUsd) => change({ valueUsd })} />
          <Choice label={t("Marked or mutilated")} pointer="/marking" value={form.marking} of={markings} change={(marking) => change({ marking })} />
        </div>
        <div className="pair">
          <Amount label={t("Length, inches")} pointer="/lengthInches" value={form.lengthInches} change={(lengthInches) => change({ lengthInches })} />
          <Amount label={t("Height, inches")} pointer="/heightInches" value={form.heightInches} change={(heightInches) => change({ heightInches })} />
        </div>
        <div className="flags">
          {flags.map(([key, name]) => (
            <label key={key}><input type="checkbox" checked={form[key]} onChange={() => change({ [key]: !form[key] })} /> {name}</label>
          ))}
        </div>
        <div className="pair">
          <Text label={t("Broker")} pointer="/broker" value={form.broker ?? ""} change={(broker) => change({ broker: word(broker) })} />
          <Choice label={t("Decision")} pointer="/decision" value={form.decision} of={decisions} change={(decision) => change({ decision })} />
        </div>
        <Text label={t("What the broker or the officer says")} pointer="/text" value={form.text ?? ""} change={(text) => change({ text: word(text) })} />
      </Form>
    </Dialog>
  );
}

function Text({ label, pointer, value, change, hint, focus }: { label: string; pointer: string; value: string; change: (text: string) => void; hint?: string; focus?: true }) {
  return (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => <input {...described} type="text" autoComplete="off" data-autofocus={focus} value={value} onChange={(event) => change(event.target.value)} />}
    </Field>
  );
}

/** What is no number yet stays as it is typed, and is not sent. */
function Amount({ label, pointer, value, change }: { label: string; pointer: string; value: number | null; change: (amount: number | null) => void }) {
  const [typed, setTyped] = useState(value == null ? "" : String(value));
  const bad = typed.trim() !== "" && !Number.isFinite(Number(typed.replace(",", ".")));
  return (
    <Field label={label} pointer={pointer} hint={bad ? t("Not a number") : undefined}>
      {(described) => (
        <input
          {...described} type="text" inputMode="decimal" autoComplete="off" value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            const amount = Number(event.target.value.replace(",", "."));
            change(event.target.value.trim() === "" || !Number.isFinite(amount) ? null : amount);
          }}
        />
      )}
    </Field>
  );
}

function Choice<T extends string>({ label, pointer, value, of, change }: { label: string; pointer: string; value: T; of: readonly (readonly [T, string])[]; change: (value: T) => void }) {
  return (
    <Field label={label} pointer={pointer}>
      {(described) => (
        <select {...described} value={value} onChange={(event) => change(event.target.value as T)}>
          {of.map(([key, name]) => <option key={key} value={key}>{name}</option>)}
        </select>
      )}
    </Field>
  );
}
