import type { ReactNode } from "react";
import type { Explanation } from "../api/types";
import { said as saidIn, t, tn } from "../language/language";
import { shortDay, signed, signedDays, type Day } from "../vocabulary/days";
import { Hidden } from "../vocabulary/Hidden";
import { sideWord } from "../vocabulary/words";
import { waterfall, type Step } from "./waterfall";

interface Props {
  explanation: Explanation;
  baseline: Day | null;
  said: Day | null;
  narrow?: boolean;
}

/** Whether there is anything to say: a day was lost, or is past what was agreed. */
export function explains({ causes, slipDays, bridge }: Explanation): boolean {
  return causes == null ? slipDays > 0 : causes.length > 0 || (bridge?.pastCommittedDays ?? 0) > 0;
}

/** "Why +Nd": causes with their side and code, and their sum, which is the slip; where another day was agreed, on to the days past that. */
export function Why({ explanation, baseline, said, narrow = false }: Props) {
  if (!explanation.causes)
    return (
      <>
        <h3>{t("Why {days}", { days: signedDays(explanation.slipDays) })}</h3>
        <p className="quiet">{t("The causes")} <Hidden /></p>
      </>
    );
  const told = explanation.causes;
  const { causes, absorbed, end, ahead, agreed, past } = waterfall({ ...explanation, causes: told });
  const edges = [0, end, ahead.to, agreed.to, ...causes.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...edges), Math.max(...edges, 1)];
  const width = narrow ? 64 : 88;
  const x = (days: number) => ((days - low) / (high - low)) * width;
  // As high as its text: the steps stay joined however many lines that takes.
  const bar = (step: Step, className: string, next: boolean) => (
    <i className="why-step" style={{ width }} aria-hidden="true">
      <svg width={width} height="100%">
        <line className="axis" x1={x(0)} x2={x(0)} y1="0" y2="100%" />
        <rect className={className} x={x(Math.min(step.from, step.to))} y="6" width={Math.max(2, Math.abs(x(step.to) - x(step.from)))} height="10" />
        {next && <line className="link" x1={x(step.to)} x2={x(step.to)} y1="16" y2="100%" />}
      </svg>
    </i>
  );
  return (
    <>
      <h3>
        {end > 0 ? <>{t("Why {days}", { days: signedDays(end) })} <span>{t("calendar days against the baseline")}</span></> : told.length > 0 ? <>{t("Why at risk")} <span>{t("float takes it so far")}</span></> : <>{t("Why")} <span>{t("against what was agreed")}</span></>}
      </h3>
      <ol className="why">
        {told.map((cause, index) => (
          <li key={index}>
            <div>
              <span>{saidIn(cause.text)}</span>
              <small>{[sideWord(cause.side), cause.code, cause.milestone].filter((part) => part != null).join(" · ")}</small>
            </div>
            {bar(causes[index]!, `why-bar side-${cause.side}`, true)}
            <b>{signed(cause.days)}</b>
          </li>
        ))}
        {explanation.floatAbsorbedDays > 0 && <Line text={t("Float absorbed")} bar={bar(absorbed, "why-bar absorbed", true)} days={-explanation.floatAbsorbedDays} />}
        <li className="sum">
          <div>
            <span>
              {t("Ex-factory")} {baseline != null && `${shortDay(baseline)} → `}
              {said == null ? "" : shortDay(said)}
            </span>
          </div>
          {bar({ from: 0, to: end }, "why-bar total", past !== end)}
          <b>{signed(end)}</b>
        </li>
        {ahead.to !== ahead.from && <Line text={t("Expected before the plan")} bar={bar(ahead, "why-bar absorbed", true)} days={ahead.to - ahead.from} />}
        {agreed.to !== agreed.from && (
          <Line text={agreed.to > agreed.from ? tn(agreed.to - agreed.from, "Agreed {n} day before the plan", "Agreed {n} days before the plan") : tn(agreed.from - agreed.to, "Agreed {n} day after the plan", "Agreed {n} days after the plan")} bar={bar(agreed, "why-bar absorbed", true)} days={agreed.to - agreed.from} />
        )}
        {past !== end && (
          <li className="sum">
            <div><span>{t("Against the agreed day")}</span></div>
            {bar({ from: 0, to: past }, "why-bar total", false)}
            <b>{signed(past)}</b>
          </li>
        )}
      </ol>
    </>
  );
}

function Line({ text, bar, days }: { text: string; bar: ReactNode; days: number }) {
  return (
    <li>
      <div>
        <span>{text}</span>
        <small>{t("Plan")}</small>
      </div>
      {bar}
      <b>{signed(days)}</b>
    </li>
  );
}
