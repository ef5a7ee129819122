import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { api, eventually, open } from "./browser.mjs";

const uniqueId = () => `E2E-${randomUUID().slice(0, 6).toUpperCase()}`;

test("A template is begun as a copy, faulted at its row and field, saved and published", async (t) => {
  const id = uniqueId();
  const page = await open(t, "/calendars");
  await page.locator(".templates tbody tr").first().waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Copy of").selectOption("APPAREL");
  await page.getByLabel("Id").fill(id);
  await page.getByLabel("Title").fill("Knits of a test");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/calendars/${id}`);
  await page.getByText("Draft of version 1").first().waitFor();

  // A lag longer than the plan leaves room for, and a wait in a circle: said under the row, marked at the field.
  const follows = page.getByLabel("Follows of A26");
  await follows.fill("A25+3, A21+12, A30+1");
  await follows.press("Enter");
  await page.locator('[data-row="26"] [data-field="after"][aria-invalid="true"]').waitFor();
  const said = await page.locator(".fault-row").innerText();
  assert.match(said, /A26 follows A21 by at least 12 days, but is planned 10 days after it/);
  assert.match(said, /waits for itself/);
  assert.ok(await page.getByRole("button", { name: /^Publish/ }).isDisabled());
  // Enter went on to the row below.
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Follows of A27");

  await follows.fill("A25+3, A21+9");
  await follows.press("Enter");
  await page.locator(".fault-row").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Acts of A24" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  // Who followed it follows what it followed.
  await eventually(() => page.getByLabel("Follows of A25").inputValue(), (text) => text === "A23+2, A19+14", "the lag was not handed on");
  await page.keyboard.press("Control+s");
  await page.getByRole("region", { name: "Draft" }).getByText("saved", { exact: true }).first().waitFor();
  const draft = (await api(`calendar-templates/${id}`)).draft;
  assert.equal(draft.milestones.length, 39);
  assert.deepEqual(draft.milestones.find(({ code }) => code === "A26").after, [{ milestone: "A25", minDays: 3 }, { milestone: "A21", minDays: 9 }]);

  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note").fill("for the test");
  await page.keyboard.press("Enter");
  await page.getByText(`Version 1 of ${id} is published`).first().waitFor();
  const { version, versions } = await api(`calendar-templates/${id}`);
  assert.deepEqual([version, versions[0].note], [1, "for the test"]);
});

test("The plan of an example order follows what it is like and what is typed", async (t) => {
  const page = await open(t, "/calendars/OSTRA-APPAREL?tab=preview");
  const rows = page.locator(".plan-grid tbody tr");
  await rows.last().waitFor();
  assert.equal(await page.locator("#plan-W01").count(), 0);
  await page.getByLabel("washed").selectOption("yes");
  await page.locator("#plan-W01").waitFor();
  const due = await page.locator("#plan-A01 td").first().innerText();
  await page.getByLabel("Ex-factory").fill("20/8");
  await eventually(() => page.locator("#plan-A01 td").first().innerText(), (text) => text !== due, "the plan did not move");
});

test("What is typed is still there after a look at another page, and Discard drops it", async (t) => {
  const page = await open(t, "/calendars/FOOTWEAR");
  await page.locator(".milestones tbody tr").first().waitFor();
  await page.keyboard.press("e");
  await page.getByLabel(/^Name of /).first().fill("Another name");
  await page.keyboard.press("Tab");
  await page.getByRole("link", { name: "Calendars" }).first().click();
  await page.locator(".templates").waitFor();
  await page.goBack();
  await page.getByText("not saved").first().waitFor();
  assert.equal(await page.getByLabel(/^Name of /).first().inputValue(), "Another name");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.locator(".draft-bar").waitFor({ state: "detached" });
  assert.equal((await api("calendar-templates/FOOTWEAR")).draft, null);
});

test("A version that is offered is taken by the orders chosen, and taken back", async (t) => {
  const page = await open(t, "/calendars/OSTRA-APPAREL?tab=offers");
  const box = page.getByRole("checkbox", { name: /^Choose PO-/ }).first();
  const number = (await box.getAttribute("aria-label")).slice("Choose ".length);
  const versions = async () => (await api(`purchase-orders/${number}`)).lines.map(({ calendar }) => calendar.templateVersion);
  await box.check();
  await page.keyboard.press("a");
  await page.getByLabel("Reason").fill("agreed with the mill");
  await page.keyboard.press("Enter");
  await page.getByText("1 PO went over to version 2").first().waitFor();
  assert.ok((await versions()).every((version) => version === 2));
  await page.getByRole("checkbox", { name: `Choose ${number}` }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByText(/^Taken back/).first().waitFor();
  assert.ok((await versions()).every((version) => version === 1));
});

test("Two versions are laid side by side", async (t) => {
  const page = await open(t, "/calendars/OSTRA-APPAREL?tab=versions&from=1&to=2");
  await page.getByText("2 milestones changed").first().waitFor();
  assert.equal(await page.locator(".differences tbody tr").count(), 2);
});
