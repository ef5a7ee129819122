import listed from "./sentences.json";

/** How a value is told: in words of a list or of a sentence, by the name of a milestone, as a list of words, as a number, in a sentence that must be a known one; as it stands where this is not said. */
type As = "said" | "milestone" | "list" | "number" | "sentence";

export interface Read {
  /** The sentence where `{n}` is one; as `many` where nothing is counted. */
  one: string;
  many: string;
  values: Record<string, string>;
}

const names: Readonly<Record<string, { form?: string; as?: As }>> = listed.names as Record<string, { form?: string; as?: As }>;

export const tellsAs = (name: string): As | undefined => names[name]?.as;

const reader = (sentence: string) => {
  const pattern = sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${names[name]?.form ?? ".+?"})`);
  return new RegExp(`^${pattern}$`);
};

const readers = (listed.sentences as (string | [string, string])[]).map((each) => {
  const [one, many] = typeof each === "string" ? [each, each] : each;
  return { one, many, patterns: [...new Set([one, many])].map(reader) };
});

const words: ReadonlySet<string> = new Set(listed.words);
// What people typed may look like sentence in sentence in sentence, many ways over.
const deepest = 3;
const isKnown = (sentence: string | undefined, depth: number) => sentence == null || words.has(sentence) || (depth < deepest && read(sentence, depth + 1) != null);

/** The first sentence that the text is, with what stands in it; null where it is none. */
export function read(english: string, depth = 0): Read | null {
  for (const { one, many, patterns } of readers)
    for (const pattern of patterns) {
      const values = pattern.exec(english)?.groups;
      if (values != null && isKnown(values["sentence"], depth)) return { one, many, values: { ...values } };
    }
  return null;
}
