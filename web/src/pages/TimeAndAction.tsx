import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useSearch } from "wouter";
import type { Subject } from "../api/report";
import type { Laid } from "../api/tailoring";
import type { Milestone } from "../api/types";
import { Kbd } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { useMay, usePeopleNames } from "../frame/Person";
import { said, t, tn } from "../language/language";
import { useAsOf } from "../live/cursor";
import { useMoment } from "../live/hooks";
import { type Day } from "../vocabulary/days";
import { provenanceOf } from "../vocabulary/provenance";
import { milestoneWords } from "../vocabulary/words";
import { OverrideDialog } from "./calendars/OverrideDialog";
import { byPlan, nextMilestone, settled } from "./gantt";
import { Gantt, GanttLegend } from "./Gantt";
import { ReportDialog, type Classifier } from "./ReportDialog";

interface Props {
  milestones: readonly Milestone[];
  /** Where a report on a milestone goes. */
  subjectOf: (milestone: Milestone) => Subject;
  today: Day;
  /** Beside the heading. */
  note: ReactNode;
  /** What the calendar was laid by, and whose it is; null where it is not laid. */
  laid: Laid | null;
}

const none: ReadonlySet<string> = new Set();

/** The calendar and what may be said of it: J and K choose a milestone, F its forecast, A its actual day, O how it differs from the template, L the driving path. */
export function TimeAndAction({ milestones, subjectOf, today, note, laid }: Props) {
  // What is past cannot be reported on.
  const readOnly = useAsOf() != null;
  const [driving, showDriving] = useState(true);
  const [chosen, choose] = useState<string | null>(null);
  const [reporting, report] = useState<{ milestone: Milestone; classifier: Classifier } | null>(null);
  const [tailoring, tailor] = useState<Milestone | null>(null);
  const mayTailor = useMay("tailor-calendars") && !readOnly;
  const [unfolded, unfold] = useState(false);
  const [all, old] = useMemo(() => [byPlan(milestones), settled(milestones, today)], [milestones, today]);
  const folded = unfolded ? none : old;
  // What is next is chosen until something else is: mostly it is what one came to tell.
  const active = milestones.find(({ code }) => code === chosen) ?? nextMilestone(milestones);
  // Whoever follows a link to a milestone finds it chosen and in sight.
  const asked = new URLSearchParams(useSearch()).get("milestone");
  useEffect(() => {
    if (asked == null) return;
    choose(asked);
    if (old.has(asked)) unfold(true);
    requestAnimationFrame(() => document.getElementById(`milestone-${asked}`)?.scrollIntoView({ block: "center" }));
  }, [asked]);
  const open = (milestone: Milestone, classifier?: Classifier) => {
    choose(milestone.code);
    report({ milestone, classifier: classifier ?? (milestone.actual != null || (milestone.forecast ?? today) <= today ? "ACT" : "EST") });
  };
  const act = (classifier?: Classifier) => active && !readOnly && open(active, classifier);
  const move = (by: number) => {
    const shown = all.filter(({ code }) => !folded.has(code));
    const next = shown[shown.findIndex(({ code }) => code === active?.code) + by];
    if (next) choose(next.code);
  };
  // What lives on the style is overridden there.
  const tailored = mayTailor && laid != null && active?.home === ("style" in laid.subject ? "style" : "line");
  const [now, nameOf] = [useMoment(60_000), usePeopleNames()];
  const template = laid && `${laid.calendar.template}, ${t("version {version}", { version: laid.calendar.templateVersion })}`;
  const sources = (milestone: Milestone) => provenanceOf(milestone, template, nameOf, now);
  const drives = milestones.some((milestone) => milestone.driving);
  useKeys({
    j: () => move(1), k: () => move(-1), enter: () => act(), f: () => act("EST"), a: () => act("ACT"), l: () => showDriving(!driving),
    ...(tailored ? { o: () => tailor(active) } : {}),
  });
  return (
    <section className="time-and-action" aria-labelledby="ta">
      <header className="section-head">
        <h2 id="ta">{t("Time and action")}</h2>
        <span>{note}</span>
        <div className="asides">
          {active && !readOnly && <button className="button" title={t("Report when {milestone} is expected", { milestone: said(active.name) })} onClick={() => act("EST")}>{t("Forecast")} <Kbd>F</Kbd></button>}
          {active && !readOnly && <button className="button" title={t("Report when {milestone} happened", { milestone: said(active.name) })} onClick={() => act("ACT")}>{t("Actual")} <Kbd>A</Kbd></button>}
          {tailored && <button className="button" title={t("Let {milestone} differ from the template", { milestone: said(active.name) })} onClick={() => tailor(active)}>{t("Override")} <Kbd>O</Kbd></button>}
          {drives && <button className="button" aria-pressed={driving} onClick={() => showDriving(!driving)}>{driving ? t("Driving path shown") : t("Driving path hidden")} <Kbd>L</Kbd></button>}
        </div>
      </header>
      <Gantt
        milestones={all} folded={folded} today={today} sources={sources} driving={driving && drives} active={active?.code ?? null}
        choose={({ code }) => choose(code)} move={move} open={(milestone) => (readOnly ? choose(milestone.code) : open(milestone))}
        fold={old.size > 0 && (
          <button aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
            {tn(old.size, "{n} milestone done more than a month ago", "{n} milestones done more than a month ago")} <span className="second">{unfolded ? t("Hide") : t("Show")}</span>
          </button>
        )}
      />
      {active && (
        <div className="sources" role="status" aria-label={t("Where the dates come from")}>
          <p><b>{milestoneWords(active.name)[0]}</b></p>
          {sources(active).map((line) => <p key={line}>{line}</p>)}
        </div>
      )}
      <GanttLegend />
      {reporting && <ReportDialog {...reporting} subject={subjectOf(reporting.milestone)} today={today} close={() => report(null)} />}
      {tailoring && laid && <OverrideDialog milestone={tailoring} {...laid} close={() => tailor(null)} />}
    </section>
  );
}
