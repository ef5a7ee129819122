import { useEffect, useSyncExternalStore } from "react";
import { isUnanswered, Problem } from "../api/client";
import { t } from "../language/language";
import { Icon, Kbd } from "./icons";
import { useKeys } from "./keys";

interface Notice {
  text: string;
  undo: (() => Promise<unknown>) | null;
  at: number;
}

const shownMilliseconds = 10_000;
const undoMilliseconds = 600_000;

let notice: Notice | null = null;
/** What can be taken back, the last first. */
const done: Notice[] = [];
let shown = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: Notice | null, show: boolean): void {
  notice = next;
  shown = show;
  for (const listener of [...listeners]) listener();
}

/** Tells what was done, for ten seconds. What has an `undo` can be taken back for ten minutes, the last first. */
export function tell(text: string, undo: (() => Promise<unknown>) | null = null): void {
  const told = { text, undo, at: Date.now() };
  if (undo) done.push(told);
  set(told, true);
}

/** Takes back what was done last. What may go back in a moment is asked to next; what was refused for good is done with. */
export async function takeBack(): Promise<void> {
  const last = done.pop();
  if (!last?.undo || Date.now() - last.at > undoMilliseconds) return;
  set(null, false);
  try {
    await last.undo();
  } catch (error) {
    const again = isUnanswered(error);
    // In its place: something may have been done while it was asked for.
    if (again) done.splice(done.findLastIndex(({ at }) => at <= last.at) + 1, 0, last);
    return set({ ...last, text: error instanceof Problem ? t("Not taken back. {why}", { why: error.message }) : t("Not taken back: {what}", { what: last.text }), undo: again ? last.undo : null }, true);
  }
  tell(t("Taken back: {what}", { what: last.text }));
}

/** The last thing done, at the foot of the page. */
export function NoticeBar() {
  const current = useSyncExternalStore(subscribe, () => (shown ? notice : null));
  useKeys({ "mod+z": () => void takeBack() });
  useEffect(() => {
    if (!current) return;
    const timer = setTimeout(() => set(notice, false), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div className="notice" role="status">
      {current && (
        <p>
          <span>{current.text}</span>
          {current.undo && <button onClick={() => void takeBack()}>{t("Undo")} <Kbd>Ctrl Z</Kbd></button>}
          <button aria-label={t("Close")} onClick={() => set(notice, false)}><Icon name="close" size={12} /></button>
        </p>
      )}
    </div>
  );
}
