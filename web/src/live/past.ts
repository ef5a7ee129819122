import { useEffect, useState } from "react";
import { getJson, Problem } from "../api/client";
import type { Frame, Row } from "./frames";
import { Topic } from "./topic";

/** Topics as they stood at a past moment; they never change. Null until all are there, and for the present. */
export function usePastTopics<R extends Row, T>(names: readonly string[], asOf: string | null): readonly Topic<R, T>[] | null {
  const key = [asOf, ...names].join("\n");
  const [held, hold] = useState<{ key: string; topics: Topic<R, T>[] } | null>(null);
  useEffect(() => {
    if (asOf == null) return;
    const abort = new AbortController();
    const read = async (name: string) => {
      const topic = new Topic<R, T>(name);
      try {
        topic.receive(await getJson<Frame<R, T>>(`boards/${encodeURIComponent(name)}?asOf=${encodeURIComponent(asOf)}`, abort.signal));
        topic.publish();
        topic.current = true;
      } catch (error) {
        topic.refusal = error instanceof Problem ? (error.errors[0]?.detail ?? error.detail ?? error.title) : String(error);
      }
      return topic;
    };
    void Promise.all(names.map(read)).then((topics) => abort.signal.aborted || hold({ key, topics }));
    return () => abort.abort();
  }, [key]);
  return held?.key === key ? held.topics : null;
}
