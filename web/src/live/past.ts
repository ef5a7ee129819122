import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { getJson, Problem } from "../api/client";
import type { Frame, Row } from "./frames";
import { Topic } from "./topic";

let readings = 0;
const listeners = new Set<() => void>();

function count(by: number): void {
  readings += by;
  listeners.forEach((wake) => wake());
}

function subscribe(wake: () => void): () => void {
  listeners.add(wake);
  return () => listeners.delete(wake);
}

/** Counts an answer about a past moment for as long as it is on its way. */
export function reading<T>(answer: Promise<T>): Promise<T> {
  count(1);
  return answer.finally(() => count(-1));
}

/** Whether anything of the moment that the address names is still on its way: what is shown may be of the moment before. */
export function useReadingPast(): boolean {
  return useSyncExternalStore(subscribe, () => readings > 0);
}

/**
 * Topics as they stood at a past moment. From one moment to another they stay the same topics, whose rows change in place.
 * Null until all are there, and for the present.
 */
export function usePastTopics<R extends Row, T>(names: readonly string[], asOf: string | null): readonly Topic<R, T>[] | null {
  const key = names.join("\n");
  const [held, hold] = useState<{ key: string; topics: Topic<R, T>[] } | null>(null);
  const latest = useRef(held);
  useEffect(() => {
    if (asOf == null) return;
    const abort = new AbortController();
    const topics = latest.current?.key === key ? latest.current.topics : names.map((name) => new Topic<R, T>(name));
    const read = ({ name }: Topic<R, T>) => getJson<Frame<R, T>>(`boards/${encodeURIComponent(name)}?asOf=${encodeURIComponent(asOf)}`, abort.signal)
      .catch((error: unknown) => (error instanceof Problem ? (error.errors[0]?.detail ?? error.detail ?? error.title) : String(error)));
    void reading(Promise.all(topics.map(read))).then((answers) => {
      if (abort.signal.aborted) return;
      answers.forEach((answer, index) => topics[index]!.show(answer));
      latest.current = { key, topics };
      hold(latest.current);
    });
    return () => abort.abort();
  }, [key, asOf]);
  return asOf != null && held?.key === key ? held.topics : null;
}
