import { describe, expect, test, vi } from "vitest";
import { languages, type Messages } from "./language";
import { read } from "./sentences";
import sentences from "./sentences.json";
import served from "./served.json";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const files = import.meta.glob<Messages>("./messages/*.json", { import: "default", eager: true });

const servers = import.meta.glob<string>(["../../../silo/Domain/TimeAndAction/Templates/*.cs", "../../../silo/Domain/Approvals/ApprovalTypes.cs"], { query: "?raw", import: "default", eager: true });

const alerts = import.meta.glob<string>("../../../silo/Domain/Alerts/*.cs", { query: "?raw", import: "default", eager: true });

const text = String.raw`"((?:[^"\\]|\\.)*)"`;
const unquoted = (raw: string) => JSON.parse(`"${raw}"`) as string;

/** What the pages say, and of a number whether. */
function said(): Map<string, "plain" | "counted"> {
  const found = new Map<string, "plain" | "counted">(served.map((each) => [each, "plain"]));
  for (const each of [...sentences.sentences, ...sentences.words]) typeof each === "string" ? found.set(each, "plain") : found.set(each[1]!, "counted");
  for (const [path, source] of Object.entries(sources)) {
    if (path.endsWith(".test.ts") || path.startsWith("./")) continue;
    for (const [, raw] of source.matchAll(new RegExp(String.raw`\btx?\(${text}`, "g"))) found.set(unquoted(raw!), "plain");
    for (const [, , raw] of source.matchAll(new RegExp(String.raw`\btn\([^"]*?, ${text}, ${text}`, "g"))) found.set(unquoted(raw!), "counted");
    // Whatever is not given as it stands would be found by nobody.
    const calls = source.match(/(?<![.\w])t[nx]?\((?!\))/g)?.length ?? 0;
    const read = [...source.matchAll(new RegExp(String.raw`(?<![.\w])(?:tx?\(${text}|tn\([^"]*?, ${text}, ${text})`, "g"))].length;
    expect(read, `${path} says something that is not given as it stands`).toBe(calls);
  }
  return found;
}

const placeholders = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(Object.keys(languages).filter((each) => each !== "en"))("The messages in %s", (language) => {
  const messages = files[`./messages/${language}.json`]!;
  const all = said();

  test("are there for everything that the pages say, and for nothing else", () => {
    expect(Object.keys(messages).filter((each) => !all.has(each))).toEqual([]);
    expect([...all.keys()].filter((each) => !(each in messages))).toEqual([]);
  });

  test("hold the same values as the English, and are counted where it is", () => {
    for (const [english, message] of Object.entries(messages)) {
      const texts = typeof message === "string" ? [message] : message;
      if (all.get(english) === "plain") expect(texts, english).toHaveLength(1);
      for (const each of texts) expect(placeholders(each), `${english} → ${each}`).toEqual(placeholders(english));
    }
  });
});

test("What the server says in English and the pages translate is as it says it", () => {
  const names = Object.values(servers).flatMap((source) => [...source.matchAll(/(?:new\("[A-Z]\d+"|Of\("[a-z-]+"), +"([^"]+)"/g)].map(([, name]) => name!));
  expect(names.length).toBeGreaterThan(100);
  // Of each cause of alerts the rule and the advice, and the reason where there is no better one.
  const ofAlerts = Object.values(alerts).flatMap((source) => [...source.matchAll(/(?:=>|\?\?) "([A-Z][^"]+ [^"]+)"/g)].map(([, words]) => words!));
  expect(ofAlerts.length).toBe(17);
  names.push(...ofAlerts);
  expect([...new Set(names)].sort()).toEqual([...served].sort());
});

test("What the server composes is read back with what stands in it", () => {
  expect(read("Cutting start expected 22 days late")).toMatchObject({ many: "{milestone} expected {n} days late", values: { milestone: "Cutting start", n: "22" } });
  expect(read("PP sample approved 1 day overdue, last expected 2 Nov")?.values).toEqual({ milestone: "PP sample approved", n: "1", date: "2 Nov" });
  expect(read("Cutting start 5 days late: 2 days by overbooked line")?.values).toEqual({ what: "Cutting start 5 days late", n: "2", reason: "overbooked line" });
  expect(read("2 days off before Ex-factory: Eid al-Fitr, Fri 6 Nov")?.values).toEqual({ n: "2", milestone: "Ex-factory", names: "Eid al-Fitr, Fri 6 Nov" });
  expect(read("Something else, said years ago")).toBeNull();
  expect(read("a: b; c (d); ".repeat(200))).toBeNull();
});

test.each([
  ["es", "Cutting start 5 days late: 2 days by overbooked line", "Inicio de corte: 5 días de retraso: 2 días por línea saturada"],
  ["es", "2 days off before Ex-factory: Eid al-Fitr, Fri 6 Nov", "2 días festivos antes de Ex-fábrica: Eid al-Fitr, vie 6 nov"],
  ["es", "PP sample, round 2, requested: 1 day overdue with the vendor", "Muestra de preproducción, ronda 2, solicitada: 1 día vencida con el proveedor"],
  ["es", "2,400 units × 10 days at risk, no float left", "2400 unidades × 10 días en riesgo, sin holgura"],
  ["it", "as manager, 2 days behind or more", "come manager, con 2 giorni di ritardo o più"],
  ["es", "PP / production trial (size run) approved happened 3 Nov (late trims)", "Preproducción / prueba de producción (tallas) aprobada ocurrió el 3 nov (late trims)"],
  ["es", "Vendor confirmed version 2; 4 lines: fine", "El proveedor confirmó la versión 2; 4 lines: fine"],
  ["es", "Placed with 4 lines", "Hecho con 4 líneas"],
  ["es", "On hold: no float left", "En pausa: no float left"],
  ["es", "Something else; said years ago (once): so", "Something else; said years ago (once): so"],
  ["es", "Something else, said years ago", "Something else, said years ago"],
  ["en", "2 days off before Ex-factory: Eid al-Fitr, Fri 6 Nov", "2 days off before Ex-factory: Eid al-Fitr, Fri 6 Nov"],
])("In %s “%s” is “%s”", async (language, english, told) => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("localStorage", { getItem: () => language });
  vi.resetModules();
  const { said } = await import("./language");
  expect(said(english)).toBe(told);
  vi.unstubAllGlobals();
});
