import { expect, test } from "vitest";
import { Problem } from "../api/client";
import { takeBack, tell } from "./Notice";

/** Undoes at the second try; what was asked for stands in `asked`. */
function failingOnce(asked: string[], name: string, status: number): () => Promise<unknown> {
  return () => {
    asked.push(name);
    return asked.filter((each) => each === name).length === 1 ? Promise.reject(new Problem("It did not go", null, status, null)) : Promise.resolve();
  };
}

test.each([0, 503])("What was not answered (%i) is taken back by the next try, before what was done earlier", async (status) => {
  const asked: string[] = [];
  tell("one", failingOnce(asked, "one", status));
  tell("two", failingOnce(asked, "two", status));
  for (let n = 0; n < 4; n++) await takeBack();
  expect(asked).toEqual(["two", "two", "one", "one"]);
});

test("What was refused for good is not asked for again", async () => {
  const asked: string[] = [];
  tell("one", failingOnce(asked, "one", 0));
  tell("two", failingOnce(asked, "two", 409));
  for (let n = 0; n < 3; n++) await takeBack();
  expect(asked).toEqual(["two", "one", "one"]);
});
