import assert from "node:assert/strict";
import { test } from "node:test";
import { api, base, eventually, everyPage, number, open, severable, still, wholeBoard } from "./browser.mjs";

const sum = (list) => list.reduce((total, each) => total + each, 0);

test("The overview adds up", async (t) => {
  const page = await open(t, "/overview");
  await page.locator(".matrix tbody tr").first().waitFor();
  await still(page);
  const cells = (row) => row.locator("td").evaluateAll((list) => list.map((cell) => Number((cell.querySelector(".lines")?.textContent ?? "0").replaceAll(",", ""))));
  const bodies = await Promise.all((await page.locator(".matrix tbody tr").all()).map(cells));
  const totals = await cells(page.locator(".matrix tfoot tr"));
  for (const body of bodies) assert.equal(sum(body.slice(0, -1)), body.at(-1));
  totals.forEach((total, column) => assert.equal(sum(bodies.map((body) => body[column])), total));

  // Every health of a cell is a link with its number; those that are not shown at once are when a key comes to the cell.
  for (const cell of await page.locator(".matrix td:has(.lines)").all()) {
    const parts = await cell.locator(":is(.cell-counts, .rest) a span").allTextContents();
    assert.equal(sum(parts.map(number)), number(await cell.locator(".lines").textContent()));
  }
  const cell = page.locator(".matrix td:has(.rest a.h-ontrack)").first();
  const calm = cell.locator(".rest a.h-ontrack");
  await cell.locator(".lines").focus();
  while (!await calm.evaluate((link) => link === document.activeElement)) {
    assert.ok(await cell.evaluate((td) => td.contains(document.activeElement)), "the key left the cell and had not come to its lines on track");
    await page.keyboard.press("Tab");
  }
});

test("A count of the overview opens as many lines", async (t) => {
  const page = await open(t, "/overview");
  const link = page.locator(".matrix tbody .lines").first();
  const opened = await open(t, await link.getAttribute("href"));
  await wholeBoard(opened);
  // Lines come and go: both pages follow.
  const shown = async (figure) => number(await figure.innerText());
  await eventually(async () => [await shown(link), await shown(opened.locator(".foot b").first())], ([count, lines]) => count === lines, "the board does not show as many lines");
});

test("A week of what leaves opens as many lines, and a week that left and a cause of slip open theirs", async (t) => {
  const page = await open(t, "/figures");
  await page.locator(".slip tbody tr").first().waitFor();
  const weeks = page.getByRole("group", { name: "Leaving of all, by week" }).locator(".week-mark");
  const opened = await open(t, await weeks.nth(2).getAttribute("href"));
  await wholeBoard(opened);
  // Lines come and go: both pages follow.
  await eventually(
    async () => [await opened.locator(".foot b").first().innerText(), /in ([\d,]+) lines? expected/.exec(await weeks.nth(2).getAttribute("aria-label"))[1]].map(number),
    ([shown, counted]) => shown === counted, "the board does not show as many lines");

  const turn = page.locator(".turns a").first();
  const queue = await open(t, await turn.getAttribute("href"));
  await eventually(async () => [await queue.locator(".foot b").first().innerText(), await turn.innerText()].map(number), ([shown, counted]) => shown === counted, "the queue does not show as many approvals");

  const left = page.getByRole("group", { name: "On time of all, by week" }).locator(".week-mark").last();
  const cause = page.locator(".slip tbody tr").first();
  for (const [mark, counted] of [
    [left, async () => /of ([\d,]+) line/.exec(await left.getAttribute("aria-label"))[1]], [cause.getByRole("button"), () => cause.locator("td").nth(2).innerText()],
  ]) {
    await eventually(async () => {
      await mark.focus();
      await page.keyboard.press("Enter");
      const shown = await page.locator(".figure-lines .quiet").innerText();
      await page.keyboard.press("Escape");
      return [/^[\d,]+/.exec(shown)[0], await counted()].map(number);
    }, ([shown, figure]) => shown === figure, "a figure does not open as many lines");
  }
});

test("A late line explains itself, and its causes less the float absorbed are the slip", async (t) => {
  // So late that nobody wins it back meanwhile.
  const { items: [late] } = await api("purchase-orders?sort=-slip&limit=1");
  const order = await api(`purchase-orders/${late.number}`);
  const line = order.lines.toSorted((a, b) => b.slipDays - a.slipDays)[0];
  const page = await open(t, `/pos/${late.number}?line=${line.number}`);
  await page.locator(".why li").first().waitFor();
  await still(page);
  const days = (await page.locator(".why b").allInnerTexts()).map((text) => Number(text.replace("−", "-")));
  assert.equal(sum(days.slice(0, -1)), days.at(-1));
});

test("The calendar has a row for every milestone, old ones folded, and L hides the driving path", async (t) => {
  // None that another test has made: it may be changing it.
  const { items } = await api("purchase-orders?phase=confirmed&limit=100");
  const { number } = items.find((order) => !order.number.startsWith("PO-E2E"));
  const { lines: [line] } = await api(`purchase-orders/${number}`);
  const page = await open(t, `/pos/${number}`);
  const rows = page.locator('.gantt-grid tbody tr[id^="milestone-"]');
  await rows.last().waitFor();
  if (await page.locator(".fold").count() > 0) {
    assert.ok(await rows.count() < line.milestones.length);
    await page.locator(".fold button").click();
  }
  await eventually(() => rows.count(), (shown) => shown === line.milestones.length, "not every milestone has a row");
  await page.keyboard.press("l");
  await page.getByRole("button", { name: /Driving path hidden/ }).waitFor();
  assert.equal(await page.locator("path.driving").count(), 0);
});

test("A shipment is found in its list, peeked at and opened, leads to its orders, and comes up by its container", async (t) => {
  const { items: [shipment] } = await api("shipments?mode=sea&health=late,stale,ontrack,plan&sort=-slip&limit=1");
  const page = await open(t, "/shipments");
  await page.locator(".shipments-table tbody tr").first().waitFor();
  await page.keyboard.press("/");
  // Enter takes what was typed to its last letter, however fast it comes.
  await page.keyboard.type(shipment.containers[0]);
  await page.keyboard.press("Enter");
  await page.locator(".shipments-table tbody a:focus").waitFor();
  assert.equal(await page.locator(".shipments-table tbody tr th b").allTextContents().then((found) => found.join()), shipment.booking);
  await page.keyboard.press("Space");
  const peek = page.getByRole("complementary", { name: `Peek ${shipment.booking}` });
  await peek.locator(".peek-lines a").first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get("q"), shipment.containers[0]);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/shipments/${shipment.id}`);
  await eventually(() => page.locator(".way tbody tr").count(), (shown) => shown === shipment.days.length, "not every moment of its way is there");
  await page.locator(".history tbody tr").filter({ hasText: `Booked with ${shipment.carrier} as ${shipment.booking}` }).waitFor();
  await page.locator(".shipment .style-lines tbody a").first().click();
  await page.locator(".shipments a").filter({ hasText: shipment.booking }).click();
  await page.waitForURL(`**/shipments/${shipment.id}`);

  await page.keyboard.press("Control+k");
  await page.locator(".palette input:focus").waitFor();
  await page.keyboard.type(shipment.containers[0].toLowerCase());
  await page.getByRole("option", { name: shipment.booking }).waitFor();
});

test("Ctrl K, a number and Enter open a purchase order, however fast they are typed", async (t) => {
  const { items } = await api("purchase-orders?phase=confirmed&limit=100");
  // Of the season: those that other tests place are closed by them at any moment, and then not found.
  const { number } = items.find((order) => !order.number.startsWith("PO-E2E"));
  const page = await open(t, "/overview");
  await page.locator(".top").waitFor();
  await page.keyboard.press("Control+k");
  await page.locator(".palette input:focus").waitFor();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/pos/${number}`);
});

test("A purchase order that is not there is told plainly", async (t) => {
  const page = await open(t, "/pos/PO-NO-SUCH");
  await page.getByText("There is no PO-NO-SUCH").first().waitFor();
});

test("What a person may not see is said to be hidden, not shown as nothing", async (t) => {
  const { items: people } = await api("people");
  const wall = people.find(({ role }) => role === "wall");
  const page = await open(t, "/overview", { before: (page) => page.addInitScript((id) => localStorage.setItem("selvedge.person", id), wall.id) });
  await page.locator(".figures .hidden-value").waitFor();
  await page.goto(new URL("/boards/accessories", page.url()).href);
  await page.locator(".grid-row .c-quantity .hidden-value").first().waitFor();
  await still(page);
  await page.locator(".po-number").first().click();
  await page.locator(".facts .hidden-value").first().waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("NaN"));
});

test("A page that fails says so, and the frame leads away from it", async (t) => {
  const page = await open(t, "/vendors", { before: (page) => page.route("**/api/v1/vendors?*", (route) => route.fulfill({ json: {} })) });
  await page.getByRole("alert").getByRole("button", { name: "Reload" }).waitFor();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).last().click();
  await page.locator(".matrix").waitFor();
});

test("An order shows what carries its line, and the days of that beside their plan", async (t) => {
  const { items: [{ id }] } = await api("shipments?limit=1");
  const { summary, lines: [{ purchaseOrder, line }] } = await api(`shipments/${id}`);
  const page = await open(t, `/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`);
  const shipment = page.locator(".shipments li", { hasText: summary.booking });
  await shipment.waitFor();
  assert.equal(await shipment.locator("tbody tr").count(), summary.days.length);
  assert.equal(await shipment.getByLabel("happened").count(), summary.days.filter(({ actual }) => actual != null).length);
});

test("The list of vendors sorts, is walked with J and opened with Enter", async (t) => {
  const page = await open(t, "/vendors");
  await page.locator(".vendors tbody tr").first().waitFor();
  await still(page);
  await page.getByRole("button", { name: "Vendor", exact: true }).click();
  await page.locator('.vendors .col-name[aria-sort="ascending"]').waitFor();
  await eventually(() => new URL(page.url()).search, (search) => search === "?sort=name", "the sort is not in the address");
  const names = await page.locator(".vendors tbody th b").allInnerTexts();
  assert.deepEqual(names, names.toSorted());
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.locator(".vendors tbody tr:nth-child(2) a:focus").waitFor();
  const href = await page.locator(".vendors a:focus").getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${href}`);
  await wholeBoard(page);
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/vendors$/);
});

test("A style shows its lines, its milestones and its past", async (t) => {
  // None that another test has made: it may be changing it.
  const { items } = await api("purchase-orders?phase=confirmed&limit=100");
  const { number } = items.find((order) => !order.number.startsWith("PO-E2E"));
  const { lines } = await api(`purchase-orders/${number}`);
  const page = await open(t, `/styles/${lines[0].style}`);
  for (const line of lines.filter(({ style }) => style === lines[0].style))
    await page.locator(`.style-lines a[href="/pos/${number}?line=${line.number}"]`).waitFor();
  await page.keyboard.press("3");
  await page.waitForURL(/tab=milestones/);
  const { milestones } = await api(`styles/${lines[0].style}`);
  await page.locator(`#milestone-${milestones.at(-1).code}`).waitFor();
  await page.keyboard.press("4");
  await page.locator(".fields").getByRole("rowheader", { name: "Colours" }).waitFor();
  await page.locator(`.drift a[href^="/pos/${number}"]`).first().waitFor();
  await page.keyboard.press("5");
  // One event may have told several things.
  await eventually(
    async () => [await page.locator(".history tbody tr").count(), (await api(`styles/${lines[0].style}/history`)).items.length],
    ([shown, told]) => shown === told && told > 5, "the history does not show all that is told",
  );
  await page.keyboard.press("1");
  await page.locator(".style-lines a").first().click();
  await page.waitForURL(/\/pos\//);
});

test("What holds a style is waived with a reason by keys, and then its stage closes", async (t) => {
  const { items } = await api("styles?stage=concept&limit=60");
  const standingOf = async (number) => (await api(`styles/${number}`)).standing;
  const standings = await Promise.all(items.map(async ({ number }) => ({ number, ...(await standingOf(number)) })));
  const { number: style, holds } = standings.find(({ holds, proposals }) => holds.length === 1 && proposals.length === 0);
  const page = await open(t, `/styles/${style}`);
  await page.locator(".holds").getByText(holds[0].name).first().waitFor();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: `Waive ${holds[0].name}` }).press("Enter");
  await page.keyboard.press("Enter");
  await page.getByLabel("Why").and(page.locator("[aria-invalid=true]")).fill("carried over");
  await page.keyboard.press("Enter");
  await page.locator(".waivers").getByText("waived: carried over").first().waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: `Close concept: ${style}` }).getByLabel("Note").press("Enter");
  await page.locator(".stages [aria-current=step]").getByText("Development").first().waitFor();
  assert.equal((await standingOf(style)).stage, "development");
});

test("The people menu opens, is walked and closes by keys, and closes by a press elsewhere", async (t) => {
  const page = await open(t, "/overview");
  const button = page.getByRole("button", { name: /^Signed in as/ });
  const menu = page.getByRole("menu");
  const items = page.locator('.menu [role="menuitemradio"]');
  await button.focus();
  await page.keyboard.press("Enter");
  await items.and(page.locator('[aria-checked="true"]:focus')).waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await items.nth(1).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await button.and(page.locator(":focus")).waitFor();
  assert.ok(page.url().endsWith("/overview"));
  await button.click();
  await menu.waitFor();
  await page.mouse.click(300, 500);
  await menu.waitFor({ state: "hidden" });

  const other = await items.and(page.locator('[aria-checked="false"]')).first().locator("b").textContent();
  await button.click();
  await items.filter({ hasText: other }).click();
  await page.getByRole("button", { name: `Signed in as ${other}` }).waitFor();
});

test("? shows the keys and the marks", async (t) => {
  const page = await open(t, "/overview");
  await page.locator(".top").waitFor();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys and marks" });
  await help.waitFor();
  assert.equal(await help.locator(".legend dt").count(), 8);
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });
});

test("On a phone no page overflows", async (t) => {
  const page = await open(t, "/overview", { viewport: { width: 390, height: 844 } });
  for (const [path, drawn] of (await everyPage()).filter(([, , key]) => key === undefined)) {
    await page.goto(new URL(path, page.url()).href);
    await page.locator(drawn).first().waitFor();
    const widths = await page.evaluate(() => [document.documentElement, document.querySelector("main")].map((each) => each.scrollWidth));
    assert.ok(Math.max(...widths) <= 390, `${path} is ${widths.join(" and ")} wide`);
    const covering = await page.locator("main tbody th[scope=row]").evaluateAll((names) => names.filter((name) => name.scrollWidth > name.clientWidth && getComputedStyle(name).overflowX === "visible").map(({ innerText }) => innerText));
    assert.deepEqual(covering, [], `${path} has names that cover what stands beside them`);
  }
});

test("No tab of a page is cut, however narrow the window", async (t) => {
  const { items: [style] } = await api("styles?limit=1");
  const { items: [vendor] } = await api("vendors?limit=1");
  const page = await open(t, "/me");
  for (const path of [`/styles/${style.number}`, `/vendors/${vendor.code}`, "/calendars/OSTRA-APPAREL"]) {
    await page.goto(base + path);
    await page.locator(".top > .tabs a").first().waitFor();
    for (const width of [390, 720, 800, 960, 1100, 1101, 1280, 1281, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const cut = await page.locator(".top > .tabs").evaluate((tabs) => tabs.scrollWidth - tabs.clientWidth);
      assert.ok(cut <= 0, `${path} at ${width} cuts ${cut} pixels of its tabs`);
    }
  }
});

test("A wall turns by itself, waits when it is held, and shows when it is no longer the present", async (t) => {
  const connection = severable();
  const page = await open(t, "/wall/overview,changes,accessories?turn=25&person=wall", { before: connection.before });
  const title = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  await page.locator(".wall-matrix").waitFor();
  await title("Overview");
  await page.clock.fastForward(25_000);
  await title("Just changed");
  await page.locator(".wall-changes tbody tr").first().waitFor();
  await page.clock.fastForward(25_000);
  await title("Accessories");
  await page.locator(".wall-lines tbody tr").first().waitFor();
  await page.keyboard.press(" ");
  await page.getByText("Held", { exact: true }).first().waitFor();
  await connection.cut();
  await page.clock.fastForward(16_000);
  await page.locator('.wall-silence[data-level="amber"]').waitFor();
  // It heals by itself, where it was.
  connection.restore();
  await page.clock.fastForward(6_000);
  await page.locator(".wall-silence").waitFor({ state: "detached" });
  await title("Accessories");
  await page.goto(new URL("/wall/hats", page.url()).href);
  await title("There is no wall “hats”");
});

test("A link that a manager makes shows its wall to nobody known, and nothing once it is withdrawn", async (t) => {
  const page = await open(t, "/walls");
  await page.locator(".walls-list tbody tr").first().waitFor();
  const name = `Floor ${crypto.randomUUID().slice(0, 8)}`;
  await page.keyboard.press("n");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  const address = await page.getByLabel("Address", { exact: true }).inputValue();
  const wall = await open(t, new URL(address).pathname + new URL(address).search);
  await wall.locator(".wall-matrix").waitFor();
  await wall.getByText(name).first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Withdraw ${name}` }).click();
  await page.keyboard.press("Enter");
  await wall.getByRole("heading", { name: "This link shows no wall any more" }).waitFor();
  await page.getByRole("row", { name: new RegExp(name) }).getByText("Withdrawn").waitFor();
});

test("The pages speak the browser's language, and the one chosen in the people menu after that", async (t) => {
  const page = await open(t, "/overview", { locale: "es-MX" });
  await page.getByRole("heading", { level: 1, name: "Resumen" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "es");
  await page.locator('.menu-button[aria-label^="Sesión de"]').click();
  await page.getByText("Italiano", { exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Panoramica" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "it");
});

test("What the server words is told in the reader's language: why, what contradicts itself, what happened", async (t) => {
  const [{ number }] = (await api("purchase-orders?health=late&limit=1")).items;
  const english = /\b(expected|happened|moved to|overdue|at risk|days? late|behind|is said to have|is said of|went from)\b/;
  const shown = async (path, texts) => {
    const page = await open(t, path, { locale: "es" });
    await page.locator(texts).first().waitFor();
    const found = await page.locator(texts).allInnerTexts();
    assert.deepEqual(found.filter((text) => english.test(text)), [], path);
  };
  await shown("/boards/apparel?health=late,critical", '.grid[aria-busy="false"] .grid-row .c-cause');
  await shown("/me", ".day-list .col-why");
  await shown("/discrepancies", "tbody .col-text");
  await shown(`/pos/${number}`, ".why li > :first-child");
  await shown(`/pos/${number}`, ".history td.what");
});

test("A partner that a manager lets in gets a key that is shown once, opens the log, and nothing once it is revoked", async (t) => {
  const page = await open(t, "/partners");
  await page.locator(".partners-sheet tbody tr").first().waitFor();
  const id = `e2e-${crypto.randomUUID().slice(0, 8)}`;
  await page.keyboard.press("n");
  await page.keyboard.type(id);
  await page.getByLabel("Name", { exact: true }).fill(`Partner ${id}`);
  await page.keyboard.press("Enter");
  await page.getByText("It has no key yet").waitFor();
  await page.keyboard.press("n");
  await page.keyboard.type("feed");
  await page.keyboard.press("Enter");
  const key = await page.getByRole("textbox", { name: "Key", exact: true }).inputValue();
  const asked = async () => (await fetch(new URL("/api/v1/events?limit=1", page.url()), { headers: { Authorization: `Bearer ${key}` } })).status;
  assert.equal(await asked(), 200);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Revoke feed" }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: /feed/ }).getByText("Revoked").waitFor();
  assert.equal(await asked(), 401);
  await page.keyboard.press("3");
  await eventually(async () => {
    await page.getByRole("button", { name: "Refresh" }).click().catch(() => {});
    return page.locator(".partners-list tbody tr").count();
  }, (rows) => rows === 2, "the requests are not listed");
});
