import { useCallback, useEffect, useState } from "react";
import { foresee, type Assumption, type Foreseen } from "../../api/whatIfs";
import { Problem } from "../../api/client";
import { t } from "../../language/language";

export interface Foresight {
  /** The last good answer; it stays while a newer one is asked for. */
  data: Foreseen | null;
  problem: Problem | null;
  /** What is shown is of other assumptions than those asked for. */
  stale: boolean;
  again: () => void;
  /** Adds the next page. */
  more: () => void;
}

const settleMilliseconds = 150;

/** What the server foresees of the assumptions (null: nothing), asked for a moment after they last changed. */
export function useForesight(assumptions: readonly Assumption[] | null): Foresight {
  const [state, set] = useState<{ of: string; data: Foreseen | null; problem: Problem | null }>({ of: "", data: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  const key = assumptions == null ? "" : `${JSON.stringify(assumptions)}#${attempt}`;
  useEffect(() => {
    if (assumptions == null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      foresee(assumptions, null, abort.signal).then(
        (data) => set({ of: key, data, problem: null }),
        (error: unknown) => !abort.signal.aborted && set((held) => ({ ...held, of: key, problem: problemOf(error) })),
      );
    }, settleMilliseconds);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key]);
  const again = useCallback(() => setAttempt((n) => n + 1), []);
  const more = useCallback(() => {
    const { data } = state;
    if (assumptions == null || data?.next == null || state.of !== key) return;
    foresee(assumptions, data.next, new AbortController().signal).then(
      ({ items, next }) => set((held) => held.data !== data ? held : { ...held, data: { ...data, items: [...data.items, ...items], next } }),
      (error: unknown) => set((held) => held.data !== data ? held : { ...held, problem: problemOf(error) }),
    );
  }, [key, state]);
  return assumptions == null
    ? { data: null, problem: null, stale: false, again, more }
    : { data: state.data, problem: state.of === key ? state.problem : null, stale: state.of !== key, again, more };
}

function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(t("The answer could not be read"), String(error), 0, null);
}
