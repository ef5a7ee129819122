import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { readQuery } from "./query";
import { deleteView, differs, renameView, saveView, savedQuery, tabsOf, viewSearch } from "./views";

const view = { id: "v1", name: "Late", query: "?health=late&columns=po,forecast.90" };

test("A view opens by an address that names it, and is told from what was changed since", () => {
  const search = viewSearch(view);
  expect(search).toBe("?health=late&columns=po,forecast.90&view=v1");
  expect(differs(view, readQuery(search))).toBe(false);
  expect(differs(view, readQuery(`${search}&q=denim`))).toBe(true);
  expect(savedQuery(readQuery(search))).toBe(view.query);
});

test("Tabs are one's own views, the team's and those of one's role, and last those of other roles that one keeps", () => {
  const shelf = (name: "mine" | "team" | "assistant" | "manager" | "vendor", mayKeep: boolean, own = false) => ({ shelf: name, own, mayKeep, views: [{ ...view, id: name }] });
  const shelves = [shelf("mine", true), shelf("team", true), shelf("assistant", true), shelf("manager", true, true), shelf("vendor", false)];
  expect(tabsOf(shelves).map(({ id }) => id)).toEqual(["mine", "team", "manager", "assistant"]);
});

describe("A shared view that others keep too", () => {
  const read = { ...view, shelf: "team" as const, mayKeep: true };
  let stands: (typeof view)[];
  let written: [method: string, body: unknown][];

  beforeEach(() => {
    stands = [view];
    written = [];
    vi.stubGlobal("location", { pathname: "/" });
    vi.stubGlobal("localStorage", { getItem: () => null });
    vi.stubGlobal("fetch", (_: string, { method, body }: RequestInit) => {
      if (method) written.push([method, body === undefined ? null : JSON.parse(body as string)]);
      return Promise.resolve(new Response(JSON.stringify({ shelves: [{ shelf: "team", own: false, mayKeep: true, views: stands }] }), { headers: { "content-type": "application/json" } }));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is renamed as it stands by now, and saved under the name that it has", async () => {
    stands = [{ ...view, query: "?health=risk" }];
    await renameView(read, "At risk");
    stands = [{ ...view, name: "Too late" }];
    await saveView(read, "?q=denim");
    expect(written).toEqual([["PUT", { name: "At risk", query: "?health=risk" }], ["PUT", { name: "Too late", query: "?q=denim" }]]);
  });

  it("is not saved over what somebody has saved meanwhile, and not made anew where it was deleted", async () => {
    stands = [{ ...view, query: "?health=risk" }];
    await expect(saveView(read, "?q=denim")).rejects.toThrow("Late was saved otherwise meanwhile");
    stands = [];
    for (const change of [saveView(read, "?q=denim"), renameView(read, "At risk"), deleteView(read)]) await expect(change).rejects.toThrow("Late was deleted meanwhile");
    expect(written).toEqual([]);
  });

  it("is saved again where the first answer was lost", async () => {
    stands = [{ ...view, query: "?q=denim" }];
    await saveView(read, "?q=denim");
    expect(written).toEqual([["PUT", { name: "Late", query: "?q=denim" }]]);
  });

  it("is kept again as it was deleted", async () => {
    stands = [{ ...view, name: "Too late" }];
    await (await deleteView(read))();
    expect(written).toEqual([["DELETE", null], ["PUT", { name: "Too late", query: view.query }]]);
  });
});
