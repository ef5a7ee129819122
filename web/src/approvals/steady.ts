import { useCallback, useMemo, useRef, useState } from "react";
import type { Placed } from "./queue";

interface Steady {
  /** What stands on the screen, in the order in which it stood. */
  shown: readonly Placed[];
  /** What would come, and what has left and is still there. */
  coming: number;
  left: ReadonlySet<string>;
  apply: () => void;
  /** These were acted upon here: they may go at once. */
  release: (ids: readonly string[]) => void;
}

/**
 * Keeps an order that others change from jumping under the reader: it is taken over on `apply`, and whenever `key`
 * changes, which says what the reader asked to see.
 */
export function useSteady(present: readonly Placed[], key: string): Steady {
  const [held, hold] = useState({ key, placed: present });
  const [released, letGo] = useState<ReadonlySet<string>>(new Set());
  const current = held.key === key ? held.placed : present;
  const latest = useRef(present);
  latest.current = present;
  if (held.key !== key) hold({ key, placed: present });
  const apply = useCallback(() => {
    hold({ key, placed: latest.current });
    letGo(new Set());
  }, [key]);
  const release = useCallback((ids: readonly string[]) => letGo((before) => new Set([...before, ...ids])), []);
  return useMemo(() => {
    const there = new Set(present.map(({ id }) => id));
    const before = new Set(current.map(({ id }) => id));
    const shown = current.filter(({ id }) => there.has(id) || !released.has(id));
    return {
      shown, apply, release,
      coming: present.reduce((n, { id }) => n + (before.has(id) ? 0 : 1), 0),
      left: new Set(shown.filter(({ id }) => !there.has(id)).map(({ id }) => id)),
    };
  }, [present, current, released, apply, release]);
}
