import { useState } from "react";
import { Link } from "wouter";
import { templatePath, type Template } from "../../api/calendars";
import type { Subject } from "../../api/report";
import { adoptVersion, liftOverride, overrideMilestone, type Calendar, type Override } from "../../api/tailoring";
import { useResource } from "../../api/useResource";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { tell } from "../../frame/Notice";
import { useMay } from "../../frame/Person";
import { useAsOf } from "../../live/cursor";
import { longDay, plural } from "../../vocabulary/days";
import { conditionsText, lagsText, offsetText } from "./templateSheet";

function overrideText({ milestone, kind, lags, extra, reached, role }: Override): string {
  return kind === "responsible" ? `${role} sees to ${milestone}`
    : kind === "notapplicable" ? `${milestone} does not apply`
    : kind === "carriedover" ? `${milestone} is not done again${reached == null ? "" : `, reached ${longDay(reached)}`}`
    : kind === "lags" ? `${milestone} follows ${lagsText(lags)}`
    : `${milestone} ${extra!.name}, due ${offsetText(extra!.dueOffset)}, was put in`;
}

/** What the calendar was laid by, how it differs from that, and whether a newer version is offered. */
export function CalendarOf({ calendar, subject }: { calendar: Calendar; subject: Subject }) {
  const { template, templateVersion, workingCalendar, attributes, overrides } = calendar;
  const readOnly = useAsOf() != null;
  const may = useMay("tailor-calendars") && !readOnly;
  const newest = useResource<Template>(readOnly ? null : templatePath(template), templateVersion);
  const [dialog, open] = useState<"adopt" | Override | null>(null);
  const offered = (newest.data?.version ?? 0) > templateVersion ? newest.data!.version : null;
  return (
    <section aria-labelledby="calendar-of">
      <h3 id="calendar-of">Calendar <span>{overrides.length === 0 ? "as the template says" : plural(overrides.length, "difference")}</span></h3>
      <dl className="pairs">
        <div><dt>Template</dt><dd><Link href={`/calendars/${encodeURIComponent(template)}`}>{template}</Link> version {templateVersion}</dd></div>
        <div><dt>Working days</dt><dd>{workingCalendar.startsWith("factory:") ? "the factory's own" : workingCalendar === "unknown" ? "every day" : <Link href={`/calendars/working/${workingCalendar}`}>{workingCalendar}</Link>}</dd></div>
        {attributes.length > 0 && <div><dt>Laid for</dt><dd>{conditionsText(attributes)}</dd></div>}
      </dl>
      {offered != null && (
        <p className="offered">
          <span>Version {offered} is offered.</span>
          <Link href={`/calendars/${encodeURIComponent(template)}?tab=versions&from=${templateVersion}&to=${offered}`} className="button">What is new</Link>
          {may && <button className="button line" onClick={() => open("adopt")}>Take it …</button>}
        </p>
      )}
      {overrides.length > 0 && (
        <ul className="entries">
          {overrides.map((override) => (
            <li key={`${override.milestone} ${override.kind}`}>
              <span>{overrideText(override)}</span> <span className="second">{override.reason}</span>
              {may && <button className="button" aria-label={`Lift the difference of ${override.milestone}`} onClick={() => open(override)}>Lift …</button>}
            </li>
          ))}
        </ul>
      )}
      {dialog === "adopt" && offered != null && (
        <ReasonDialog
          title={`Take version ${offered} of ${template}`} act={`Take version ${offered}`} close={() => open(null)} send={(reason) => adoptVersion(subject, offered, reason)}
          done={() => {
            open(null);
            tell(`Went over to version ${offered} of ${template}`, () => adoptVersion(subject, templateVersion, "Taken back"));
          }}
        >
          <p className="quiet">Due days become those of version {offered}; baselines and agreed days stay.</p>
        </ReasonDialog>
      )}
      {dialog != null && dialog !== "adopt" && (
        <ReasonDialog
          title={`Lift: ${overrideText(dialog)}`} act="Lift" close={() => open(null)} send={(reason) => liftOverride(subject, dialog.milestone, reason)}
          done={() => {
            open(null);
            // Nobody but a reorder carries over: lifted, it is done here.
            tell(`${dialog.milestone} is as the template says again`, dialog.kind === "carriedover" ? null : () => overrideMilestone(subject, dialog));
          }}
        >
          {dialog.kind === "carriedover" && <p className="quiet">It is done anew then; this cannot be undone.</p>}
        </ReasonDialog>
      )}
    </section>
  );
}
