import { expect, test } from "vitest";
import { readQuery } from "./query";
import { differs, savedQuery, tabsOf, viewSearch } from "./views";

const view = { id: "v1", name: "Late", query: "?health=late&columns=po,forecast.90" };

test("A view opens by an address that names it, and is told from what was changed since", () => {
  const search = viewSearch(view);
  expect(search).toBe("?health=late&columns=po,forecast.90&view=v1");
  expect(differs(view, readQuery(search))).toBe(false);
  expect(differs(view, readQuery(`${search}&q=denim`))).toBe(true);
  expect(savedQuery(readQuery(search))).toBe(view.query);
});

test("Tabs are one's own views, the team's and those of one's role, not of other roles", () => {
  const shelf = (name: "mine" | "team" | "assistant" | "manager", own = false) => ({ shelf: name, own, mayKeep: true, views: [{ ...view, id: name }] });
  expect(tabsOf([shelf("mine"), shelf("team"), shelf("assistant"), shelf("manager", true)]).map(({ id }) => id)).toEqual(["mine", "team", "manager"]);
});
