import type { Explanation } from "../api/types";
import { shortDay, signedDays, type Day } from "../vocabulary/days";
import { sideWord } from "../vocabulary/words";
import { waterfall, type Step } from "./waterfall";

interface Props {
  explanation: Explanation;
  baseline: Day | null;
  said: Day | null;
  narrow?: boolean;
}

/** "Why +Nd": causes with their side and code, and their sum, which is the slip. */
export function Why({ explanation, baseline, said, narrow = false }: Props) {
  const { causes, absorbed, end } = waterfall(explanation);
  const edges = [0, end, ...causes.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...edges), Math.max(...edges, 1)];
  const width = narrow ? 96 : 132;
  const x = (days: number) => ((days - low) / (high - low)) * width;
  const bar = (step: Step, className: string, next: boolean) => (
    <svg width={width} height="36" viewBox={`0 0 ${width} 36`} aria-hidden="true">
      <path className="axis" d={`M${x(0)} 0V36`} />
      <rect className={className} x={x(Math.min(step.from, step.to))} y="6" width={Math.max(2, Math.abs(x(step.to) - x(step.from)))} height="10" />
      {next && <path className="link" d={`M${x(step.to)} 16V36`} />}
    </svg>
  );
  return (
    <>
      <h3>
        Why {signedDays(explanation.slipDays)} <span>calendar days against the baseline</span>
      </h3>
      <ol className="why">
        {explanation.causes.map((cause, index) => (
          <li key={index}>
            <div>
              <span>{cause.text}</span>
              <small>{[sideWord(cause.side), cause.code, cause.milestone].filter((part) => part != null).join(" · ")}</small>
            </div>
            {bar(causes[index]!, `why-bar side-${cause.side}`, true)}
            <b>{cause.days > 0 ? `+${cause.days}` : `−${-cause.days}`}</b>
          </li>
        ))}
        {explanation.floatAbsorbedDays > 0 && (
          <li>
            <div>
              <span>Float absorbed</span>
              <small>Plan</small>
            </div>
            {bar(absorbed, "why-bar absorbed", true)}
            <b>−{explanation.floatAbsorbedDays}</b>
          </li>
        )}
        <li className="sum">
          <div>
            <span>
              Ex-factory {baseline != null && `${shortDay(baseline)} → `}
              {said == null ? "" : shortDay(said)}
            </span>
          </div>
          {bar({ from: 0, to: end }, "why-bar total", false)}
          <b>{signedDays(end).replace("d", "")}</b>
        </li>
      </ol>
    </>
  );
}
