// How long boards take to open in a browser that has nothing of them yet: `npm run opening` against a running server.
import { chromium } from "playwright-core";

const server = process.env.SELVEDGE_URL ?? "http://localhost:5080";
const runs = 5;
const boards = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: process.env.SELVEDGE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

for (const board of boards.length > 0 ? boards : ["apparel", "all"]) {
  const first = [], whole = [];
  let lines = "";
  for (let run = 0; run < runs; run++) {
    // A context of its own: nothing is cached.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    // Looked for in each frame that is painted: the page's own clock, from the beginning of its navigation.
    await page.addInitScript(() => {
      const look = () => {
        const grid = document.querySelector(".grid");
        if (grid?.querySelector("[role=gridcell]") != null) window.firstAt ??= performance.now();
        if (window.firstAt != null && grid.getAttribute("aria-busy") === "false") window.wholeAt ??= performance.now();
        if (window.wholeAt == null) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${server}/boards/${board}`);
    await page.waitForFunction(() => window.wholeAt != null, null, { timeout: 120_000 });
    first.push(await page.evaluate(() => window.firstAt));
    whole.push(await page.evaluate(() => window.wholeAt));
    lines = await page.locator(".foot span").first().innerText();
    await context.close();
  }
  console.log(`${board}: ${lines}; first rows after ${Math.round(median(first))} ms (${Math.round(Math.max(...first))} at most), all after ${Math.round(median(whole))} ms; ${runs} runs`);
}
await browser.close();
