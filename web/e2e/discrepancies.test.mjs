import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { api, base, known, open } from "./browser.mjs";

/** A line with a calendar on which nothing has left yet, and two sources that disagree about its first milestone. */
async function disagreeing() {
  const { items: [{ purchaseOrder, line, milestone }] } = await api("work-queue?kind=milestone&sort=due&vendor=&limit=1&q=PO-");
  const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const say = (source, date) => api("events", {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ source, eventId: randomUUID(), eventUpdatedAt: new Date().toISOString(), type: "milestone", purchaseOrder, line, milestone, classifier: "ACT", date }),
  });
  await say("E2E-MILL", day(9));
  await say("E2E-FORWARDER", day(5));
  return { purchaseOrder, line, milestone, right: day(9) };
}

test("A discrepancy on a style is raised by hand with both sides, and settled", async (t) => {
  const { items } = await api("styles?limit=20");
  const style = items.find(({ targetExFactory }) => targetExFactory != null).number;
  const page = await open(t, `/styles/${style}?tab=milestones`);
  await page.getByRole("heading", { name: "Discrepancies" }).waitFor();
  await known(page);
  await page.keyboard.press("d");
  await page.getByLabel("What it is about").fill("which proto was approved");
  await page.getByRole("group", { name: "One side" }).getByLabel("One side").fill("Mill");
  await page.getByRole("group", { name: "One side" }).getByLabel("says").fill("the second");
  await page.getByRole("group", { name: "The other side" }).getByLabel("The other").fill("Design");
  await page.getByRole("group", { name: "The other side" }).getByLabel("says").fill("the first");
  // The answer is lost: sent once more it is done once.
  await page.route("**/api/v1/discrepancies", async (route) => { await route.fetch(); await route.abort(); }, { times: 1 });
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Enter");
  const raised = page.locator(".discrepancies li").filter({ hasText: "which proto was approved" });
  await raised.getByRole("button", { name: "Settle" }).click();
  await page.getByRole("radio", { name: /Design/ }).check();
  await page.getByLabel("Reason").fill("the tag says so");
  await page.keyboard.press("Enter");
  await raised.waitFor({ state: "detached" });
});

test("Two sources that disagree stand on the order until somebody settles it with a reason", async (t) => {
  const { purchaseOrder, line, milestone, right } = await disagreeing();
  const page = await open(t, `/pos/${purchaseOrder}?line=${line}`);
  const shown = page.locator(".discrepancies li").filter({ hasText: "E2E-MILL" });
  await shown.getByRole("button", { name: "Settle" }).click();
  await page.getByRole("radio", { name: /E2E-MILL/ }).check();
  await page.getByLabel("Reason").fill("the tag is dated");
  await page.keyboard.press("Enter");
  await shown.waitFor({ state: "detached" });
  const { lines } = await api(`purchase-orders/${purchaseOrder}`);
  const settled = lines.find(({ number }) => number === line);
  assert.equal(settled.milestones.find(({ code }) => code === milestone).actual, right);
  await page.getByText(/E2E-MILL is right that/).first().waitFor();
  await page.goto(`${base}/discrepancies`);
  await page.getByRole("heading", { name: "Discrepancies" }).waitFor();
  await page.keyboard.press("2");
  const row = page.locator(".discrepancies-sheet tr", { hasText: "the tag is dated" }).filter({ hasText: purchaseOrder }).first();
  await row.waitFor();
  // Also where there is no room for columns both sides are there, with their days.
  await page.setViewportSize({ width: 390, height: 844 });
  const sides = row.locator(".col-sides");
  assert.ok(await sides.isVisible());
  for (const side of [/E2E-MILL \d/, /E2E-FORWARDER \d/]) assert.match(await sides.innerText(), side);
});

test("Cutting without a sealed PP sample stands on the order until that is approved", async (t) => {
  const { items } = await api("approvals?type=pp&status=planned,requested&limit=50");
  let pp, cutting;
  for (const each of items.toReversed()) {
    const { lines } = await api(`purchase-orders/${each.purchaseOrder}`);
    const { gates, milestones } = lines.find(({ number }) => number === each.line);
    cutting = milestones.find(({ name, actual }) => name.startsWith("Cutting start") && actual == null);
    if (cutting && gates?.includes(each.milestone) && (pp = each)) break;
  }
  assert.ok(pp, "No line waits for its PP sample");
  await api("events", {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      source: "E2E-CUTTER", eventId: randomUUID(), eventUpdatedAt: new Date().toISOString(), type: "milestone",
      purchaseOrder: pp.purchaseOrder, line: pp.line, milestone: cutting.code, classifier: "ACT", date: new Date().toISOString().slice(0, 10),
    }),
  });
  const page = await open(t, `/pos/${pp.purchaseOrder}?line=${pp.line}`);
  const shown = page.locator(".discrepancies li").filter({ hasText: /^Cutting start.* has happened, and PP .+ has not/ });
  await shown.getByText("It goes once that has happened or is waived.").waitFor();
  const { version } = await api(`approvals/${encodeURIComponent(pp.id)}`);
  await api("approvals/decisions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify([{ id: pp.id, version, act: "waive", text: "cut on the size set" }]) });
  await shown.waitFor({ state: "detached" });
});
