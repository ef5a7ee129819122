import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";

/** The running server under test; what it holds may be anything with at least one open line. */
export const base = process.env.SELVEDGE_URL ?? assert.fail("Set SELVEDGE_URL to a running server");

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
after(() => browser.close());

/** A page of its own that fails the test when anything in it throws. */
export async function open(t, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, ...options });
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

/** The board of a category that has lines, its rows drawn. */
export async function openBoard(t, path = "/boards/all", options) {
  const page = await open(t, path, options);
  await page.locator(".grid-row").first().waitFor();
  return page;
}

/** Waits until `look` gives what is awaited; says what it saw instead. */
export async function eventually(look, awaited, message) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const seen = await look();
    if (awaited(seen)) return seen;
    if (Date.now() > deadline) assert.fail(`${message}; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
