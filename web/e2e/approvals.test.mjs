import assert from "node:assert/strict";
import { test } from "node:test";
import { api, base, eventually, known, open } from "./browser.mjs";

const grid = '.queue .grid[aria-busy="false"] .grid-row';

/** An approval that nobody else is about to decide: its day is the farthest, and the season's people take the nearest first. */
async function undecided(type) {
  const { items } = await api(`approvals?status=received,in-review&due=later&type=${type}&sort=-due&limit=1`);
  return items[0] ?? assert.fail(`There is no ${type} to decide`);
}

/** The queue with one approval in it, and the cursor on it. */
async function queueOf(t, approval) {
  const page = await open(t, `/approvals?type=${approval.type}&due=later,overdue,today,week,vendor&q=${encodeURIComponent(approval.purchaseOrder ?? approval.style)}`);
  await page.locator(grid).first().waitFor();
  const row = page.locator(`.grid-row[data-id="${approval.id}"]`);
  await row.waitFor();
  await row.click();
  return { page, row };
}

test("One approves by a key, another browser sees it leave and loses nothing under the hand", async (t) => {
  const approval = await undecided("pp");
  const today = () => new Date().toISOString().slice(0, 10);
  const begun = today();
  const here = await queueOf(t, approval);
  const there = await queueOf(t, approval);
  await here.page.keyboard.press("a");
  await here.page.getByText(/^Approved: PP sample/).first().waitFor();
  await here.row.waitFor({ state: "detached" });

  const heldThere = async () => await there.row.count() === 0 ? "gone" : there.row.getAttribute("data-held", { timeout: 1_000 }).catch(() => null);
  // At midnight it goes at once, with all that is another day's.
  await eventually(heldThere, (held) => held === "left" || (held === "gone" && today() !== begun), "the other browser does not see it leave");
  await there.page.keyboard.press(".");
  await there.row.waitFor({ state: "detached" });
  assert.equal((await api(`approvals/${encodeURIComponent(approval.id)}`)).status, "approved");
});

test("R, a number and Enter send it back and the next round is open", async (t) => {
  const approval = await undecided("size-set");
  const { page, row } = await queueOf(t, approval);
  await page.keyboard.press("r");
  await page.getByRole("dialog").getByText("measurements out of tolerance").first().waitFor();
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await page.getByText(/^Rejected, another round is open/).first().waitFor();
  await row.getByText(`R${approval.round + 1}`, { exact: true }).first().waitFor();
  const after = await api(`approvals/${encodeURIComponent(approval.id)}`);
  assert.deepEqual(after.rounds.at(-2).reasons, ["measurement"]);
  assert.deepEqual([after.status, after.rounds.length], ["requested", approval.round + 1]);
});

test("Several of one style are approved at once", async (t) => {
  const { items } = await api("approvals?status=received,in-review&type=lab-dip&due=today,week,later&limit=500");
  const [first, second] = items.filter(({ style }) => style === items.findLast((each, index) => items.some((other, at) => at < index && other.style === each.style))?.style);
  assert.ok(second, "No style has two lab dips to decide");
  const page = await open(t, `/approvals?type=lab-dip&q=${encodeURIComponent(first.style)}`);
  await page.locator(grid).first().waitFor();
  for (const { id } of [first, second]) await page.locator(`.grid-row[data-id="${id}"] .q-mark`).click();
  await page.getByRole("toolbar", { name: "Selected approvals" }).getByText("2 approvals").first().waitFor();
  await page.locator(".queue .grid").focus();
  await page.keyboard.press("Shift+A");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("a shade deeper in bulk");
  await page.keyboard.press("Enter");
  await page.getByText("Approved with comments: 2 approvals").first().waitFor();
  for (const { id } of [first, second]) assert.equal((await api(`approvals/${encodeURIComponent(id)}`)).status, "approved-with-comments");
});

test("What may not be done is refused with the reason", async (t) => {
  const { items } = await api("approvals?status=planned&limit=1");
  const page = await open(t, `/approvals?type=${items[0].type}&q=${encodeURIComponent(items[0].purchaseOrder ?? items[0].style)}`);
  await page.locator(grid).first().waitFor();
  await page.locator(`.grid-row[data-id="${items[0].id}"]`).click();
  await page.keyboard.press("a");
  await page.getByText(/Approve was refused\. .*approve comes after received, in review/).first().waitFor();
});

test("What an assistant waives waits in the peek until a supervisor confirms it", async (t) => {
  const { items: [asked] } = await api("approvals?type=fit&due=vendor&category=apparel&sort=-due&limit=1&brand=HALDEN");
  const assistant = (await api("people")).items.find(({ id }) => id === "noor.rahim");
  const signedIn = { before: (page) => page.addInitScript((id) => localStorage.setItem("selvedge.person", id), assistant.id) };
  const path = `/styles/${asked.style}?tab=approvals&approval=${encodeURIComponent(asked.id)}`;
  const theirs = await open(t, path, signedIn);
  await theirs.getByRole("group", { name: "What may be done" }).getByRole("button", { name: "Waive" }).click();
  await theirs.getByLabel("Comment, for both sides").fill("agreed on the fit call");
  await theirs.keyboard.press("Enter");
  await theirs.getByText(/^Proposed, it waits for a second person/).first().waitFor();
  await theirs.locator(".strip", { hasText: "agreed on the fit call" }).getByRole("button", { name: "Withdraw" }).waitFor();

  const page = await open(t, path);
  await page.locator(".strip", { hasText: "agreed on the fit call" }).getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await page.locator(".strip", { hasText: "agreed on the fit call" }).waitFor({ state: "detached" });
  await page.getByRole("complementary", { name: "Approval" }).getByText("Waived", { exact: true }).first().waitFor();
});

test("The peek tells the rounds, takes a comment and keeps a private one apart", async (t) => {
  const approval = await undecided("pp");
  const { page } = await queueOf(t, approval);
  await page.keyboard.press("c");
  const peek = page.getByRole("complementary", { name: "Approval" });
  await peek.getByText(`R${approval.round}`, { exact: true }).first().waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")), (label) => label?.startsWith("Say something") === true, "the comment has not the focus");
  const text = `please check ${Date.now()}`;
  await page.keyboard.type(text);
  await peek.getByLabel("Only us").check();
  await peek.getByRole("button", { name: /^Say/ }).click();
  await peek.getByRole("listitem").filter({ hasText: text }).getByText("Only us").first().waitFor();
});

test("The matrix of a style opens the approval of its address, hears what is said of it, and takes an answer", async (t) => {
  const { items: [asked] } = await api("approvals?type=lab-dip&limit=1");
  const page = await open(t, `/styles/${asked.style}?tab=approvals&approval=${encodeURIComponent(asked.id)}`);
  const peek = page.getByRole("complementary", { name: "Approval" });
  await peek.getByText(/^Rounds/).first().waitFor();
  await peek.getByLabel(/^Say something/).waitFor();
  const text = `from elsewhere ${Date.now()}`;
  await api(`approvals/${encodeURIComponent(asked.id)}/comments`, { method: "POST", body: JSON.stringify({ text }), headers: { "Content-Type": "application/json" } });
  await peek.getByRole("listitem").filter({ hasText: text }).waitFor();
  await known(page);
  await page.keyboard.press("n");
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")), (label) => label?.startsWith("Say something") === true, "the comment has not the focus");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await peek.waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).search, "?tab=approvals");
  await page.locator(".approval-cell").first().click();
  await peek.getByText(/^Rounds/).first().waitFor();
});

test("A picture is attached in the peek, shown and taken away; what is none is refused", async (t) => {
  const approval = await undecided("pp");
  const { page } = await queueOf(t, approval);
  await page.keyboard.press(" ");
  const peek = page.getByRole("complementary", { name: "Approval" });
  const name = `look ${Date.now()}.png`;
  const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await peek.getByLabel("Files to attach").setInputFiles({ name, mimeType: "image/png", buffer: pixel });
  const picture = peek.getByAltText(`${name}, round ${approval.round}`);
  await eventually(() => picture.evaluate((img) => img.naturalWidth).catch(() => 0), (width) => width === 1, "the picture is not shown");
  await peek.getByLabel("Files to attach").setInputFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html></html>") });
  await page.getByText(/^page\.png was not attached\. Expected PNG/).first().waitFor();
  await peek.getByRole("button", { name: `Take ${name} away` }).click();
  await picture.waitFor({ state: "detached" });
});

test("A sample is moved and declared, and the rules answer", async (t) => {
  const approval = await undecided("pp");
  const { page } = await queueOf(t, approval);
  await page.keyboard.press(" ");
  const peek = page.getByRole("complementary", { name: "Approval" });
  await peek.getByRole("button", { name: "Move" }).click();
  const place = `Rail ${Date.now()}`;
  await page.getByLabel("Place or person").fill(place);
  await page.keyboard.press("Enter");
  await peek.getByText(place).first().waitFor();
  await peek.getByRole("button", { name: "Customs" }).click();
  await page.getByLabel("Tariff line").fill("9811.00.60");
  await page.getByLabel("Declared value, USD").fill("24.5");
  await page.getByLabel("Marked or mutilated").selectOption("sewn-in-label");
  await page.keyboard.press("Enter");
  await peek.getByText("Fails").first().waitFor();
});

test("N asks for an approval that no calendar asks for, and says what is wrong with it at its field", async (t) => {
  const { items: [style] } = await api("styles?limit=1&category=apparel&sort=-number");
  const page = await open(t, "/approvals");
  await page.locator('.queue .grid[aria-busy="false"] .grid-row').first().waitFor();
  await known(page);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Ask for an approval" });
  await dialog.getByLabel("Style", { exact: true }).fill(style.number);
  await dialog.getByLabel("Type").selectOption({ label: "Lab dip" });
  await dialog.getByLabel("Mill").fill(`Mill ${Date.now()}`);
  await dialog.getByLabel("Mill").press("Enter");
  await dialog.getByLabel("Colour").and(page.locator("[aria-invalid=true]")).waitFor();
  await dialog.getByLabel("Colour").fill(style.colours[0]);
  await dialog.getByLabel("Mill").press("Enter");
  await dialog.waitFor({ state: "detached" });
  const { items } = await api(`approvals?state=all&style=${style.number}&type=lab-dip&limit=500`);
  assert.ok(items.some(({ mill }) => mill?.startsWith("Mill ")), "the lab dip of the other mill is not there");
});

test("A material shows its approvals and the lines that wait, and a mill is named where it is asked for", async (t) => {
  const { items: [asked] } = await api("approvals?state=open&status=requested&type=lab-dip&sort=-due&limit=1");
  const mill = `Dyers ${Date.now()}`;
  const page = await open(t, `/materials?name=${encodeURIComponent(asked.material)}&approval=${encodeURIComponent(asked.id)}`);
  await page.locator(".style-lines tbody tr").first().waitFor();
  await page.getByRole("button", { name: /the mill$/ }).click();
  await page.getByRole("dialog").getByLabel("Mill").fill(mill);
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Approval" }).getByText(mill).first().waitFor();
  await page.goto(`${base}/approvals?mill=${encodeURIComponent(mill)}`);
  await page.locator(`.grid-row[data-id="${asked.id}"]`).waitFor();
});

test("A round goes by keys from asked for over a parcel, here and under review to approved", async (t) => {
  // The farthest, because the season's people ask for the nearest.
  const { items } = await api("approvals?status=planned&type=size-set&sort=-due&limit=50");
  const isOpen = async ({ purchaseOrder, line }) => (await api(`purchase-orders/${purchaseOrder}`)).lines.some(({ number, stage }) => number === line && stage !== "cancelled");
  let planned;
  for (const each of items) if (await isOpen(each) && (planned = each)) break;
  assert.ok(planned, "There is no size set to ask for");
  const { page, row } = await queueOf(t, planned);
  await known(page);
  await page.keyboard.press(" ");
  const peek = page.getByRole("complementary", { name: "Approval" });
  await page.keyboard.press("s");
  // The peek asks again for what the row has already heard.
  await peek.getByText("Requested").first().waitFor();
  await peek.getByRole("button", { name: "Sent" }).press("Enter");
  await page.getByLabel("Carrier").fill("DHL");
  await page.getByLabel("Parcel number").fill("JD014600003");
  await page.keyboard.press("Enter");
  await peek.getByText("DHL JD014600003").first().waitFor();
  for (const [key, stands] of [["v", "Received"], ["i", "In review"]]) {
    await page.keyboard.press(key);
    await row.getByText(stands).first().waitFor();
  }
  await page.keyboard.press("a");
  await page.getByText(/^Approved: /).first().waitFor();
  const { status, rounds } = await api(`approvals/${encodeURIComponent(planned.id)}`);
  assert.deepEqual([status, rounds.length, rounds[0].parcel], ["approved", 1, { carrier: "DHL", number: "JD014600003" }]);
});
