import { useEffect, useState } from "react";
import { templatePath, sides, type Effect, type TemplateSheet } from "../../api/calendars";
import { Problem } from "../../api/client";
import { foreseeOnOrder, onEachLine, overrideMilestone, overrideOnOrder, restoreOverride, type Calendar, type Laid, type Override } from "../../api/tailoring";
import type { Milestone } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { said as saidIn, t, tn } from "../../language/language";
import { sideWord } from "../../vocabulary/words";
import { EffectReport } from "./EffectReport";
import { lagsText, offsetText, readLags } from "./templateSheet";

const kinds = [["lags", t("Other days")], ["notapplicable", t("Does not apply")], ["extra", t("One more after it")]] as const;

const settleMilliseconds = 250;

const standingOf = (calendar: Calendar, code: string) => calendar.overrides.find((each) => each.milestone === code && each.kind !== "responsible") ?? null;

interface Props extends Laid {
  milestone: Pick<Milestone, "code" | "name" | "role">;
  /** On a style: it lives on the lines, of which other days alone may be said. */
  ofLines?: boolean;
  close: () => void;
}

/** Lets one milestone of this style, this line, or all lines of its order differ from its template, with why. */
export function OverrideDialog({ milestone, calendar, subject, lines = [], ofLines = false, close }: Props) {
  const sheet = useResource<TemplateSheet>(`${templatePath(calendar.template)}/versions/${calendar.templateVersion}`);
  const standing = standingOf(calendar, milestone.code);
  const ofStyle = standing == null ? calendar.ofStyle?.find((each) => each.milestone === milestone.code && each.kind === "lags") : null;
  const [kind, choose] = useState<Override["kind"]>(standing?.kind === "notapplicable" ? "notapplicable" : "lags");
  const [lags, typeLags] = useState<string | null>(null);
  const [extra, typeExtra] = useState({ code: "", name: "", role: milestone.role, side: "factory", due: "", before: "", days: "0" });
  const [reason, typeReason] = useState("");
  const [everywhere, setEverywhere] = useState(false);
  const own = sheet.data?.milestones.find(({ code }) => code === milestone.code);
  const planned = standing?.kind === "lags" ? standing.lags : (ofStyle?.lags.length ? (own?.after ?? []).map((lag) => ofStyle.lags.find((each) => each.milestone === lag.milestone) ?? lag) : (own?.after ?? []));
  const home = "style" in subject ? "style" : "line";
  // What is put in stands between the milestone and whoever follows it.
  const followers = (sheet.data?.milestones ?? []).filter(({ after, home: lives }) => lives === home && after.some((lag) => lag.milestone === milestone.code));

  const said = (): Override => {
    if (kind === "notapplicable") return { milestone: milestone.code, kind, lags: [], extra: null, reason: reason.trim() };
    if (kind === "lags") return { milestone: milestone.code, kind, lags: readLags(lags ?? lagsText(planned)), extra: null, reason: reason.trim() };
    const due = Number.parseInt(extra.due, 10);
    if (Number.isNaN(due)) throw new Problem(t("Not quite"), null, 422, null, [{ pointer: "/extra/dueOffset", code: "required", detail: t("Type the days before ex-factory.") }]);
    const days = Number.parseInt(extra.days, 10) || 0;
    return {
      milestone: extra.code.trim().toUpperCase(), kind, lags: [], reason: reason.trim(),
      extra: {
        name: extra.name.trim(), role: extra.role.trim(), side: extra.side, home, dueOffset: due === 0 ? 0 : -due,
        after: [{ milestone: milestone.code, minDays: days }], before: readLags(extra.before),
      },
    };
  };
  const order = everywhere && "purchaseOrder" in subject ? subject.purchaseOrder : null;
  const send = async () => {
    const what = said();
    await (order != null ? overrideOnOrder(order, what) : overrideMilestone(subject, what));
    return what;
  };
  const done = (what: Override) => {
    const before = standingOf(calendar, what.milestone);
    const words = what.kind === "extra" ? t("{what} was put in", { what: what.extra!.name })
      : what.kind === "notapplicable" ? t("{what} does not apply here", { what: saidIn(milestone.name) })
      : t("{what} follows {lags}", { what: saidIn(milestone.name), lags: lagsText(what.lags) });
    tell(order != null ? t("{what}, on all open lines", { what: words }) : words, () => order == null
      ? restoreOverride(subject, what, before)
      : onEachLine(order, lines, (of, at) => restoreOverride(of, what, standingOf(lines[at]!.calendar, what.milestone))));
    close();
  };
  return (
    <Dialog title={`${milestone.code} ${saidIn(milestone.name)}`} close={close}>
      {!sheet.data ? (sheet.problem ? <ProblemPanel problem={sheet.problem} retry={sheet.retry} /> : <Skeleton rows={4} what={t("the template")} />) : (
        <Form send={send} done={done} cancel={close} act={t("Let it differ")}>
          <p className="quiet">{t("{where}, against version {n} of {template}. Baselines stay.", {
            where: ofLines ? t("On every line of the style that says nothing else itself") : order != null ? t("On every open line of the order that has not passed it") : t("Here alone"),
            n: calendar.templateVersion, template: calendar.template,
          })}</p>
          {lines.length > 1 && (
            <div className="choices" role="radiogroup" aria-label={t("Where")}>
              <label><input type="radio" name="where" checked={!everywhere} onChange={() => setEverywhere(false)} /> {t("This line")}</label>
              <label><input type="radio" name="where" checked={everywhere} onChange={() => setEverywhere(true)} /> {t("All {n} open lines", { n: lines.length })}</label>
            </div>
          )}
          {!ofLines && <div className="choices" role="radiogroup" aria-label={t("How it differs")}>
            {kinds.filter(([value]) => value !== "extra" || own?.stage !== "exfactory").map(([value, words]) => (
              <label key={value}><input type="radio" name="kind" checked={kind === value} onChange={() => choose(value)} /> {words}</label>
            ))}
          </div>}
          {kind === "lags" && (
            <Field label={t("Follows + days")} pointer="/lags" hint={own && (ofStyle ? t("Its style says {style}; the template says {template}", { style: lagsText(ofStyle.lags), template: lagsText(own.after) || t("nothing") }) : t("The template says {template}", { template: lagsText(own.after) || t("nothing") }))}>
              {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={lags ?? lagsText(planned)} onChange={(event) => typeLags(event.target.value)} />}
            </Field>
          )}
          {kind === "notapplicable" && <p className="quiet">{t("It drops out.")} {followers.length > 0 ? tn(followers.length, "{codes} then follows what it followed, by both lags.", "{codes} then follow what it followed, by both lags.", { codes: followers.map(({ code }) => code).join(", ") }) : t("Nothing follows it here.")}</p>}
          {kind === "extra" && (
            <div className="conditions">
              <Field label={t("Code")} pointer="/milestone">
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.code} onChange={(event) => typeExtra({ ...extra, code: event.target.value })} />}
              </Field>
              <Field label={t("Name")} pointer="/extra/name">
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.name} onChange={(event) => typeExtra({ ...extra, name: event.target.value })} />}
              </Field>
              <Field label={t("Owner")} pointer="/extra/role">
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.role} onChange={(event) => typeExtra({ ...extra, role: event.target.value })} />}
              </Field>
              <Field label={t("Side")} pointer="/extra/side">
                {(described) => <select {...described} value={extra.side} onChange={(event) => typeExtra({ ...extra, side: event.target.value })}>{sides.map((side) => <option key={side} value={side}>{sideWord(side)}</option>)}</select>}
              </Field>
              <Field label={t("Days after {what}", { what: milestone.code })} pointer="/extra/after">
                {(described) => <input {...described} type="text" inputMode="numeric" value={extra.days} onChange={(event) => typeExtra({ ...extra, days: event.target.value })} />}
              </Field>
              <Field label={t("Due, days before ex-factory")} pointer="/extra/dueOffset" hint={own?.dueOffset == null ? undefined : t("{what} is due {offset}", { what: milestone.code, offset: offsetText(own.dueOffset) })}>
                {(described) => <input {...described} type="text" inputMode="numeric" value={extra.due} onChange={(event) => typeExtra({ ...extra, due: event.target.value })} />}
              </Field>
              <Field label={t("Followed by + days")} pointer="/extra/before" hint={followers.length > 0 ? t("{what} is followed by {codes}", { what: milestone.code, codes: followers.map(({ code }) => code).join(", ") }) : undefined}>
                {(described) => <input {...described} type="text" autoComplete="off" value={extra.before} onChange={(event) => typeExtra({ ...extra, before: event.target.value })} />}
              </Field>
            </div>
          )}
          {order != null && <Foreseen order={order} said={said} />}
          <Field label={t("Reason")} pointer="/reason" hint={t("It stands in the history")}>
            {(described) => <input {...described} type="text" autoComplete="off" value={reason} onChange={(event) => typeReason(event.target.value)} />}
          </Field>
        </Form>
      )}
    </Dialog>
  );
}

/** What it would do to the lines, a moment after it was last typed; nothing while it cannot be said yet. */
function Foreseen({ order, said }: { order: string; said: () => Override }) {
  const [found, find] = useState<{ of: string; effect: Effect | null; problem: Problem | null } | null>(null);
  const asked = (() => {
    try {
      // Why it is so changes nothing of what it does.
      return JSON.stringify({ ...said(), reason: "to see its effect" });
    } catch {
      return null;
    }
  })();
  useEffect(() => {
    if (asked == null) return;
    let over = false;
    const timer = setTimeout(() => {
      foreseeOnOrder(order, JSON.parse(asked) as Override).then(
        (effect) => void (over || find({ of: asked, effect, problem: null })),
        (error: unknown) => void (over || find({ of: asked, effect: null, problem: error instanceof Problem ? error : new Problem(t("Its effect could not be read"), String(error), 0, null) })),
      );
    }, settleMilliseconds);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [asked, order]);
  return (
    <div aria-live="polite" aria-busy={asked != null && found?.of !== asked}>
      {asked == null ? null : found?.of !== asked ? <p className="quiet">{t("What it would do …")}</p>
        : found.effect ? <EffectReport effect={found.effect} />
        : <p className="quiet">{found.problem?.errors[0]?.detail ?? found.problem?.detail ?? found.problem?.title}</p>}
    </div>
  );
}
