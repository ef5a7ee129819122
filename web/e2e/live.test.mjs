import assert from "node:assert/strict";
import { test } from "node:test";
import { api, eventually, number, open, openBoard } from "./browser.mjs";

const exFactory = ({ milestones }) => milestones.find(({ name }) => /^ex-factory/i.test(name));
const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const today = new Date().toISOString().slice(0, 10);

/**
 * A line that is `health` and has not left the factory. From the end of the list and of an order few others touch,
 * and each asked for only once, so that tests do not meet.
 */
const taken = new Set();
async function anOpenLine(health) {
  const { items } = await api(`purchase-orders?category=apparel&health=${health}&sort=-number&limit=50`);
  for (const { number } of items.filter((order) => !taken.has(order.number))) {
    const order = await api(`purchase-orders/${number}`);
    const line = order.lines.find((line) => line.health === health && exFactory(line)?.actual === null);
    if (!line) continue;
    taken.add(number);
    return { order, line };
  }
  assert.fail(`No ${health} line in apparel with an open ex-factory milestone`);
}

/** Reports that the line is expected to leave on a day. */
function expectExFactory(order, line, date) {
  return api("events", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      source: "E2E", eventId: crypto.randomUUID(), eventUpdatedAt: new Date().toISOString(), retracted: false,
      purchaseOrder: order.number, line: line.number, type: "milestone", milestone: exFactory(line).code, classifier: "EST", date, reason: "FA-CAP", note: null,
    }),
  });
}

/** Beyond every date that is there: neither an earlier forecast nor the present day can push it away. */
const farBeyond = (line) => later([today, line.exFactory.forecast, line.exFactory.committed, line.cancel].filter((day) => day != null).sort().at(-1), 60);

test("A report shows on an open page without a reload", async (t) => {
  const { order, line } = await anOpenLine("ontrack");
  const page = await open(t, `/pos/${order.number}?line=${line.number}`);
  const forecast = page.locator(".gantt-grid tbody tr", { has: page.locator(`[title^="${exFactory(line).code} "]`) }).locator("td").nth(3);
  await forecast.waitFor();
  const before = await forecast.innerText();
  await expectExFactory(order, line, farBeyond(line));
  await eventually(() => forecast.innerText(), (text) => text !== before, "the forecast on the page did not change");
  await page.getByText(/^Why \+\d+d/).waitFor();
});

test("A report moves the board and the counts of the overview in other browsers", async (t) => {
  const { order, line } = await anOpenLine("ontrack");
  const board = await openBoard(t, `/boards/apparel?q=${order.number}`);
  const overview = await open(t, "/overview");
  await overview.locator(".matrix tbody").waitFor();
  const row = board.locator(`.grid-row[aria-label^="${order.number} line ${line.number},"]`);
  await row.waitFor();
  assert.match(await row.getAttribute("class"), /is-ontrack/);
  const cell = overview.locator(".matrix tbody tr", { hasText: new RegExp(order.brandName, "i") }).locator("td").first();
  const critical = async () => number((await cell.locator(".cell-counts .h-critical").allTextContents()).join("") || "0");
  const before = await critical();

  // All lines of the order, so that a line of others which recovers meanwhile does not hide it.
  await Promise.all(order.lines.map((each) => expectExFactory(order, each, farBeyond(each))));
  await eventually(() => row.getAttribute("class"), (text) => /is-critical/.test(text), "the line on the board did not turn critical");
  await eventually(critical, (now) => now > before, `the overview still counts ${before} critical`);
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
