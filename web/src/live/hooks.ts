import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useAsOf } from "./cursor";
import type { Row } from "./frames";
import type { Link, Live } from "./live";
import { usePastTopics } from "./past";
import type { Topic } from "./topic";

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive is called outside of LiveContext");
  return live;
}

export function useLink(): Link {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, () => live.link);
}

/** Whether every topic of the page was answered. */
export function useCurrent(): boolean {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, () => live.current);
}

export function usePaused(): { paused: boolean; waiting: number } {
  const live = useLive();
  const paused = useSyncExternalStore(live.subscribe, () => live.paused);
  const waiting = useSyncExternalStore(live.subscribe, () => (live.paused ? live.waiting : 0));
  return { paused, waiting };
}

/**
 * Topics as of the moment that is shown. Present ones are followed for as long as the component is mounted, and null until
 * the first effect has run; past ones never change.
 */
export function useTopics<R extends Row, T>(names: readonly string[]): readonly Topic<R, T>[] | null {
  const asOf = useAsOf();
  const past = usePastTopics<R, T>(names, asOf);
  const present = usePresentTopics<R, T>(asOf == null ? names : []);
  return asOf == null ? present : past;
}

function usePresentTopics<R extends Row, T>(names: readonly string[]): readonly Topic<R, T>[] | null {
  const live = useLive();
  const key = names.join("\n");
  const [held, hold] = useState<{ key: string; topics: Topic<R, T>[] } | null>(null);
  // Before anything is painted: what is held already is never seen to be away.
  useLayoutEffect(() => {
    const follows = key.split("\n").filter((name) => name !== "").map((name) => live.follow<R, T>(name));
    hold({ key, topics: follows.map(({ topic }) => topic) });
    return () => follows.forEach(({ release }) => release());
  }, [live, key]);
  return held?.key === key ? held.topics : null;
}

/** One topic whole, drawn again whenever any of it changes: for small topics. */
export function useTopic<R extends Row, T>(name: string): Topic<R, T> | null {
  const topics = useTopics<R, T>([name]);
  const topic = topics?.[0] ?? null;
  const [, redraw] = useState(0);
  useEffect(() => {
    redraw((n) => n + 1);
    return topic?.subscribe(() => redraw((n) => n + 1));
  }, [topic]);
  return topic;
}

/** The totals of a topic of the moment that is shown, drawn again whenever they change; null for none, and until they are known. */
export function useTotals<T>(name: string | null): T | null {
  const topic = useTopics<Row, T>(name == null ? [] : [name])?.[0] ?? null;
  const [, redraw] = useState(0);
  useEffect(() => {
    redraw((n) => n + 1);
    return topic?.subscribe(() => redraw((n) => n + 1));
  }, [topic]);
  return topic?.totals ?? null;
}

/** All rows of a few small topics, drawn again whenever any of them changes. */
export function useRows<R extends Row>(topics: readonly Topic<R, unknown>[] | null): R[] {
  const [, redraw] = useState(0);
  useEffect(() => {
    redraw((n) => n + 1);
    const ends = (topics ?? []).map((topic) => topic.subscribe(() => redraw((n) => n + 1)));
    return () => ends.forEach((end) => end());
  }, [topics]);
  return (topics ?? []).flatMap((topic) => [...topic.rows.values()]);
}

/**
 * All rows of a few topics as they stood when `version` last changed, for what is counted of them and need not follow each
 * of their changes: the same array until then. What was just answered, and another past moment, is there at once. Null until
 * all topics are answered.
 */
export function useRowsOf<R extends Row>(topics: readonly Topic<R, unknown>[] | null, version: unknown): readonly R[] | null {
  const past = useAsOf() != null;
  const [looks, look] = useState(0);
  useEffect(() => {
    look((n) => n + 1);
    // Nothing of the rows: that it is answered, or refused.
    const ends = (topics ?? []).map((topic) => topic.subscribe((changed) => (past || changed.size === 0) && look((n) => n + 1)));
    return () => ends.forEach((end) => end());
  }, [topics, past]);
  return useMemo(() => (topics?.every(({ current }) => current) ? topics.flatMap((topic) => [...topic.rows.values()]) : null), [topics, looks, version]);
}

/**
 * Grows when anything of the topic changed, at most once in so many milliseconds. What the server only answers when it
 * is asked is asked by it again, and so stays near the present; a pause holds it too, and the past never changes.
 */
export function useChanges(name: string, milliseconds: number): number {
  const asOf = useAsOf();
  const topic = usePresentTopics(asOf != null ? [] : [name])?.[0] ?? null;
  const [changes, grow] = useState(0);
  useEffect(() => {
    if (!topic) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const end = topic.subscribe((changed) => {
      // The first answer is no change.
      if (changed.size === 0 || !topic.current || timer != null) return;
      timer = setTimeout(() => {
        timer = null;
        grow((n) => n + 1);
      }, milliseconds);
    });
    return () => {
      end();
      if (timer != null) clearTimeout(timer);
    };
  }, [topic, milliseconds]);
  return changes;
}

const clocks = new Map<number, Set<() => void>>();

/** This machine's time, drawn anew every `milliseconds`; all that share a period share one timer. */
export function useNow(milliseconds: number): number {
  const [now, tick] = useState(Date.now);
  useEffect(() => {
    let wakes = clocks.get(milliseconds);
    if (!wakes) {
      const started = (wakes = new Set<() => void>());
      clocks.set(milliseconds, started);
      setInterval(() => started.forEach((wake) => wake()), milliseconds);
    }
    const shared = wakes;
    const wake = () => tick(Date.now());
    shared.add(wake);
    return () => void shared.delete(wake);
  }, [milliseconds]);
  return now;
}

/** The moment that is shown, in milliseconds: a past one stands still, the present is `useNow`. */
export function useMoment(milliseconds: number): number {
  const now = useNow(milliseconds);
  const asOf = useAsOf();
  return asOf == null ? now : Date.parse(asOf);
}
