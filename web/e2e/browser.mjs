import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";

/** The running server under test; what it holds may be anything with open lines, and others may change any of it at any moment. */
export const base = process.env.SELVEDGE_URL ?? assert.fail("Set SELVEDGE_URL to a running server");

/** Milliseconds. Long: a machine may have much else to do, and who waits in vain has found a fault in any case. */
const patience = 120_000;

const browser = await chromium.launch({ executablePath: process.env.SELVEDGE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
after(() => browser.close());

/** A page of its own that fails the test when anything in it throws. */
export async function open(t, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, ...options });
  context.setDefaultTimeout(patience);
  context.setDefaultNavigationTimeout(patience);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));
  t.after(async () => {
    await context.close();
    assert.deepEqual(errors, []);
  });
  await options.before?.(page);
  await page.goto(base + path);
  return page;
}

export async function api(path, init) {
  const response = await fetch(`${base}/api/v1/${path}`, init);
  assert.ok(response.ok, `${path} answered ${response.status}`);
  return response.json();
}

export const number = (text) => Number(text.replaceAll(/[^\d]/g, ""));

/** A board of few lines, all of them there. */
export async function openBoard(t, path = "/boards/accessories", options) {
  const page = await open(t, path, options);
  await wholeBoard(page);
  return page;
}

/** Waits for all lines of the board that is shown, its first ones drawn. */
export async function wholeBoard(page) {
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
}

/** Waits until it is known who one is, and so which keys act. */
export function known(page) {
  // On a phone it is there and not to be seen.
  return page.locator('.menu-button[aria-label^="Signed in as"]').waitFor({ state: "attached" });
}

/** Stops what others move, with everything that had arrived in its place. */
export async function still(page) {
  // The past stands still, and a wall by itself for long enough.
  if (await page.locator(".past-banner, .wall").count() > 0) return;
  await page.locator('.connection[data-state="live"][aria-busy="false"]').waitFor();
  await known(page);
  // Where a page begins with typing, the key would be typed.
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("p");
  await page.getByText("Paused").first().waitFor();
  if (await page.locator(".grid").count() === 0) return;
  await page.keyboard.press(".");
  await page.locator(".held").waitFor({ state: "detached" });
}

/** Two keys one after the other, however long the page takes over the first. */
export function chord(page, first, second) {
  return Promise.all([page.keyboard.press(first), page.keyboard.press(second)]);
}

/** Goes before a page opens; then the page's live connection can be cut, and let come back. Its clock is the test's. */
export function severable() {
  let reachable = true;
  const sockets = new Set();
  return {
    before: async (page) => {
      await page.clock.install();
      await page.routeWebSocket(/\/hub\/live/, (socket) => {
        if (!reachable) return socket.close();
        sockets.add(socket.connectToServer()).add(socket);
      });
    },
    cut: async () => {
      reachable = false;
      for (const socket of sockets) await socket.close();
    },
    restore: () => { reachable = true; },
  };
}

/** Waits until `look` gives what is awaited; says what it saw instead. */
export async function eventually(look, awaited, message) {
  const deadline = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (awaited(seen)) return seen;
    if (Date.now() > deadline) assert.fail(`${message}; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every page with something on it, and what opens over it: the address, what is drawn when it is all there, the key that opens, and what it opens where that is no dialog. */
export async function everyPage() {
  const { items: orders } = await api("purchase-orders?sort=-slip&limit=1");
  const { lines } = await api(`purchase-orders/${orders[0].number}`);
  const { items: [shipment] } = await api("shipments?sort=-slip&mode=sea&limit=1");
  const now = new Date().toISOString();
  const { items: confirmed } = await api("purchase-orders?phase=confirmed&sort=-forecast&limit=1");
  return [
    ["/me", ".day-list tr[data-id]"],
    ["/overview", ".matrix"],
    ["/figures", ".slip tbody tr"],
    ["/boards/apparel", '.grid[aria-busy="false"] .grid-row'],
    ["/boards/accessories?group=vendor", '.grid[aria-busy="false"] .group-row'],
    [`/pos/${orders[0].number}`, ".history tbody tr"],
    [`/pos/${orders[0].number}`, ".history tbody tr", "f"],
    [`/pos/${confirmed[0].number}`, ".po-life .phase", "c"],
    ["/pos/new", ".draft-line"],
    ["/discrepancies?state=settled", ".state, .discrepancies-sheet"],
    ["/people", ".people-list tbody tr"],
    ["/people", ".people-list tbody tr", "n"],
    ["/me/alerts", ".state, .alert-choices"],
    ["/partners", ".partners-sheet tbody tr"],
    ["/partners", ".partners-sheet tbody tr", "n"],
    ["/partners/nordkap", ".partners-list tbody tr"],
    ["/partners/nordkap?tab=webhooks", ".partners-list tbody tr"],
    ["/partners/nordkap?tab=requests", ".state"],
    ["/walls", ".walls-list tbody tr"],
    ["/walls", ".walls-list tbody tr", "n"],
    ["/materials", ".list tbody tr"],
    ["/shipments", ".shipments-table tbody tr"],
    [`/shipments/${shipment.id}`, ".history tbody tr"],
    [`/styles/${lines[0].style}?tab=profile`, ".completeness"],
    [`/brands/${orders[0].brand}`, ".brand-limit"],
    [`/styles/${lines[0].style}`, ".style-lines tbody tr"],
    [`/styles/${lines[0].style}?tab=milestones`, ".gantt-grid"],
    [`/styles/${lines[0].style}?tab=approvals`, ".approval-matrix"],
    ["/approvals", '.queue .grid[aria-busy="false"] .grid-row'],
    ["/approvals", '.queue .grid[aria-busy="false"] .grid-row', "r"],
    ["/vendors", ".list tbody tr"],
    [`/vendors/${orders[0].vendor}`, '.grid[aria-busy="false"] .grid-row'],
    [`/vendors/${orders[0].vendor}?tab=chase`, ".chase-panel"],
    ["/alerts", ".alert-list tbody tr"],
    ["/line-review", ".list tbody tr"],
    ["/bulk-acts", ".state, .sheet tbody tr"],
    ["/calendars", ".templates tbody tr"],
    ["/calendars/APPAREL", ".milestones tbody tr"],
    ["/calendars/APPAREL", ".milestones tbody tr", "e", ".draft-bar"],
    ["/calendars/APPAREL?tab=preview", ".plan-grid tbody tr"],
    ["/calendars/OSTRA-APPAREL?tab=versions", ".differences tbody tr"],
    ["/calendars/OSTRA-APPAREL?tab=offers", ".offer-list tbody tr"],
    ["/what-if", ".state"],
    [`/what-if?vendor=${orders[0].vendor}&change=delay~mill~30`, ".w-summary"],
    ["/calendars/working", ".templates tbody tr"],
    ["/calendars/working/VN", ".year .month button"],
    ["/calendars/working/VN", ".year .month button", "c"],
    [`/vendors/${orders[0].vendor}?tab=calendar`, ".year .month button"],
    [`/vendors/${orders[0].vendor}?tab=record`, ".record tbody tr"],
    [`/boards/accessories?asOf=${now}`, '.grid[aria-busy="false"] .grid-row'],
    [`/pos/${orders[0].number}?asOf=${now}`, ".history tbody tr"],
    [`/changes?of=/boards/accessories&from=${now}`, ".changes-sum"],
    ["/overview", ".matrix", "?"],
    ["/wall/overview", ".wall-matrix"],
    ["/wall/changes", ".wall-changes tbody tr"],
    ["/wall/accessories", ".wall-lines tbody tr"],
  ];
}
