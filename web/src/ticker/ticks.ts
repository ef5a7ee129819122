import type { HistoryItem } from "../api/types";
import { said, t } from "../language/language";
import { shortDay, type Day } from "../vocabulary/days";
import { healthWord } from "../vocabulary/health";

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
const forecastMoved = "purchase-order.forecast-moved";

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

/** Orders of two looks, each once with the events of both, those of the first first. */
export function together(first: readonly Moved[], second: readonly Moved[]): Moved[] {
  const orders = new Map(first.map((moved) => [moved.po, moved]));
  for (const { po, events } of second) orders.set(po, { po, events: new Map([...events, ...(orders.get(po)?.events ?? [])]) });
  return [...orders.values()];
}

/** An order's past as lines of the ticker, one for each line of the order and event, newest first. */
export function ticksOf({ po, events }: Moved, past: readonly HistoryItem[], today: Day): Tick[] {
  const ticks = new Map<string, Tick>();
  for (const item of past) {
    const { position, line, by, recordedAt } = item;
    const event = events.get(position);
    // Where ex-factory holds nobody needs to look.
    if (!event || (item.type === forecastMoved && !item.isExFactory && item.health == null)) continue;
    const id = `${position} ${po}/${line ?? ""}`;
    const what = whatOf(item, today);
    const known = ticks.get(id);
    if (known) known.what = item.isExFactory ? `${what}, ${known.what}` : `${known.what}, ${what}`;
    else {
      const causes = event.data.lines?.find((each) => each.line === line)?.causes ?? [];
      const most = causes.reduce<(typeof causes)[number] | null>((worst, cause) => (worst == null || cause.days > worst.days ? cause : worst), null);
      ticks.set(id, { id, position, po, line, what, why: most?.text ?? null, who: by.source ?? by.actor, at: recordedAt });
    }
  }
  return [...ticks.values()];
}

function whatOf({ isExFactory, health, from, to, text }: HistoryItem, today: Day): string {
  return isExFactory && from != null && to != null ? t("Ex-factory {from} → {to}", { from: shortDay(from, today), to: shortDay(to, today) })
    : health != null ? `${healthWord(health.from)} → ${healthWord(health.to)}`
    : said(text);
}

/** The newest of both, each once, newest first. */
export function merged(held: readonly Tick[], fresh: readonly Tick[], most: number): Tick[] {
  const all = new Map([...held, ...fresh].map((tick) => [tick.id, tick]));
  return [...all.values()].sort((a, b) => b.position - a.position || (a.line ?? 0) - (b.line ?? 0)).slice(0, most);
}
