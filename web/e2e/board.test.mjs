import { readFile } from "node:fs/promises";
import assert from "node:assert/strict";
import { test } from "node:test";
import { chord, eventually, known, number, open, openBoard, still, wholeBoard } from "./browser.mjs";
import { weigh } from "./weight.mjs";

const rank = ["critical", "late", "blocked", "risk", "stale", "ontrack", "plan", "done"];
const healthOf = (row) => /is-(\w+)/.exec(row)[1];
const classes = (page) => page.locator(".grid-row").evaluateAll((rows) => rows.map((row) => row.className));
const matching = async (page) => number(await page.locator(".foot b").first().innerText());
const searchOf = (page) => new URL(page.url()).search;

test("A board opens with the worst first", async (t) => {
  const page = await openBoard(t, "/boards/accessories?group=none");
  await still(page);
  const ranks = (await classes(page)).map((row) => rank.indexOf(healthOf(row)));
  assert.ok(ranks.length > 0 && ranks.every((each) => each >= 0));
  assert.deepEqual(ranks, ranks.toSorted((a, b) => a - b));
});

test("A health chip filters, is in the address, which opens the same board and is kept as a view", async (t) => {
  const page = await openBoard(t);
  await still(page);
  // That of most lines: there will be some left when the address is opened again.
  const chips = await page.locator(".health-chip").evaluateAll((all) => all.map((chip) => [chip.querySelector("span").textContent, Number(chip.querySelector("b").textContent.replaceAll(",", ""))]));
  const [word] = chips.toSorted((a, b) => b[1] - a[1])[0];
  await page.locator(".health-chip", { hasText: word }).click();
  await eventually(() => searchOf(page), (search) => search.includes("health="), "the address has no health");
  await eventually(() => classes(page), (rows) => new Set(rows.map(healthOf)).size === 1, `only ${word} should be left`);
  const copy = await openBoard(t, page.url().slice(page.url().indexOf("/boards")));
  assert.equal(await copy.locator('.health-chip[aria-pressed="true"] span').textContent(), word);
  await copy.getByRole("button", { name: "Save as …" }).click();
  await copy.getByRole("dialog", { name: "Save view" }).getByRole("textbox", { name: "Name" }).fill(`Only ${word}`);
  await copy.keyboard.press("Enter");
  const tab = copy.getByRole("navigation", { name: "Views" }).getByRole("link", { name: `Only ${word}` });
  await tab.and(copy.locator("[aria-current]")).waitFor();
  await copy.getByRole("button", { name: `View Only ${word}` }).click();
  await copy.getByRole("menuitem", { name: "Delete" }).click();
  await tab.waitFor({ state: "detached" });
});

test("The filter finds a purchase order by its number, and says when nothing matches", async (t) => {
  const page = await openBoard(t);
  await still(page);
  const po = await page.locator(".po-number").first().innerText();
  await page.keyboard.press("/");
  await page.keyboard.type(po);
  await eventually(() => page.locator(".po-number").allInnerTexts(), (all) => all.length > 0 && all.every((each) => each === po), `only ${po} should be left`);
  await page.keyboard.type(" no such words");
  await page.getByText(/^0 of [\d,]+ match$/).first().waitFor();
  await page.getByRole("button", { name: "Clear all" }).last().click();
  await page.locator(".grid-row").first().waitFor();
  await eventually(() => searchOf(page), (search) => search === "", "the filter is still in the address");
});

test("Keys move, peek, open and come back", async (t) => {
  const page = await openBoard(t);
  await still(page);
  const active = (row) => page.locator(`.grid[aria-activedescendant="${row}"] #${row}[data-active]`).waitFor();
  await page.keyboard.press("ArrowDown");
  await active("row-1");
  await page.keyboard.press("k");
  await active("row-0");
  await page.keyboard.press(" ");
  await page.locator(".peek").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".peek").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/pos\//);
  await page.locator(".po-head").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/boards\/accessories$/);
  await wholeBoard(page);
  await chord(page, "g", "o");
  await page.waitForURL(/\/overview$/);
});

test("D changes the height of rows, T the theme, and both are remembered", async (t) => {
  const page = await openBoard(t);
  const rows = (height) => eventually(() => page.locator(".grid-row").first().evaluate((row) => row.offsetHeight), (seen) => seen === height, `rows are not ${height} px high`);
  const theme = (name) => page.locator(`html[data-theme="${name}"]`).waitFor();
  const before = await page.evaluate(() => document.documentElement.dataset.theme);
  const other = before === "dark" ? "light" : "dark";
  await rows(32);
  await page.keyboard.press("d");
  await rows(40);
  await page.keyboard.press("t");
  await theme(other);
  await page.reload();
  await wholeBoard(page);
  await rows(40);
  await theme(other);
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
  const page = await openBoard(t, "/boards/accessories?group=none");
  await still(page);
  await page.locator(".grid-head").getByRole("button", { name: "PO" }).click();
  await page.locator('.grid-head .c-po[aria-sort="ascending"]').waitFor();
  const numbers = await page.locator(".po-number").allInnerTexts();
  assert.deepEqual(numbers, numbers.toSorted());
});

test("On a phone the cause and the forecast stay", async (t) => {
  const page = await openBoard(t, undefined, { viewport: { width: 390, height: 844 } });
  const row = page.locator(".grid-row").first();
  assert.ok(await row.locator(".c-forecast").isVisible());
  assert.equal(await row.locator(".c-cause").evaluate((cell) => getComputedStyle(cell).display), "flex");
  assert.ok(!(await row.locator(".c-brand").isVisible()));
});

test("An unknown address says so", async (t) => {
  for (const path of ["/nowhere", "/boards/hats"]) {
    const page = await open(t, path);
    await page.getByText("There is no page at this address").first().waitFor();
  }
});

test("Selected lines move as one act and are taken back as one", async (t) => {
  const page = await openBoard(t, "/boards/accessories?group=none");
  await still(page);
  await known(page);
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowUp");
  await eventually(() => page.locator('.grid-row[aria-selected="true"]').count(), (rows) => rows === 2, "the range does not shrink");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await page.getByRole("toolbar", { name: "Selected lines" }).getByText("3 lines").first().waitFor();
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "3 lines at once" });
  await dialog.getByRole("combobox", { name: "Which day" }).selectOption("expected");
  await dialog.getByRole("textbox", { name: "Days" }).fill("+2");
  await dialog.getByRole("textbox", { name: "Note" }).fill("they rang");
  await eventually(() => dialog.locator("tbody tr").count(), (rows) => rows === 3, "not every line is looked at");
  await dialog.getByRole("button", { name: "Apply to" }).click();
  await dialog.getByText(/^\d rows? done/).first().waitFor();
  await dialog.getByRole("button", { name: "Undo all of it" }).click();
  await dialog.getByText(/^Taken back/).first().waitFor();
});

test("Days of a range are copied, pasted after a look at what would change, and taken back as one", async (t) => {
  const page = await openBoard(t, "/boards/accessories?group=none&health=ontrack&sort=-forecast", { permissions: ["clipboard-read", "clipboard-write"] });
  await still(page);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.locator("#row-0 .c-forecast").click();
  // The cursor's cell opens in sight, wherever the rows are scrolled; what nobody typed is not sent.
  await page.locator(".grid").evaluate((grid) => { grid.scrollTop = grid.scrollHeight; });
  await known(page);
  await page.keyboard.press("F2");
  await page.locator(".cell-editor input:focus").waitFor();
  assert.equal(await page.locator(".grid").evaluate((grid) => grid.scrollTop), 0);
  await page.keyboard.press("Enter");
  await page.locator("#row-1 .c-forecast[data-cursor]").waitFor();
  assert.equal(await page.locator(".grid .edit").count(), 0);
  await page.locator("#row-0 .c-forecast").click();
  // The board takes the clipboard, also after something was typed in it.
  await known(page);
  await page.keyboard.press("F2");
  await page.locator(".cell-editor").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".cell-editor").waitFor({ state: "detached" });
  await page.keyboard.press("Shift+ArrowDown");
  await page.locator("#row-1 .c-forecast[data-cursor]").waitFor();
  await page.keyboard.press("ControlOrMeta+c");
  const days = (await eventually(clipboard, (text) => /^\d{4}-\d\d-\d\d\r?\n\d{4}-\d\d-\d\d$/.test(text), "no two days were copied")).split(/\r?\n/);
  const later = days.map((day) => new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10));
  await page.evaluate((text) => navigator.clipboard.writeText(text), later.join("\n"));
  await page.keyboard.press("ControlOrMeta+v");
  const dialog = page.getByRole("dialog", { name: "Paste: 2 days would change" });
  await dialog.getByRole("button", { name: "Enter 2 days" }).waitFor();
  assert.deepEqual(await dialog.locator("tbody tr td:nth-child(5)").allInnerTexts(), ["+7d", "+7d"]);
  await page.keyboard.press("Enter");
  await page.getByText("2 days entered").first().waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("p");
  await eventually(() => page.locator(".grid .edit").count(), (left) => left === 0, "what was entered is not confirmed");
  await page.keyboard.press("ControlOrMeta+z");
  await page.getByText("Taken back: 2 days entered").first().waitFor();
});

test("What a board shows goes along as a file, by the keyboard", async (t) => {
  const page = await openBoard(t, "/boards/accessories?health=critical,late&sort=-forecast");
  const shown = number(await page.locator(".foot b").first().innerText());
  await page.keyboard.press("e");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "CSV" }).click()]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  assert.match(lines[0], /^PO,Line,/);
  assert.ok(Math.abs(lines.length - 1 - shown) <= 2, `${lines.length - 1} lines in the file, ${shown} on the board`);
  // A menu has the focus as soon as it is open, whatever else the page has to do.
  assert.equal(await page.locator('.menu-button[aria-label^="Download"]').evaluate((button) => {
    button.click();
    return document.activeElement.textContent;
  }), "Excel");
  const [book] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(book.suggestedFilename(), /\.xlsx$/);
});

test("What a board and a wall fetch at first is small", async (t) => {
  let [board, wall] = [];
  await openBoard(t, "/boards/accessories", { before: (page) => { board = weigh(page); } });
  assert.ok(await board("js") < 190, `a board's scripts are ${await board("js")} kB`);
  assert.ok(await board("css") < 25, `a board's styles are ${await board("css")} kB`);
  const page = await open(t, "/wall/default", { before: (page) => { wall = weigh(page); } });
  await page.locator(".wall").waitFor();
  assert.ok(await wall("js") + await wall("css") < 200, `a wall's scripts and styles are ${await wall("js") + await wall("css")} kB`);
});
