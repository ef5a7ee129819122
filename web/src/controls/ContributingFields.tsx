import { t } from "../language/language";
import { ReasonField } from "./ReasonField";

/** Up to two reasons that contributed to the first. */
export type Contributing = readonly [string | null, string | null];

/** As they are sent. */
export function contributed(value: Contributing): string[] {
  return value.filter((code) => code != null);
}

/** Asks for them once the first is said. */
export function ContributingFields({ reason, value, change }: { reason: string | null; value: Contributing; change: (value: Contributing) => void }) {
  if (reason == null) return null;
  return (
    <>
      <ReasonField label={t("Also because of")} pointer="/contributing/0" value={value[0]} change={(code) => change([code, code == null ? null : value[1]])} none={t("Nothing else")} />
      {value[0] != null && <ReasonField label={t("And")} pointer="/contributing/1" value={value[1]} change={(code) => change([value[0], code])} none={t("Nothing else")} />}
    </>
  );
}
