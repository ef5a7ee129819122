import { risks, type ApprovalLimit, type BrandSettings, type Risk } from "../../api/brands";
import { t, tn } from "../../language/language";
import { count } from "../../vocabulary/days";
import { readNumber } from "../../vocabulary/numbers";
import { roleWord } from "../../vocabulary/words";
import { alertsOf, alertWords, typedAlertsOf, type TypedAlerts } from "./alertSheet";

/** A limit as it is typed. */
export interface TypedLimit {
  key: string;
  /** A role, or "person:" and an id. */
  whose: string;
  units: string;
  value: string;
  currency: string;
}

export const numbers = ["exFactoryToleranceDays", "answerHours", "smallTolerancePercent", "largeTolerancePercent", "largeFromUnits"] as const;
export type NumberName = (typeof numbers)[number];

/** Settings as they are typed. */
export interface TypedSettings extends Record<NumberName, string> {
  limits: readonly TypedLimit[];
  risky: readonly Risk[];
  country: string;
  alerts: TypedAlerts;
}

const ofPerson = "person:";

export const personValue = (id: string) => `${ofPerson}${id}`;

export const newLimit = (): TypedLimit => ({ key: crypto.randomUUID(), whose: "assistant", units: "", value: "", currency: "" });

export function typedOf(settings: BrandSettings): TypedSettings {
  const text = (value: number | null | undefined) => (value == null ? "" : String(value));
  return {
    limits: settings.limits.map(({ role, person, units, value, currency }) => ({
      key: crypto.randomUUID(), whose: role ?? personValue(person ?? ""), units: text(units), value: text(value), currency: currency ?? "",
    })),
    risky: settings.risky,
    country: settings.country ?? "",
    alerts: typedAlertsOf(settings.alerts),
    ...Object.fromEntries(numbers.map((name) => [name, text(settings[name])])) as Record<NumberName, string>,
  };
}

/** As it is sent. What is no number goes as it was typed, for the server to say so. */
export function settingsOf(typed: TypedSettings): object {
  return {
    limits: typed.limits.map(({ whose, units, value, currency }) => ({
      ...(whose.startsWith(ofPerson) ? { person: whose.slice(ofPerson.length) } : { role: whose }),
      units: readNumber(units), value: readNumber(value), currency: currency.trim().toUpperCase() || null,
    })),
    risky: risks.filter((risk) => typed.risky.includes(risk)),
    country: typed.country.trim().toUpperCase() || null,
    alerts: alertsOf(typed.alerts),
    ...Object.fromEntries(numbers.map((name) => [name, readNumber(typed[name])])),
  };
}

export const riskWords: Record<Risk, string> = {
  commit: t("Moving a committed day"),
  cancel: t("Cancelling an order or lines of it"),
  price: t("Changing a price"),
  waive: t("Going on without an approval or a milestone, or opening one again"),
  stage: t("Closing a stage of a style"),
  profile: t("Changing the profile of an adopted style"),
};

/** "assistant: up to 3,000 units, 50,000 USD". */
export function limitWords({ role, person, units, value, currency }: ApprovalLimit, nameOf: (id: string) => string): string {
  const most = [units == null ? null : t("{n} units", { n: count(units) }), value == null ? null : `${count(value)} ${currency}`].filter((part) => part != null);
  return t("{who} up to {most}", { who: role == null ? nameOf(person ?? "") : roleWord(role), most: most.join(", ") });
}

const numberWords: Record<NumberName, (value: number) => string> = {
  exFactoryToleranceDays: (value) => tn(value, "ex-factory moves by {n} day", "ex-factory moves by {n} days"),
  answerHours: (value) => tn(value, "the vendor answers within {n} hour", "the vendor answers within {n} hours"),
  smallTolerancePercent: (value) => t("{percent} % over or under", { percent: value }),
  largeTolerancePercent: (value) => t("{percent} % over or under of large sizes", { percent: value }),
  largeFromUnits: (value) => t("large from {n} units", { n: count(value) }),
};

/** What a version decided otherwise than the one before it; everything where there is none before. */
export function decidedWords(now: BrandSettings, before: BrandSettings | null, nameOf: (id: string) => string): string[] {
  const limits = (settings: BrandSettings) => settings.limits.map((limit) => limitWords(limit, nameOf)).join("; ") || t("no limits");
  const risky = (settings: BrandSettings) => risks.filter((risk) => settings.risky.includes(risk)).map((risk) => riskWords[risk].toLowerCase()).join(", ") || t("nothing|that takes two people");
  return [
    ...(before == null || limits(now) !== limits(before) ? [limits(now)] : []),
    ...numbers.filter((name) => before == null || now[name] !== before[name]).map((name) => numberWords[name](now[name])),
    ...((before?.country ?? null) === (now.country ?? null) ? [] : [now.country == null ? t("at home nowhere") : t("at home in {country}", { country: now.country })]),
    ...(alertWords(before?.alerts) === alertWords(now.alerts) ? [] : [alertWords(now.alerts)]),
    ...(before == null || risky(now) !== risky(before) ? [t("a second person for {acts}", { acts: risky(now) })] : []),
  ];
}
