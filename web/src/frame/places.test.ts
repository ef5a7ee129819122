import { expect, test } from "vitest";
import { placeOf } from "./places";

test("An address belongs to the place that it is of, and to no other that begins alike", () => {
  const under = (location: string) => placeOf(location)?.under;
  expect([under("/me"), under("/me/alerts"), under("/alerts"), under("/boards/apparel"), under("/people")]).toEqual(["/me", "/alerts", "/alerts", "/boards", undefined]);
});
