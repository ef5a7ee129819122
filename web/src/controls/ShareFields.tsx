import { t } from "../language/language";
import { Field } from "./Form";
import { ReasonField } from "./ReasonField";

/** A reason beside the first, and how many of the days it carries, as typed. */
export interface Share {
  reason: string | null;
  days: string;
}

export type Shares = readonly [Share, Share];

export const noShares: Shares = [{ reason: null, days: "" }, { reason: null, days: "" }];

/** As they are sent: the node says what is missing. Nothing without a first reason. */
export function sharesOf(reason: string | null, shares: Shares): { contributing?: { reason: string; days: number | null }[] } {
  const told = reason == null ? [] : shares.filter((share) => share.reason != null);
  return told.length === 0 ? {} : { contributing: told.map(({ reason: code, days }) => ({ reason: code!, days: /^\s*\d{1,4}\s*$/.test(days) ? Number(days) : null })) };
}

/** Asks for up to two reasons beside the first, once that is said, and for the days of each. */
export function ShareFields({ reason, value, change }: { reason: string | null; value: Shares; change: (value: Shares) => void }) {
  if (reason == null) return null;
  const [first, second] = value;
  const shown = first.reason == null ? [first] : [first, second];
  const set = (at: number, share: Share) => change(at === 0 ? (share.reason == null ? noShares : [share, second]) : [first, share]);
  return shown.map((share, at) => (
    <div key={at} className="share">
      <ReasonField label={at === 0 ? t("Also because of") : t("And")} pointer={`/contributing/${at}/reason`} value={share.reason} change={(code) => set(at, { reason: code, days: code == null ? "" : share.days })} none={t("Nothing else")} />
      {share.reason != null && (
        <Field label={t("Days of it")} pointer={`/contributing/${at}/days`} hint={t("The first reason carries the rest")}>
          {(described) => <input {...described} type="text" inputMode="numeric" autoComplete="off" value={share.days} onChange={(event) => set(at, { ...share, days: event.target.value })} />}
        </Field>
      )}
    </div>
  ));
}
