import { useState } from "react";
import { useResource } from "../api/useResource";
import { said, t, tn } from "../language/language";
import { count } from "../vocabulary/days";
import { sideWord } from "../vocabulary/words";
import { Awaited } from "./Awaited";
import { figurePath, slipSteps, type Scope, type SlipByCause, type SlipStep } from "./figures";
import { LinesDialog } from "./LinesDialog";

const stepWords = { untold: t("Not told: no change since causes are kept"), absorbed: t("Absorbed by float"), slip: t("Past the baseline") };

const reasonOf = ({ kind, cause }: SlipStep) => (kind === "cause" ? (cause!.reason == null ? t("No reason given") : said(cause!.reason)) : stepWords[kind]);

/** Why open lines leave later than planned: each cause's days stand where the one before ended, and end at the slip. */
export function Slip({ scope, changes }: { scope: Scope; changes: number }) {
  const slip = useResource<SlipByCause>(figurePath("slip", scope), changes);
  const [opened, open] = useState<SlipStep | null>(null);
  const heading = <>{t("Why lines slip")} <span>{t("calendar days past the baseline, of all open lines that do")}</span></>;
  if (!slip.data) return <Awaited heading={heading} figure={slip} what={t("the causes")} rows={6} />;
  const steps = slipSteps(slip.data);
  const most = Math.max(1, ...steps.flatMap(({ from, to }) => [from, to]));
  const part = (days: number) => `${(days / most) * 100}%`;
  const opens = ({ kind }: SlipStep) => kind === "cause" || kind === "slip";
  return (
    <section className="figure" aria-label={t("Why lines slip")}>
      <h2 className="section-head">{heading}</h2>
      {slip.data.lines === 0 ? <p className="quiet">{t("No open line is expected past its baseline.")}</p> : (
        <div className="series-scroll" tabIndex={0} role="group" aria-label={t("Days by cause")}>
          <table className="plain slip" aria-label={t("Days by cause")}>
            <thead><tr><th scope="col">{t("Reason")}</th><th scope="col">{t("Side")}</th><th scope="col" className="number">{t("Days")}</th><th scope="col" className="number">{t("Lines")}</th><td className="slip-picture" /></tr></thead>
            <tbody>
              {steps.map((step) => (
                <tr key={`${step.kind} ${step.cause?.side} ${step.cause?.code}`} className={step.kind}>
                  <th scope="row">
                    {opens(step) ? <button onClick={() => open(step)}>{reasonOf(step)}</button> : reasonOf(step)} {step.cause?.code != null && <span className="second">{step.cause.code}</span>}
                  </th>
                  <td>{step.cause && sideWord(step.cause.side)}</td>
                  <td className="number">{step.to < step.from ? `−${count(step.from - step.to)}` : count(step.to - step.from)}</td>
                  <td className="number">{step.lines != null && count(step.lines)}</td>
                  <td className="slip-picture">
                    <svg width="100%" height="14" aria-hidden="true">
                      <rect className={`why-bar ${step.kind === "cause" ? `side-${step.cause!.side}` : step.kind === "slip" ? "total" : "absorbed"}`} x={part(Math.min(step.from, step.to))} y="2" width={part(Math.max(Math.abs(step.to - step.from), most / 400))} height="10" />
                    </svg>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened && (
        <LinesDialog
          title={opened.kind === "slip" ? tn(slip.data.lines, "{n} line past the baseline", "{n} lines past the baseline") : `${reasonOf(opened)}, ${sideWord(opened.cause!.side).toLowerCase()}`}
          path={figurePath("slip/lines", scope, opened.cause ? { side: opened.cause.side, code: opened.cause.code ?? "" } : {})}
          against="baseline" daysTitle={t("Days")} days={({ days }) => days ?? 0} reasons close={() => open(null)}
        />
      )}
    </section>
  );
}
