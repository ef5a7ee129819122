import { expect, test } from "vitest";
import { nextOf, tallyOf, tallyText } from "./words";

const styles = (...outcomes: ("adopt" | "drop" | "revise" | null)[]) => outcomes.map((outcome) => ({ outcome }));

test("after a decision comes the next that is undecided, also from before", () => {
  expect(nextOf(styles("adopt", null, null), 0)).toBe(1);
  expect(nextOf(styles(null, "adopt", "drop"), 2)).toBe(0);
  expect(nextOf(styles("adopt", "drop", "adopt"), 1)).toBe(2);
  expect(nextOf(styles("adopt", "drop"), 1)).toBe(1);
});

test("a tally says what was decided and nothing of what was not", () => {
  const tally = tallyOf({ styles: styles("adopt", "adopt", null, "revise") as never });
  expect([tally.decided, tallyText(tally)]).toEqual([3, "2 adopted, 1 to revise"]);
});
