import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { api, base, eventually, known, open } from "./browser.mjs";

const addDays = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A confirmed order that leaves late enough for its day still to move, and the day. */
async function confirmed(skip) {
  const { items } = await api("purchase-orders?phase=confirmed&category=accessories&sort=-forecast&limit=20");
  for (const { number } of items.slice(skip)) {
    const order = await api(`purchase-orders/${number}`);
    if (order.proposals.length === 0 && order.acts.some(({ act, why }) => act === "commit" && why == null) && order.lines[0].exFactory.actual == null)
      return { number, committed: order.lines[0].exFactory.committed };
  }
  return assert.fail("no confirmed order was found");
}

const committedOf = async (number) => (await api(`purchase-orders/${number}`)).lines[0].exFactory.committed;

test("C moves the committed day, with a reason that must be given", async (t) => {
  const { number, committed } = await confirmed(0);
  const page = await open(t, `/pos/${number}?line=1`);
  await page.locator(".po-life .phase").getByText("Confirmed").first().waitFor();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Move a committed day of line 1" });
  const day = dialog.getByLabel("Committed to");
  await day.fill("+2");
  await day.press("Enter");
  await dialog.getByLabel("Reason").and(page.locator("[aria-invalid=true]")).waitFor();
  await dialog.getByLabel("Reason").selectOption("MT-MILL");
  await day.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await eventually(() => committedOf(number), (now) => now === addDays(committed, 2), "the day did not move");
  await page.locator(".history").getByText(/committed to .* late fabric/).first().waitFor();
});

test("A day moved too far waits for a second person and can be withdrawn", async (t) => {
  const { number, committed } = await confirmed(1);
  const page = await open(t, `/pos/${number}?line=1`);
  await page.locator(".po-life .phase").waitFor();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Committed to").fill("+30");
  await dialog.getByLabel("Reason").selectOption("FA-CAP");
  await dialog.getByRole("button", { name: "Commit" }).click();
  const strip = page.locator(".strip", { hasText: "waits for a second person" });
  await strip.waitFor();
  assert.equal(await committedOf(number), committed);
  await strip.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await strip.waitFor({ state: "detached" });
});

test("M tells what can be done, and why the rest cannot", async (t) => {
  const { number } = await confirmed(2);
  const page = await open(t, `/pos/${number}`);
  await page.locator(".po-life .phase").waitFor();
  await page.keyboard.press("m");
  const menu = page.getByRole("menu", { name: "Order M: what can be done" });
  await menu.getByRole("menuitem", { name: "Hold", exact: true }).waitFor();
  const refused = menu.getByRole("menuitem", { name: "Issue" });
  assert.equal(await refused.getAttribute("aria-disabled"), "true");
  assert.match(await refused.innerText(), /Not possible when confirmed/);
  await page.keyboard.press("Escape");
});

test("N on a board drafts an order by hand: what is wrong stands at its field, and the draft can be issued", async (t) => {
  const { items: [style] } = await api("styles?limit=1&category=accessories");
  const { items: [vendor] } = await api("vendors?limit=1");
  const number = `PO-E2E-${Date.now()}`;
  const page = await open(t, "/boards/accessories");
  await page.locator('.grid[aria-busy="false"] .grid-row').first().waitFor();
  await known(page);
  await page.keyboard.press("n");
  await page.getByLabel("Number", { exact: true }).fill(number);
  await page.getByLabel("Vendor or factory").selectOption(vendor.code);
  await page.getByLabel("Style", { exact: true }).fill(style.number);
  await page.getByLabel("Colour", { exact: true }).fill(style.colours[0]);
  await page.getByLabel("Quantity, or by size").fill("S 200, M 0");
  await page.getByLabel("Ex-factory").fill("+120");
  // The style says brand, category and season.
  await eventually(() => page.getByLabel("Season").inputValue(), (season) => season === style.season, "the style did not say its season");
  await page.getByLabel("Ex-factory").press("Enter");
  await page.getByLabel("Quantity, or by size").and(page.locator("[aria-invalid=true]")).waitFor();
  await page.getByLabel("Quantity, or by size").fill("S 200, M 100");
  await page.keyboard.press("Enter");
  await page.locator(".po-life .phase").getByText("Draft").first().waitFor();
  await page.locator(".po-life").getByRole("button", { name: "Issue", exact: true }).waitFor();
  const { lines } = await api(`purchase-orders/${number}`);
  assert.deepEqual(lines[0].sizes, [{ size: "S", quantity: 200 }, { size: "M", quantity: 100 }]);
});

test("A brand's settings are decided as a version, which its history tells", async (t) => {
  const { items: [{ brand }] } = await api("styles?limit=1");
  const { version, answerHours } = await api(`brands/${brand}/settings`);
  const page = await open(t, "/overview");
  await page.locator(".matrix").getByRole("link", { name: brand }).first().click();
  const hours = page.getByLabel("Hours", { exact: true });
  await hours.fill("9000");
  await hours.press("Enter");
  await hours.and(page.locator("[aria-invalid=true]")).waitFor();
  await hours.fill(String(answerHours + 1));
  await hours.press("Enter");
  await page.locator(".brand-history").getByText(`Version ${version + 1}`).first().waitFor();
  await page.locator(".brand-history").getByText(`the vendor answers within ${answerHours + 1} hours`).first().waitFor();

  const { items: [{ id: vendor }] } = await api("vendors?limit=1");
  await page.getByRole("button", { name: "One more rule" }).press("Enter");
  const rule = page.getByRole("group", { name: "Rule 1" });
  await rule.getByLabel("What").selectOption("discrepancy");
  await rule.getByLabel("From days").fill("2");
  await rule.getByLabel("Vendor").fill("nobody");
  await page.keyboard.press("Enter");
  await rule.getByLabel("Vendor").and(page.locator("[aria-invalid=true]")).waitFor();
  await rule.getByLabel("Vendor").fill(vendor);
  await page.keyboard.press("Enter");
  await page.locator(".brand-history").getByText(`Sources contradict each other, ${vendor}, from 2 days: P2`).first().waitFor();
});

test("M waives a gate of the line with why, and the page says who did", async (t) => {
  const { number } = await confirmed(3);
  const page = await open(t, `/pos/${number}?line=1`);
  await page.locator(".po-life .phase").waitFor();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Waive a gate" }).click();
  const dialog = page.getByRole("dialog", { name: "Waive a gate of line 1" });
  const gate = await dialog.getByLabel("Gate").locator("option:checked").textContent();
  await dialog.getByLabel("Why").fill("as with the first delivery");
  await dialog.getByRole("button", { name: "Waive" }).click();
  await page.getByRole("listitem").filter({ hasText: `${gate} as with the first delivery` }).first().waitFor();
});

test("N writes a comment, @ offers a name, Ctrl Enter says it, and only who may sees it on their page", async (t) => {
  const { items } = await api("purchase-orders?health=late&limit=1");
  const path = `/pos/${items[0].number}`;
  const other = await open(t, path);
  await other.getByRole("region", { name: "Comments" }).getByRole("textbox").waitFor();
  const page = await open(t, path);
  const comments = page.getByRole("region", { name: "Comments" });
  await comments.getByRole("textbox").waitFor();
  await known(page);
  await page.keyboard.press("n");
  await page.keyboard.type("@Ingr");
  await comments.getByRole("option", { name: /Ingrid Dahl/ }).waitFor();
  await page.keyboard.press("Enter");
  const text = `please look ${Date.now()}`;
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
  const said = comments.getByRole("listitem").filter({ hasText: text });
  await said.locator(".mention").getByText("@Ingrid Dahl").first().waitFor();
  // The other page is not told by anybody but the server.
  await other.getByText(text).first().waitFor();
  const asked = await api("work-queue?kind=mention&limit=500", { headers: { "X-Selvedge-Person": "ingrid.dahl" } });
  assert.ok(asked.items.some(({ what }) => what.includes(text)));
  await said.getByRole("button", { name: "Take back" }).click();
  await comments.getByText("Taken back. The history keeps it.").last().waitFor();
  // An answer is lost on its way: what is said then is another comment, and what is typed while it is sent stays.
  const field = comments.getByRole("textbox");
  await page.route("**/comments", async (route) => { await route.fetch(); await route.abort(); }, { times: 1 });
  await field.fill(`${text}, lost`);
  await field.press("Control+Enter");
  await comments.getByRole("alert").waitFor();
  let answer;
  const answered = new Promise((resolve) => { answer = resolve; });
  await page.route("**/comments", async (route) => { await answered; await route.continue(); }, { times: 1 });
  await field.fill(`${text}, again`);
  await field.press("Control+Enter");
  await field.pressSequentially(" and more");
  answer();
  await comments.getByRole("listitem").filter({ hasText: `${text}, again` }).waitFor();
  assert.equal(await field.inputValue(), `${text}, again and more`);
});

test("The reorders of a PO tell which approvals each kept, and why it asks again for the rest", async (t) => {
  const { items } = await api("purchase-orders?q=-R&phase=issued,acknowledged,confirmed&limit=50");
  const reorder = items.find(({ parent }) => parent != null) ?? assert.fail("No order repeats another");
  const page = await open(t, `/pos/${reorder.parent}`);
  const panel = page.locator(".reorders li", { hasText: reorder.number }).first();
  await panel.getByText(/of \d+ approvals kept/).click();
  await panel.getByText("of one production run").first().waitFor();
  await panel.getByRole("link", { name: reorder.number }).click();
  await page.locator(".reorders", { hasText: `repeats ${reorder.parent}` }).waitFor();
});

const write = (path, body, as) => api(path, {
  method: "POST", body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", "Idempotency-Key": randomUUID(), ...(as == null ? {} : { "X-Selvedge-Person": as }) },
});

/** An order of our own that went out to the vendor who has a person here. */
async function issued() {
  const { items } = await api("people");
  const vendor = items.find(({ role }) => role === "vendor").id;
  const { items: [{ code }] } = await api("vendors?limit=1", { headers: { "X-Selvedge-Person": vendor } });
  const { items: [style] } = await api("styles?limit=1&category=accessories");
  const number = `PO-E2E-${randomUUID().slice(0, 8)}`;
  await write("purchase-orders", {
    number, brand: style.brand, category: style.category, season: style.season, vendor: code,
    lines: [{ number: 1, style: style.number, colour: style.colours[0], quantity: 400, exFactory: addDays(new Date().toISOString().slice(0, 10), 150) }],
  });
  await write(`purchase-orders/${number}/issue`, {});
  return { number, signedIn: { before: (page) => page.addInitScript((id) => localStorage.setItem("selvedge.person", id), vendor) } };
}

async function choose(page, act) {
  await page.locator(".po-life .phase").waitFor();
  await known(page);
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: act, exact: true }).click();
  return page.getByRole("dialog");
}

test("What the vendor would do otherwise is answered, and the version that it gets says what differs", async (t) => {
  const { number, signedIn } = await issued();
  const theirs = await open(t, `/pos/${number}`, signedIn);
  const wish = await choose(theirs, "Propose a change");
  await wish.getByLabel("Quantity", { exact: true }).fill("360");
  await wish.getByLabel("Note").fill("the skin yields 360");
  await wish.getByRole("button", { name: "Propose" }).click();
  await wish.waitFor({ state: "detached" });

  const ours = await open(t, `/pos/${number}`);
  const strip = ours.locator(".strip", { hasText: "The vendor would change" });
  await strip.getByText("the skin yields 360").first().waitFor();
  await strip.getByRole("button", { name: "Accept" }).click();
  await ours.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await strip.waitFor({ state: "detached" });
  await ours.locator(".versions li", { hasText: "Version 2" }).getByText(/400.*360/).first().waitFor();
});

test("An order is held and let go on, then closed short with why; another is cancelled", async (t) => {
  const { number } = await issued();
  await write(`purchase-orders/${number}/confirm`, { version: 1 });
  const page = await open(t, `/pos/${number}`);
  const hold = await choose(page, "Hold");
  await hold.getByLabel("Why it waits").fill("price still open");
  await page.keyboard.press("Enter");
  const strip = page.locator(".strip", { hasText: "On hold" });
  await strip.getByRole("button", { name: "Release" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
  await strip.waitFor({ state: "detached" });

  // What has not left the factory cannot have come.
  const { lines: [{ milestones }] } = await api(`purchase-orders/${number}`);
  await write("events", {
    source: "E2E", eventId: randomUUID(), eventUpdatedAt: new Date().toISOString(), type: "milestone", purchaseOrder: number, line: 1,
    milestone: milestones.at(-1).code, classifier: "ACT", date: new Date().toISOString().slice(0, 10),
  });
  // What is asked for is asked of the order as it is shown.
  await page.locator(`#milestone-${milestones.at(-1).code}`, { hasText: "✓" }).waitFor();
  const close = await choose(page, "Close");
  await close.getByLabel("Quantity", { exact: true }).fill("300");
  await page.keyboard.press("Enter");
  await close.getByLabel("Note").and(page.locator("[aria-invalid=true]")).waitFor();
  await close.getByLabel("Note").fill("shade lot refused");
  await page.keyboard.press("Enter");
  await page.locator(".po-life .phase").getByText("Closed").first().waitFor();

  const { number: other } = await issued();
  await page.goto(`${base}/pos/${other}`);
  const cancel = await choose(page, "Cancel");
  await cancel.getByLabel("Why").fill("dropped from the season");
  await page.keyboard.press("Enter");
  await page.locator(".po-life .phase").getByText("Cancelled").first().waitFor();
});

test("Both sides acknowledge the profile by which an order is made", async (t) => {
  const { items: [{ purchaseOrder }] } = await api("discrepancies?kind=profile&limit=1");
  const page = await open(t, `/pos/${purchaseOrder}`);
  const strips = page.locator(".strip", { hasText: "is not acknowledged" });
  await strips.first().waitFor();
  const before = await strips.count();
  // Ours first, unless it is only the vendor that has not.
  for (;;) {
    const button = strips.first().getByRole("button");
    const name = await button.innerText();
    await button.click();
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    if (name === "Acknowledge for the vendor") break;
    await strips.first().getByRole("button", { name: "Acknowledge for the vendor" }).waitFor();
  }
  await eventually(() => strips.count(), (left) => left === before - 1, "the profile still waits to be acknowledged");
});
