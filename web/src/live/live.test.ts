import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame, Row } from "./frames";
import { backoffMilliseconds, Live, type Hub } from "./live";
import { Topic } from "./topic";

interface Line extends Row {
  forecast: string;
}

/** The server's end: what was called, and a way to speak. */
class FakeHub implements Hub {
  calls: unknown[][] = [];
  starts = 0;
  refuse: string | null = null;
  reachable = true;
  private readonly handlers = new Map<string, (message: never) => void>();
  private closed: () => void = () => {};
  private pending: (() => void)[] | null = null;

  async start() {
    this.starts++;
    if (!this.reachable) throw new Error("no route");
  }
  async stop() {}
  invoke(...call: unknown[]): Promise<unknown> {
    this.calls.push(call);
    if (this.refuse) return Promise.reject(new Error(this.refuse));
    return this.pending ? new Promise((resolve) => this.pending!.push(() => resolve(null))) : Promise.resolve(null);
  }
  on(method: string, handler: (message: never) => void) {
    this.handlers.set(method, handler);
  }
  onclose(handler: () => void) {
    this.closed = handler;
  }
  say(method: "Frame" | "Alive", message: unknown) {
    this.handlers.get(method)!(message as never);
  }
  drop() {
    this.closed();
  }
  holdAnswers() {
    this.pending = [];
  }
  follows() {
    return this.calls.filter(([method]) => method === "Follow").map(([, topic, after]) => [topic, after]);
  }
}

const board = "board:*:apparel";
const line = (id: string, v: number, forecast = "2026-11-20"): Line => ({ id, v, forecast });
const frame = (kind: Frame["kind"], from: number, to: number, rows: Line[] = [], gone: string[] = []): Frame<Line> => ({
  topic: board, kind, from, to, committedAt: "2026-11-20T09:14:00Z", rows, gone, totals: { lines: rows.length },
});
const settle = () => vi.advanceTimersByTimeAsync(0);
const paint = () => vi.advanceTimersByTimeAsync(150);

let hub: FakeHub;
let live: Live;

async function followed() {
  live.start();
  await settle();
  const { topic, release } = live.follow<Line, { lines: number }>(board);
  await settle();
  return { topic, release };
}

beforeEach(() => {
  vi.useFakeTimers();
  hub = new FakeHub();
  live = new Live(hub, Date.now, () => 0.5);
});
afterEach(() => vi.useRealTimers());

describe("Following a topic", () => {
  it("asks for a snapshot first and shows it at once", async () => {
    const { topic } = await followed();
    expect(hub.follows()).toEqual([[board, null]]);
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4), line("b", 9)]));
    expect([...topic.rows.keys()]).toEqual(["a", "b"]);
    expect(topic.position).toBe(10);
    expect(topic.current).toBe(true);
    expect(topic.totals).toEqual({ lines: 2 });
  });

  it("applies what continues the position held", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4), line("b", 9)]));
    hub.say("Frame", frame("delta", 10, 12, [line("a", 12, "2026-12-01")], ["b"]));
    await paint();
    expect([...topic.rows.values()]).toEqual([line("a", 12, "2026-12-01")]);
    expect(hub.follows()).toHaveLength(1);
  });

  it("ignores a frame that ends at or below the position held", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    hub.say("Frame", frame("delta", 8, 10, [line("a", 11, "2027-01-01")], []));
    hub.say("Frame", frame("snapshot", 0, 9, []));
    await paint();
    expect([...topic.rows.values()]).toEqual([line("a", 4)]);
    expect(topic.position).toBe(10);
  });

  it("takes from an overlapping frame only the rows that are newer", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 9, "newer"), line("b", 2, "old")]));
    hub.say("Frame", frame("delta", 5, 14, [line("a", 7, "older"), line("b", 13, "new")]));
    await paint();
    expect(topic.rows.get("a")?.forecast).toBe("newer");
    expect(topic.rows.get("b")?.forecast).toBe("new");
    expect(topic.position).toBe(14);
  });

  it("follows again from the position held after a gap, once, and changes nothing until the answer", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    hub.holdAnswers();
    hub.say("Frame", frame("delta", 12, 13, [line("a", 13, "after the gap")]));
    hub.say("Frame", frame("delta", 13, 14, [line("a", 14, "later still")]));
    await paint();
    expect(hub.follows()).toEqual([[board, null], [board, 10]]);
    expect(topic.rows.get("a")).toEqual(line("a", 4));
    hub.say("Frame", frame("delta", 10, 14, [line("a", 14, "healed")]));
    await paint();
    expect(topic.rows.get("a")?.forecast).toBe("healed");
  });

  it("lets a snapshot replace all rows and keeps the objects of those unchanged", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4), line("b", 9)]));
    const kept = topic.rows.get("a");
    hub.say("Frame", frame("snapshot", 0, 30, [line("a", 4), line("c", 20)]));
    await paint();
    expect([...topic.rows.keys()]).toEqual(["a", "c"]);
    expect(topic.rows.get("a")).toBe(kept);
  });

  it("shows the parts of its first snapshot as they come, and is current with the last", async () => {
    const { topic } = await followed();
    hub.say("Frame", { ...frame("snapshot", 0, 10, [line("a", 4)]), part: 1, parts: 3 });
    await paint();
    expect([[...topic.rows.keys()], topic.position, topic.current, topic.whole]).toEqual([["a"], null, false, false]);
    hub.say("Frame", { ...frame("snapshot", 0, 10, [line("b", 9)]), part: 2, parts: 3 });
    hub.say("Frame", { ...frame("snapshot", 0, 10, [line("c", 2)]), part: 3, parts: 3 });
    await paint();
    expect([[...topic.rows.keys()], topic.position, topic.current, topic.whole]).toEqual([["a", "b", "c"], 10, true, true]);
  });

  it("begins anew when the line broke between two parts, and keeps nothing that is not in the new ones", async () => {
    const { topic } = await followed();
    hub.say("Frame", { ...frame("snapshot", 0, 10, [line("a", 4), line("gone meanwhile", 3)]), part: 1, parts: 2 });
    hub.drop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(hub.follows()).toEqual([[board, null], [board, null]]);
    hub.say("Frame", { ...frame("snapshot", 0, 14, [line("a", 12, "newer")]), part: 1, parts: 2 });
    hub.say("Frame", { ...frame("snapshot", 0, 14, [line("b", 9)]), part: 2, parts: 2 });
    await paint();
    expect([...topic.rows.values()]).toEqual([line("a", 12, "newer"), line("b", 9)]);
  });

  it("takes no rest of a snapshot whose middle came while the topic was left", async () => {
    const { topic, release } = await followed();
    const part = (n: number, id: string) => hub.say("Frame", { ...frame("snapshot", 0, 10, [line(id, n)]), part: n, parts: 4 });
    part(1, "a");
    release();
    part(2, "b");
    live.follow(board);
    part(3, "c");
    part(4, "d");
    await paint();
    expect([[...topic.rows.keys()], topic.position, topic.whole]).toEqual([["a"], null, false]);
    ["a", "b", "c", "d"].forEach((id, i) => part(i + 1, id));
    await paint();
    expect([[...topic.rows.keys()], topic.position, topic.whole]).toEqual([["a", "b", "c", "d"], 10, true]);
  });

  it("changes nothing on the screen before a later snapshot is whole", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4), line("b", 9)]));
    hub.say("Frame", { ...frame("snapshot", 0, 30, [line("a", 20, "newer")]), part: 1, parts: 2 });
    await paint();
    expect([[...topic.rows.values()], topic.position]).toEqual([[line("a", 4), line("b", 9)], 10]);
    hub.say("Frame", { ...frame("snapshot", 0, 30, [line("c", 25)]), part: 2, parts: 2 });
    await paint();
    expect([[...topic.rows.keys()], topic.position]).toEqual([["a", "c"], 30]);
  });

  it("shows a page that is opened during a pause whole", async () => {
    live.pause(true);
    const { topic } = await followed();
    hub.say("Frame", { ...frame("snapshot", 0, 10, [line("a", 4)]), part: 1, parts: 2 });
    hub.say("Frame", { ...frame("snapshot", 0, 10, [line("b", 9)]), part: 2, parts: 2 });
    await paint();
    expect([...topic.rows.keys()]).toEqual(["a", "b"]);
  });

  it("a delta before any snapshot is a gap", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("delta", 3, 5, [line("a", 5)]));
    await settle();
    expect(topic.rows.size).toBe(0);
    expect(hub.follows()).toEqual([[board, null], [board, null]]);
  });

  it("leaves a topic when its last holder does, and comes back from the position held", async () => {
    const { topic, release } = await followed();
    const second = live.follow(board);
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    release();
    expect(hub.calls.some(([method]) => method === "Unfollow")).toBe(false);
    second.release();
    second.release();
    expect(hub.calls.filter(([method]) => method === "Unfollow")).toEqual([["Unfollow", board]]);
    const again = live.follow(board);
    expect(again.topic).toBe(topic);
    expect(hub.follows().at(-1)).toEqual([board, 10]);
    expect(again.topic.current).toBe(false);
    hub.say("Alive", { position: 10, committedAt: "2026-11-20T09:14:00Z" });
    await settle();
    hub.say("Alive", { position: 10, committedAt: "2026-11-20T09:14:05Z" });
    expect(again.topic.current).toBe(true);
  });

  it("follows anew when a topic is left and taken up while its first Follow is unanswered", async () => {
    live.start();
    await settle();
    hub.holdAnswers();
    live.follow(board).release();
    live.follow(board);
    expect(hub.calls.map(([method]) => method)).toEqual(["Follow", "Unfollow", "Follow"]);
  });

  it("shows nothing any more of what one may no longer see, also while it is paused", async () => {
    const refused = (why: string) => `An unexpected error occurred invoking 'Follow' on the server. HubException: ${why}`;
    live.start();
    await settle();
    const { topic } = live.follow(board);
    hub.say("Frame", frame("snapshot", 0, 5, [line("a", 5)]));
    await paint();
    live.pause(true);
    hub.refuse = refused("The journal cannot answer now: ask again.");
    hub.drop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([topic.rows.size, topic.refusal]).toEqual([1, hub.refuse]);
    hub.refuse = refused(`There is no topic '${board}' that you may see.`);
    hub.drop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([topic.rows.size, topic.totals, topic.refusal]).toEqual([0, null, hub.refuse]);

    // Let in again they are back, whatever was held before.
    hub.refuse = null;
    live.pause(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(hub.follows().at(-1)).toEqual([board, null]);
    hub.say("Frame", frame("snapshot", 0, 6, [line("a", 5)]));
    await paint();
    expect([topic.rows.size, topic.refusal]).toEqual([1, null]);
  });

  it("tells a refusal and asks again until it is let in", async () => {
    live.start();
    await settle();
    hub.refuse = "You may not see HALDEN.";
    const { topic } = live.follow(board);
    await settle();
    expect(topic.refusal).toBe("You may not see HALDEN.");
    hub.refuse = null;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(topic.refusal).toBeNull();
    expect(hub.follows()).toHaveLength(2);
  });
});

describe("Moments of the past", () => {
  const at = (to: number, ...rows: Line[]): Frame<Line, null> => ({ topic: "board:A:x", kind: "snapshot", from: 0, to, committedAt: "2026-11-20T09:00:00Z", rows, gone: [], totals: null });
  const held = (topic: Topic<Line, null>) => [...topic.rows.values()].map(({ id, forecast }) => `${id} ${forecast}`);

  it("show in one topic one after the other, earlier ones too, and wake only what is different", () => {
    const topic = new Topic<Line, null>("board:A:x");
    topic.show(at(10, { id: "a", v: 3, forecast: "one" }, { id: "b", v: 9, forecast: "late" }));
    const woken: string[][] = [];
    topic.subscribe((changed) => woken.push([...changed]));
    topic.show(at(8, { id: "a", v: 3, forecast: "one" }, { id: "b", v: 5, forecast: "soon" }));
    expect(held(topic)).toEqual(["a one", "b soon"]);
    expect(woken).toEqual([["b"]]);
  });

  it("that cannot be shown leave nothing that looks like them, until another can", () => {
    const topic = new Topic<Line, null>("board:A:x");
    topic.show(at(10, { id: "a", v: 3, forecast: "one" }));
    topic.show("The log begins later.");
    expect([held(topic), topic.refusal]).toEqual([[], "The log begins later."]);
    topic.show(at(10, { id: "a", v: 3, forecast: "one" }));
    expect([held(topic), topic.refusal]).toEqual([["a one"], null]);
  });
});

describe("A lost connection", () => {
  it("keeps the screen and follows every topic from its position when it is back", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    live.follow("overview");
    hub.drop();
    expect(live.link.state).toBe("reconnecting");
    expect(topic.rows.size).toBe(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(live.link.state).toBe("live");
    expect(hub.follows().slice(-2)).toEqual([[board, 10], ["overview", null]]);
  });

  it("is tried again for ever, and heals without a reload", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    hub.reachable = false;
    hub.drop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(hub.starts).toBeGreaterThan(100);
    expect(live.link).toMatchObject({ state: "reconnecting" });
    hub.reachable = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(live.link.state).toBe("live");
    hub.say("Frame", frame("delta", 10, 80, [line("a", 80, "caught up")]));
    await paint();
    expect(topic.rows.get("a")?.forecast).toBe("caught up");
  });

  it("does not wait out the backoff when hurried", async () => {
    hub.reachable = false;
    live.start();
    await vi.advanceTimersByTimeAsync(60_000);
    const before = hub.starts;
    hub.reachable = true;
    live.hurry();
    await settle();
    expect(hub.starts).toBe(before + 1);
    expect(live.link.state).toBe("live");
  });

  it("waits between 0.2 and 5 seconds, longer each time, spread by chance", () => {
    const waits = Array.from({ length: 12 }, (_, attempt) => backoffMilliseconds(attempt, () => 1));
    expect(waits[0]).toBe(200);
    expect(waits.at(-1)).toBe(5_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(backoffMilliseconds(8, () => 0)).toBe(200);
  });

  it("takes a snapshot of a lower number when the server's journal was begun anew", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 500, [line("a", 400)]));
    hub.drop();
    await settle();
    hub.say("Alive", { position: 7, committedAt: "2026-11-20T10:00:00Z" });
    await settle();
    hub.say("Alive", { position: 7, committedAt: "2026-11-20T10:00:00Z" });
    hub.say("Frame", frame("snapshot", 0, 7, [line("z", 3)]));
    await paint();
    expect([...topic.rows.keys()]).toEqual(["z"]);
  });
});

describe("Painting", () => {
  it("wakes at most ten times a second, and only the rows that were touched", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4), line("b", 9)]));
    await paint();
    let a = 0, b = 0, board_ = 0;
    topic.subscribeRow("a", () => a++);
    topic.subscribeRow("b", () => b++);
    topic.subscribe(() => board_++);
    for (let at = 10; at < 110; at++) {
      hub.say("Frame", frame("delta", at, at + 1, [line("a", at + 1)]));
      await vi.advanceTimersByTimeAsync(10);
    }
    await paint();
    expect(a).toBeLessThanOrEqual(11);
    expect(a).toBeGreaterThanOrEqual(9);
    expect(b).toBe(0);
    expect(board_).toBe(a);
    expect(topic.rows.get("a")?.v).toBe(110);
  });

  it("paints less often where a paint takes long, and as often as before once it does not", async () => {
    let cost = 40;
    live = new Live(hub, Date.now, () => 0.5, (act, told) => { act(); told(cost); });
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    await paint();
    let position = 10, paints = 0;
    topic.subscribeRow("a", () => paints++);
    const during = async (milliseconds: number) => {
      paints = 0;
      for (let at = 0; at < milliseconds; at += 10) {
        hub.say("Frame", frame("delta", position, ++position, [line("a", position)]));
        await vi.advanceTimersByTimeAsync(10);
      }
      return paints;
    };
    expect(await during(2_800)).toBe(10);
    cost = 10_000;
    await during(280);
    expect(await during(4_000)).toBe(10);
    cost = 1;
    await during(400);
    expect(await during(1_000)).toBe(10);
  });

  it("stands still while paused, counts what arrived, and shows it on resuming", async () => {
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4), line("b", 9)]));
    live.pause(true);
    hub.say("Frame", frame("delta", 10, 11, [line("a", 11, "held back")]));
    hub.say("Frame", frame("delta", 11, 12, [line("a", 12, "held back again")], ["b"]));
    await paint();
    expect(topic.rows.get("a")).toEqual(line("a", 4));
    expect(live.waiting).toBe(2);
    live.pause(false);
    expect(topic.rows.get("a")?.forecast).toBe("held back again");
    expect(topic.rows.has("b")).toBe(false);
    expect(live.waiting).toBe(0);
  });

  it("shows a topic first followed during a pause as it stood, and holds what follows", async () => {
    live.pause(true);
    const { topic } = await followed();
    hub.say("Frame", frame("snapshot", 0, 10, [line("a", 4)]));
    expect([...topic.rows.keys()]).toEqual(["a"]);
    hub.say("Frame", frame("delta", 10, 11, [line("a", 11, "held back")]));
    await paint();
    expect(topic.rows.get("a")).toEqual(line("a", 4));
    expect(live.waiting).toBe(1);
  });

  it("knows when it last heard of the server, also from a quiet board", async () => {
    await followed();
    await vi.advanceTimersByTimeAsync(9_000);
    hub.say("Alive", { position: 0, committedAt: "2026-11-20T09:20:00Z" });
    expect(live.heardAt).toBe(Date.now());
    expect(live.committedAt).toBe("2026-11-20T09:20:00Z");
  });
});
