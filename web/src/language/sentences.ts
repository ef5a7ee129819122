import sentences from "./sentences.json";

/** Values by the names that stand for them in a sentence. */
type Read = Record<string, string>;

// What a name may stand for where that is not any text.
const shapes: Readonly<Record<string, string>> = {
  n: "\\d{1,6}", day: "\\d{1,2}", month: "[A-Z][a-z]{2}", weekday: "Mon|Tue|Wed|Thu|Fri|Sat|Sun", round: "\\d+", version: "\\d+", outcomes: "\\d+",
};

const reader = (sentence: string) => {
  const pattern = sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${shapes[name] ?? ".+?"})`);
  return new RegExp(`^${pattern}$`);
};

const readers = sentences.filter((each) => typeof each !== "string" || each.includes("{")).map((each) => {
  const [one, many] = typeof each === "string" ? [each, each] : (each as [string, string]);
  return { one, many, patterns: [...new Set([one, many])].map(reader) };
});

/** The first sentence that the text is, with what stands in it; null where it is none. */
export function read(english: string): { one: string; many: string; values: Read } | null {
  for (const { one, many, patterns } of readers)
    for (const pattern of patterns) {
      const found = pattern.exec(english);
      if (found) return { one, many, values: { ...found.groups } };
    }
  return null;
}
