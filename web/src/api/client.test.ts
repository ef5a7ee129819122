import { afterEach, expect, test, vi } from "vitest";
import { getAll } from "./client";

afterEach(() => vi.unstubAllGlobals());

const page = (items: string[], next: string | null) => new Response(JSON.stringify({ items, total: 3, next }), { headers: { "content-type": "application/json" } });

test("A list is read to its last page", async () => {
  const asked: string[] = [];
  vi.stubGlobal("location", { pathname: "/" });
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.resolve(asked.length === 1 ? page(["a", "b"], "b/2") : page(["c"], null));
  });
  expect(await getAll<string>("vendors?limit=2")).toEqual({ items: ["a", "b", "c"], total: 3, next: null });
  expect(asked).toEqual(["/api/v1/vendors?limit=2", "/api/v1/vendors?limit=2&cursor=b%2F2"]);
});
