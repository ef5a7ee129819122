import { useEffect, useRef, useState } from "react";
import { getJson } from "../api/client";
import type { HistoryItem, List } from "../api/types";
import { useChanges } from "../live/hooks";
import { today } from "../vocabulary/days";
import { merged, movedOrders, ticksOf, together, type LoggedEvent, type Moved, type Tick } from "./ticks";

/** What is looked back upon at first, and where more than that has come meanwhile. */
const lookedBack = 400;
/** Of one look: what moved before them is told on the page of its order. */
const mostOrders = 12;
const mostTicks = 40;
const betweenLooks = 2_000;

/**
 * What just changed, newest first: the hub says that something did, the log says what, as far as the reader may see it. A
 * pause holds it. Null until the first answer.
 * @param position Up to which the present is known; null while it is not.
 */
export function useTicks(position: number | null): { ticks: readonly Tick[] | null; failed: boolean } {
  const [ticks, setTicks] = useState<readonly Tick[] | null>(null);
  const [failed, fail] = useState(false);
  const changes = useChanges("overview", betweenLooks);
  const latest = useRef(position);
  latest.current = position;
  const [look, end] = useState(() => looking(latest, (fresh) => setTicks((held) => merged(held ?? [], fresh, mostTicks)), fail))[0];
  const known = position != null;
  useEffect(() => {
    if (known) look();
  }, [known, changes, look]);
  useEffect(() => end, [end]);
  return { ticks, failed };
}

/** Looks, one look at a time: what is asked for meanwhile is looked at once more after it, so that answers that are slow are shown too. */
function looking(position: { current: number | null }, take: (fresh: Tick[]) => void, fail: (failed: boolean) => void): [look: () => void, end: () => void] {
  const abort = new AbortController();
  let [next, running, wanted] = [0, false, false];
  // Of which the past could not be read: the next look tries them again.
  let owed: Moved[] = [];
  const once = async () => {
    const after = Math.max(next, (position.current ?? 0) - lookedBack, 0);
    const log = await getJson<{ items: LoggedEvent[]; next: number }>(`events?after=${after}&limit=1000`, abort.signal);
    const orders = together(movedOrders(log.items), owed).slice(0, mostOrders);
    const told = await Promise.allSettled(orders.map(async (order) =>
      ticksOf(order, (await getJson<List<HistoryItem>>(`purchase-orders/${encodeURIComponent(order.po)}/history?limit=20`, abort.signal)).items, today(Date.now()))));
    abort.signal.throwIfAborted();
    next = log.next;
    owed = orders.filter((_, index) => told[index]!.status === "rejected");
    take(told.flatMap((one) => (one.status === "fulfilled" ? one.value : [])));
    return owed.length > 0;
  };
  const look = () => {
    wanted = running;
    if (running) return;
    running = true;
    once().then(fail, () => abort.signal.aborted || fail(true)).finally(() => {
      running = false;
      if (wanted && !abort.signal.aborted) look();
    });
  };
  return [look, () => abort.abort()];
}
