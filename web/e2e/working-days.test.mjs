import assert from "node:assert/strict";
import { test } from "node:test";
import { api, eventually, known, open } from "./browser.mjs";

const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A factory with open lines, of which one is in the middle of its way. */
async function aFactory(at) {
  const { items } = await api("vendors?sort=-open&limit=20");
  const vendor = items[at];
  return { vendor, key: `factory:${vendor.code}`, today: new Date().toISOString().slice(0, 10) };
}

test("A closure shows what it would do before it is applied, reaches the orders, and is taken back", async (t) => {
  const { vendor, key, today } = await aFactory(2);
  const page = await open(t, `/vendors/${vendor.code}?tab=calendar`);
  await page.locator(".year").waitFor();
  const before = (await api(`calendars/${key}`)).version;
  await known(page);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  const [from, to] = [later(today, 12), later(today, 19)];
  const typed = (day) => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
  await dialog.getByLabel("From").fill(typed(from));
  await dialog.getByLabel("To", { exact: true }).fill(typed(to));
  await dialog.getByLabel("What it is").fill("Boiler repair");
  await dialog.getByLabel("Ramp-up after it, days").fill("10");
  await page.keyboard.press("Enter");

  const proposal = page.getByRole("region", { name: "Not applied yet" });
  await proposal.getByText(/\d+ move/).first().waitFor();
  assert.ok(Number(/(\d[\d,]*) move/.exec(await proposal.innerText())[1].replace(",", "")) > 0, "a week of nothing moves no order");
  const days = await proposal.locator("tbody td:nth-child(4)").allInnerTexts();
  const effects = days.map((text) => Number(text.replace("−", "-").replace(/[+d]/g, "")));
  assert.deepEqual(effects, effects.toSorted((a, b) => b - a));
  if (from.slice(0, 4) === today.slice(0, 4)) await page.locator(`[data-day="${from}"][data-pending="off"]`).waitFor();
  // The ramp that comes after it is marked as well, as days that will bring nothing.
  if (later(to, 10).slice(0, 4) === today.slice(0, 4)) assert.ok(await page.locator('[data-day][data-pending="lost"]').count() > 0, "the ramp is not marked");
  assert.equal((await api(`calendars/${key}`)).version, before);

  // What it foresaw for the worst line is what comes.
  const worst = proposal.locator("tbody tr").first();
  const [, number, line] = /\/pos\/([^?]+)\?line=(\d+)/.exec(await worst.locator("a").getAttribute("href"));
  const was = (await api(`purchase-orders/${number}`)).lines.find((each) => each.number === Number(line)).exFactory.forecast;
  await proposal.getByLabel("Reason").fill("the boiler");
  await page.keyboard.press("Enter");
  await page.getByText("has reached every PO").first().waitFor();
  assert.equal((await api(`calendars/${key}`)).version, before + 1);
  const forecast = async () => (await api(`purchase-orders/${number}`)).lines.find((each) => each.number === Number(line)).exFactory.forecast;
  const moved = await eventually(forecast, (day) => day > was, "the worst line did not move");

  await page.keyboard.press("Control+z");
  await eventually(async () => (await api(`calendars/${key}/progress`)), ({ version, settled }) => version === before + 2 && settled, "it was not taken back");
  // Others report on it meanwhile, so it need not be the very day that it was.
  await eventually(forecast, (day) => day < moved, `the worst line did not go back from ${moved} to ${was}`);
});

test("A day of a country is opened by keys, and a change that is dropped changes nothing", async (t) => {
  const page = await open(t, "/calendars/working");
  await page.getByRole("link", { name: "Vietnam", exact: true }).click();
  await page.locator(".year").waitFor();
  const { version } = await api("calendars/VN");
  await page.locator('.year button[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const day = await page.evaluate(() => document.activeElement.dataset.day);
  assert.ok(day != null);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("One day off").click();
  await dialog.getByLabel("What it is").fill("Census");
  await page.keyboard.press("Enter");
  await page.locator(`[data-day="${day}"][data-pending="off"]`).waitFor();
  await page.getByRole("region", { name: "Not applied yet" }).getByRole("button", { name: "Cancel" }).click();
  await page.locator("[data-day][data-pending]").waitFor({ state: "detached" });
  assert.equal((await api("calendars/VN")).version, version);
  await page.keyboard.press("]");
  await page.getByRole("heading", { name: String(new Date().getFullYear() + 1) }).waitFor();
});

test("A vendor's track record says on how many outcomes each milestone rests", async (t) => {
  const { items: vendors } = await api("vendors?sort=-open&limit=1");
  const history = await api(`vendors/${vendors[0].code}/history`);
  const page = await open(t, `/vendors/${vendors[0].code}`);
  await page.locator(".grid").waitFor();
  await page.getByRole("link", { name: "Track record" }).click();
  const rows = page.locator(".record tbody tr");
  await rows.first().waitFor();
  assert.equal(await rows.count(), history.items.length);
});

test("A forecast has its range, on the board and on the order, with how many outcomes are behind it", async (t) => {
  const page = await open(t, "/boards/apparel");
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
  assert.equal(await page.locator(".grid-head .c-range").isVisible(), false);
  await page.getByRole("button", { name: "With ranges" }).click();
  await page.waitForURL(/columns=range/);
  await page.locator(".grid-head .c-range").waitFor();
  const { items } = await api("purchase-orders?category=apparel&limit=60");
  for (const { number } of items) {
    const line = (await api(`purchase-orders/${number}`)).lines.find(({ exFactory }) => exFactory.earliest != null && exFactory.actual == null && exFactory.outcomes != null);
    if (!line) continue;
    await page.goto(new URL(`/pos/${number}?line=${line.number}`, page.url()).href);
    await page.locator(".facts div", { hasText: "Eight of ten" }).getByText(/\d+ past cases?/).first().waitFor();
    return;
  }
  assert.fail("No line in apparel has a range");
});

test("The customary ramp of a yearly closure is proposed, changed, applied and taken back", async (t) => {
  const { items } = await api("vendors?limit=500&sort=open");
  const { code } = items.find(({ country }) => country === "CN");
  const ramps = async () => (await api(`calendars/factory:${code}`)).sheet.ramps ?? [];
  const page = await open(t, `/vendors/${code}?tab=calendar`);
  await page.getByRole("button", { name: "Use it: the customary ramp of Chinese New Year" }).press("Enter");
  const proposal = page.getByRole("region", { name: "Not applied yet" });
  await proposal.locator(".effect").waitFor();
  assert.deepEqual(await ramps(), []);
  await page.getByRole("button", { name: "Change the ramp of Chinese New Year" }).press("Enter");
  await page.getByLabel("Days after it").fill("twelve");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").locator(".field-error").first().waitFor();
  await page.getByLabel("Days after it").fill("12");
  await page.keyboard.press("Enter");
  await proposal.locator(".effect").waitFor();
  await proposal.getByLabel("Reason").fill("they come back slowly");
  await page.keyboard.press("Enter");
  await page.getByText("has reached every PO").first().waitFor();
  assert.deepEqual((await ramps()).map(({ closure, afterDays }) => [closure, afterDays]), [["Chinese New Year", 12]]);
  await page.keyboard.press("Control+z");
  await eventually(ramps, (left) => left.length === 0, "the ramp was not taken back");
});
