import type { Milestone } from "../api/types";
import { epochDay, type Day } from "../vocabulary/days";

/** The day that counts: what happened, else what is expected, else what was planned. */
export function effectiveDay(milestone: Milestone): Day | null {
  return milestone.actual ?? milestone.forecast ?? milestone.committed ?? milestone.baseline;
}

/** Days past the agreed day, else past the baseline; null when either end is unknown. */
export function milestoneVariance(milestone: Milestone): number | null {
  const said = milestone.actual ?? milestone.forecast;
  const against = milestone.committed ?? milestone.baseline;
  return said == null || against == null ? null : epochDay(said) - epochDay(against);
}

export function byPlan(milestones: readonly Milestone[]): Milestone[] {
  const plan = (milestone: Milestone) => milestone.baseline ?? milestone.committed ?? milestone.forecast ?? "9999";
  return milestones.toSorted((a, b) => (plan(a) < plan(b) ? -1 : plan(a) > plan(b) ? 1 : 0));
}

const foldAfterDays = 30;

/** Milestones that nobody looks at any more: done for a month. None where that would leave nothing, or where few would go. */
export function settled(milestones: readonly Milestone[], today: Day): ReadonlySet<string> {
  const done = milestones.filter(({ actual }) => actual != null && epochDay(today) - epochDay(actual) > foldAfterDays);
  return new Set(done.length > 3 && done.length < milestones.length ? done.map(({ code }) => code) : []);
}

/** What is next: of those that did not happen, the one expected first. */
export function nextMilestone(milestones: readonly Milestone[]): Milestone | null {
  return milestones.filter(({ actual, forecast }) => actual == null && forecast != null).toSorted((a, b) => (a.forecast! < b.forecast! ? -1 : 1))[0] ?? null;
}

/** In epoch days; a bar runs from the milestone before it, along the driving path where there is one. */
export interface Bar {
  milestone: Milestone;
  at: number | null;
  from: number | null;
  baselineAt: number | null;
  baselineFrom: number | null;
}

/** One bar per milestone, in the order given (`byPlan`). */
export function bars(milestones: readonly Milestone[]): Bar[] {
  const number = (day: Day | null) => (day == null ? null : epochDay(day));
  return milestones.map((milestone, index) => {
    const earlier = milestones.slice(0, index).filter((each) => each.baseline == null || milestone.baseline == null || each.baseline < milestone.baseline);
    const before = (milestone.driving ? earlier.findLast((each) => each.driving) : undefined) ?? earlier.at(-1);
    const at = number(effectiveDay(milestone));
    const baselineAt = number(milestone.baseline);
    const start = (end: number | null, day: Day | null | undefined) => {
      const from = day ? epochDay(day) : null;
      return end != null && from != null && from < end ? from : null;
    };
    return {
      milestone,
      at,
      from: start(at, before && effectiveDay(before)),
      baselineAt,
      baselineFrom: start(baselineAt, before?.baseline),
    };
  });
}

/** First and last day to draw, with room at both ends; includes `today` when it is near. */
export function extent(rows: readonly Bar[], today: number): [from: number, to: number] {
  const days = rows.flatMap(({ at, baselineAt, from }) => [at, baselineAt, from]).filter((day) => day != null);
  if (days.length === 0) return [today - 30, today + 30];
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const near = today > low - 60 && today < high + 60;
  return [(near ? Math.min(low, today) : low) - 5, (near ? Math.max(high, today) : high) + 6];
}
