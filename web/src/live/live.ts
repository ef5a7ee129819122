import type { Drawing } from "./drawing";
import type { Alive, Frame, Row } from "./frames";
import { Topic } from "./topic";

/** The part of a SignalR connection that is used here; a test gives its own. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: "Follow" | "Unfollow", ...args: unknown[]): Promise<unknown>;
  on(method: string, handler: (message: never) => void): void;
  onclose(handler: () => void): void;
}

export type Link =
  | { readonly state: "connecting" | "reconnecting"; readonly attempt: number; readonly since: number }
  | { readonly state: "live"; readonly since: number };

/** Ten paints a second: more is not read, and costs the main thread. */
const flushMilliseconds = 100;
/** Where a paint takes long, as where most lines in sight change on a slow machine, this many times as long lies between two: the page stays free for who works on it. */
const restsForPaint = 7;
const longestMilliseconds = 400;
/** Topics kept after their page is left, so that coming back needs only what was missed. */
const keptTopics = 24;

/** Reconnecting never gives up; the wait grows from 0.2 s to 5 s and is spread, so that a restarted server is not stormed. */
export function backoffMilliseconds(attempt: number, random: () => number): number {
  const ceiling = Math.min(5_000, 200 * 2 ** Math.min(attempt, 10));
  return 200 + random() * Math.max(0, ceiling - 200);
}

/** Whether the server says that one may not see it, or that there is none; not that it, or the way to it, is busy now. */
function isForGood(refusal: string): boolean {
  return refusal.includes("HubException:") && !/: (ask again|leave one first)\.$/.test(refusal);
}

/**
 * The one live connection of the page. It (1) connects, and again whenever it is lost, (2) on
 * each connection follows every topic from the position held, (3) judges each frame, (4) after
 * a gap follows again from the position held, (5) shows what arrived at most ten times a
 * second, less often where that takes long, unless paused. The screen stays through all of it.
 */
export class Live {
  link: Link;
  /** Last sign of the server, frame or Alive, on this machine's clock. */
  heardAt: number | null = null;
  /** Commit time of the newest event the server told of, RFC 3339. */
  committedAt: string | null = null;
  paused = false;

  private readonly hub: Hub;
  private readonly now: () => number;
  private readonly random: () => number;
  private readonly drawing: Drawing;
  private readonly topics = new Map<string, Topic>();
  private readonly followers = new Map<string, number>();
  private readonly asking = new Map<string, symbol>();
  private readonly askLater = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();
  private flushTimer: ReturnType<typeof setTimeout> | null = null;
  private flushedAt = -Infinity;
  private between = flushMilliseconds;
  private wakeRetry: (() => void) | null = null;

  constructor(hub: Hub, now: () => number = Date.now, random: () => number = Math.random, drawing: Drawing = (act) => act()) {
    this.drawing = drawing;
    this.hub = hub;
    this.now = now;
    this.random = random;
    this.link = { state: "connecting", attempt: 0, since: now() };
    hub.on("Frame", (frame: Frame) => this.frame(frame));
    hub.on("Alive", (alive: Alive) => this.alive(alive));
    hub.onclose(() => this.lost());
  }

  start(): void {
    void this.connect();
  }

  /** Tries at once instead of waiting out the backoff: the network came back or the tab woke. */
  hurry(): void {
    this.wakeRetry?.();
  }

  /** Holds the topic until `release` is called; the same topic may be held many times. */
  follow<R extends Row, T>(name: string): { topic: Topic<R, T>; release: () => void } {
    let topic = this.topics.get(name);
    if (!topic) this.topics.set(name, (topic = new Topic(name)));
    const count = this.followers.get(name) ?? 0;
    this.followers.set(name, count + 1);
    if (count === 0) void this.ask(topic);
    let held = true;
    return {
      topic: topic as unknown as Topic<R, T>,
      release: () => {
        if (held) this.release(name);
        held = false;
      },
    };
  }

  pause(paused: boolean): void {
    this.paused = paused;
    if (!paused) this.flush();
    this.changed();
  }

  /** True when every topic followed was answered: what the page holds is the present, or was refused. */
  get current(): boolean {
    return [...this.followers.keys()].every((name) => this.topics.get(name)!.current || this.topics.get(name)!.refusal != null);
  }

  /** Rows that arrived during the pause and are not shown. */
  get waiting(): number {
    let waiting = 0;
    for (const name of this.followers.keys()) waiting += this.topics.get(name)?.waiting ?? 0;
    return waiting;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async connect(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.hub.start();
        break;
      } catch {
        if (this.link.state !== "live") this.link = { ...this.link, attempt: attempt + 1 };
        this.changed();
        await this.wait(backoffMilliseconds(attempt, this.random));
      }
    }
    this.asking.clear();
    this.heardAt = this.now();
    this.link = { state: "live", since: this.now() };
    this.changed();
    for (const name of this.followers.keys()) void this.ask(this.topics.get(name)!);
  }

  private lost(): void {
    if (this.link.state !== "live") return;
    this.link = { state: "reconnecting", attempt: 0, since: this.now() };
    this.asking.clear();
    this.changed();
    // SignalR is still closing while it says so: what starts in the same turn is closed with it, and only found out much later.
    setTimeout(() => void this.connect());
  }

  /** One Follow in flight per topic: the gaps that arrive before its answer are the same gap. */
  private async ask(topic: Topic): Promise<void> {
    if (this.link.state !== "live" || this.asking.has(topic.name)) return;
    const turn = Symbol(topic.name);
    this.asking.set(topic.name, turn);
    let refusal: string | null = null;
    try {
      await this.hub.invoke("Follow", topic.name, topic.position);
    } catch (error) {
      refusal = error instanceof Error ? error.message : String(error);
    }
    // Overtaken by a lost connection, or by leaving the topic and coming back.
    if (this.asking.get(topic.name) !== turn) return;
    this.asking.delete(topic.name);
    if (refusal != null && isForGood(refusal)) topic.forbid(refusal);
    else if (topic.refusal !== refusal) {
      topic.refusal = refusal;
      topic.announce();
    }
    if (refusal != null) this.askAgain(topic);
  }

  private askAgain(topic: Topic): void {
    clearTimeout(this.askLater.get(topic.name));
    const retry = setTimeout(() => {
      this.askLater.delete(topic.name);
      if (this.followers.has(topic.name)) void this.ask(topic);
    }, backoffMilliseconds(10, this.random));
    this.askLater.set(topic.name, retry);
  }

  private release(name: string): void {
    const count = (this.followers.get(name) ?? 1) - 1;
    if (count > 0) {
      this.followers.set(name, count);
      return;
    }
    this.followers.delete(name);
    this.asking.delete(name);
    const topic = this.topics.get(name);
    if (topic) {
      topic.leave();
      // Last left is last in the map, so the topic dropped below is the one left longest ago.
      this.topics.delete(name);
      this.topics.set(name, topic);
    }
    if (this.link.state === "live") this.hub.invoke("Unfollow", name).catch(() => {});
    this.forgetOldTopics();
  }

  private forgetOldTopics(): void {
    const left = [...this.topics.keys()].filter((name) => !this.followers.has(name));
    for (const name of left.slice(0, Math.max(0, left.length - keptTopics))) this.topics.delete(name);
  }

  private frame(frame: Frame): void {
    this.heard(frame.committedAt);
    const topic = this.topics.get(frame.topic);
    if (!topic || !this.followers.has(frame.topic)) return;
    const isFirst = !topic.whole;
    const verdict = topic.receive(frame);
    if (verdict === "gap") {
      void this.ask(topic);
      return;
    }
    if (verdict !== "ignore") {
      // What was never shown cannot be held still: a page opened during a pause shows what stood then.
      if (this.paused && isFirst) topic.publish();
      this.flushSoon();
    }
    if (verdict !== "part") this.settle(topic);
  }

  private alive(alive: Alive): void {
    this.heard(alive.committedAt);
    for (const name of this.followers.keys()) {
      const topic = this.topics.get(name)!;
      // A journal that ends before what we hold is another journal: the server was set up anew.
      if (topic.current && topic.position != null && topic.position > alive.position) {
        topic.forgetPosition();
        void this.ask(topic);
      } else if (!this.asking.has(name)) {
        // Nothing was missed while it was not followed, so no frame came to say so.
        this.settle(topic);
      }
    }
  }

  private settle(topic: Topic): void {
    if (topic.current || topic.position == null) return;
    // What was missed is shown first: then "current" means that the screen is.
    if (!this.paused) topic.publish();
    topic.current = true;
    topic.announce();
    this.changed();
  }

  /**
   * A moment for what is said now, RFC 3339. Of two reports the later one stands, so ours must not be dated before what was
   * heard already, however this clock goes.
   */
  afterAllHeard(): string {
    return new Date(Math.max(this.now(), Date.parse(this.committedAt ?? "") + 1 || 0)).toISOString();
  }

  private heard(committedAt: string): void {
    this.heardAt = this.now();
    if (this.committedAt == null || committedAt > this.committedAt) this.committedAt = committedAt;
    this.changed();
  }

  private flushSoon(): void {
    if (this.paused) {
      this.changed();
      return;
    }
    if (this.flushTimer != null) return;
    const wait = this.flushedAt + this.between - this.now();
    if (wait <= 0) this.flush();
    else this.flushTimer = setTimeout(() => this.flush(), wait);
  }

  private flush(): void {
    if (this.flushTimer != null) clearTimeout(this.flushTimer);
    this.flushTimer = null;
    if (this.paused) return;
    this.flushedAt = this.now();
    this.drawing(
      () => { for (const name of this.followers.keys()) this.topics.get(name)!.publish(); },
      (took) => { this.between = Math.min(longestMilliseconds, Math.max(flushMilliseconds, restsForPaint * took)); },
    );
  }

  private wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakeRetry = null;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.wakeRetry = done;
    });
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
