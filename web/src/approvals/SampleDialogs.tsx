import { useState } from "react";
import { declareCustoms, moveSample, type Approval, type CustomsForm } from "../api/approvals";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";

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
    <Dialog title={`Where is the ${approval.typeName.toLowerCase()}?`} close={close}>
      <Form send={() => moveSample(approval.id, location.trim(), parcel)} done={done} cancel={close} act="Move">
        <Text label="Place or person" pointer="/location" value={location} change={setLocation} focus />
        <Text label="Carrier, while it travels" pointer="/parcel/carrier" value={carrier} change={setCarrier} />
        <Text label="Parcel number" pointer="/parcel/number" value={number} change={setNumber} />
      </Form>
    </Dialog>
  );
}

const purposes = [["selling", "to solicit orders"], ["testing", "fit, measurement, test"], ["photography", "photography"], ["reference", "reference"]] as const;
const markings = [["none", "none"], ["cut", "cut"], ["ink", "SAMPLE in ink"], ["hole", "hole in the sole"], ["stamp", "Sample Not For Resale"], ["sewn-in-label", "sewn-in label"]] as const;
const decisions = [["pending", "pending"], ["cleared", "cleared"], ["held", "held"], ["refused", "refused"]] as const;
const flags = [["onSeam", "on a seam or border"], ["visible", "visible when worn"], ["permanent", "permanent"], ["contrasting", "contrasting ink"]] as const;

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
    <Dialog title="Customs record" close={close}>
      <Form send={() => declareCustoms(approval.id, form)} done={done} cancel={close} act="Declare">
        <Choice label="Purpose" pointer="/purpose" value={form.purpose} of={purposes} change={(purpose) => change({ purpose })} />
        <div className="pair">
          <Text label="Country of import" pointer="/country" value={form.country} change={(country) => change({ country: country.toUpperCase() })} />
          <Text label="Tariff line" pointer="/heading" value={form.heading ?? ""} change={(heading) => change({ heading: word(heading) })} hint="9811.00.60 for samples" />
        </div>
        <div className="pair">
          <Amount label="Declared value, USD" pointer="/valueUsd" value={form.valueUsd} change={(valueUsd) => change({ valueUsd })} />
          <Choice label="Marked or mutilated" pointer="/marking" value={form.marking} of={markings} change={(marking) => change({ marking })} />
        </div>
        <div className="pair">
          <Amount label="Length, inches" pointer="/lengthInches" value={form.lengthInches} change={(lengthInches) => change({ lengthInches })} />
          <Amount label="Height, inches" pointer="/heightInches" value={form.heightInches} change={(heightInches) => change({ heightInches })} />
        </div>
        <div className="flags">
          {flags.map(([key, name]) => (
            <label key={key}><input type="checkbox" checked={form[key]} onChange={() => change({ [key]: !form[key] })} /> {name}</label>
          ))}
        </div>
        <div className="pair">
          <Text label="Broker" pointer="/broker" value={form.broker ?? ""} change={(broker) => change({ broker: word(broker) })} />
          <Choice label="Decision" pointer="/decision" value={form.decision} of={decisions} change={(decision) => change({ decision })} />
        </div>
        <Text label="What the broker or the officer says" pointer="/text" value={form.text ?? ""} change={(text) => change({ text: word(text) })} />
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
    <Field label={label} pointer={pointer} hint={bad ? "Not a number" : undefined}>
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
