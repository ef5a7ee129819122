// A stand-in for looking at the pages and for testing them alone: generated lines, the hub's
// protocol and the REST answers, all in memory. It is no part of the product.
//   node e2e/fixture-server.mjs [--port 5090] [--purchase-orders 700] [--rate 5]
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { WebSocketServer } from "ws";

const { values: options } = parseArgs({
  options: { port: { type: "string" }, "purchase-orders": { type: "string" }, rate: { type: "string" } },
});
const port = Number(options.port ?? 5090);
const purchaseOrders = Number(options["purchase-orders"] ?? 700);
const changesPerSecond = Number(options.rate ?? 5);
const dist = fileURLToPath(new URL("../dist", import.meta.url));

// ---- generated data -------------------------------------------------------------------------

let seed = 20_261_120;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const int = (low, high) => low + Math.floor(random() * (high - low + 1));
const pick = (list) => list[Math.floor(random() * list.length)];
const dayMs = 86_400_000;
const now = Math.floor(Date.now() / dayMs);
const day = (n) => new Date(n * dayMs).toISOString().slice(0, 10);

const brands = ["CORRIE", "HALDEN", "OSTRA", "MAREN", "LUMEN", "WOLD", "TARN", "VESPER"];
const vendors = [
  ["THAI-B", "Thai Binh Outerwear", "VN", "Thai Binh"], ["SZ-HUA", "Suzhou Huaxin", "CN", "Suzhou"], ["MEG-KN", "Meghna Knit Composite", "BD", "Gazipur"],
  ["KAV-EX", "Kaveri Exports", "IN", "Tirupur"], ["NB-QIA", "Ningbo Qianhe Knitwear", "CN", "Ningbo"], ["EGE-DE", "Ege Denim", "TR", "Izmir"],
  ["MIN-TX", "Minho Têxtil", "PT", "Guimarães"], ["DHAL-1", "Dhaleswari Apparels", "BD", "Savar"], ["PHU-YE", "Phu Yen Garment", "VN", "Tuy Hoa"],
  ["JIN-SH", "Jinjiang Shoes", "CN", "Jinjiang"], ["VAL-SH", "Valverde Calçado", "PT", "Felgueiras"], ["LEO-LE", "León Leather", "MX", "León"],
].map(([code, name, country, city]) => ({ code, name, country, city }));
const styleNames = {
  apparel: ["Padded jacket", "Merino crew", "Rib tank 3-pack", "Stripe shirt", "Fleece crew", "Wide jean", "Quilt vest", "Midi dress", "Pyjama set", "Tencel blouse", "Oxford shirt", "Cargo pant", "Puffer coat", "Denim jacket", "Cord skirt", "Terry short", "Heavy tee", "Piqué polo", "Zip hood", "Chino slim", "Linen pant", "Field parka", "Slip dress", "Swim short", "Flannel shirt"],
  footwear: ["Court low", "Trail mid", "Chelsea boot", "Mule", "Runner two", "Derby"],
  accessories: ["Half-moon bag", "Canvas tote", "Bucket hat", "Wool scarf", "Reversible belt"],
  other: ["Beach towel", "Gift box", "Throw"],
};
const colours = ["Ink navy", "Black", "Off-white", "Olive", "Rust", "Sage", "Sky", "Charcoal", "Stone", "Wine", "Mid wash", "Clay", "Petrol", "Grey mel.", "Cream", "Forest"];
const plan = [
  ["A01", "PO issued", "Production", 91], ["A02", "PO confirmed", "Vendor", 88], ["A04", "Lab dip approved", "Colour", 84], ["A06", "Fabric booked", "Vendor", 82],
  ["A07", "Trims ordered", "Vendor", 78], ["A09", "Size set approved", "Tech design", 66], ["A11", "Bulk lot approved", "Colour", 50], ["A12", "Fabric in-house", "Vendor", 42],
  ["A13", "Trims in-house", "Vendor", 38], ["A15", "PP sample approved", "Tech design", 36], ["A17", "PP meeting held", "QA", 34], ["A18", "Cutting start", "Vendor", 31],
  ["A19", "Sewing start", "Vendor", 28], ["A21", "Inline inspection", "QA", 20], ["A22", "Sewing complete", "Vendor", 9], ["A24", "Packing complete", "Vendor", 5],
  ["A25", "Final inspection", "QA", 3], ["A26", "Ex-factory", "Vendor", 0],
];
const drivingCodes = new Set(["A04", "A06", "A11", "A12", "A18", "A19", "A22", "A24", "A25", "A26"]);
const stageOf = { A01: "issued", A02: "confirmed", A04: "materials", A12: "materials", A18: "cutting", A19: "sewing", A22: "finishing", A24: "packing", A25: "inspected", A26: "exfactory" };
const reasons = [
  ["BR-APPR", "brand", "Lab dip R2 decided late"], ["FA-SAMPLE", "factory", "Lab dip R3 needed"], ["MT-MILL", "material", "Bulk lot re-queued at the mill"],
  ["FM-HOLIDAY", "force", "Days off on the way"], ["FA-CAP", "factory", "Line 4 short of hands"], ["MT-TRIM", "material", "Zips short by 3,100"], ["BR-TECH", "brand", "Wash panel R2 decided late"],
];

const orders = new Map();
const rows = new Map();
const overview = new Map();
const history = new Map();
const explanations = new Map();
let position = 1_000;
let committedAt = new Date().toISOString();

function split(total) {
  const shares = [0.15, 0.3, 0.3, 0.175];
  const sizes = ["S", "M", "L", "XL"].map((size, index) => ({ size, quantity: Math.round(total * shares[index]) }));
  return [...sizes, { size: "XXL", quantity: total - sizes.reduce((sum, each) => sum + each.quantity, 0) }];
}

function line(order, number, styleNumber, styleName) {
  const exFactory = now + int(-3, 75);
  const roll = random();
  const slip = roll < 0.1 ? int(1, 16) : 0;
  const lost = slip > 0 ? slip + int(0, 10) : roll < 0.2 ? int(2, 6) : 0;
  const milestones = plan.map(([code, name, role, before]) => {
    const baseline = exFactory - before;
    const share = drivingCodes.has(code) ? 1 : 0.4;
    const late = baseline > now - 30 ? Math.round(slip * share) : 0;
    const happens = baseline + late + (lost > 0 && before > 40 ? Math.round(lost * share * 0.6) : 0) * (baseline > now - 45 ? 1 : 0);
    const happened = happens < now - int(0, 2);
    return {
      code, name, role, home: before > 91 ? "style" : "line", baseline: day(baseline), committed: day(baseline),
      forecast: happened ? null : day(Math.max(happens, now)), actual: happened ? day(happens) : null, latest: day(baseline + 7),
      health: happened ? "done" : happens > baseline + 7 ? "critical" : happens > baseline ? "late" : "plan",
      driving: slip > 0 && drivingCodes.has(code),
    };
  });
  const last = milestones.at(-1);
  if (slip > 0 && last.actual === null) last.forecast = day(Math.max(now, exFactory + slip));
  const said = last.actual ?? last.forecast;
  const slipDays = Math.max(0, Math.round((Date.parse(said) - exFactory * dayMs) / dayMs));
  const health = last.actual ? "done" : slipDays > 9 ? "critical" : slipDays > 0 ? "late" : roll < 0.13 ? "blocked" : roll < 0.2 ? "risk" : roll < 0.215 ? "stale" : exFactory - now > 68 ? "plan" : "ontrack";
  const reached = milestones.filter((milestone) => milestone.actual !== null && stageOf[milestone.code]).at(-1);
  const causes = [];
  const absorbed = slipDays > 0 ? int(0, 9) : 0;
  let left = slipDays + absorbed;
  while (left > 0) {
    const [code, side, text] = pick(reasons);
    const days = causes.length >= 3 ? left : Math.min(left, int(1, 9));
    causes.push({ code, side, days, text, milestone: pick(["A04", "A11", "A12", "A19"]), event: position });
    left -= days;
  }
  explanations.set(`${order.number}/${number}`, { slipDays, floatAbsorbedDays: absorbed, causes });
  const quantity = int(4, 180) * 100;
  return {
    number, style: styleNumber, styleName, colour: pick(colours), quantity, sizes: split(quantity), stage: reached ? stageOf[reached.code] : "draft", health,
    slipDays, floatDays: health === "done" ? null : slipDays > 0 ? 0 : int(health === "risk" ? 1 : 3, health === "risk" ? 3 : 12),
    exFactory: { baseline: day(exFactory), committed: day(exFactory), forecast: last.forecast ?? last.actual, actual: last.actual },
    cancel: day(exFactory + 18), heardAt: new Date(Date.now() - (health === "stale" ? int(4, 9) * dayMs : int(1, 40_000) * 1000)).toISOString(),
    cause: causes.length > 0 ? causes.map(({ text, days }) => `${text} +${days}`).slice(0, 2).join(", ")
      : health === "blocked" ? "Waiting 8d for the azo report, outside lab" : health === "risk" ? `Cutting ${int(2, 5)}d behind plan, float nearly used` : health === "stale" ? "Reports daily as a rule, silent since" : null,
    milestones,
  };
}

function boardRow(order, each) {
  const next = each.milestones.find((milestone) => milestone.actual === null);
  return {
    id: `${order.number}/${each.number}`, v: position, po: order.number, line: each.number, poHealth: order.health, brand: order.brand, category: order.category,
    vendor: order.vendor, vendorName: order.vendorName, country: order.country, season: order.season, style: each.style, styleName: each.styleName, colour: each.colour,
    quantity: each.quantity, stage: each.stage, health: each.health, slipDays: each.slipDays, floatDays: each.floatDays, baseline: each.exFactory.baseline,
    committed: each.exFactory.committed, forecast: each.exFactory.forecast, actual: each.exFactory.actual, cancel: each.cancel,
    next: next ? { code: next.code, name: next.name, role: next.role, due: next.committed, forecast: next.forecast } : null, cause: each.cause, heardAt: each.heardAt,
  };
}

const rank = ["critical", "late", "blocked", "risk", "stale", "ontrack", "plan", "done"];
const styles = new Map();

for (let n = 0; n < purchaseOrders; n++) {
  const roll = random();
  const category = roll < 0.72 ? "apparel" : roll < 0.86 ? "footwear" : roll < 0.96 ? "accessories" : "other";
  const vendor = pick(vendors);
  const brand = pick(brands);
  const order = {
    id: `PO-${20_000 + n}`, v: position, number: `PO-${20_000 + n}`, brand, brandName: brand[0] + brand.slice(1).toLowerCase(), category, vendor: vendor.code,
    vendorName: vendor.name, country: vendor.country, season: pick(["SS27", "SS27", "AW27"]), health: "ontrack", version: int(4, 40), state: "open",
    incoterm: pick(["FOB", "FCA", "EXW"]), shipMode: pick(["Sea", "Sea", "Air", "Road"]), lines: [],
  };
  const styleName = pick(styleNames[category]);
  const style = `${brand.slice(0, 2)}-${1000 + Math.floor(n / 2)}`;
  const count = int(1, 6) > 3 ? int(1, 7) : 1;
  for (let number = 1; number <= count; number++) order.lines.push(line(order, number, style, styleName));
  order.health = order.lines.map((each) => each.health).sort((a, b) => rank.indexOf(a) - rank.indexOf(b))[0];
  orders.set(order.number, order);
  styles.set(style, { number: style, name: styleName, brand, category, season: order.season, colours: [...new Set(order.lines.map((each) => each.colour))], targetExFactory: order.lines[0].exFactory.baseline, health: order.health, version: 3, milestones: order.lines[0].milestones.slice(0, 8) });
  for (const each of order.lines) rows.set(`${order.number}/${each.number}`, boardRow(order, each));
  history.set(order.number, Array.from({ length: int(3, 24) }, (_, index) => ({
    position: 900 - index * 7, version: 30 - index, recordedAt: new Date(Date.now() - index * int(3, 30) * 3_600_000).toISOString(), type: "milestone.reported",
    text: pick(["Bulk lot forecast moved", "Size set approved, filed late", "Lab dip round 3 approved", "PO confirmed", "Fabric booked", "Trims ordered"]), line: null,
    milestone: "A11", from: day(now - index), to: day(now - index + 6), by: pick([{ actor: "Vendor page", source: "NB-QIA" }, { actor: "Import", source: "wk 47, row 18" }, { actor: "Rule", source: null }]),
  })));
}

function totalsOf(list) {
  const health = {};
  let quantity = 0;
  const numbers = new Set();
  for (const row of list) {
    health[row.health] = (health[row.health] ?? 0) + 1;
    quantity += row.quantity;
    numbers.add(row.po);
  }
  return { lines: list.length, purchaseOrders: numbers.size, quantity, health };
}

function overviewRow(brand, category) {
  const list = [...rows.values()].filter((row) => row.brand === brand && row.category === category);
  return { id: `${brand}/${category}`, v: position, brand, brandName: brand[0] + brand.slice(1).toLowerCase(), category, ...totalsOf(list) };
}
for (const brand of brands) for (const category of Object.keys(styleNames)) overview.set(`${brand}/${category}`, overviewRow(brand, category));

const worst = () => [...rows.values()].sort((a, b) => rank.indexOf(a.health) - rank.indexOf(b.health) || b.slipDays - a.slipDays).slice(0, 10);

// ---- topics ---------------------------------------------------------------------------------

function topicRows(topic) {
  if (topic === "overview") return [...overview.values()];
  if (topic.startsWith("po:")) return orders.has(topic.slice(3)) ? [orders.get(topic.slice(3))] : [];
  const category = topic.split(":")[2];
  return [...rows.values()].filter((row) => row.category === category);
}

function topicTotals(topic, list) {
  if (topic === "overview") return { ...totalsOf([...rows.values()]), worst: worst() };
  return topic.startsWith("board:") ? totalsOf(list) : {};
}

const clients = new Set();
const pending = new Map();

function change() {
  const row = pick([...rows.values()]);
  const each = orders.get(row.po).lines.find((candidate) => candidate.number === row.line);
  if (each.exFactory.actual) return;
  expect(row.po, row.line, day(Math.max(now, Math.round(Date.parse(each.exFactory.forecast) / dayMs) + int(-2, 3))));
}

/** The vendor now expects a line to leave the factory on another day. */
function expect(number, lineNumber, forecast) {
  const order = orders.get(number);
  const each = order.lines.find((candidate) => candidate.number === lineNumber);
  const row = rows.get(`${number}/${lineNumber}`);
  position++;
  committedAt = new Date().toISOString();
  const before = each.exFactory.forecast;
  each.exFactory.forecast = forecast;
  each.milestones.at(-1).forecast = forecast;
  each.slipDays = Math.max(0, Math.round((Date.parse(forecast) - Date.parse(each.exFactory.baseline)) / dayMs));
  each.health = each.slipDays > 9 ? "critical" : each.slipDays > 0 ? "late" : each.health === "late" || each.health === "critical" ? "ontrack" : each.health;
  const held = explanations.get(row.id);
  const sum = each.slipDays > 0 ? each.slipDays + held.floatAbsorbedDays : 0;
  explanations.set(row.id, { slipDays: each.slipDays, floatAbsorbedDays: sum > 0 ? held.floatAbsorbedDays : 0, causes: sum > 0 ? [{ code: "FA-CAP", side: "factory", days: sum, text: "Line 4 short of hands", milestone: "A19", event: position }] : [] });
  each.cause = sum > 0 ? `Line 4 short of hands +${sum}` : null;
  each.heardAt = committedAt;
  order.version++;
  order.v = position;
  order.health = order.lines.map((one) => one.health).sort((a, b) => rank.indexOf(a) - rank.indexOf(b))[0];
  orders.set(number, structuredClone(order));
  rows.set(row.id, boardRow(orders.get(number), each));
  history.get(number).unshift({ position, version: order.version, recordedAt: committedAt, type: "forecast.moved", text: "Ex-factory forecast moved", line: lineNumber, milestone: "A26", from: before, to: forecast, by: { actor: "Vendor page", source: row.vendor } });
  for (const [topic, id] of [[`board:*:${row.category}`, row.id], ["overview", `${row.brand}/${row.category}`], [`po:${number}`, number]]) {
    if (!pending.has(topic)) pending.set(topic, new Set());
    pending.get(topic).add(id);
  }
}

let flushedPosition = position;
function flush() {
  if (pending.size === 0) return;
  for (const [topic, ids] of pending) {
    const followers = [...clients].filter((client) => client.topics.has(topic));
    if (followers.length === 0) continue;
    if (topic === "overview") for (const id of ids) overview.set(id, overviewRow(...id.split("/")));
    const source = topic === "overview" ? overview : topic.startsWith("po:") ? orders : rows;
    const changed = [...ids].map((id) => source.get(id));
    for (const client of followers) {
      client.send("Frame", { topic, kind: "delta", from: client.topics.get(topic), to: position, committedAt, rows: changed, gone: [], totals: topicTotals(topic, topicRows(topic)) });
      client.topics.set(topic, position);
    }
  }
  pending.clear();
  flushedPosition = position;
}
let owed = 0;
setInterval(() => {
  owed += changesPerSecond / 10;
  for (; owed >= 1; owed--) change();
  flush();
}, 100);
setInterval(() => clients.forEach((client) => client.send("Alive", { position: flushedPosition, committedAt })), 5_000);

// ---- HTTP -----------------------------------------------------------------------------------

const people = [
  { id: "pm", name: "Petra Mann", role: "Production manager", initials: "PM" },
  { id: "dd", name: "Dan Doyle", role: "Director", initials: "DD" },
];

function answer(path, params) {
  const q = (params.get("q") ?? "").toLowerCase();
  const list = (items) => ({ items: items.slice(0, Number(params.get("limit") ?? 100)), total: items.length, next: null });
  const [kind, id, sub, n, last] = path.split("/").map(decodeURIComponent);
  if (kind === "people") return { items: people, current: "pm" };
  if (kind === "purchase-orders" && !id) return list([...orders.values()].filter((order) => `${order.number} ${order.vendorName}`.toLowerCase().includes(q)));
  if (kind === "purchase-orders" && orders.has(id)) {
    if (!sub) return orders.get(id);
    if (sub === "history") return { items: history.get(id), total: history.get(id).length, next: null };
    if (sub === "lines" && last === "explanation" && explanations.has(`${id}/${n}`)) return explanations.get(`${id}/${n}`);
  }
  if (kind === "styles" && !id) return list([...styles.values()].filter((style) => `${style.number} ${style.name}`.toLowerCase().includes(q)));
  if (kind === "styles" && styles.has(id)) return styles.get(id);
  if (kind === "vendors") {
    const all = vendors.map((vendor) => {
      const mine = [...rows.values()].filter((row) => row.vendor === vendor.code);
      return { ...vendor, openLines: mine.length, lateLines: mine.filter((row) => row.health === "late" || row.health === "critical").length, health: totalsOf(mine).health };
    });
    return id ? all.find((vendor) => vendor.code === id) : list(all.filter((vendor) => `${vendor.code} ${vendor.name}`.toLowerCase().includes(q)));
  }
  return undefined;
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  const json = (status, body, type = "application/json") => response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
  if (url.pathname === "/hub/live/negotiate")
    return json(200, { negotiateVersion: 1, connectionId: "fixture", connectionToken: "fixture", availableTransports: [{ transport: "WebSockets", transferFormats: ["Text"] }] });
  if (request.method === "POST" && url.pathname === "/api/v1/events") {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      const event = JSON.parse(text);
      expect(event.purchaseOrder, event.line, event.date);
      json(200, { items: [{ index: 0, eventId: event.eventId, status: "accepted", position }] });
    });
    return;
  }
  if (url.pathname.startsWith("/api/v1/")) {
    const body = answer(url.pathname.slice("/api/v1/".length), url.searchParams);
    if (body !== undefined) return json(200, body);
    return json(404, { type: "/problems/not-found", title: "There is no such thing", detail: `Nothing answers to ${url.pathname}.`, status: 404, traceId: "00-fixture-01" }, "application/problem+json");
  }
  const asked = join(dist, normalize(url.pathname));
  const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(dist, "index.html");
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
});

const separator = "\u001e";
const sockets = new WebSocketServer({ server, path: "/hub/live" });
sockets.on("connection", (socket) => {
  const client = {
    topics: new Map(),
    send: (target, message) => socket.send(JSON.stringify({ type: 1, target, arguments: [message] }) + separator),
  };
  let greeted = false;
  socket.on("message", (data) => {
    for (const text of String(data).split(separator).filter((part) => part !== "")) {
      const message = JSON.parse(text);
      if (!greeted) {
        greeted = true;
        clients.add(client);
        socket.send(`{}${separator}`);
      } else if (message.type === 1) {
        const [topic, after] = message.arguments;
        if (message.target === "Follow") {
          flush();
          client.topics.set(topic, position);
          const list = topicRows(topic);
          const missed = after === null ? list : list.filter((row) => row.v > after);
          client.send("Frame", { topic, kind: after === null ? "snapshot" : "delta", from: after ?? 0, to: position, committedAt, rows: missed, gone: [], totals: topicTotals(topic, list) });
        } else {
          client.topics.delete(topic);
        }
        if (message.invocationId) socket.send(JSON.stringify({ type: 3, invocationId: message.invocationId, result: null }) + separator);
      }
    }
  });
  socket.on("close", () => clients.delete(client));
});

server.listen(port, "127.0.0.1", () => console.log(`Fixture with ${orders.size} purchase orders and ${rows.size} lines on http://127.0.0.1:${port}`));
