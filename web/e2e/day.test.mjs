import assert from "node:assert/strict";
import { test } from "node:test";
import { api, base, eventually, known, number, open, still } from "./browser.mjs";

const rows = (page) => page.locator(".day-list tr[data-id]");

test("The day begins with what is most at stake, and what is reported from it leaves it", async (t) => {
  const page = await open(t, "/");
  await page.waitForURL("**/me");
  await rows(page).first().waitFor();
  const impacts = async () => {
    // What changed since ranks anew.
    await page.keyboard.press(".");
    return (await page.locator(".day-list tbody").first().locator("td.col-impact").allInnerTexts()).map(number);
  };
  await eventually(impacts, (seen) => seen.every((each, at) => at === 0 || seen[at - 1] >= each), "not the most at stake first");

  const id = await page.locator('.day-list tr[data-kind="milestone"]').first().getAttribute("data-id");
  const row = page.locator(`.day-list tr[data-id="${id}"]`);
  assert.match(await row.locator(".col-why").innerText(), /\d+ units × \d+ days? at risk, (no|\d+ days? of) float left/);
  await row.locator("th a").focus();
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Happened on").fill("t");
  await page.keyboard.press("Enter");
  await page.locator(".notice", { hasText: " happened " }).waitFor();
  await eventually(() => row.count(), (left) => left === 0, `${id} is still in the day`);
  assert.ok(!(await api("work-queue?limit=500")).items.some((item) => item.id === id));
  // Undone, it waits again.
  await page.keyboard.press("Control+z");
  await row.waitFor();
});

test("J and K walk the day, Enter opens what it is about", async (t) => {
  const page = await open(t, "/me");
  await rows(page).first().waitFor();
  await still(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const focused = page.locator(".day-list a:focus");
  await focused.waitFor();
  const href = await focused.getAttribute("href");
  assert.equal(href, await rows(page).nth(0).locator("a").getAttribute("href"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${href}`);
});

test("A supervisor looks at the day of another", async (t) => {
  const page = await open(t, "/me");
  await rows(page).first().waitFor();
  await page.getByLabel("Whose day").selectOption("rafiq.islam");
  await page.getByRole("heading", { name: "Day of Rafiq Islam" }).waitFor();
  await rows(page).first().waitFor();
  assert.equal(await page.locator(".day-list .chase").count(), 0);
  await page.getByRole("link", { name: "To chase" }).click();
  await page.getByText("Nothing of this kind").first().waitFor();
});

test("A vendor not chased today is asked for everything from the day, and leaves it", async (t) => {
  const page = await open(t, "/me");
  const first = page.locator(".day-unchased a").first();
  await first.waitFor();
  const href = await first.getAttribute("href");
  const vendor = new URL(href, page.url()).pathname.split("/").at(-1);
  await page.locator(`.day-unchased a[href="${href}"]`).click();
  await page.getByText(/^\d[\d,]* open things?$/).first().waitFor();
  await page.getByText("The message as text").click();
  assert.match(await page.locator(".chase-panel pre").innerText(), /Please answer each with a day/);
  // Where somebody has reported since it was listed it is refused, and listed anew.
  const marked = async () => (await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "POST" && /chase/.test(answer.url())),
    page.getByRole("button", { name: "Mark as sent" }).click(),
  ]))[0].status();
  assert.equal(await eventually(marked, (status) => status !== 409, "it is listed anew all the time"), 200);
  await page.getByRole("button", { name: "Chased again …" }).waitFor();
  const { unchased } = await api("work-queue?limit=1");
  assert.ok(!unchased.some((each) => each.vendor === decodeURIComponent(vendor)));
});

test("A line review goes by single keys from style to style, and closing it tells the styles", async (t) => {
  const { items } = await api("line-reviews?state=open&limit=1");
  const [{ id, styles, adopted, dropped, revised }] = items;
  const page = await open(t, `/line-review?review=${id}`);
  const decided = (n) => page.locator(".review-head").getByText(`${n} of ${styles} decided`).first().waitFor();
  const before = adopted + dropped + revised;
  await decided(before);
  await page.keyboard.press("a");
  await decided(before + 1);
  await page.keyboard.press("d");
  await page.keyboard.type("too dear");
  await page.keyboard.press("Enter");
  await decided(before + 2);
  await page.keyboard.press("r");
  await page.keyboard.type("collar lower");
  await page.keyboard.press("Enter");
  await decided(before + 3);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("collar lower").first().waitFor();
  await dialog.getByLabel(/undecided/).check();
  await dialog.getByRole("button", { name: /^Close and tell/ }).click();
  await page.locator(".review-head").getByText(/closed by/).first().waitFor();
  await eventually(() => api(`line-reviews/${id}`), ({ carried }) => carried === before + 3, "not all styles know of it");
});

test("Alerts go by single keys, and one that is taken in hand leaves those that wait", async (t) => {
  const page = await open(t, "/alerts");
  const chosen = page.locator(".alert-list tr[aria-current] th a");
  await page.locator(".alert-list tbody tr").nth(1).waitFor();
  const first = await chosen.getAttribute("href");
  await page.keyboard.press("j");
  await eventually(() => chosen.getAttribute("href"), (href) => href !== first, "J does not move");
  const [order] = (await chosen.getAttribute("href")).match(/PO-[^?]+/);
  await page.keyboard.press("a");
  await page.keyboard.type("ships by air");
  await page.keyboard.press("Enter");
  await eventually(() => api(`alerts?state=acknowledged&purchaseOrder=${order}`), ({ items }) => items.some(({ note }) => note === "ships by air"), "nobody has it in hand");
  await page.locator(`.alert-list th a[href^="/pos/${order}"]`, { hasText: "will be late" }).waitFor({ state: "detached" });
  const [next] = (await chosen.getAttribute("href")).match(/PO-[^?]+/);
  await page.keyboard.press("a");
  await page.keyboard.type("sewn on Sunday");
  await page.keyboard.press("Control+Enter");
  await page.getByText(`${next} is in hand until tomorrow at 09:00`).waitFor();
  const tomorrow = await page.evaluate(() => { const now = new Date(); return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).toISOString(); });
  const { items } = await api(`alerts?state=acknowledged&purchaseOrder=${next}`);
  assert.equal(Date.parse(items.find(({ note }) => note === "sewn on Sunday").until), Date.parse(tomorrow));
});

test("What somebody does is said on the people's page, and their day says as what a thing is theirs", async (t) => {
  const { items } = await api("people");
  const ada = items.find(({ id }) => id === "ada.kern") ?? assert.fail("Nobody sees to quality");
  const page = await open(t, "/people");
  const dialog = page.getByRole("dialog");
  const does = page.locator(".people-list tr", { hasText: ada.name });
  const turn = async (name) => {
    await page.getByRole("button", { name: `Functions of ${ada.name}` }).click();
    await dialog.getByLabel(name).click();
    await dialog.getByRole("button", { name: /^Save/ }).click();
    await dialog.waitFor({ state: "detached" });
  };
  await turn("Logistics");
  await does.getByText("Logistics").first().waitFor();
  await turn("Logistics");
  await does.getByText("Logistics").waitFor({ state: "detached" });
  // Another says it meanwhile: one is told, sees what they said, and saves upon it.
  await Promise.all([page.waitForResponse(/\/api\/v1\/people$/), page.getByRole("button", { name: `Functions of ${ada.name}` }).click()]);
  const { version } = (await api("people")).items.find(({ id }) => id === ada.id);
  const elsewhere = await fetch(`${base}/api/v1/people/${ada.id}/functions`, {
    method: "PUT", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), "If-Match": `"${version}"` },
    body: JSON.stringify({ functions: [...ada.functions, "marketing"] }),
  });
  assert.equal(elsewhere.status, 200);
  await dialog.getByRole("button", { name: /^Save/ }).click();
  await dialog.getByRole("alert").waitFor();
  await page.locator('dialog label:has-text("Marketing") input:checked').waitFor();
  await dialog.getByLabel("Marketing").click();
  await dialog.getByRole("button", { name: /^Save/ }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), `Functions of ${ada.name}`);
  await page.getByRole("link", { name: `Day of ${ada.name}` }).click();
  await page.locator(".day-list .col-why span", { hasText: /^as (quality|lab|compliance)/ }).first().waitFor();
});

test("Somebody is let in on the people's page, what is wrong stands at its field, and who has left is out", async (t) => {
  const page = await open(t, "/people", { before: (each) => each.addInitScript(() => localStorage.setItem("selvedge.person", "ingrid.dahl")) });
  const id = `e2e.${Date.now()}`;
  await known(page);
  await page.locator(".people-list").waitFor();
  await page.keyboard.press("n");
  const box = page.getByRole("dialog", { name: "Let somebody in" });
  await box.getByLabel("Id", { exact: true }).fill(id);
  await box.getByLabel("Name", { exact: true }).fill(`Eva ${id}`);
  await box.getByLabel("Role").selectOption("vendor");
  await box.getByRole("button", { name: "Let in" }).click();
  await box.locator('[aria-invalid="true"]').waitFor();
  assert.equal(await box.locator('[aria-invalid="true"]').evaluate((field) => field.labels[0].textContent), "Vendors");
  await box.getByLabel("Role").selectOption("assistant");
  await box.getByRole("button", { name: "Let in" }).click();
  await box.waitFor({ state: "detached" });
  const asks = () => fetch(`${base}/api/v1/people`, { headers: { "X-Selvedge-Person": id } }).then(({ status }) => status);
  assert.equal(await asks(), 200);

  await page.getByRole("button", { name: `Access of Eva ${id}` }).click();
  const access = page.getByRole("dialog", { name: `What Eva ${id} may see` });
  await access.getByRole("checkbox", { name: "Has left" }).check();
  await access.getByRole("button", { name: "Save" }).click();
  await page.locator(".people-list .is-over", { hasText: `Eva ${id}` }).waitFor();
  assert.equal(await asks(), 401);
});

test("Where and when one hears of alerts is one's own to choose, and a wrong zone is said at its field", async (t) => {
  const page = await open(t, "/alerts", { before: (each) => each.addInitScript(() => localStorage.setItem("selvedge.person", "tomas.reyl")) });
  await page.getByRole("link", { name: "How you hear of them" }).click();
  const mail = `tomas.${Date.now()}@example.com`;
  await page.getByLabel("Mail address").fill(mail);
  await page.getByLabel("Time zone").fill("Atlantis");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  assert.equal(await page.locator('[aria-invalid="true"]').evaluate((field) => field.labels[0].textContent), "Time zone");
  await page.getByLabel("Time zone").fill("Asia/Dhaka");
  await page.getByLabel("P2").selectOption("digest");
  await page.getByLabel("Mails a day at most").fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  const chosen = await eventually(
    () => fetch(`${base}/api/v1/me/alerts`, { headers: { "X-Selvedge-Person": "tomas.reyl" } }).then((answer) => answer.json()), (answer) => answer.mail === mail, "The choices are kept");
  assert.deepEqual([chosen.timeZone, chosen.p2, chosen.mailsADay], ["Asia/Dhaka", "digest", 7]);
});

test("What waits for somebody is told as it happens, on the rail and in the inbox", async (t) => {
  const asks = (path, init) => fetch(`${base}/api/v1/${path}`, { ...init, headers: { "X-Selvedge-Person": "manager", "content-type": "application/json" } }).then((answer) => answer.json());
  const page = await open(t, "/alerts", { before: (each) => each.addInitScript(() => localStorage.setItem("selvedge.person", "tomas.reyl")) });
  await known(page);
  // Of a brand of his, and not yet come to directors.
  const { items } = await asks("alerts?state=open&brand=OSTRA&limit=500");
  const given = items.find(({ reached, assignee }) => !reached.includes("director") && assignee == null);
  await page.locator(".state, .alert-list").first().waitFor();
  assert.equal(await page.locator(".alert-list", { hasText: given.purchaseOrder }).count(), 0);
  await asks(`alerts/${encodeURIComponent(given.id)}/assign`, { method: "POST", body: JSON.stringify({ to: "tomas.reyl" }) });
  await page.locator(".alert-list", { hasText: given.purchaseOrder }).waitFor();
  await page.locator(".rail-count").waitFor({ state: "attached" });
  await asks(`alerts/${encodeURIComponent(given.id)}/assign`, { method: "POST", body: JSON.stringify({ to: null }) });
  await page.locator(".alert-list", { hasText: given.purchaseOrder }).waitFor({ state: "detached" });
});
