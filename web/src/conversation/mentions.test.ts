import { expect, test } from "vitest";
import { askedAt, complete, matching, mentioned, parts } from "./mentions";

const noor = { id: "noor.rahim", name: "Noor Rahim" };
const li = { id: "li", name: "Li" };
const linda = { id: "linda", name: "Linda Li" };
const people = [li, linda, noor];

test("a name begins at its @, never within a word", () => {
  expect(askedAt("ask @No", 7)).toEqual({ from: 4, words: "No" });
  expect(askedAt("@Noor Ra", 8)).toEqual({ from: 0, words: "Noor Ra" });
  expect(askedAt("mail to a@b", 11)).toBeNull();
  expect(askedAt("@Noor Rahim when", 16)).toBeNull();
});

test("people are found by any of their names", () => {
  expect(matching(people, "rah")).toEqual([noor]);
  expect(matching(people, "li")).toEqual([li, linda]);
});

test("of namesakes the one is meant who was chosen, and nobody before one was", () => {
  const other = { id: "li.two", name: "Li" };
  const both = [li, other, linda];
  expect(mentioned("@Li when?", both, [])).toEqual({ found: [], unclear: ["Li"] });
  expect(mentioned("@Li when?", both, ["linda", "li.two"])).toEqual({ found: [other], unclear: [] });
  // Chosen again after the first choice was deleted.
  expect(mentioned("@Li when?", both, ["li", "li.two"]).found).toEqual([other]);
  expect(mentioned("@Li and @Li", both, ["li", "li.two"]).found).toEqual([li, other]);
  expect(mentioned("@Li and @Li", both, ["li"]).found).toEqual([li]);
});

test("a chosen name takes the place of what was typed of it", () => {
  const text = "ask @No when";
  expect(complete(text, askedAt(text, 7)!, noor.name)).toEqual(["ask @Noor Rahim when", 16]);
});

test("whoever is named in the text is mentioned, once, and nobody whose name only begins another word", () => {
  expect(mentioned("@Noor Rahim and @Linda Li, @Noor Rahim", people, []).found).toEqual([noor, linda]);
  expect(mentioned("@Lisa @Li", people, []).found).toEqual([li]);
  expect(parts("to @Li!", people)).toEqual([{ text: "to ", person: null }, { text: "@Li", person: li }, { text: "!", person: null }]);
});
