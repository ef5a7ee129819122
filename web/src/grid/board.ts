import type { BoardRow, BoardTotals } from "../api/types";
import type { Topic } from "../live/topic";
import { healthRank, type Health, type HealthCounts } from "../vocabulary/health";
import { arrange, comparison, groupKey, inScope, matches, type Item } from "./arrange";
import type { Query } from "./query";

export type Held = "new" | "moved" | "left";

/** What the strips around the grid say; a new object whenever any of it changed. */
export interface BoardSummary {
  /** Lines that pass all filters but health, by health. */
  counts: Readonly<HealthCounts>;
  inScope: number;
  /** Lines that pass all filters, and their pieces. */
  matching: number;
  quantity: number;
  /** All lines of the board that have come. */
  total: number;
  /** Lines that are still to come, of a board that is opened. */
  missing: number;
  held: Readonly<Record<Held, number>>;
  current: boolean;
  refusal: string | null;
  committedAt: string | null;
  /** Fields that this reader may not see. */
  hidden: readonly string[];
}

interface Counted {
  health: Health;
  quantity: number;
  matches: boolean;
}

/**
 * A board as one person looks at it. Values change in place at once; what would move, enter or
 * leave is held until `apply`, so that nothing jumps under the reader. Work per flush is
 * proportional to the rows that changed, not to the rows there are.
 */
export class Board {
  items: readonly Item[] = [];
  summary: BoardSummary;

  private readonly topics: readonly Topic<BoardRow, BoardTotals>[];
  private query: Query;
  private readonly listeners = new Set<() => void>();
  private readonly counted = new Map<string, Counted>();
  private counts: HealthCounts = {};
  private inScope = 0;
  private matching = 0;
  private quantity = 0;
  private place = new Map<string, number>();
  /** How many lines there were when they were last arranged. */
  private arranged = 0;
  private readonly heldRows = new Map<string, Held>();
  private readonly heldListeners = new Map<string, Set<() => void>>();
  /** Rows on the screen that the topic no longer has, as they last were. */
  private readonly departed = new Map<string, BoardRow>();
  private lastSeen = new Map<string, BoardRow>();
  private becameWorse = 0;

  constructor(topics: readonly Topic<BoardRow, BoardTotals>[], query: Query) {
    this.topics = topics;
    this.query = query;
    this.summary = this.summarise();
    this.apply();
  }

  /** Begins to listen; returns the end. */
  attach(): () => void {
    this.apply();
    const ends = this.topics.map((topic) => topic.subscribe((changed) => this.take(changed)));
    return () => ends.forEach((end) => end());
  }

  row = (id: string): BoardRow | undefined => {
    for (const topic of this.topics) {
      const row = topic.rows.get(id);
      if (row) return row;
    }
    return this.departed.get(id);
  };

  /** Distinct values of a field over all lines, for the filter menus. */
  values(of: (row: BoardRow) => [key: string, name: string]): [key: string, name: string][] {
    const found = new Map<string, string>();
    for (const row of this.rows()) {
      const [key, name] = of(row);
      found.set(key, name);
    }
    return [...found].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  }

  /** Where a row or a heading stands among the items, from 0; undefined where it does not. */
  placeOf(id: string): number | undefined {
    return this.place.get(id);
  }

  heldOf(id: string): Held | undefined {
    return this.heldRows.get(id);
  }

  /** The lines that turned late or critical since this was last asked. */
  takeBecameWorse(): number {
    const n = this.becameWorse;
    this.becameWorse = 0;
    return n;
  }

  setQuery(query: Query): void {
    if (query === this.query) return;
    this.query = query;
    this.apply();
  }

  /** Arranges anew; whatever was held takes its place. */
  apply(): void {
    const woken = [...this.heldRows.keys()];
    this.heldRows.clear();
    this.departed.clear();
    this.items = arrange(this.rows(), this.query);
    this.place = new Map();
    this.items.forEach((item, index) => this.place.set(item.id, index));
    this.recount();
    this.summary = this.summarise();
    this.arranged = this.summary.total;
    for (const id of woken) this.wakeHeld(id);
    this.wake();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  subscribeRow(id: string, listener: () => void): () => void {
    const ends = this.topics.map((topic) => topic.subscribeRow(id, listener));
    let wakes = this.heldListeners.get(id);
    if (!wakes) this.heldListeners.set(id, (wakes = new Set()));
    wakes.add(listener);
    return () => {
      ends.forEach((end) => end());
      wakes.delete(listener);
      if (wakes.size === 0 && this.heldListeners.get(id) === wakes) this.heldListeners.delete(id);
    };
  }

  private take(changed: ReadonlySet<string>): void {
    // Before the first answer, and on coming back, there is nothing to jump: the board is just drawn.
    if (this.items.length === 0 || !this.summary.current) {
      this.summary = this.summarise();
      // Of a long board that comes in parts each arrangement is of twice the lines: all of them cost no more than two of the whole.
      if (this.summary.current || this.summary.total >= 2 * this.arranged) this.apply();
      else this.wake();
      return;
    }
    const match = matches(this.query);
    const scope = inScope(this.query);
    const compare = comparison(this.query.sort, this.query.descending);
    for (const id of changed) {
      const row = this.topicRow(id);
      this.count(id, row, scope, match);
      const before = this.lastSeen.get(id);
      if (row) this.lastSeen.set(id, row);
      else this.lastSeen.delete(id);
      if (!row && before && this.place.has(id)) this.departed.set(id, before);
      else this.departed.delete(id);
      if (row && before && before.health !== row.health && healthRank(row.health) < healthRank(before.health) && healthRank(row.health) <= 1) {
        this.becameWorse++;
      }
      this.hold(id, this.verdict(id, row, before, match, compare));
    }
    this.summary = this.summarise();
    this.wake();
  }

  private verdict(
    id: string,
    row: BoardRow | undefined,
    before: BoardRow | undefined,
    match: (row: BoardRow) => boolean,
    compare: (a: BoardRow, b: BoardRow) => number,
  ): Held | undefined {
    const index = this.place.get(id);
    const stays = row !== undefined && match(row);
    if (index === undefined) return stays ? "new" : undefined;
    if (!stays) return "left";
    if (before && groupKey(this.query, before) !== groupKey(this.query, row)) return "moved";
    const above = this.neighbour(index, -1, row);
    const below = this.neighbour(index, +1, row);
    const moved = (above && compare(above, row) > 0) || (below && compare(row, below) > 0);
    return moved ? "moved" : undefined;
  }

  /** The next row that is not itself about to move or leave. Across groups, their first rows keep the order. */
  private neighbour(index: number, step: number, row: BoardRow): BoardRow | undefined {
    const key = groupKey(this.query, row);
    for (let at = index + step; at >= 0 && at < this.items.length; at += step) {
      const item = this.items[at]!;
      if (item.kind === "group") return undefined;
      if (this.heldRows.has(item.id)) continue;
      const other = this.topicRow(item.id);
      if (!other) continue;
      if (this.query.group !== "po" || groupKey(this.query, other) === key) return other;
      // The place of a purchase order is that of its first line; its other lines follow it anywhere.
      const first = this.items[index]!;
      if (first.kind === "row" && !first.first) return undefined;
      if (item.first) return other;
      if (step > 0) return undefined;
    }
    return undefined;
  }

  private hold(id: string, held: Held | undefined): void {
    if (this.heldRows.get(id) === held) return;
    if (held) this.heldRows.set(id, held);
    else this.heldRows.delete(id);
    this.wakeHeld(id);
  }

  private recount(): void {
    this.counted.clear();
    this.counts = {};
    this.inScope = this.matching = this.quantity = 0;
    const match = matches(this.query);
    const scope = inScope(this.query);
    this.lastSeen = new Map();
    for (const row of this.rows()) {
      this.lastSeen.set(row.id, row);
      this.count(row.id, row, scope, match);
    }
  }

  private count(id: string, row: BoardRow | undefined, scope: (row: BoardRow) => boolean, match: (row: BoardRow) => boolean): void {
    const was = this.counted.get(id);
    if (was) this.tally(was, -1);
    if (row && scope(row)) {
      const now = { health: row.health, quantity: row.quantity, matches: match(row) };
      this.counted.set(id, now);
      this.tally(now, +1);
    } else {
      this.counted.delete(id);
    }
  }

  private tally(line: Counted, sign: 1 | -1): void {
    this.counts[line.health] = (this.counts[line.health] ?? 0) + sign;
    this.inScope += sign;
    if (!line.matches) return;
    this.matching += sign;
    this.quantity += sign * line.quantity;
  }

  private summarise(): BoardSummary {
    const held = { new: 0, moved: 0, left: 0 };
    for (const kind of this.heldRows.values()) held[kind]++;
    let total = 0;
    let missing = 0;
    let committedAt: string | null = null;
    for (const topic of this.topics) {
      total += topic.rows.size;
      if (!topic.whole) missing += Math.max(0, (topic.totals?.lines ?? 0) - topic.rows.size);
      if (topic.committedAt != null && (committedAt == null || topic.committedAt > committedAt)) committedAt = topic.committedAt;
    }
    return {
      counts: { ...this.counts },
      inScope: this.inScope,
      matching: this.matching,
      quantity: this.quantity,
      total,
      missing,
      held,
      committedAt,
      current: this.topics.every((topic) => topic.current),
      refusal: this.topics.find((topic) => topic.refusal != null)?.refusal ?? null,
      hidden: this.topics.find((topic) => topic.totals?.hidden)?.totals?.hidden ?? [],
    };
  }

  private topicRow(id: string): BoardRow | undefined {
    for (const topic of this.topics) {
      const row = topic.rows.get(id);
      if (row) return row;
    }
    return undefined;
  }

  private *rows(): Iterable<BoardRow> {
    for (const topic of this.topics) yield* topic.rows.values();
  }

  private wake(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private wakeHeld(id: string): void {
    this.heldListeners.get(id)?.forEach((wake) => wake());
  }
}
