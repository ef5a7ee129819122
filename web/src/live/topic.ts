import { judge, type Frame, type Row, type Verdict } from "./frames";

type Listener = () => void;

/**
 * One topic as this browser holds it, in two layers: what has arrived, and what is shown.
 * `receive` fills the first at once, `publish` moves what was touched to the second and
 * wakes only the listeners of those rows. A pause is therefore nothing but not publishing.
 */
export class Topic<R extends Row = Row, T = unknown> {
  readonly name: string;
  /** Journal position up to which this topic is known; null before the first snapshot. */
  position: number | null = null;
  /** True once the server has answered the last Follow: what is held is then the present. */
  current = false;
  /** True once all rows of a snapshot had come. Before that, what has come is shown as it comes. */
  whole = false;
  /** Why the server refused to let this topic be followed. */
  refusal: string | null = null;

  private readonly arrived = new Map<string, R>();
  private readonly shown = new Map<string, R>();
  private readonly touched = new Set<string>();
  private arrivedTotals: T | null = null;
  private shownTotals: T | null = null;
  private arrivedAt: string | null = null;
  private shownAt: string | null = null;
  private dirty = false;
  /** Rows of a snapshot that is not whole yet, and the part that continues them. */
  private parts: R[] = [];
  private next: { to: number; part: number } | null = null;
  private readonly rowListeners = new Map<string, Set<Listener>>();
  private readonly listeners = new Set<(changed: ReadonlySet<string>) => void>();

  constructor(name: string) {
    this.name = name;
  }

  get rows(): ReadonlyMap<string, R> {
    return this.shown;
  }

  get totals(): T | null {
    return this.shownTotals;
  }

  /** Commit time of the newest event shown, RFC 3339. */
  get committedAt(): string | null {
    return this.shownAt;
  }

  /** Rows that have arrived and are not shown yet. */
  get waiting(): number {
    return this.touched.size;
  }

  /** True when something has arrived, a row or only totals, that is not shown yet. */
  get unpublished(): boolean {
    return this.dirty;
  }

  receive(frame: Frame<R, T>): Verdict {
    const verdict = judge(frame, this.position);
    if (verdict === "ignore" || verdict === "gap") return verdict;
    const part = frame.part ?? 1;
    // The rest of a snapshot whose beginning was not taken: this topic was left, and is followed again.
    if (part > 1 && (this.next?.to !== frame.to || this.next.part !== part)) return "ignore";
    if (frame.kind === "snapshot") this.gather(frame, part, verdict === "apply");
    else this.merge(frame);
    // Shown already, the rows of before stay until all that replaces them is here.
    if (verdict === "part" && this.whole) return verdict;
    if (verdict === "apply") {
      this.position = frame.to;
      this.whole = true;
    }
    this.arrivedTotals = frame.totals;
    this.arrivedAt = frame.committedAt;
    this.dirty = true;
    return verdict;
  }

  /** Nobody follows it: what comes meanwhile is not taken, so what had come of a snapshot can never be whole. */
  leave(): void {
    this.current = false;
    this.parts = [];
    this.next = null;
  }

  /** The server no longer knows our position: take its next snapshot, whatever its number. Rows stay. */
  forgetPosition(): void {
    this.position = null;
  }

  /** Shows what has arrived. Listeners run once, after all rows are in place. */
  publish(): void {
    if (!this.dirty) return;
    const changed = new Set(this.touched);
    this.touched.clear();
    for (const id of changed) {
      const row = this.arrived.get(id);
      if (row) this.shown.set(id, row);
      else this.shown.delete(id);
    }
    this.shownTotals = this.arrivedTotals;
    this.shownAt = this.arrivedAt;
    this.dirty = false;
    for (const id of changed) this.rowListeners.get(id)?.forEach((wake) => wake());
    this.wake(changed);
  }

  /** Shows another moment, earlier or later, or nothing where there is none to be shown, with the reason why. */
  show(moment: Frame<R, T> | string): void {
    this.refusal = typeof moment === "string" ? moment : null;
    this.current = true;
    if (typeof moment === "string") {
      this.replace([]);
      this.arrivedTotals = null;
      this.dirty = true;
    } else {
      this.forgetPosition();
      this.receive(moment);
    }
    this.publish();
  }

  /** What is held is no longer for who looks: it goes, at once, also from a page that is paused. */
  forbid(why: string): void {
    if (this.refusal === why && this.arrived.size === 0) return;
    this.refusal = why;
    this.forgetPosition();
    this.whole = false;
    this.replace([]);
    this.arrivedTotals = null;
    this.dirty = true;
    this.publish();
  }

  /** Tells the listeners that `current` or `refusal` changed. */
  announce(): void {
    this.wake(new Set());
  }

  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  subscribeRow(id: string, listener: Listener): () => void {
    let wakes = this.rowListeners.get(id);
    if (!wakes) this.rowListeners.set(id, (wakes = new Set()));
    wakes.add(listener);
    return () => {
      wakes.delete(listener);
      if (wakes.size === 0 && this.rowListeners.get(id) === wakes) this.rowListeners.delete(id);
    };
  }

  private wake(changed: ReadonlySet<string>): void {
    for (const listener of [...this.listeners]) listener(changed);
  }

  private gather(frame: Frame<R, T>, part: number, isLast: boolean): void {
    if (part === 1) this.parts = [];
    for (const row of frame.rows) {
      this.parts.push(row);
      if (!this.whole) this.putNewer(row);
    }
    this.next = isLast ? null : { to: frame.to, part: part + 1 };
    if (!isLast) return;
    this.replace(this.parts);
    this.parts = [];
  }

  private replace(rows: readonly R[]): void {
    const stay = new Set<string>();
    for (const row of rows) {
      stay.add(row.id);
      // An equal v is an equal row: keeping the old object keeps its screen row untouched.
      if (this.arrived.get(row.id)?.v !== row.v) this.put(row);
    }
    for (const id of [...this.arrived.keys()]) if (!stay.has(id)) this.drop(id);
  }

  private merge(frame: Frame<R, T>): void {
    for (const row of frame.rows) this.putNewer(row);
    for (const id of frame.gone) this.drop(id);
  }

  private putNewer(row: R): void {
    const held = this.arrived.get(row.id);
    if (!held || row.v > held.v) this.put(row);
  }

  private put(row: R): void {
    this.arrived.set(row.id, row);
    this.touched.add(row.id);
  }

  private drop(id: string): void {
    if (this.arrived.delete(id)) this.touched.add(id);
  }
}
