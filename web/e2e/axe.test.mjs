import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { api, open } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands, one line per rule and element. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), tags);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message}`));
}

for (const colorScheme of ["light", "dark"]) {
  test(`No page has an accessibility violation, ${colorScheme}`, async (t) => {
    const { items } = await api("purchase-orders?health=critical,late&limit=1");
    const { items: styles } = await api("styles?limit=1");
    const pages = [
      ["/overview", ".matrix"],
      ["/boards/apparel", ".grid-row"],
      ["/boards/all?group=vendor", ".group-row"],
      [`/pos/${items[0].number}`, ".history tbody tr"],
      [`/styles/${styles[0].number}`, ".gantt-grid"],
      ["/vendors", ".list tbody tr"],
    ];
    const found = [];
    for (const [path, drawn] of pages) {
      const page = await open(t, path, { colorScheme, reducedMotion: "reduce" });
      await page.locator(drawn).first().waitFor();
      await page.keyboard.press("p");
      found.push(...(await violations(page)).map((each) => `${path} ${each}`));
      await page.close();
    }
    assert.deepEqual(found, []);
  });
}
