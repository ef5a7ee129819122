import { useCallback, useEffect, useState } from "react";
import { Problem } from "./client";

const askMilliseconds = 500;

export interface Followed<T> {
  /** The last answer. */
  found: T | null;
  problem: Problem | null;
  /** Asks once more, and on. */
  again: () => void;
}

/**
 * Asks until what is answered is the last word. What cannot be read now may be later, but for what is not there.
 * @param ask The same function for as long as the same is asked.
 * @param isOver Always the same function.
 */
export function useUntil<T>(ask: () => Promise<T>, isOver: (found: T) => boolean): Followed<T> {
  const [found, set] = useState<T | null>(null);
  const [problem, fail] = useState<Problem | null>(null);
  const [turn, next] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = () => ask().then(
      (answer) => {
        if (over) return;
        set(answer);
        fail(null);
        if (!isOver(answer)) timer = setTimeout(look, askMilliseconds);
      },
      (error: unknown) => {
        if (over) return;
        const told = error instanceof Problem ? error : new Problem("The answer could not be read", String(error), 0, null);
        fail(told);
        if (told.status !== 404) timer = setTimeout(look, askMilliseconds * 4);
      },
    );
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask, isOver, turn]);
  return { found, problem, again: useCallback(() => next((n) => n + 1), []) };
}
