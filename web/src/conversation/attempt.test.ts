import { expect, test } from "vitest";
import { attempt } from "./attempt";

const said = { text: "When?", visibility: "public", mentions: ["li"], line: 1, read: 4 } as const;

test("the same comment is sent again as it was, whatever was read since", () => {
  const first = attempt(null, said);
  expect(attempt(first, { ...said, read: 7 })).toBe(first);
});

test("another text, audience, place or mention is another comment", () => {
  const first = attempt(null, said);
  for (const other of [{ text: "Where?" }, { visibility: "brand" as const }, { line: 2 }, { mentions: [] }]) {
    const next = attempt(first, { ...said, ...other });
    expect(next.key).not.toBe(first.key);
    expect(next.remark).toEqual({ ...said, ...other });
  }
});
