import { useCallback, useEffect, useState } from "react";
import { askedAt, useAsOf } from "../live/cursor";
import { getJson, Problem } from "./client";

export interface Resource<T> {
  /** The last good answer for this path; it stays while a newer one is fetched. */
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  retry: () => void;
}

/** Fetches what is `asked` (null: nothing), as of the moment that is shown, again whenever it or `version` changes. */
export function useResource<T>(asked: string | null, version: unknown = null): Resource<T> {
  const asOf = useAsOf();
  const path = asked == null ? null : askedAt(asked, asOf);
  const [state, set] = useState<{ path: string | null; data: T | null; problem: Problem | null }>({ path: null, data: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path == null) return;
    const abort = new AbortController();
    getJson<T>(path, abort.signal).then(
      (data) => set({ path, data, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = error instanceof Problem ? error : new Problem("The answer could not be read", String(error), 0, null);
        set((held) => ({ path, data: held.path === path ? held.data : null, problem }));
      },
    );
    return () => abort.abort();
  }, [path, version, attempt]);
  const retry = useCallback(() => {
    set((held) => ({ ...held, path: null, problem: null }));
    setAttempt((n) => n + 1);
  }, []);
  const ours = state.path === path;
  return {
    data: ours ? state.data : null,
    problem: ours ? state.problem : null,
    loading: path != null && !ours,
    retry,
  };
}
