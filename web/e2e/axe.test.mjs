import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { everyPage, open, still } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands, one line per rule and element. */
async function violations(page, runOnly) {
  const found = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }), runOnly);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message}`));
}

/** Rows of one list are alike: some of them stand for all, and long lists cost axe most of its time. They stay where the page put them, which may yet change them. */
const shortened = () => {
  for (const body of document.querySelectorAll("tbody")) for (const row of [...body.rows].slice(12)) row.style.display = "none";
};

test("No page has an accessibility violation, light or dark", async (t) => {
  const found = [];
  const page = await open(t, "/", { colorScheme: "light", reducedMotion: "reduce", viewport: { width: 1440, height: 600 } });
  for (const [path, drawn, key, opened = '[role="dialog"], dialog[open]'] of await everyPage()) {
    await page.goto(new URL(path, page.url()).href);
    await page.locator(drawn).first().waitFor();
    await still(page);
    if (key) {
      await page.keyboard.press(key);
      await page.locator(opened).waitFor();
    }
    await page.evaluate(shortened);
    await page.evaluate(axe);
    const check = async (theme, rules) => {
      await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
      found.push(...(await violations(page, rules)).map((each) => `${path} ${key ?? ""} ${theme} ${each}`));
    };
    await check("light", standards);
    // The themes differ in nothing but their colours.
    await check("dark", ["color-contrast"]);
  }
  assert.deepEqual(found, []);
});
