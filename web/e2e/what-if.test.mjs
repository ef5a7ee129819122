import assert from "node:assert/strict";
import { test } from "node:test";
import { api, chord, eventually, open, openBoard, wholeBoard } from "./browser.mjs";

const json = { "content-type": "application/json" };
const late = (where, days = 9) => ({ kind: "delay", supplier: "mill", days, where });
const foresee = (assumptions) => api("what-ifs?limit=500", { method: "POST", headers: json, body: JSON.stringify({ assumptions }) });

/** A vendor whose mill being late would move some of its lines, and what that would be. */
async function vendorOfMill() {
  const { items } = await api("vendors?sort=-open&limit=40");
  for (const { code, name } of items) {
    const foreseen = await foresee([late({ vendor: code }, 12)]);
    if (foreseen.moved > 0) return { code, name, foreseen };
  }
  return assert.fail("No vendor has a line that a mill moves");
}

test("A late mill is supposed by keys, foreseen worst first, applied with a reason, and comes so", async (t) => {
  const { code, name } = await vendorOfMill();
  const page = await open(t, "/overview");
  await page.locator(".matrix tbody tr").first().waitFor();
  await chord(page, "g", "w");
  await page.getByText("Add a change to see its effect").first().waitFor();
  await page.getByLabel("Vendor", { exact: true }).selectOption(name);
  await page.getByRole("heading", { name: "What-if" }).click();
  await page.keyboard.press("+");
  await page.locator("[data-first]:focus").waitFor();
  await page.getByLabel("Days late").fill("12");
  await page.keyboard.press("Enter");
  await page.locator(".w-table tbody tr").first().waitFor();
  assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), { vendor: code, change: "delay~mill~12" });

  const worst = page.locator(".w-table tbody tr").first();
  const [number, line] = (await worst.locator("th a").getAttribute("href")).match(/\/pos\/(.+)\?line=(\d+)/).slice(1);
  const { items } = await foresee([late({ lines: [{ purchaseOrder: number, line: Number(line) }] }, 12)]);
  const [{ after, before }] = items;
  assert.ok(after.exFactory > before.exFactory);

  // One line alone, so that the others' season goes on as it would.
  await page.goto(new URL(`/what-if?lines=${number}/${line}&change=delay~mill~12`, page.url()).href);
  await page.locator(".w-table tbody tr").first().waitFor();
  await page.keyboard.press("a");
  await page.getByLabel("Reason", { exact: true }).last().fill("the mill rang");
  await page.keyboard.press("Enter");
  await page.getByText("told", { exact: false }).first().waitFor();
  await eventually(
    async () => (await api(`purchase-orders/${number}`)).lines.find((each) => each.number === Number(line)).milestones.map(({ heard }) => heard?.note),
    (notes) => notes.includes("the mill rang"), "nothing was told of the line");

  await page.getByRole("button", { name: "Take back" }).waitFor();
  await page.keyboard.press("u");
  await page.getByText("would stand as before", { exact: false }).first().waitFor();
  await page.getByLabel("Reason", { exact: true }).last().fill("it came after all");
  await page.keyboard.press("Enter");
  await page.getByText("Taken back.").first().waitFor();
  await eventually(
    async () => (await api(`purchase-orders/${number}`)).lines.find((each) => each.number === Number(line)).milestones.map(({ heard }) => heard?.note),
    (notes) => !notes.includes("the mill rang"), "the line is still told of it");
});

test("A board's filtered lines are taken along, and dropping leads back", async (t) => {
  const page = await openBoard(t, "/boards/accessories");
  await page.keyboard.press("w");
  await page.waitForURL(/what-if\?category=accessories$/);
  await page.getByRole("button", { name: "Remove Accessories" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL(/what-if$/);
  await page.keyboard.press("Escape");
  await page.waitForURL(/boards\/accessories/);
  await wholeBoard(page);
});

test("The mills that make something are offered, and the lines of the one chosen are meant", async (t) => {
  const { items } = await api("materials?limit=500");
  const { name } = items.flatMap(({ mills }) => mills)[0];
  const page = await open(t, "/what-if");
  const mill = page.getByLabel("Mill", { exact: true });
  const offered = page.locator(`datalist[id="${await mill.getAttribute("list")}"] option[value="${name}"]`);
  await offered.waitFor({ state: "attached" });
  await mill.fill(name);
  await mill.press("Enter");
  await page.getByRole("button", { name: `Remove mill ${name}` }).waitFor();
});

test("What cannot be supposed is said, and the rest stays", async (t) => {
  const page = await open(t, "/what-if?vendor=NOBODY&change=delay~mill~9");
  await page.getByText("There is no vendor 'NOBODY'.").first().waitFor();
  await page.getByRole("button", { name: "Remove NOBODY" }).click();
  await page.getByText("Say which lines are meant").first().waitFor();
});

test("A line goes by air and its factory closes, as it was foreseen; both are taken back as one", async (t) => {
  const { items } = await api("purchase-orders?phase=confirmed&health=ontrack&sort=-forecast&limit=20");
  const order = items.at(-1);
  const lineOf = async () => (await api(`purchase-orders/${order.number}`)).lines[0];
  const before = await lineOf();
  const later = (days) => new Date(Date.parse(before.exFactory.forecast) + days * 86_400_000).toISOString().slice(0, 10);
  const page = await open(t, `/what-if?lines=${order.number}/${before.number}`);
  await page.getByLabel("What if").selectOption("shipmode");
  await page.getByLabel("Reason", { exact: true }).selectOption("LO-BOOK");
  await page.getByRole("button", { name: "Add" }).press("Enter");
  await page.getByLabel("What if").selectOption("closure");
  await page.getByLabel("Factory").selectOption(order.vendor);
  const typed = (day) => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;
  await page.getByLabel("From", { exact: true }).fill(typed(later(-3)));
  await page.getByLabel("To, included").fill(typed(later(3)));
  await page.keyboard.press("Enter");
  await page.waitForURL(/shipmode~air~LO-BOOK.*closure~/);
  await page.locator(".w-bar .solid:enabled").waitFor();
  await page.keyboard.press("a");
  await page.getByLabel("Reason", { exact: true }).last().fill("peak season");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Take back" }).waitFor();
  const moved = await eventually(lineOf, ({ shipMode, exFactory }) => shipMode === "air" && exFactory.forecast > before.exFactory.forecast, "it does not come as it was foreseen");
  await page.keyboard.press("u");
  await page.getByText("would stand as before", { exact: false }).first().waitFor();
  await page.getByLabel("Reason", { exact: true }).last().fill("they found room");
  await page.keyboard.press("Enter");
  await page.getByText("Taken back.").first().waitFor();
  await eventually(lineOf, ({ shipMode, exFactory }) => shipMode === before.shipMode && exFactory.forecast < moved.exFactory.forecast, "it does not stand as before");
});
