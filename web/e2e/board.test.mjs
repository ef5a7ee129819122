import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, number, open, openBoard } from "./browser.mjs";

const rank = ["critical", "late", "blocked", "risk", "stale", "ontrack", "plan", "done"];
const healthOf = (row) => /is-(\w+)/.exec(row)[1];
const classes = (page) => page.locator(".grid-row").evaluateAll((rows) => rows.map((row) => row.className));
const matching = async (page) => number(await page.locator(".foot b").first().innerText());

/** Stops the lines that others move, with everything that had arrived in its place. */
async function still(page) {
  await page.locator('.connection[data-state="live"]').waitFor();
  await eventually(() => page.evaluate(() => document.querySelectorAll(".skeleton").length), (n) => n === 0, "the board is still loading");
  await page.keyboard.press("p");
  await page.getByText("Paused").waitFor();
  await page.keyboard.press(".");
  await page.locator(".held").waitFor({ state: "detached" });
}

test("A board opens with the worst first", async (t) => {
  const page = await openBoard(t, "/boards/all?group=none");
  await still(page);
  const ranks = (await classes(page)).map((row) => rank.indexOf(healthOf(row)));
  assert.ok(ranks.length > 0 && ranks.every((each) => each >= 0));
  assert.deepEqual(ranks, ranks.toSorted((a, b) => a - b));
});

test("A health chip filters, is in the address, and the address opens the same board", async (t) => {
  const page = await openBoard(t);
  await still(page);
  const chip = page.locator(".health-chip").first();
  const word = await chip.locator("span").textContent();
  await chip.click();
  await eventually(() => page.url(), (url) => url.includes("health="), "the address has no health");
  await eventually(() => classes(page), (rows) => new Set(rows.map(healthOf)).size === 1, `only ${word} should be left`);
  const copy = await openBoard(t, page.url().slice(page.url().indexOf("/boards")));
  assert.equal(await copy.locator('.health-chip[aria-pressed="true"] span').textContent(), word);
});

test("The filter finds a purchase order by its number, and says when nothing matches", async (t) => {
  const page = await openBoard(t);
  const po = await page.locator(".po-number").first().innerText();
  await page.keyboard.press("/");
  await page.keyboard.type(po);
  await eventually(() => page.locator(".po-number").allInnerTexts(), (all) => all.length > 0 && all.every((each) => each === po), `only ${po} should be left`);
  await page.keyboard.type(" no such words");
  await page.getByText(/^0 of [\d,]+ match$/).waitFor();
  await page.getByRole("button", { name: "Clear all" }).last().click();
  await page.locator(".grid-row").first().waitFor();
  assert.equal(new URL(page.url()).search, "");
});

test("Keys move, peek, open and come back", async (t) => {
  const page = await openBoard(t);
  await still(page);
  const active = () => page.locator('.grid-row[aria-selected="true"]').getAttribute("id");
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), "row-1");
  await page.keyboard.press("k");
  assert.equal(await active(), "row-0");
  assert.equal(await page.locator('[role="grid"]').getAttribute("aria-activedescendant"), "row-0");
  await page.keyboard.press(" ");
  await page.locator(".peek").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".peek").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/pos\//);
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/boards\/all$/);
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.waitForURL(/\/overview$/);
});

test("D changes the height of rows, T the theme, and both are remembered", async (t) => {
  const page = await openBoard(t);
  const height = () => page.locator(".grid-row").first().evaluate((row) => row.offsetHeight);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  const before = await theme();
  assert.equal(await height(), 32);
  await page.keyboard.press("d");
  await page.keyboard.press("t");
  assert.equal(await height(), 40);
  await page.reload();
  await page.locator(".grid-row").first().waitFor();
  assert.equal(await height(), 40);
  assert.notEqual(await theme(), before);
});

test("A long board draws only what is in view, down to its last line", async (t) => {
  const page = await openBoard(t, "/boards/all?group=none");
  await still(page);
  const lines = await matching(page);
  await page.keyboard.press("End");
  await page.locator(`#row-${lines - 1}`).waitFor();
  assert.ok((await page.locator("*").count()) <= 3_500);
});

test("The header sorts and tells so", async (t) => {
  const page = await openBoard(t, "/boards/all?group=none");
  await page.locator(".grid-head").getByRole("button", { name: "PO" }).click();
  await eventually(() => page.locator(".grid-head .c-po").getAttribute("aria-sort"), (sort) => sort === "ascending", "the PO column is not sorted");
  const numbers = await page.locator(".po-number").allInnerTexts();
  assert.deepEqual(numbers, numbers.toSorted());
});

test("On a phone nothing overflows, and the cause and the forecast stay", async (t) => {
  const page = await openBoard(t, "/boards/all", { viewport: { width: 390, height: 844 } });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  const row = page.locator(".grid-row").first();
  assert.ok(await row.locator(".c-forecast").isVisible());
  assert.equal(await row.locator(".c-cause").evaluate((cell) => getComputedStyle(cell).display), "flex");
  assert.ok(!(await row.locator(".c-brand").isVisible()));
});

test("An unknown address says so", async (t) => {
  for (const path of ["/nowhere", "/boards/hats"]) {
    const page = await open(t, path);
    await page.getByText("There is no page at this address").waitFor();
  }
});
