import { useState } from "react";
import { templatePath, sides, type TemplateSheet } from "../../api/calendars";
import { Problem } from "../../api/client";
import type { Subject } from "../../api/report";
import { overrideMilestone, restoreOverride, type Calendar, type Override } from "../../api/tailoring";
import type { Milestone } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { sideWord } from "../../vocabulary/words";
import { lagsText, readLags } from "./templateSheet";

const kinds = [["lags", "Other days"], ["notapplicable", "Does not apply"], ["extra", "One more after it"]] as const;

interface Props {
  milestone: Milestone;
  calendar: Calendar;
  subject: Subject;
  close: () => void;
}

/** Lets one milestone of this style or line differ from its template, with why. */
export function OverrideDialog({ milestone, calendar, subject, close }: Props) {
  const sheet = useResource<TemplateSheet>(`${templatePath(calendar.template)}/versions/${calendar.templateVersion}`);
  const standing = calendar.overrides.find((each) => each.milestone === milestone.code && each.kind !== "responsible") ?? null;
  const [kind, choose] = useState<Override["kind"]>(standing?.kind === "notapplicable" ? "notapplicable" : "lags");
  const [lags, typeLags] = useState<string | null>(null);
  const [extra, typeExtra] = useState({ code: "", name: "", role: milestone.role, side: "factory", due: "", before: "", days: "0" });
  const [reason, typeReason] = useState("");
  const own = sheet.data?.milestones.find(({ code }) => code === milestone.code);
  const planned = standing?.kind === "lags" ? standing.lags : (own?.after ?? []);
  const home = "style" in subject ? "style" : "line";
  // What is put in stands between the milestone and whoever follows it.
  const followers = (sheet.data?.milestones ?? []).filter(({ after, home: lives }) => lives === home && after.some((lag) => lag.milestone === milestone.code));

  const said = (): Override => {
    if (kind === "notapplicable") return { milestone: milestone.code, kind, lags: [], extra: null, reason: reason.trim() };
    if (kind === "lags") return { milestone: milestone.code, kind, lags: readLags(lags ?? lagsText(planned)), extra: null, reason: reason.trim() };
    const due = Number.parseInt(extra.due, 10);
    if (Number.isNaN(due)) throw new Problem("Not quite", null, 422, null, [{ pointer: "/extra/dueOffset", code: "required", detail: "Type the days before ex-factory." }]);
    const days = Number.parseInt(extra.days, 10) || 0;
    return {
      milestone: extra.code.trim().toUpperCase(), kind, lags: [], reason: reason.trim(),
      extra: {
        name: extra.name.trim(), role: extra.role.trim(), side: extra.side, home, dueOffset: due === 0 ? 0 : -due,
        after: [{ milestone: milestone.code, minDays: days }], before: readLags(extra.before),
      },
    };
  };
  const send = async () => {
    const what = said();
    await overrideMilestone(subject, what);
    return what;
  };
  const done = (what: Override) => {
    const before = calendar.overrides.find((each) => each.milestone === what.milestone) ?? null;
    const words = what.kind === "extra" ? `${what.extra!.name} was put in` : what.kind === "notapplicable" ? `${milestone.name} does not apply here` : `${milestone.name} follows ${lagsText(what.lags)}`;
    tell(words, () => restoreOverride(subject, what.milestone, before));
    close();
  };
  return (
    <Dialog title={`${milestone.code} ${milestone.name}`} close={close}>
      {!sheet.data ? (sheet.problem ? <ProblemPanel problem={sheet.problem} retry={sheet.retry} /> : <Skeleton rows={4} what="the template" />) : (
        <Form send={send} done={done} cancel={close} act="Let it differ">
          <p className="quiet">Here alone, against version {calendar.templateVersion} of {calendar.template}. Baselines stay.</p>
          <div className="choices" role="radiogroup" aria-label="How it differs">
            {kinds.filter(([value]) => value !== "extra" || own?.stage !== "exfactory").map(([value, words]) => (
              <label key={value}><input type="radio" name="kind" checked={kind === value} onChange={() => choose(value)} /> {words}</label>
            ))}
          </div>
          {kind === "lags" && (
            <Field label="Follows + days" pointer="/lags" hint={own ? `The template says ${lagsText(own.after) || "nothing"}` : undefined}>
              {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={lags ?? lagsText(planned)} onChange={(event) => typeLags(event.target.value)} />}
            </Field>
          )}
          {kind === "notapplicable" && <p className="quiet">It drops out. {followers.length > 0 ? `${followers.map(({ code }) => code).join(", ")} then follow${followers.length === 1 ? "s" : ""} what it followed, by both lags.` : "Nothing follows it here."}</p>}
          {kind === "extra" && (
            <div className="conditions">
              <Field label="Code" pointer="/milestone">
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.code} onChange={(event) => typeExtra({ ...extra, code: event.target.value })} />}
              </Field>
              <Field label="Name" pointer="/extra/name">
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.name} onChange={(event) => typeExtra({ ...extra, name: event.target.value })} />}
              </Field>
              <Field label="Owner" pointer="/extra/role">
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.role} onChange={(event) => typeExtra({ ...extra, role: event.target.value })} />}
              </Field>
              <Field label="Side" pointer="/extra/side">
                {(described) => <select {...described} value={extra.side} onChange={(event) => typeExtra({ ...extra, side: event.target.value })}>{sides.map((side) => <option key={side} value={side}>{sideWord(side)}</option>)}</select>}
              </Field>
              <Field label={`Days after ${milestone.code}`} pointer="/extra/after">
                {(described) => <input {...described} type="text" inputMode="numeric" value={extra.days} onChange={(event) => typeExtra({ ...extra, days: event.target.value })} />}
              </Field>
              <Field label="Due, days before ex-factory" pointer="/extra/dueOffset" hint={own?.dueOffset == null ? undefined : `${milestone.code} is due T−${-own.dueOffset}`}>
                {(described) => <input {...described} type="text" inputMode="numeric" value={extra.due} onChange={(event) => typeExtra({ ...extra, due: event.target.value })} />}
              </Field>
              <Field label="Followed by + days" pointer="/extra/before" hint={followers.length > 0 ? `${milestone.code} is followed by ${followers.map(({ code }) => code).join(", ")}` : undefined}>
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.before} onChange={(event) => typeExtra({ ...extra, before: event.target.value })} />}
              </Field>
            </div>
          )}
          <Field label="Reason" pointer="/reason" hint="It stands in the history">
            {(described) => <input {...described} type="text" autoComplete="off" value={reason} onChange={(event) => typeReason(event.target.value)} />}
          </Field>
        </Form>
      )}
    </Dialog>
  );
}
