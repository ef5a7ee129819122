import assert from "node:assert/strict";
import { test } from "node:test";
import { api, eventually, known, number, open } from "./browser.mjs";

/** An order of which nothing was reported lately, so that what is next of it stays next; each test takes another. */
async function aLine(at) {
  const { items } = await api("purchase-orders?category=footwear&sort=-number&limit=60");
  let found = 0;
  for (const { number } of items) {
    const order = await api(`purchase-orders/${number}`);
    const line = order.lines[0];
    const open = line.milestones.filter(({ actual, driving }) => actual == null && !driving);
    if (line.calendar && open.length > 6 && found++ === at) return { order, line, milestone: open.at(-4) };
  }
  assert.fail("No line with open milestones");
}

const overrides = async (order, line) => (await api(`purchase-orders/${order.number}`)).lines.find(({ number }) => number === line.number).calendar.overrides;

test("A milestone does not apply to a line, stands as a difference with its reason, and Ctrl Z takes it back", async (t) => {
  const { order, line, milestone } = await aLine(0);
  const page = await open(t, `/pos/${order.number}?line=${line.number}`);
  await page.locator(`#milestone-${milestone.code}`).click();
  await known(page);
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Does not apply").click();
  await dialog.getByLabel("Reason").fill("not for this shoe");
  await page.keyboard.press("Enter");
  await page.getByText(`${milestone.name} does not apply here`).first().waitFor();
  await page.locator(".entries", { hasText: `${milestone.code} does not apply` }).getByText("not for this shoe").first().waitFor();
  await page.locator(`#milestone-${milestone.code}`).waitFor({ state: "detached" });
  assert.deepEqual((await overrides(order, line)).map(({ milestone, kind }) => [milestone, kind]), [[milestone.code, "notapplicable"]]);
  await page.keyboard.press("Control+z");
  await eventually(() => overrides(order, line), (list) => list.length === 0, "the difference was not taken back");
  await page.locator(`#milestone-${milestone.code}`).waitFor();
});

test("Other days of one line are refused at their field, kept with a reason, and lifted", async (t) => {
  const { order, line, milestone } = await aLine(1);
  const page = await open(t, `/pos/${order.number}?line=${line.number}`);
  await page.locator(`#milestone-${milestone.code}`).click();
  await known(page);
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog");
  const follows = dialog.getByLabel("Follows + days");
  await follows.waitFor();
  const [first] = (await follows.inputValue()).split("+");
  await dialog.getByLabel("Reason").fill("hand stitched");
  await follows.fill("NOBODY+3");
  await page.keyboard.press("Enter");
  await dialog.getByText(/does not follow 'NOBODY'/).first().waitFor();
  await follows.fill(`${first}+1`);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.locator(".entries", { hasText: `${milestone.code} follows ${first}+1` }).waitFor();
  await page.getByRole("button", { name: `Lift the difference of ${milestone.code}` }).click();
  await page.getByLabel("Reason").fill("by machine after all");
  await page.keyboard.press("Enter");
  await eventually(() => overrides(order, line), (list) => list.length === 0, "the difference was not lifted");
});

/** An order of several open lines that follow one template, and a milestone that is open on all of them. */
async function anOrderOfLines() {
  const { items } = await api("purchase-orders?category=apparel&sort=-number&limit=100");
  for (const { number } of items) {
    const order = await api(`purchase-orders/${number}`);
    const open = ({ milestones }) => milestones.filter(({ actual }) => actual == null).map(({ code }) => code);
    if (order.lines.length < 2 || !order.lines.every(({ calendar, milestones }) => calendar && calendar.overrides.length === 0 && open({ milestones }).length > 6)) continue;
    const [first, ...others] = order.lines;
    const milestone = first.milestones.findLast(({ code, driving }) => !driving && [first, ...others].every((line) => open(line).includes(code)) && code !== first.milestones.at(-1).code);
    if (milestone) return { order, milestone };
  }
  assert.fail("No order of several open lines");
}

test("A milestone is dropped from all open lines of an order, with its effect before, and taken back from all", async (t) => {
  const { order, milestone } = await anOrderOfLines();
  const page = await open(t, `/pos/${order.number}?line=${order.lines[0].number}`);
  await page.locator(`#milestone-${milestone.code}`).click();
  await known(page);
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`All ${order.lines.length} open lines`).click();
  await dialog.getByText("Does not apply").click();
  await dialog.locator("[aria-busy=false] .effect").waitFor();
  await dialog.getByLabel("Reason").fill("one inspection for all");
  await page.keyboard.press("Enter");
  await page.getByText(`${milestone.name} does not apply here, on all open lines`).first().waitFor();
  const dropped = async () => (await api(`purchase-orders/${order.number}`)).lines.filter(({ calendar }) => calendar.overrides.some((each) => each.milestone === milestone.code && each.kind === "notapplicable")).length;
  assert.equal(await dropped(), order.lines.length);
  await page.keyboard.press("Control+z");
  await eventually(dropped, (n) => n === 0, "some line keeps the difference");
});

/** An order of whose first line reports are told, and of which several have said something: only then is there somebody to choose. */
async function anOrderOfSeveral() {
  const { items } = await api("purchase-orders?sort=number&limit=200");
  for (const { number } of items) {
    const { by, total } = await api(`purchase-orders/${number}/history?type=purchase-order.milestone-reported&line=1&limit=1`);
    if (by.length > 1 && total > 0) return { number };
  }
  assert.fail("No order of which several have reported");
}

test("The past of an order is filtered by kind and by who", async (t) => {
  const order = await anOrderOfSeveral();
  const page = await open(t, `/pos/${order.number}?line=1`);
  const history = page.locator(".history");
  await history.locator("tbody tr").first().waitFor();
  await history.getByLabel("What").selectOption({ label: "Reports" });
  await page.waitForURL(/kind=reports/);
  await eventually(async () => [
    (await api(`purchase-orders/${order.number}/history?type=purchase-order.milestone-reported&line=1&limit=1`)).total,
    number(await history.locator(".section-head span").first().innerText()),
  ], ([told, shown]) => told === shown, "the filtered count is not told");
  await history.getByLabel("Who").selectOption({ index: 1 });
  await page.waitForURL(/who=/);
});

test("A style that is said to be printed waits for its strike-off from then on", async (t) => {
  const { items } = await api("styles?category=apparel&limit=100");
  const plain = [];
  for (const { number } of items) {
    const style = await api(`styles/${number}`);
    const said = style.attributes.find(({ attribute }) => attribute === "printed")?.value;
    if (said !== "yes" && style.standing.stage === "development" && style.standing.proposals.length === 0) plain.push(number);
    if (plain.length > 0) break;
  }
  const page = await open(t, `/styles/${plain[0]}?tab=milestones`);
  await page.locator(".stages").waitFor();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Change fields" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Printed").selectOption("yes");
  await dialog.getByLabel("Why").fill("all-over print");
  await dialog.getByRole("button", { name: "Change" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.locator(".holds", { hasText: "Strike-offs / artwork approved" }).waitFor();
});

test("A day of a style is committed from its menu, with a reason that must be given", async (t) => {
  const { items } = await api("styles?category=accessories&limit=100");
  let found = null;
  for (const { number } of items) {
    const style = await api(`styles/${number}`);
    const open = style.milestones.find(({ actual, committed }) => actual == null && committed != null);
    if (open && style.standing.proposals.length === 0 && style.standing.acts.some(({ act, why }) => act === "commit" && why == null)) found = { number, open };
    if (found) break;
  }
  const page = await open(t, `/styles/${found.number}?tab=milestones`);
  await page.locator(".stages").waitFor();
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Move a committed day" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Milestone").selectOption(found.open.code);
  await dialog.getByLabel("Committed to").fill("+2");
  await dialog.getByRole("button", { name: "Commit" }).click();
  await dialog.getByLabel("Reason").and(page.locator("[aria-invalid=true]")).waitFor();
  await dialog.getByLabel("Reason").selectOption("FA-CAP");
  await dialog.getByRole("button", { name: "Commit" }).click();
  await dialog.waitFor({ state: "detached" });
  const agreed = async () => {
    const { milestones, standing } = await api(`styles/${found.number}`);
    return milestones.find(({ code }) => code === found.open.code).agreed ?? standing.proposals[0];
  };
  await eventually(agreed, (it) => it?.reason === "FA-CAP", "no day was agreed or proposed");
});
