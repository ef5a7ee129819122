import type { HistoryItem } from "../api/types";
import { shortDay, type Day } from "../vocabulary/days";

/** What the log tells of a purchase order that moved. */
export interface LoggedEvent {
  position: number;
  type: string;
  /** Such as "purchase-order/PO-1001". */
  subject: string;
  data: { lines?: { line: number | null; causes?: { days: number; text: string }[] }[] };
}

/** One line of the ticker. */
export interface Tick {
  id: string;
  position: number;
  po: string;
  /** Null where it is of the whole order. */
  line: number | null;
  what: string;
  /** What holds the line up most; null where nothing does, or it is hidden. */
  why: string | null;
  who: string;
  at: string;
}

/** An order with what of its past is to be told, by position. */
export interface Moved {
  po: string;
  events: ReadonlyMap<number, LoggedEvent>;
}

const prefix = "purchase-order/";

// A report says what is expected; what it moved comes after it, in an event of its own.
const untold = new Set(["purchase-order.milestone-reported", "purchase-order.placed", "purchase-order.acknowledged"]);

/** The orders of which something is to be told, the one that moved last first. */
export function movedOrders(events: readonly LoggedEvent[]): Moved[] {
  const orders = new Map<string, Map<number, LoggedEvent>>();
  for (const event of events.toReversed()) {
    if (!event.subject.startsWith(prefix) || untold.has(event.type)) continue;
    const po = event.subject.slice(prefix.length);
    const known = orders.get(po) ?? new Map<number, LoggedEvent>();
    orders.set(po, known.set(event.position, event));
  }
  return [...orders].map(([po, known]) => ({ po, events: known }));
}

/** An order's past as lines of the ticker, one for each line of the order and event, newest first. */
export function ticksOf({ po, events }: Moved, past: readonly HistoryItem[], today: Day): Tick[] {
  const ticks = new Map<string, Tick>();
  for (const { position, line, type, text, from, to, by, recordedAt } of past) {
    const event = events.get(position);
    // Where ex-factory holds nobody needs to look.
    if (!event || text.endsWith("ex-factory holds")) continue;
    const id = `${position} ${po}/${line ?? ""}`;
    const moves = type === "purchase-order.forecast-moved" && from != null && to != null;
    const what = moves ? `Ex-factory ${shortDay(from, today)} → ${shortDay(to, today)}` : text.replace(/^Line \d+ /, "").replace(/^went from (.+) to (.+)$/, "$1 → $2");
    const known = ticks.get(id);
    if (known) known.what = moves ? `${what}, ${known.what}` : `${known.what}, ${what}`;
    else {
      const causes = event.data.lines?.find((each) => each.line === line)?.causes ?? [];
      const most = causes.reduce<(typeof causes)[number] | null>((worst, cause) => (worst == null || cause.days > worst.days ? cause : worst), null);
      ticks.set(id, { id, position, po, line, what, why: most?.text ?? null, who: by.source ?? by.actor, at: recordedAt });
    }
  }
  return [...ticks.values()];
}

/** The newest of both, each once, newest first. */
export function merged(held: readonly Tick[], fresh: readonly Tick[], most: number): Tick[] {
  const all = new Map([...held, ...fresh].map((tick) => [tick.id, tick]));
  return [...all.values()].sort((a, b) => b.position - a.position || (a.line ?? 0) - (b.line ?? 0)).slice(0, most);
}
