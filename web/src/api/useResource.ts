import { useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { askedAt, useAsOf } from "../live/cursor";
import { LiveContext } from "../live/hooks";
import { reading } from "../live/past";
import { getAll, getJson, Problem } from "./client";
import type { List, Vendor } from "./types";

export interface Resource<T> {
  /** The last good answer for this path; it stays while a newer one is fetched, and from one past moment to another. */
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  /** Forgets what is held, and asks again. */
  retry: () => void;
  /** Asks again; what is held stays meanwhile. */
  refresh: () => void;
}

/**
 * Fetches what is `asked` (null: nothing), as of the moment that is shown, again whenever it or `version` changes. An answer
 * that is under way is waited for first, so that what changes faster than it is answered is shown all the same. A past
 * moment does not change: it is asked of once, whatever the version. A page that comes back after its connection was lost asks anew.
 */
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

interface State<T> {
  /** What was asked, of which moment, and with both together. */
  asked: string | null;
  asOf: string | null;
  path: string | null;
  data: T | null;
  problem: Problem | null;
}

/** Whether what is held may be shown for what is asked: it is its answer, or its answer of another past moment. */
export function stands(held: Pick<State<unknown>, "asked" | "asOf" | "path">, asked: string | null, asOf: string | null): boolean {
  return held.path === pathOf(asked, asOf) || (held.asked === asked && held.asOf != null && asOf != null);
}

/** Since when the page is connected; 0 while it is not. */
function useConnectedSince(): number {
  const live = useContext(LiveContext);
  return useSyncExternalStore(live?.subscribe ?? silent, () => (live?.link.state === "live" ? live.link.since : 0));
}

const silent = () => () => {};

/** Whether an answer says that one may no longer see what is held, or that it is gone: then it goes from the screen as well. */
export function forbids({ status }: Pick<Problem, "status">): boolean {
  return status === 401 || status === 403 || status === 404;
}

const pathOf = (asked: string | null, asOf: string | null) => (asked == null ? null : askedAt(asked, asOf));

/** @param get Always the same function. */
function useAnswer<T>(asked: string | null, newest: unknown, get: (path: string, signal: AbortSignal) => Promise<T>): Resource<T> {
  const asOf = useAsOf();
  const path = pathOf(asked, asOf);
  const past = path !== asked;
  const version = past ? null : newest;
  const [state, set] = useState<State<T>>({ asked: null, asOf: null, path: null, data: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  const current = useRef<{ ask: () => void; version: unknown } | null>(null);
  useEffect(() => {
    if (path == null) return;
    const abort = new AbortController();
    let [running, wanted] = [false, false];
    const ask = () => {
      wanted = running;
      if (running) return;
      running = true;
      const answer = get(path, abort.signal);
      (past ? reading(answer) : answer).then(
        (data) => set({ asked, asOf, path, data, problem: null }),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          const problem = error instanceof Problem ? error : new Problem("The answer could not be read", String(error), 0, null);
          set((held) => ({ asked, asOf, path, data: held.path === path && !forbids(problem) ? held.data : null, problem }));
        },
      ).finally(() => {
        running = false;
        if (wanted && !abort.signal.aborted) ask();
      });
    };
    current.current = { ask, version };
    ask();
    return () => abort.abort();
  }, [path, attempt]);
  useEffect(() => {
    if (path == null || current.current?.version === version) return;
    current.current = { ask: current.current!.ask, version };
    current.current.ask();
  }, [path, version]);
  // What happened while the connection was away, or to the rights of who looks, was told to nobody.
  const connected = useConnectedSince();
  const known = useRef(connected);
  useEffect(() => {
    if (connected === 0 || connected === known.current) return;
    const isFirst = known.current === 0;
    known.current = connected;
    if (!isFirst && !past) current.current?.ask();
  }, [connected, past]);
  const refresh = useCallback(() => current.current?.ask(), []);
  const retry = useCallback(() => {
    set((held) => ({ ...held, asked: null, path: null, problem: null }));
    setAttempt((n) => n + 1);
  }, []);
  const ours = state.path === path;
  return {
    data: stands(state, asked, asOf) ? state.data : null,
    problem: ours ? state.problem : null,
    loading: path != null && !ours,
    retry,
    refresh,
  };
}
