import { useCallback, useEffect, useMemo, useState } from "react";
import { askedAt, useAsOf } from "../live/cursor";
import { getAll, getJson, Problem } from "./client";
import type { List, Vendor } from "./types";

export interface Resource<T> {
  /** The last good answer for this path; it stays while a newer one is fetched. */
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  retry: () => void;
}

/** Fetches what is `asked` (null: nothing), as of the moment that is shown, again whenever it or `version` changes. */
export function useResource<T>(asked: string | null, version: unknown = null): Resource<T> {
  return useAnswer<T>(asked, version, getJson);
}

/** A list to its end; nothing of it until the last page is here. */
export function useAll<T>(asked: string | null, version: unknown = null): Resource<List<T>> {
  return useAnswer<List<T>>(asked, version, getAll);
}

/** All vendors by name. */
export function useVendors(): readonly Vendor[] {
  const { data } = useAll<Vendor>("vendors?limit=500");
  return useMemo(() => data?.items.toSorted((a, b) => a.name.localeCompare(b.name)) ?? [], [data]);
}

/** @param get Always the same function. */
function useAnswer<T>(asked: string | null, version: unknown, get: (path: string, signal: AbortSignal) => Promise<T>): Resource<T> {
  const asOf = useAsOf();
  const path = asked == null ? null : askedAt(asked, asOf);
  const [state, set] = useState<{ path: string | null; data: T | null; problem: Problem | null }>({ path: null, data: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path == null) return;
    const abort = new AbortController();
    get(path, abort.signal).then(
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
