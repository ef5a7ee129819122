import type { ReactNode } from "react";
import { count } from "./days";
import { healths, healthWord, type Health, type HealthCounts } from "./health";
import { stages, stageStep, stageWord, type Stage } from "./stage";
import { statusWord } from "./words";

/* Each health has a shape of its own, told apart at 12 px and in print without its colour. */
const shapes: Record<Health, ReactNode> = {
  critical: (
    <>
      <path d="M5.200 1h5.600L15 5.200v5.600L10.800 15H5.200L1 10.800V5.200Z" fill="currentColor" />
      <path className="cutout" d="M8 4.200v4.600M8 11.300v.400" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  late: <path d="M8 1.200 14.800 8 8 14.800 1.200 8Z" fill="currentColor" />,
  blocked: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="1.500" fill="none" stroke="currentColor" strokeWidth="1.800" />
      <path d="M5 8h6" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  risk: <path d="M8 2.200 14.400 13.600H1.600Z" fill="none" stroke="currentColor" strokeWidth="1.800" strokeLinejoin="round" />,
  stale: (
    <>
      <circle cx="8" cy="8" r="6.200" fill="none" stroke="currentColor" strokeWidth="1.500" strokeDasharray="2.400 2.200" />
      <path d="M6.300 6.600c0-2.200 3.500-2.200 3.500 0 0 1.200-1.700 1.300-1.700 2.500M8.100 11.200v.300" fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" />
    </>
  ),
  ontrack: <circle cx="8" cy="8" r="5.200" fill="none" stroke="currentColor" strokeWidth="1.600" />,
  plan: <circle cx="8" cy="8" r="2.200" fill="currentColor" />,
  done: <path d="m2.500 8.500 3.700 3.700 7.300-8" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
};

export function HealthIcon({ health }: { health: Health }) {
  return (
    <svg className={`shape h-${health}`} viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      {shapes[health]}
    </svg>
  );
}

/** Shape, colour and word. A calm state is only its word: normal is grey. */
export function HealthMark({ health, variance = null, silentDays }: { health: Health; variance?: number | null; silentDays?: number | undefined }) {
  return (
    <span className={`mark h-${health}`}>
      {health !== "ontrack" && health !== "plan" && <HealthIcon health={health} />}
      {statusWord(health, variance, silentDays)}
    </span>
  );
}

/** The loud form, for a heading. */
export function HealthPill({ health, variance = null, silentDays }: { health: Health; variance?: number | null; silentDays?: number | undefined }) {
  return (
    <span className={`pill h-${health}`}>
      <HealthIcon health={health} />
      {statusWord(health, variance, silentDays)}
    </span>
  );
}

/** Counts of the states that need somebody, worst first; nothing at all when all is calm. */
export function HealthTally({ counts, only }: { counts: HealthCounts; only?: readonly Health[] }) {
  return (
    <span className="tally">
      {healths
        .filter((health) => (only ?? healths.slice(0, 5)).includes(health) && (counts[health] ?? 0) > 0)
        .map((health) => (
          <span key={health} className={`h-${health}`}>
            <HealthIcon health={health} />
            <span className="vh">{healthWord(health)} </span>
            {count(counts[health]!)}
          </span>
        ))}
    </span>
  );
}

/** One path for many steps: a board draws hundreds of glyphs. */
function steps(from: number, to: number): string {
  let path = "";
  for (let step = from; step < to; step++) path += `M${step * 5} 0h4v3h-4z`;
  return path;
}

export function StageGlyph({ stage }: { stage: Stage }) {
  const step = stageStep(stage);
  return (
    <span className="stage" data-cancelled={step < 0 || undefined}>
      <span className="stage-word">{stageWord(stage)}</span>
      {step >= 0 && (
        <svg viewBox="0 0 65 3" width="65" height="3" aria-hidden="true">
          <path className="past" d={steps(0, step)} />
          <path className="now" d={steps(step, step + 1)} />
          <path className="next" d={steps(step + 1, stages.length)} />
        </svg>
      )}
    </span>
  );
}
