import { expect, test } from "vitest";
import { forbids } from "./useResource";

test("What one may no longer see goes from the screen, and what cannot be read now stays", () => {
  expect([401, 403, 404].every((status) => forbids({ status }))).toBe(true);
  expect([0, 429, 500, 503].some((status) => forbids({ status }))).toBe(false);
});
