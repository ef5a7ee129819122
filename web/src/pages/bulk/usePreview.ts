import { useEffect, useState } from "react";
import { previewBulkAct, type BulkForm, type BulkPreview, type EnterForm } from "../../api/bulkActs";
import { isUnanswered, Problem } from "../../api/client";

/** Foreseen a moment after the last key, and again whenever anything is typed, or the server can be reached again. */
const pauseMilliseconds = 250;
const tryAgainMilliseconds = 4_000;

export interface Foreseen {
  /** The last answer; while `loading` it is of what was asked before. */
  preview: BulkPreview | null;
  problem: Problem | null;
  loading: boolean;
}

/**
 * What an act would do, before it does.
 * @param asked The form as JSON; null while there is none.
 */
export function usePreview(asked: string | null): Foreseen {
  const [state, set] = useState<{ asked: string | null; preview: BulkPreview | null; problem: Problem | null }>({ asked: null, preview: null, problem: null });
  const [attempt, retry] = useState(0);
  useEffect(() => {
    if (asked == null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => previewBulkAct(JSON.parse(asked) as BulkForm | EnterForm, abort.signal).then(
      (preview) => set({ asked, preview, problem: null }),
      (error: unknown) => abort.signal.aborted || set({ asked, preview: null, problem: error instanceof Problem ? error : new Problem("The answer could not be read", String(error), 0, null) }),
    ), pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked, attempt]);
  // No answer is none about what is typed: what cannot be reached now may be in a moment.
  const unanswered = isUnanswered(state.problem);
  useEffect(() => {
    if (!unanswered) return;
    const again = () => retry((times) => times + 1);
    const timer = setInterval(again, tryAgainMilliseconds);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [unanswered]);
  return { preview: asked == null ? null : state.preview, problem: state.asked === asked ? state.problem : null, loading: asked != null && state.asked !== asked };
}
