import assert from "node:assert/strict";
import { test } from "node:test";
import { api, eventually, number, open, openBoard, severable, still } from "./browser.mjs";

const exFactory = ({ milestones }) => milestones.find(({ name }) => /^ex-factory/i.test(name));
const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const today = new Date().toISOString().slice(0, 10);

/**
 * A line on track that will not leave the factory during a test: others report what is next of a line, and there is
 * more than that before its last milestone. Each order is given once, so that tests do not meet.
 */
const taken = new Set();
async function anOpenLine() {
  const { items } = await api("purchase-orders?category=apparel&health=ontrack&sort=-number&limit=50");
  for (const { number } of items.filter((order) => !taken.has(order.number))) {
    const order = await api(`purchase-orders/${number}`);
    const line = order.lines.find((line) => line.health === "ontrack" && line.milestones.filter(({ home, actual }) => home === "line" && actual === null).length > 3);
    if (!line) continue;
    taken.add(number);
    return { order, line };
  }
  assert.fail("No line on track in apparel with more than three open milestones");
}

/** Beyond every date that is there: neither an earlier forecast nor the present day can push it away. */
const farBeyond = (line) => later([today, line.exFactory.forecast, line.exFactory.committed, line.cancel].filter((day) => day != null).sort().at(-1), 60);

/** Reports that the line is expected to leave far beyond; answers the position of that, and the forecast: the next working day. */
async function delay(order, line) {
  const { items } = await api("events", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      source: "E2E", eventId: crypto.randomUUID(), eventUpdatedAt: new Date().toISOString(), retracted: false,
      purchaseOrder: order.number, line: line.number, type: "milestone", milestone: exFactory(line).code, classifier: "EST", date: farBeyond(line), reason: "FA-CAP", note: null,
    }),
  });
  assert.equal(items[0].status, "accepted");
  const { lines } = await api(`purchase-orders/${order.number}`);
  return { position: items[0].position, forecast: lines.find(({ number }) => number === line.number).exFactory.forecast };
}

/** The page of a purchase order, and what it shows as the day on which its line leaves the factory. */
async function openOrder(t, order, line, options) {
  const page = await open(t, `/pos/${order.number}?line=${line.number}`, options);
  const row = page.locator(`#milestone-${exFactory(line).code}`);
  await row.waitFor();
  return { page, row, shown: (date) => row.locator(`.g-said[title*="${longDay(date)}"]`) };
}

const longDay = (date) => `${Number(date.slice(8))} ${"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

test("A report shows on an open page without a reload", async (t) => {
  const { order, line } = await anOpenLine();
  const { page, shown } = await openOrder(t, order, line);
  const { forecast } = await delay(order, line);
  await shown(forecast).waitFor();
  await page.getByText(/^Why \+\d+d/).first().waitFor();
});

test("A report moves the board and the counts of the overview in other browsers", async (t) => {
  const { order, line } = await anOpenLine();
  const board = await openBoard(t, `/boards/apparel?q=${order.number}`);
  const overview = await open(t, "/overview");
  await overview.locator(".matrix tbody").waitFor();
  const row = board.locator(`.grid-row[aria-label^="${order.number} line ${line.number},"]`);
  await row.waitFor();
  const cell = overview.locator(".matrix tbody tr", { hasText: new RegExp(order.brandName, "i") }).locator("td").first();
  const shown = async () => number((await cell.locator(".cell-counts .h-critical").allTextContents()).join("") || "0");

  // Printed, not judged: how long a browser takes depends on what else the machine does.
  const painted = board.evaluate((id) => new Promise((resolve) => {
    const look = () => (document.querySelector(`.grid-row[aria-label^="${id},"]`)?.classList.contains("is-critical")
      ? requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
      : requestAnimationFrame(look));
    look();
  }), `${order.number} line ${line.number}`);
  const sent = Date.now();
  const { position } = await delay(order, line);
  await eventually(() => row.getAttribute("class"), (text) => /is-critical/.test(text), "the line on the board did not turn critical");
  t.diagnostic(`from the sending of the report to the painted row: ${await painted - sent} ms`);
  // Others change the same count: it has followed when it is what the server counts after the report.
  await eventually(
    async () => {
      const { rows, to } = await api("boards/overview");
      return { to, counted: rows.find(({ id }) => id === `${order.brand}/apparel`).health.critical ?? 0, shown: await shown() };
    },
    ({ to, counted, shown }) => to >= position && counted === shown,
    "the overview does not show what the server counts",
  );
  const tick = overview.locator(".ticker li", { has: overview.getByRole("link", { name: `${order.number}/${line.number}`, exact: true }) }).first();
  await tick.getByText(/^Ex-factory .+ → /).first().waitFor();
});

test("What changed of a line is marked on the board, nothing else is, and the mark goes", async (t) => {
  const { order, line } = await anOpenLine();
  const page = await openBoard(t, `/boards/apparel?q=${order.number}`);
  const cell = (column) => page.locator(`.grid-row[aria-label^="${order.number} line ${line.number},"] [data-column="${column}"]`);
  await cell("forecast").waitFor();
  // Seen by the page itself: a mark that lasts for seconds may be gone before a busy machine asks for it.
  const marks = page.evaluate(() => new Promise((resolve) => {
    const seen = new Set();
    const look = () => {
      const now = document.querySelectorAll(".grid [data-changed]");
      for (const each of now) seen.add(`${each.closest(".grid-row").ariaLabel.split(",")[0]} ${each.dataset.column}`);
      if (seen.size > 0 && now.length === 0) resolve([...seen]);
      else requestAnimationFrame(look);
    };
    look();
  }));
  await delay(order, line);
  const marked = await marks;
  const ofLine = (column) => `${order.number} line ${line.number} ${column}`;
  assert.ok(marked.includes(ofLine("forecast")), marked.join());
  assert.ok(!marked.some((each) => / (po|line|style|vendor|baseline|committed)$/.test(each)), marked.join());
  assert.equal(await page.locator("[data-changed]").count(), 0);
});

test("A lost connection is told, keeps the screen, and heals by itself", async (t) => {
  const connection = severable();
  const page = await openBoard(t, undefined, { before: connection.before });
  const state = (...states) => page.locator(states.map((each) => `.connection[data-state="${each}"]`).join()).waitFor();
  const rows = () => page.locator(".po-number").evaluateAll((all) => all.slice(0, 20).map((each) => each.textContent));
  await state("live");
  const before = await rows();
  await connection.cut();
  await state("reconnecting", "offline");
  // The page's own clock goes on by itself; it is only sent ahead.
  await page.clock.fastForward(11_000);
  await page.getByText(/Offline\s+since \d\d:\d\d/).first().waitFor();
  assert.deepEqual(await rows(), before);
  connection.restore();
  await page.clock.fastForward(6_000);
  await state("live");
});

test("P freezes the page, counts what arrives, and shows it on resuming", async (t) => {
  const { order, line } = await anOpenLine();
  const { page, shown } = await openOrder(t, order, line);
  await still(page);
  const { forecast } = await delay(order, line);
  await page.getByText(/^[1-9]\d* changes? waiting$/).first().waitFor();
  assert.equal(await shown(forecast).count(), 0);
  await page.keyboard.press("p");
  await shown(forecast).waitFor();
});

/** How the ex-factory milestone of a line stands. */
async function standing(order, line) {
  const { lines } = await api(`purchase-orders/${order.number}`);
  return exFactory(lines.find(({ number }) => number === line.number));
}

test("J chooses a milestone, F reports its forecast with a reason, and Ctrl Z takes it back", async (t) => {
  const { order, line } = await anOpenLine();
  const { page, row, shown } = await openOrder(t, order, line);
  await eventually(
    async () => {
      await page.keyboard.press("j");
      return row.getAttribute("aria-selected");
    },
    (selected) => selected === "true", "J does not reach the last milestone",
  );
  const day = farBeyond(line);
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog", { name: "Ex-factory" });
  await page.getByLabel("Expected on").and(page.locator(":focus")).waitFor();
  await page.keyboard.type(`${Number(day.slice(8))}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`);
  await dialog.getByText(longDay(day)).first().waitFor();
  await page.getByLabel("Reason").selectOption("FA-CAP");
  await page.getByLabel("Note").fill("line 4 is booked");
  await page.keyboard.press("Enter");
  await page.locator(".notice", { hasText: "Ex-factory is expected" }).waitFor();
  await dialog.waitFor({ state: "detached" });
  const reported = await standing(order, line);
  assert.deepEqual([reported.heard.reason, reported.heard.note], ["FA-CAP", "line 4 is booked"]);
  await shown(reported.forecast).waitFor();

  await page.keyboard.press("Control+z");
  await page.locator(".notice", { hasText: "Taken back: Ex-factory" }).waitFor();
  const { forecast } = await standing(order, line);
  assert.notEqual(forecast, reported.forecast);
  await shown(forecast).waitFor();
});

test("What cannot be is told where it was typed, and nothing is reported", async (t) => {
  const { order, line } = await anOpenLine();
  const { page, row } = await openOrder(t, order, line);
  await row.click();
  await page.keyboard.press("a");
  const field = page.getByLabel("Happened on");
  await field.and(page.locator(":focus")).waitFor();
  for (const [typed, told] of [["soon", /^Type a day/], ["+30", /has not happened yet/]]) {
    await field.fill(typed);
    await page.keyboard.press("Enter");
    await page.locator(".field-error", { hasText: told }).waitFor();
    await page.locator('[aria-invalid="true"]:focus').waitFor();
  }
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator(".po-head").waitFor();
  assert.equal((await standing(order, line)).actual, null);
});

test("On a phone a milestone is reported by touching it", async (t) => {
  const { order, line } = await anOpenLine();
  const { page, row, shown } = await openOrder(t, order, line, { viewport: { width: 390, height: 844 } });
  await row.click();
  await page.getByLabel("Expected on").fill("+90");
  await page.getByRole("button", { name: "Report" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await shown((await standing(order, line)).forecast).waitFor();
});

test("The list of vendors follows what is reported", async (t) => {
  const { order, line } = await anOpenLine();
  const page = await open(t, "/vendors");
  const cell = page.locator(".vendors tbody tr", { has: page.locator(`a[href="/vendors/${order.vendor}"]`) }).locator(".col-critical");
  await cell.waitFor();
  const { position } = await delay(order, line);
  // Others change the same count: it has followed when it is what the server counts after the report.
  await eventually(
    async () => [position, (await api(`vendors/${order.vendor}`)).health.critical, number(await cell.innerText())],
    ([, counted, shown]) => counted === shown, "the list does not show what the server counts",
  );
});
