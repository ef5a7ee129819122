import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Row } from "./frames";
import type { Link, Live } from "./live";
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

export function usePaused(): { paused: boolean; waiting: number } {
  const live = useLive();
  const paused = useSyncExternalStore(live.subscribe, () => live.paused);
  const waiting = useSyncExternalStore(live.subscribe, () => (live.paused ? live.waiting : 0));
  return { paused, waiting };
}

/** Follows topics for as long as the component is mounted; null until the first effect has run. */
export function useTopics<R extends Row, T>(names: readonly string[]): readonly Topic<R, T>[] | null {
  const live = useLive();
  const key = names.join(" ");
  const [held, hold] = useState<{ key: string; topics: Topic<R, T>[] } | null>(null);
  useEffect(() => {
    const follows = key.split(" ").map((name) => live.follow<R, T>(name));
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
