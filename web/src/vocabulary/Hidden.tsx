import type { ReactNode } from "react";
import { t } from "../language/language";

/** Wire names of the fields a reader may not see: they are absent from every row, not empty. */
export interface Hides {
  hidden?: readonly string[] | null;
}

export function hides(totals: Hides | null | undefined, field: string): boolean {
  return totals?.hidden?.includes(field) ?? false;
}

/** Stands where a value would: there is one, and it is not for this reader. */
export function Hidden() {
  return (
    <span className="hidden-value" title={t("Your role does not see this")}>
      <span aria-hidden="true">•••</span>
      <span className="vh">{t("not shown to your role")}</span>
    </span>
  );
}

/** The value, or what stands for it. */
export function Shown({ when, children }: { when: boolean; children: ReactNode }) {
  return when ? children : <Hidden />;
}
