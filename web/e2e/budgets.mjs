// What a board asks of the browser that shows it, against the budgets that it has: `npm run budgets` against a running server
// with 10,000 open lines or more (`./run --sample large`), into whose orders it reports. Prints a table; --write puts the
// figures in tests/Benchmarks/results/browser.json. --minutes 60 also watches the heap for so long, --offline 300 cuts the line for so many seconds.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { weigh } from "./weight.mjs";

const { values: asked } = parseArgs({ options: { write: { type: "boolean" }, minutes: { type: "string" }, offline: { type: "string", default: "20" }, seconds: { type: "string", default: "60" } } });
const server = process.env.SELVEDGE_URL ?? "http://localhost:5080";
// Nothing on it moves a row: what is sorted by does not change.
const board = "/boards/all?group=none&sort=-po";
const seconds = Number(asked.seconds);
const browser = await chromium.launch({ executablePath: process.env.SELVEDGE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const figures = [];
const add = (what, value, unit, goal) => {
  figures.push({ what, value: Math.round(value * 100) / 100, unit, goal });
  console.log(`${what}: ${figures.at(-1).value} ${unit}${goal == null ? "" : ` (goal ${goal})`}`);
};
const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is awaited, or a failure in these words after half a minute. */
function within(awaited, words) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(words)), 30_000); });
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}

async function open(path, prepare) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await prepare?.(page, context);
  await page.goto(server + path);
  return { page, context, cdp: await context.newCDPSession(page) };
}

const whole = (page) => page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();

/** Reports that a line's last milestone is expected on another day, of many lines at once. */
async function report(lines) {
  const body = lines.map(({ po, line, milestone, day }) => ({
    source: "BUDGETS", eventId: crypto.randomUUID(), eventUpdatedAt: new Date().toISOString(), retracted: false,
    purchaseOrder: po, line, type: "milestone", milestone, classifier: "EST", date: day, reason: null, note: null,
  }));
  const answer = await fetch(`${server}/api/v1/events`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const { items } = await answer.json();
  assert.ok(answer.ok && items.every(({ status }) => status === "accepted"), JSON.stringify(items?.find(({ status }) => status !== "accepted")));
  return items;
}

async function allRows() {
  const boards = ["apparel", "footwear", "accessories"].map(async (category) => (await fetch(`${server}/api/v1/boards/board:*:${category}`)).json());
  return (await Promise.all(boards)).flatMap(({ rows }) => rows);
}

/** The lines that a page shows, with what may be reported of them. */
async function visibleLines(page) {
  const names = await page.locator(".grid-row[aria-label]").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label").split(",")[0]));
  const rows = await allRows();
  const shown = rows.filter(({ po, line }) => names.includes(`${po} line ${line}`));
  const [lines, orders] = [[], {}];
  for (const { po, line, forecast } of shown) {
    if (forecast == null) continue;
    const order = orders[po] ??= await (await fetch(`${server}/api/v1/purchase-orders/${po}`)).json();
    const open = order.lines.find(({ number }) => number === line)?.milestones.filter(({ actual }) => actual == null) ?? [];
    const exFactory = open.find(({ name }) => /^ex-factory/i.test(name));
    if (exFactory) lines.push({ po, line, milestone: exFactory.code, forecast });
  }
  assert.ok(lines.length > 5, "Too few open lines in sight");
  return lines;
}

const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Reports by the clock on lines in sight until told to stop; each says another day than the one before. */
function reporting(lines, rate) {
  let [running, sent, turn] = [true, 0, 0];
  const done = (async () => {
    const started = performance.now();
    const under = new Set();
    while (running) {
      const due = Math.floor((performance.now() - started) / 1000 * rate);
      // A line's reports are to come one after the other; who cannot keep up is told in the figures.
      while (sent < due && under.size < 8) {
        const some = Array.from({ length: Math.min(lines.length, due - sent) }, () => lines[turn++ % lines.length]);
        const round = Math.floor(turn / lines.length) % 5;
        const sending = report(some.map((line) => ({ ...line, day: later(line.forecast, 20 + round) }))).finally(() => under.delete(sending));
        under.add(sending);
        sent += some.length;
      }
      await pause(10);
    }
    await Promise.all(under);
    return sent / ((performance.now() - started) / 1000);
  })();
  return { stop: () => (running = false, done) };
}

/** Frames and long tasks while something goes on. */
async function watched(page, cdp, during) {
  await page.evaluate(() => {
    const seen = window.watched = { frames: [], long: 0, running: true };
    seen.observer = new PerformanceObserver((list) => { seen.long += list.getEntries().length; });
    seen.observer.observe({ type: "longtask" });
    let last = null;
    const look = (now) => {
      if (last != null) seen.frames.push(now - last);
      last = now;
      if (seen.running) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const busy = async () => (await cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
  await cdp.send("Performance.enable");
  const [from, before] = [performance.now(), await busy()];
  await during();
  const [took, after] = [(performance.now() - from) / 1000, await busy()];
  const { frames, long } = await page.evaluate(() => {
    const { frames, long, observer } = window.watched;
    window.watched.running = false;
    observer.disconnect();
    return { frames, long };
  });
  return { frames, long, busy: (after - before) / took };
}

async function weight(path, drawn) {
  let fetched;
  const { page, context } = await open(path, (page) => { fetched = weigh(page); });
  await page.locator(drawn).first().waitFor();
  const [js, css] = [await fetched("js"), await fetched("css")];
  await context.close();
  return { js, css };
}

const first = await weight("/boards/apparel", '.grid[aria-busy="false"] .grid-row');
add("Scripts that a board fetches at first, gzip", first.js, "kB", 190);
add("Styles that a board fetches at first, gzip", first.css, "kB", 20);
const wall = await weight("/wall/default", ".wall");
add("Scripts and styles that a wall fetches at first, gzip", wall.js + wall.css, "kB", 200);

const { page, cdp } = await open(board);
await whole(page);
const rows = Number(await page.locator(".grid").getAttribute("aria-rowcount"));
const said = rows.toLocaleString("en");
add("Lines on the board", rows, "");
add("Nodes of the page", await page.evaluate(() => document.querySelectorAll("*").length), "", 2500);
const lines = await visibleLines(page);
add("Lines in sight that are reported on", lines.length, "");

// From the sending of a report to the painting of the cell that shows it.
const painted = [];
for (let i = 0; i < Math.min(60, 10 * lines.length); i++) {
  const line = lines[i % lines.length];
  const at = page.evaluate((name) => new Promise((resolve) => {
    const cell = document.querySelector(`.grid-row[aria-label^="${name},"] [data-column="forecast"]`);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    });
    observer.observe(cell, { childList: true, subtree: true, characterData: true });
  }), `${line.po} line ${line.line}`);
  const from = performance.timeOrigin + performance.now();
  // Far beyond what else holds a line up, and every time another day.
  await report([{ ...line, day: later(line.forecast, 40 + 14 * Math.floor(i / lines.length)) }]);
  painted.push(await within(at, `The cell of ${line.po} line ${line.line} is not painted`) - from);
}
add("Event sent until its cell is painted, p95", percentile(painted, 0.95), "ms", 400);
add("Event sent until its cell is painted, p50", percentile(painted, 0.5), "ms");

for (const [rate, slowGoal] of [[500, 0.5], [2000, 1]]) {
  const load = reporting(lines, rate);
  await pause(5_000);
  const { frames, long, busy } = await watched(page, cdp, () => pause(seconds * 1000));
  const sent = await load.stop();
  add(`At ${rate} updates/s in sight: sent`, sent, "/s", rate);
  add(`At ${rate} updates/s in sight: frames longer than 25 ms`, 100 * frames.filter((frame) => frame > 25).length / frames.length, "%", slowGoal);
  add(`At ${rate} updates/s in sight: tasks longer than 50 ms in ${seconds} s`, long, "", rate === 500 ? 0 : undefined);
  add(`At ${rate} updates/s in sight: main thread busy`, 100 * busy, "%", rate === 500 ? 15 : undefined);
}

{
  const load = reporting(lines, 2000);
  await pause(2_000);
  const { frames } = await watched(page, cdp, () => page.locator(".grid").evaluate((grid) => new Promise((resolve) => {
    const from = performance.now();
    const scroll = () => {
      const share = (performance.now() - from) / 10_000;
      grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
      if (share < 1) requestAnimationFrame(scroll); else resolve();
    };
    scroll();
  })));
  await load.stop();
  add(`${said} lines scrolled by in 10 s at 2,000 updates/s: frame, p95`, percentile(frames, 0.95), "ms", 20);
  await page.locator(".grid").evaluate((grid) => { grid.scrollTop = 0; });
}

/** From an input to the first frame after what it changed stands in the grid. */
async function answered(act) {
  const at = page.evaluate(() => new Promise((resolve) => {
    const look = () => [...document.querySelectorAll(".grid-row")].slice(0, 9).map((row) => row.ariaLabel).join();
    const first = look();
    let from = null;
    for (const kind of ["pointerdown", "input"]) addEventListener(kind, () => { from ??= performance.now(); }, { capture: true, once: true });
    const watch = () => {
      if (from != null && look() !== first) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
      else requestAnimationFrame(watch);
    };
    watch();
  }));
  await act();
  return within(at, "What an input changes does not show");
}

{
  const sorts = [], filters = [];
  for (let i = 0; i < 5; i++) {
    sorts.push(await answered(() => page.locator(`.grid-head [data-column="${i % 2 === 0 ? "vendor" : "quantity"}"] button`).click()));
    await pause(500);
  }
  add(`Sort of ${said} lines, median`, percentile(sorts, 0.5), "ms", 60);
  for (let i = 0; i < 5; i++) {
    const filter = page.locator(".text-filter input");
    const po = await page.locator('.grid-row [data-column="po"] a').last().innerText();
    filters.push(await answered(() => filter.fill(po.trim())));
    await filter.fill("");
    await pause(500);
  }
  add(`Text filter of ${said} lines, median`, percentile(filters, 0.5), "ms", 60);
}

{
  const all = await allRows();
  const sheet = all.filter(({ health, forecast }) => health === "ontrack" && forecast != null).slice(0, 500)
    .map(({ po, line, style, vendor, health, forecast }) => [po, line, style, vendor, health, later(forecast, 1)].join("\t"));
  await page.evaluate((text) => navigator.clipboard.writeText(text), ["PO\tLine\tStyle\tVendor\tHealth\tForecast", ...sheet].join("\n"));
  await page.locator(".grid").focus();
  const shown = page.evaluate(() => new Promise((resolve) => {
    let from = null;
    addEventListener("paste", () => { from = performance.now(); }, { capture: true, once: true });
    const watch = () => document.querySelector("dialog[open] tbody tr") && from != null
      ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)))
      : requestAnimationFrame(watch);
    watch();
  }));
  await page.keyboard.press("ControlOrMeta+v");
  add(`${sheet.length} rows of 6 cells pasted until what would change is shown`, await within(shown, "What is pasted does not show"), "ms", 250);
  await page.keyboard.press("Escape");
}

{
  let reachable = true;
  const sockets = new Set();
  const { page, context } = await open(board, async (page) => page.routeWebSocket(/\/hub\/live/, (socket) => {
    if (!reachable) return socket.close();
    sockets.add(socket.connectToServer()).add(socket);
  }));
  await whole(page);
  const load = reporting(lines, 50);
  reachable = false;
  await context.setOffline(true);
  for (const socket of sockets) await socket.close();
  await page.locator('.connection:not([data-state="live"])').waitFor();
  await pause(Number(asked.offline) * 1000);
  reachable = true;
  const from = performance.now();
  await context.setOffline(false);
  await page.locator('.connection[data-state="live"][aria-busy="false"]').waitFor();
  await page.locator('.grid[aria-busy="false"]').waitFor();
  add(`Back after ${asked.offline} s without a line, until the board is whole and live`, performance.now() - from, "ms", 1500);
  await load.stop();
  await context.close();
}

if (asked.minutes) {
  const held = async () => {
    for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
    return (await cdp.send("Runtime.getHeapUsage")).usedSize / 1_000_000;
  };
  const load = reporting(lines, 200);
  await pause(60_000);
  const before = await held();
  await pause(Number(asked.minutes) * 60_000);
  const after = await held();
  await load.stop();
  add(`Heap after the first minute at 200 updates/s`, before, "MB");
  add(`Growth of the heap in ${asked.minutes} minutes at 200 updates/s`, after - before, "MB", 3);
}

if (asked.write) {
  const path = new URL("../../tests/Benchmarks/results/browser.json", import.meta.url);
  writeFileSync(path, `${JSON.stringify({ measuredOn: new Date().toISOString().slice(0, 10), machine: `${cpus()[0].model}, ${cpus().length} cores, shared by browser, node and database`, browser: browser.version(), figures }, null, 2)}\n`);
}
await browser.close();
