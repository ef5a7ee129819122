import type { AttributeValue } from "../api/calendars";
import { t } from "../language/language";
import { Field } from "./Form";

/** What people say of goods; the rest of what decides milestones follows from the order itself. */
const said = [["printed", "Printed"], ["washed", "Washed"]] as const;

/** @param unsaid Stands for neither yes nor no. */
export function AttributeFields({ value, change, unsaid }: { value: readonly AttributeValue[]; change: (value: AttributeValue[]) => void; unsaid: string }) {
  return said.map(([attribute, label]) => (
    <Field key={attribute} label={label} pointer={`/${attribute}`}>
      {(described) => (
        <select
          {...described} value={value.find((each) => each.attribute === attribute)?.value ?? ""}
          onChange={({ target }) => change([...value.filter((each) => each.attribute !== attribute), ...(target.value === "" ? [] : [{ attribute, value: target.value }])])}
        >
          <option value="">{unsaid}</option>
          <option value="yes">{t("Yes")}</option>
          <option value="no">{t("No")}</option>
        </select>
      )}
    </Field>
  ));
}
