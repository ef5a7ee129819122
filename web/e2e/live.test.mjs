import assert from "node:assert/strict";
import { test } from "node:test";
import { api, eventually, open, openBoard } from "./browser.mjs";

async function anOpenLine() {
  const { items } = await api("purchase-orders?limit=20");
  for (const { number } of items) {
    const order = await api(`purchase-orders/${number}`);
    for (const line of order.lines) {
      const last = line.milestones.at(-1);
      if (line.milestones.some((milestone) => milestone.code === "A26" && milestone.actual === null) && last) return { number, line };
    }
  }
  assert.fail("No line with an open ex-factory milestone");
}

const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

test("A report shows on an open page without a reload", async (t) => {
  const { number, line } = await anOpenLine();
  const page = await open(t, `/pos/${number}?line=${line.number}`);
  const forecast = page.locator(".gantt-grid tbody tr", { hasText: /ex-factory/i }).locator("td").nth(3);
  await forecast.waitFor();
  const before = await forecast.innerText();
  const date = later(line.exFactory.forecast, 23);
  await api("events", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      source: "E2E", eventId: crypto.randomUUID(), eventUpdatedAt: new Date().toISOString(), retracted: false,
      purchaseOrder: number, line: line.number, type: "milestone", milestone: "A26", classifier: "EST", date, reason: "FA-CAP", note: null,
    }),
  });
  await eventually(() => forecast.innerText(), (text) => text !== before, "the forecast on the page did not change");
  await page.getByText(/^Why \+\d+d/).waitFor();
});

test("A lost connection is told, keeps the screen, and heals by itself", async (t) => {
  let reachable = true;
  const open = new Set();
  const page = await openBoard(t, "/boards/all", {
    before: async (page) => {
      await page.routeWebSocket(/\/hub\/live/, (socket) => {
        socket.connectToServer();
        open.add(socket);
      });
      await page.route(/\/hub\/live\/negotiate/, (route) => (reachable ? route.continue() : route.abort()));
    },
  });
  const pill = page.locator(".connection");
  await eventually(() => pill.getAttribute("data-state"), (state) => state === "live", "never live");
  const rows = await page.locator(".grid-row").count();
  reachable = false;
  for (const socket of open) await socket.close();
  await eventually(() => pill.getAttribute("data-state"), (state) => state === "reconnecting" || state === "offline", "the loss is not told");
  assert.equal(await page.locator(".grid-row").count(), rows);
  await eventually(() => pill.innerText(), (text) => /Offline\s+since \d\d:\d\d/.test(text), "a long loss is not told as offline");
  reachable = true;
  await eventually(() => pill.getAttribute("data-state"), (state) => state === "live", "it did not heal");
});

test("P freezes the page and resumes it", async (t) => {
  const page = await openBoard(t);
  await page.keyboard.press("p");
  await page.getByText("Paused").waitFor();
  await page.keyboard.press("p");
  await page.getByText("Paused").waitFor({ state: "detached" });
});
