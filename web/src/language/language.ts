import { read, tellsAs, type Read } from "./sentences";

/** The languages of the pages, each by its own name. */
export const languages = { en: "English", zh: "简体中文", es: "Español", it: "Italiano" } as const;
export type Language = keyof typeof languages;

/**
 * Translations by the English text, which the source holds: a text, or of a counted one [one, many]. `{name}` stands for a
 * value. What follows a "|" is not shown: it tells apart what English says alike.
 */
export type Messages = Readonly<Record<string, string | readonly [one: string, many: string]>>;

const key = "selvedge.language";
const isLanguage = (text: string | null | undefined): text is Language => text != null && text in languages;

/** The one chosen on this device, else the first of the browser's that there is. */
function preferred(): Language {
  if (typeof document === "undefined") return "en";
  const chosen = localStorage.getItem(key);
  return isLanguage(chosen) ? chosen : navigator.languages.map((each) => each.split("-")[0]).find(isLanguage) ?? "en";
}

const files = import.meta.glob<Messages>("./messages/*.json", { import: "default" });

export const language = preferred();

// Before anything that speaks is evaluated. A file that cannot be had leaves the page in English.
const messages: Messages = (await files[`./messages/${language}.json`]?.().catch(() => null)) ?? {};

/** As the document and Intl name it. */
export const locale = language === "zh" ? "zh-Hans" : language;
if (typeof document !== "undefined") document.documentElement.lang = locale;

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);

/** Everything on the page was said in the former language: it starts over. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(key, chosen);
  location.reload();
}

export function count(n: number): string {
  return numbers.format(n);
}

const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** With one digit after the point. */
export function decimal(n: number): string {
  return tenths.format(n);
}

export type Values = Readonly<Record<string, string | number>>;

/** The text in the reader's language; always given as it stands, so that the test of the message files finds it. */
export function t(english: string, values?: Values): string {
  const text = messages[english];
  return fill(typeof text === "string" ? text : english, values);
}

/** The same of a number, which is `{n}` in the text. */
export function tn(n: number, one: string, many: string, values?: Values): string {
  const texts = messages[many];
  const isOne = plurals.select(n) === "one";
  return fill(typeof texts === "string" ? texts : texts ? texts[isOne ? 0 : 1] : isOne ? one : many, { n: count(n), ...values });
}

/** What the server says in English, of a known list such as the names of milestones or in a known sentence; itself where it is none. */
export function said(english: string): string {
  const text = messages[english];
  return typeof text === "string" ? text : language === "en" ? english : retold(english);
}

const told = new Map<string, string>();
const mostKept = 10_000;

/** A sentence that the server composed, told anew with what stands in it; remembered, for a board says the same of many lines. */
function retold(english: string): string {
  const known = told.get(english);
  if (known != null) return known;
  const found = read(english);
  const text = found == null ? english : tellAnew(found);
  if (told.size >= mostKept) told.clear();
  told.set(english, text);
  return text;
}

function tellAnew({ one, many, values: { n, ...others } }: Read): string {
  const values = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, toldAs(tellsAs(name), value)]));
  return n == null ? t(many, values) : tn(Number(n), one, many, values);
}

function toldAs(as: ReturnType<typeof tellsAs>, value: string): string {
  switch (as) {
    case undefined: return value;
    case "milestone": return milestone(value);
    case "list": return value.split(", ").map(said).join(", ");
    case "number": return count(Number(value.replaceAll(",", "")));
    case "said": case "sentence": return said(value);
  }
}

const inBrackets = / \([^)]*\)/;
let bare: Map<string, string> | null = null;

/** The name of a milestone as sentences have it: without what explains it in brackets. */
function milestone(english: string): string {
  if (english in messages) return said(english);
  bare ??= new Map(Object.entries(messages).filter(([key]) => inBrackets.test(key)).sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([key, text]) => [key.replace(inBrackets, ""), String(text).split("|")[0]!.replace(inBrackets, "")]));
  return bare.get(english) ?? english;
}

function fill(text: string, values: Values | undefined): string {
  const shown = text.split("|")[0]!;
  return values ? shown.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : shown;
}
