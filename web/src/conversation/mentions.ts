import type { Mentionable } from "../api/comments";

/** What is being written of a name: from its @ to the caret. */
export interface Asked {
  from: number;
  words: string;
}

/** The name that is being written before the caret; null for none. An @ within a word, as in an address, begins none. */
export function askedAt(text: string, caret: number): Asked | null {
  const found = /(?:^|[\s(])@([\p{L}\p{M}.'-]*(?: [\p{L}\p{M}.'-]*)?)$/u.exec(text.slice(0, caret));
  return found ? { from: caret - found[1]!.length - 1, words: found[1]! } : null;
}

/** Those whose name or id begins so, or whose family name does. */
export function matching<P extends Pick<Mentionable, "id" | "name">>(people: readonly P[], words: string): P[] {
  const wanted = words.toLowerCase();
  return people.filter(({ id, name }) => [name, id, ...name.split(" ").slice(1)].some((each) => each.toLowerCase().startsWith(wanted)));
}

/** The text with the name written out, and where the caret then is. */
export function complete(text: string, { from, words }: Asked, name: string): [text: string, caret: number] {
  const written = `@${name} `;
  return [text.slice(0, from) + written + text.slice(from + 1 + words.length).replace(/^ /, ""), from + written.length];
}

/**
 * Whose names stand in the text. Of two where one begins with the other, the longer; of two of one name, who was chosen.
 * @param chosen ids, in the order in which they were chosen: the last ones count.
 * @returns as `unclear`, names that stand for several people of whom none was chosen.
 */
export function mentioned<P extends Pick<Mentionable, "id" | "name">>(text: string, people: readonly P[], chosen: readonly string[]): { found: P[]; unclear: string[] } {
  const names = parts(text, people).flatMap(({ person }) => person?.name ?? []);
  const [found, unclear]: [P[], string[]] = [[], []];
  for (const name of new Set(names)) {
    const namesakes = people.filter((person) => person.name === name);
    const meant = chosen.flatMap((id) => namesakes.find((person) => person.id === id) ?? []).slice(-names.filter((each) => each === name).length);
    if (namesakes.length === 1) found.push(namesakes[0]!);
    else if (meant.length > 0) found.push(...new Set(meant));
    else unclear.push(name);
  }
  return { found, unclear };
}

export interface Part<P> {
  text: string;
  person: P | null;
}

/** The text as names of these people and what stands between. */
export function parts<P extends Pick<Mentionable, "name">>(text: string, people: readonly P[]): Part<P>[] {
  const longest = people.toSorted((a, b) => b.name.length - a.name.length);
  const all: Part<P>[] = [];
  let rest = "";
  for (let at = 0; at < text.length; ) {
    const person = text[at] === "@" ? longest.find(({ name }) => text.startsWith(name, at + 1) && !/^[\p{L}\p{M}]/u.test(text.slice(at + 1 + name.length))) : undefined;
    if (!person) {
      rest += text[at++];
      continue;
    }
    if (rest !== "") all.push({ text: rest, person: null });
    rest = "";
    all.push({ text: `@${person.name}`, person });
    at += 1 + person.name.length;
  }
  return rest === "" ? all : [...all, { text: rest, person: null }];
}
