import { useState } from "react";
import { Link } from "wouter";
import { templatePath, type MilestoneSheet, type Template, type TemplateSheet } from "../../api/calendars";
import { adoptVersion, liftOnOrder, liftOverride, onEachLine, overrideMilestone, type Laid, type Override } from "../../api/tailoring";
import { useResource } from "../../api/useResource";
import { Dialog } from "../../controls/Dialog";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { tell } from "../../frame/Notice";
import { useMay } from "../../frame/Person";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { said, t, tn } from "../../language/language";
import { useAsOf } from "../../live/cursor";
import { longDay } from "../../vocabulary/days";
import { OverrideDialog } from "./OverrideDialog";
import { conditionsText, lagsText, offsetText } from "./templateSheet";

function overrideText({ milestone, kind, lags, extra, reached, role }: Override): string {
  return kind === "responsible" ? t("{who} sees to {what}", { who: said(role ?? ""), what: milestone })
    : kind === "notapplicable" ? t("{what} does not apply", { what: milestone })
    : kind === "carriedover" ? reached == null ? t("{what} is not done again", { what: milestone }) : t("{what} is not done again, reached {day}", { what: milestone, day: longDay(reached) })
    : kind === "lags" ? t("{what} follows {lags}", { what: milestone, lags: lagsText(lags) })
    : t("{what}, due {offset}, was put in", { what: `${milestone} ${extra!.name}`, offset: offsetText(extra!.dueOffset) });
}

/** What the calendar was laid by, how it differs from that, and whether a newer version is offered. */
export function CalendarOf({ calendar, subject, lines = [] }: Laid) {
  const { template, templateVersion, workingCalendar, attributes, overrides } = calendar;
  const ofStyle = calendar.ofStyle ?? [];
  const readOnly = useAsOf() != null;
  const may = useMay("tailor-calendars") && !readOnly;
  const newest = useResource<Template>(readOnly ? null : templatePath(template), templateVersion);
  const [dialog, open] = useState<"adopt" | "lines" | Override | null>(null);
  const [everywhere, setEverywhere] = useState(false);
  // The lines of the order that differ in the same, and what a lift takes away of them.
  const alike = ({ milestone, kind }: Override) => lines.flatMap(({ line, calendar }) => calendar.overrides.filter((each) => each.milestone === milestone && each.kind === kind).map((override) => ({ line, override })));
  const order = everywhere && "purchaseOrder" in subject ? subject.purchaseOrder : null;
  const offered = (newest.data?.version ?? 0) > templateVersion ? newest.data!.version : null;
  return (
    <section aria-labelledby="calendar-of">
      <h3 id="calendar-of">{t("Calendar")} <span>{overrides.length + ofStyle.length === 0 ? t("as the template says") : tn(overrides.length + ofStyle.length, "{n} difference", "{n} differences")}</span></h3>
      <dl className="pairs">
        <div><dt>{t("Template")}</dt><dd><Link href={`/calendars/${encodeURIComponent(template)}`}>{template}</Link> {t("version {n}", { n: templateVersion })}</dd></div>
        <div><dt>{t("Working days")}</dt><dd>{workingCalendar.startsWith("factory:") ? t("the factory's own") : workingCalendar === "unknown" ? t("every day") : <Link href={`/calendars/working/${workingCalendar}`}>{workingCalendar}</Link>}</dd></div>
        {attributes.length > 0 && <div><dt>{t("Laid for")}</dt><dd>{conditionsText(attributes)}</dd></div>}
      </dl>
      {offered != null && (
        <p className="offered">
          <span>{t("Version {n} is offered.", { n: offered })}</span>
          <Link href={`/calendars/${encodeURIComponent(template)}?tab=versions&from=${templateVersion}&to=${offered}`} className="button">{t("What is new")}</Link>
          {may && <button className="button line" onClick={() => open("adopt")}>{t("Take it …")}</button>}
        </p>
      )}
      {overrides.length + ofStyle.length > 0 && (
        <ul className="entries">
          {overrides.map((override) => (
            <li key={`${override.milestone} ${override.kind}`}>
              <span>{overrideText(override)}</span> <span className="second">{override.reason}</span>
              {may && <button className="button" aria-label={t("Lift the difference of {what}", { what: override.milestone })} onClick={() => { setEverywhere(false); open(override); }}>{t("Lift …")}</button>}
            </li>
          ))}
          {ofStyle.map((override) => (
            <li key={`style ${override.milestone} ${override.kind}`}>
              <span>{overrideText(override)}</span> <span className="second">{t("by its style: {why}", { why: override.reason })}</span>
            </li>
          ))}
        </ul>
      )}
      {may && "style" in subject && <button className="button" onClick={() => open("lines")}>{t("Days of its lines …")}</button>}
      {dialog === "lines" && <LineDays calendar={calendar} subject={subject} close={() => open(null)} />}
      {dialog === "adopt" && offered != null && (
        <ReasonDialog
          title={t("Take version {n} of {template}", { n: offered, template })} act={t("Take version {n}", { n: offered })} close={() => open(null)} send={(reason) => adoptVersion(subject, offered, reason)}
          done={() => {
            open(null);
            tell(t("Went over to version {n} of {template}", { n: offered, template }), () => adoptVersion(subject, templateVersion, "Taken back"));
          }}
        >
          <p className="quiet">{t("Due days become those of version {n}; baselines and agreed days stay.", { n: offered })}</p>
        </ReasonDialog>
      )}
      {dialog != null && typeof dialog === "object" && (
        <ReasonDialog
          title={t("Lift: {what}", { what: overrideText(dialog) })} act={t("Lift")} close={() => open(null)}
          send={(reason) => (order != null ? liftOnOrder(order, dialog, reason) : liftOverride(subject, dialog, reason))}
          done={() => {
            open(null);
            const lifted = alike(dialog);
            // Nobody but a reorder carries over: lifted, it is done here.
            tell(t("{what} is as the template says again", { what: dialog.milestone }), dialog.kind === "carriedover" ? null : () => order == null ? overrideMilestone(subject, dialog) : onEachLine(order, lifted, (of, at) => overrideMilestone(of, lifted[at]!.override)));
          }}
        >
          {alike(dialog).length > 1 && <label><input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)} /> {t("On all {n} open lines that differ here", { n: alike(dialog).length })}</label>}
          {dialog.kind === "carriedover" && <p className="quiet">{t("It is done anew then; this cannot be undone.")}</p>}
        </ReasonDialog>
      )}
    </section>
  );
}

/** Chooses a milestone of the style's lines, of which other days are said for all of them. */
function LineDays({ calendar, subject, close }: Laid & { close: () => void }) {
  const sheet = useResource<TemplateSheet>(`${templatePath(calendar.template)}/versions/${calendar.templateVersion}`);
  const [chosen, choose] = useState<MilestoneSheet | null>(null);
  if (chosen) return <OverrideDialog milestone={chosen} calendar={calendar} subject={subject} ofLines close={close} />;
  const milestones = (sheet.data?.milestones ?? []).filter(({ home, after }) => home === "line" && after.length > 0);
  return (
    <Dialog title={t("Days of its lines")} close={close}>
      <p className="quiet">{t("Choose the milestone that follows by other days on every line of this style.")}</p>
      {!sheet.data && (sheet.problem ? <ProblemPanel problem={sheet.problem} retry={sheet.retry} /> : <Skeleton rows={4} what={t("the template")} />)}
      <ul className="entries">
        {milestones.map((each) => <li key={each.code}><button className="button line" onClick={() => choose(each)}>{each.code} {said(each.name)}</button> <span className="second">{lagsText(each.after)}</span></li>)}
      </ul>
    </Dialog>
  );
}
