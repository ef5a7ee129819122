import { t } from "../language/language";
import { reasons } from "../vocabulary/reasons";
import { sideWord } from "../vocabulary/words";
import { Field } from "./Form";

/** All reasons as options of a select, by side. */
export function ReasonOptions() {
  return reasons.map(([side, codes]) => (
    <optgroup key={side} label={sideWord(side)}>
      {codes.map(([code, words]) => <option key={code} value={code}>{code} · {words}</option>)}
    </optgroup>
  ));
}

/** Why days were lost, by side; the first letters of a code find it. */
export function ReasonField({ label = t("Reason"), pointer, value, change, none = t("None given") }: { label?: string; pointer: string; value: string | null; change: (code: string | null) => void; none?: string }) {
  return (
    <Field label={label} pointer={pointer}>
      {(described) => (
        <select {...described} value={value ?? ""} onChange={(event) => change(event.target.value || null)}>
          <option value="">{none}</option>
          <ReasonOptions />
        </select>
      )}
    </Field>
  );
}
