import { dayOf, epochDay, type Day } from "../vocabulary/days";
import type { Health } from "../vocabulary/health";

/** Of which lines figures are counted; what is left out is of all. */
export interface Scope {
  brand?: string;
  category?: string;
  vendor?: string;
}

export interface OnTimeWeek {
  week: Day;
  lines: number;
  onTime: number;
}

export interface OnTimeSeries {
  key: string | null;
  name: string | null;
  lines: number;
  onTime: number;
  weeks: OnTimeWeek[];
}

export type Against = "baseline" | "committed";

export interface OnTimeTrend {
  against: Against;
  from: Day;
  weeks: number;
  all: OnTimeSeries;
  series: OnTimeSeries[];
  seriesTotal: number;
  undated: number;
}

/** Without a quantity for who may not see it. */
export interface Load {
  lines: number;
  quantity?: number;
}

export interface LoadWeek {
  week: Day;
  plan: Load;
  forecast: Load;
  isOverUsual: boolean;
}

export interface LoadSeries {
  key: string | null;
  name: string | null;
  weeks: LoadWeek[];
  usual: Load | null;
  earlier: Load;
  later: { plan: Load; forecast: Load };
}

export interface ExFactoryLoad {
  all: LoadSeries;
  series: LoadSeries[];
  seriesTotal: number;
  undated: number;
}

export interface CauseOfSlip {
  side: string;
  code: string | null;
  reason: string | null;
  days: number;
  lines: number;
}

export interface SlipByCause {
  lines: number;
  slipDays: number;
  absorbedDays: number;
  causes: CauseOfSlip[];
  untold: { days: number; lines: number };
}

/** A line behind a figure. */
export interface FigureLine {
  id: string;
  purchaseOrder: string;
  line: number;
  brand: string;
  vendor: string;
  vendorName: string;
  styleName: string;
  colour: string;
  quantity?: number;
  baseline: Day | null;
  committed: Day | null;
  forecast?: Day | null;
  actual: Day | null;
  health?: Health;
  lateDays?: number;
  slipDays?: number;
  days?: number;
  cause?: string | null;
}

/** Where a figure of a scope is asked for. */
export function figurePath(figure: string, scope: Scope, more: Record<string, string> = {}): string {
  return `figures/${figure}?${new URLSearchParams({ ...scope, ...more })}`;
}

/** Fewer lines than these make no share that a line may lead through. */
export const fewLines = 5;

/** Mondays of so many weeks. */
export function mondays(from: Day, weeks: number): Day[] {
  return Array.from({ length: weeks }, (_, index) => dayOf(epochDay(from) + 7 * index));
}

/** A chart of fewer weeks would say that there are no more. */
const leastWeeks = 8;

/** From the first week in which anything left. */
export function weeksShown({ from, weeks, all }: OnTimeTrend): Day[] {
  const every = mondays(from, weeks);
  const first = every.findIndex((week) => week === all.weeks[0]?.week);
  return first < 0 ? every : every.slice(Math.min(first, Math.max(0, weeks - leastWeeks)));
}

export function share({ lines, onTime }: Pick<OnTimeWeek, "lines" | "onTime">): number | null {
  return lines === 0 ? null : onTime / lines;
}

/** Where a line leads from one week to the next: both follow one another and neither is of few lines. As pairs of places among the weeks. */
export function joined(weeks: readonly (OnTimeWeek | null)[]): [number, number][] {
  const stands = (at: number) => (weeks[at]?.lines ?? 0) >= fewLines;
  return weeks.flatMap((_, at) => (at > 0 && stands(at - 1) && stands(at) ? [[at - 1, at] as [number, number]] : []));
}

/** Each of the weeks as the series has it; null where nothing left. */
export function byWeek<W extends { week: Day }>(weeks: readonly W[], shown: readonly Day[]): (W | null)[] {
  const found = new Map(weeks.map((each) => [each.week, each]));
  return shown.map((week) => found.get(week) ?? null);
}

/** Pieces where they are shown, else lines. */
export function size({ lines, quantity }: Load): number {
  return quantity ?? lines;
}

export interface SlipStep {
  kind: "cause" | "untold" | "absorbed" | "slip";
  cause?: CauseOfSlip;
  /** In days, from the day that was planned. */
  from: number;
  to: number;
  lines: number | null;
}

/** Each cause stands where the one before ended; what float absorbed is a step back, to the slip. */
export function slipSteps({ causes, untold, absorbedDays, slipDays, lines }: SlipByCause): SlipStep[] {
  let at = 0;
  const step = (days: number) => ({ from: at, to: (at += days) });
  return [
    ...causes.map((cause): SlipStep => ({ kind: "cause", cause, ...step(cause.days), lines: cause.lines })),
    ...(untold.days > 0 ? [{ kind: "untold", ...step(untold.days), lines: untold.lines } satisfies SlipStep] : []),
    ...(absorbedDays > 0 ? [{ kind: "absorbed", ...step(-absorbedDays), lines: null } satisfies SlipStep] : []),
    { kind: "slip", from: 0, to: slipDays, lines },
  ];
}
