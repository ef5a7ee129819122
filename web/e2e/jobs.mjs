// The most frequent jobs of people who work with this, done by a script that counts its inputs: keys (a chord is one), clicks
// and words typed. `npm run jobs` against a running server that holds the sample season; it reports, enters and approves there.
// Prints JSON; --write puts it in tests/Benchmarks/results/jobs.json.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const server = process.env.SELVEDGE_URL ?? "http://localhost:5080";
const goal = 30;
const browser = await chromium.launch({ executablePath: process.env.SELVEDGE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true });
context.setDefaultTimeout(60_000);
const api = async (path, person) => (await fetch(`${server}/api/v1/${path}`, person == null ? {} : { headers: { "X-Selvedge-Person": person } })).json();

/** A page at which somebody already is, and their hand, which counts. */
async function at(path, drawn, person) {
  const page = await (person == null ? context : await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  if (person != null) await page.addInitScript((id) => localStorage.setItem("selvedge.person", id), person);
  await page.goto(server + path);
  await page.locator(drawn).first().waitFor();
  await page.locator('.menu-button[aria-label^="Signed in as"]').waitFor({ state: "attached" });
  const hand = { page, inputs: [] };
  hand.press = (key) => (hand.inputs.push(key), page.keyboard.press(key));
  hand.type = (words) => (hand.inputs.push(`“${words}”`), page.keyboard.type(words));
  hand.sees = (locator) => page.locator(locator).first().waitFor();
  return hand;
}

const board = '.grid[aria-busy="false"] .grid-row';
const orders = async (query) => (await api(`purchase-orders?category=accessories&${query}`)).items;
const undecided = async () => (await api("approvals?status=received,in-review&type=lab-dip&due=today,week,later&limit=50")).items.at(-1) ?? assert.fail("There is no lab dip to decide");
async function dip() {
  const { id, style, type } = await undecided();
  const hand = await at(`/approvals?type=${type}&q=${encodeURIComponent(style)}`, '.queue .grid[aria-busy="false"] .grid-row');
  await hand.page.locator(`.grid-row[data-id="${id}"]`).click();
  return hand;
}


/** Somebody whom an alert waits for, in front of it. */
async function alerted() {
  const { items: people } = await api("people");
  for (const { id, role } of people)
    if (role === "manager" && id !== "manager") {
      const waits = (await api("alerts?whose=mine&limit=50", id)).items.find(({ escalatesTo, assigneeName }) => escalatesTo != null && assigneeName == null);
      if (waits == null) continue;
      const hand = await at("/alerts", ".alert-list tbody tr", id);
      await hand.page.locator(".alert-list tbody tr", { hasText: waits.purchaseOrder }).first().locator(".why").click();
      await hand.sees(`.alert-detail[aria-label^="${waits.purchaseOrder}"]`);
      return { hand, order: waits.purchaseOrder };
    }
  assert.fail("Nobody is alerted");
}

const jobs = [
  ["See what will be late in my categories today", 0, async () => {
    const hand = await at("/", ".day-list tr[data-id]");
    await hand.sees('.day-list tr[data-id] .col-health :is(.h-critical, .h-late)');
    return hand;
  }],
  ["Find a PO or style", 3, async () => {
    const [{ number }] = await orders("sort=-number&limit=1");
    const hand = await at("/overview", ".matrix");
    await hand.press("ControlOrMeta+k");
    await hand.type(number);
    await hand.press("Enter");
    await hand.page.waitForURL(`**/pos/${number}`);
    return hand;
  }],
  ["Enter an actual date", 2, async () => {
    const [{ number }] = await orders("health=ontrack&sort=-forecast&limit=1");
    const hand = await at(`/pos/${number}`, ".gantt-grid");
    await hand.press("a");
    await hand.sees("dialog[open] .field");
    await hand.press("Enter");
    await hand.page.getByText(/ happened \d/).first().waitFor();
    return hand;
  }],
  ["Enter 50 dates from a vendor's Excel", 3, async () => {
    const lines = (await api("boards/board:*:accessories")).rows.filter(({ health, forecast }) => health === "ontrack" && forecast != null).slice(-50);
    const later = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const hand = await at("/boards/accessories", board);
    await hand.page.evaluate((text) => navigator.clipboard.writeText(text), ["PO\tLine\tForecast", ...lines.map(({ po, line, forecast }) => `${po}\t${line}\t${later(forecast)}`)].join("\n"));
    hand.inputs.push("Ctrl C, in the sheet");
    await hand.page.locator(".grid").focus();
    await hand.press("ControlOrMeta+v");
    await hand.page.getByRole("button", { name: /^Enter \d+ days/ }).waitFor();
    await hand.press("Enter");
    await hand.page.getByText(/\d+ days entered/).first().waitFor();
    return hand;
  }],
  ["Approve a lab dip", 1, async () => {
    const hand = await dip();
    await hand.press("a");
    await hand.page.getByText(/^Approved: /).first().waitFor();
    return hand;
  }],
  ["Reject a lab dip with a reason", 3, async () => {
    const hand = await dip();
    await hand.press("r");
    await hand.sees("dialog[open]");
    await hand.press("2");
    await hand.press("Enter");
    await hand.page.getByText(/^Rejected/).first().waitFor();
    return hand;
  }],
  ["Acknowledge an alert and snooze it to tomorrow", 3, async () => {
    const { hand, order } = await alerted();
    await hand.press("a");
    await hand.sees("dialog[open] input");
    await hand.type("the mill ships by air on Monday");
    await hand.press("Control+Enter");
    await hand.page.getByText(`${order} is in hand until tomorrow`).first().waitFor();
    return hand;
  }],
  ["Escalate with a note", 4, async () => {
    const { hand, order } = await alerted();
    await hand.press("e");
    await hand.sees("dialog[open] input");
    await hand.type("the mill answers nobody below a director");
    await hand.press("Enter");
    await hand.page.getByText(`${order} is escalated`).first().waitFor();
    return hand;
  }],
  ["Why is this PO late?", 1, async () => {
    const hand = await at("/boards/apparel?health=late", board);
    await hand.page.locator(".grid").focus();
    await hand.press(" ");
    await hand.sees(".peek .why li");
    return hand;
  }],
  ["What changed since Monday?", 2, async () => {
    const hand = await at("/boards/apparel", board);
    await hand.press("g");
    await hand.press("s");
    await hand.sees(".changes-sum, .state");
    return hand;
  }],
  ["If fabric slips 7 days, which POs miss?", 5, async () => {
    const [{ vendor }] = await orders("sort=-slip&limit=1");
    const hand = await at(`/boards/accessories?vendor=${vendor}`, board);
    await hand.press("w");
    await hand.sees("[data-first]");
    await hand.press("+");
    await hand.press("Tab");
    await hand.type("7");
    await hand.press("Enter");
    await hand.sees(".w-summary");
    assert.match(decodeURIComponent(hand.page.url()), /delay~mill~7/);
    return hand;
  }],
  ["Send the weekly status to merchandising", 2, async () => {
    const hand = await at("/boards/apparel?health=late,critical", board);
    const file = hand.page.waitForEvent("download");
    await hand.press("e");
    await hand.page.getByRole("menuitem", { name: "Excel" }).waitFor();
    await hand.press("Enter");
    assert.match((await file).suggestedFilename(), /\.xlsx$/);
    return hand;
  }],
  ["A vendor reports WIP from a phone", 3, null],
];

const done = [];
for (const [job, wanted, act] of jobs) {
  if (!act) {
    done.push({ job, goal: wanted, inputs: null, note: "WIP is not taken yet." });
    continue;
  }
  const hand = await act().catch((error) => assert.fail(`${job}: ${error.message}`));
  done.push({ job, goal: wanted, inputs: hand.inputs.length, by: hand.inputs });
  await hand.page.close();
}
await browser.close();
const counted = done.filter(({ inputs }) => inputs != null);
const result = {
  measured: new Date().toISOString().slice(0, 10), server: "sample season, one node", jobs: done,
  total: counted.reduce((sum, { inputs }) => sum + inputs, 0), goalOfThese: counted.reduce((sum, { goal: of }) => sum + of, 0), goalOfAll: goal,
  performed: counted.length, of: jobs.length,
};
const text = `${JSON.stringify(result, null, 2)}\n`;
if (process.argv.includes("--write")) writeFileSync(new URL("../../tests/Benchmarks/results/jobs.json", import.meta.url), text);
console.log(text);
