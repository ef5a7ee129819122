import assert from "node:assert/strict";
import { test } from "node:test";
import { api, chord, eventually, open } from "./browser.mjs";

const exFactory = (line) => line.milestones.at(-1);

/** Reports a day for the line's last milestone, half a year after the one expected, and answers the moment just before. */
async function delay(order, line) {
  const { committedAt } = await api(`boards/${encodeURIComponent(`po:${order.number}`)}`);
  const day = new Date(Date.parse(exFactory(line).forecast) + 183 * 86_400_000).toISOString().slice(0, 10);
  const { items } = await api("events", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      source: "E2E", eventId: crypto.randomUUID(), eventUpdatedAt: new Date().toISOString(), retracted: false,
      purchaseOrder: order.number, line: line.number, type: "milestone", milestone: exFactory(line).code, classifier: "EST", date: day, reason: "FA-CAP", note: null,
    }),
  });
  assert.equal(items[0].status, "accepted");
  return committedAt.replace("+00:00", "Z");
}

async function openLine(category, at) {
  const { items } = await api(`purchase-orders?category=${category}&sort=number&limit=100`);
  const order = await api(`purchase-orders/${items[at].number}`);
  return { order, line: order.lines.find(({ exFactory, stage }) => exFactory.actual == null && stage !== "cancelled") };
}

const forecastShown = (page) => page.locator(".facts div", { has: page.getByText("Forecast", { exact: true }) }).locator("dd span").first().getAttribute("title");

test("An order is shown as it was, nothing can be done there, and one key leads back", async (t) => {
  const { order, line } = await openLine("footwear", 3);
  const before = await delay(order, line);
  const then = (await api(`purchase-orders/${order.number}?asOf=${encodeURIComponent(before)}`)).lines.find(({ number }) => number === line.number);
  const page = await open(t, `/pos/${order.number}?line=${line.number}&asOf=${before}`);
  const banner = page.locator(".past-banner");
  await banner.getByText("read-only").first().waitFor();
  await page.locator(".facts").first().waitFor();
  const shown = await forecastShown(page);
  assert.equal(new Date(shown.slice(4)).toDateString(), new Date(`${then.exFactory.forecast}T00:00:00`).toDateString());
  assert.equal(await page.getByRole("button", { name: /^Forecast/ }).count(), 0);
  await page.keyboard.press("f");
  assert.equal(await page.getByRole("dialog").count(), 0);

  // Links lead to the same moment.
  await page.locator(".facts a[href*='/vendors/']").click();
  await page.waitForURL(/\/vendors\/.*asOf=/);
  await page.goBack();
  await page.locator(".time-and-action").waitFor();
  await page.keyboard.press("Escape");
  await banner.waitFor({ state: "detached" });
  assert.ok(!page.url().includes("asOf"));
  await eventually(() => forecastShown(page), (now) => now != null && now !== shown, "the present does not show the delay");
});

test("What changed on a board since a moment names the line with what was and what is", async (t) => {
  const { order, line } = await openLine("accessories", 5);
  const before = await delay(order, line);
  const page = await open(t, `/boards/accessories?asOf=${before}`);
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
  await page.getByRole("link", { name: "What changed since" }).click();
  const row = page.locator(".line-changes tr", { has: page.locator(`a[href="/pos/${order.number}?line=${line.number}"]`) });
  await row.waitFor();
  const days = Number((await row.locator("td").nth(5).innerText()).replace(/[^\d]/g, ""));
  assert.ok(days > 100, `${days} days`);
  assert.match(await row.innerText(), /→/);

  await page.goto(new URL(`/changes?of=/pos/${order.number}&from=${before}`, page.url()).href);
  const section = page.locator("section", { has: page.getByRole("heading", { name: new RegExp(`^Line ${line.number}`) }) });
  await section.locator("tr", { hasText: "Forecast" }).first().waitFor();
});

test("G T chooses a past moment; one before the log says so and still leads back", async (t) => {
  const page = await open(t, "/boards/footwear");
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
  await chord(page, "g", "t");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Day", { exact: true }).fill("1/1/2020");
  await dialog.getByLabel("Time").fill("9:30");
  await page.keyboard.press("Enter");
  await page.waitForURL(/asOf=2020-01-01T/);
  await page.getByText(/The log begins after/).first().waitFor();
  await page.getByRole("button", { name: /^Back to live/ }).click();
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
});

test("P replays a board in place, moment by moment, and ends with the present", async (t) => {
  const from = new Date(Date.now() - 70_000).toISOString().replace(/\.\d+Z$/, "Z");
  const page = await open(t, `/boards/accessories?asOf=${from}`);
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
  await page.evaluate(() => (document.querySelector(".grid").dataset.kept = "yes"));
  for (const _ of [15, 5]) await page.keyboard.press("-");
  assert.equal(await page.locator(".past-replay select").inputValue(), "60000");
  await page.keyboard.press("p");
  await page.waitForURL((url) => url.searchParams.get("asOf") > from);
  assert.equal(await page.locator(".grid").getAttribute("data-kept"), "yes");
  await page.waitForURL((url) => !url.searchParams.has("asOf"));
  await page.locator('.connection[data-state="live"]').waitFor();
});
