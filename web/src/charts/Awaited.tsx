import type { ReactNode } from "react";
import type { Resource } from "../api/useResource";
import { ProblemPanel, Skeleton } from "../frame/states";

/** A figure's place while there is nothing of it to show: it is on its way, or why it is not. */
export function Awaited({ heading, figure, what, rows }: { heading: ReactNode; figure: Resource<unknown>; what: string; rows: number }) {
  return (
    <section className="figure">
      <h2 className="section-head">{heading}</h2>
      {figure.problem?.status === 403 ? <p className="quiet">{figure.problem.detail}</p> : figure.problem ? <ProblemPanel problem={figure.problem} retry={figure.retry} /> : <Skeleton rows={rows} what={what} />}
    </section>
  );
}
