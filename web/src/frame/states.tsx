import type { ReactNode } from "react";
import type { Problem } from "../api/client";
import { t } from "../language/language";
import { LiveContext, useNow } from "../live/hooks";
import { useContext, useRef } from "react";

/** A failed request, told as the server told it; what is beside it stays alive. */
export function ProblemPanel({ problem, retry }: { problem: Pick<Problem, "title" | "detail" | "traceId">; retry?: () => void }) {
  return (
    <div className="state" role="alert">
      <h2>{problem.title}</h2>
      {problem.detail != null && <p>{problem.detail}</p>}
      {problem.traceId != null && (
        <p className="trace">
          {t("Trace")} <code>{problem.traceId}</code>
          <button className="button" onClick={() => void navigator.clipboard?.writeText(problem.traceId!)}>{t("Copy")}</button>
        </p>
      )}
      {retry && <button className="button solid" onClick={retry}>{t("Retry")}</button>}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Bars where the rows will be; after three seconds it says that it still works, or that there is nobody to answer. */
export function Skeleton({ rows, height = 32, what }: { rows: number; height?: number; what: string }) {
  const since = useRef(Date.now());
  const slow = useNow(1_000) - since.current > 3_000;
  const live = useContext(LiveContext);
  const isAway = !navigator.onLine || (live != null && live.link.state === "reconnecting");
  return (
    <div className="skeleton" role="status" aria-label={t("Loading {what}", { what })}>
      {isAway ? <p className="skeleton-text">{t("The server does not answer. What belongs here comes by itself when it does.")}</p>
        : slow && <p className="skeleton-text">{t("Still loading {what}", { what })}</p>}
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} style={{ height }}>
          <i style={{ width: `${6 + ((index * 5) % 4)}%` }} />
          <i style={{ width: `${14 + ((index * 7) % 9)}%` }} />
          <i style={{ width: `${8 + ((index * 3) % 6)}%` }} />
          <i style={{ width: `${22 + ((index * 11) % 24)}%` }} />
        </div>
      ))}
    </div>
  );
}
