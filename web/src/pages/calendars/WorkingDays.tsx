import { useCallback, useEffect, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import {
  amendCalendar, calendarPath, foreseeCalendar, undoCalendar, weekdays, type Amended, type CalendarProgress, type CalendarSheet, type Effect, type ForeseenDay, type WorkingCalendar,
} from "../../api/calendars";
import { getJson, Problem } from "../../api/client";
import { useResource } from "../../api/useResource";
import { useUntil } from "../../api/useUntil";
import { Field, Form } from "../../controls/Form";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { useMay } from "../../frame/Person";
import { Kbd } from "../../frame/icons";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { useNow } from "../../live/hooks";
import { count, moment, today as todayOf, type Day } from "../../vocabulary/days";
import { DayDialog, type EntryKind } from "./DayDialog";
import { EffectReport } from "./EffectReport";
import { Ramps } from "./Ramps";
import { entries, nothing, spanText, weekdaysText, weekdayWord, yearCells } from "./workingDays";
import { YearLegend, YearView } from "./YearView";

/** A sheet that is looked at before it is applied; `undoes` where applying it takes a version back. */
interface Proposal {
  sheet: CalendarSheet;
  held: number;
  undoes: number | null;
}

/** The days on which a country or a factory works: seen, changed after a look at what that does, taken back. */
export function WorkingDays({ calendarKey }: { calendarKey: string }) {
  const now = useNow(60_000);
  const today = todayOf(now);
  const search = useSearch();
  const [path, go] = useLocation();
  const params = new URLSearchParams(search);
  const asked = Number(params.get("year"));
  const year = Number.isInteger(asked) && asked >= 2005 && asked <= 2040 ? asked : Number(today.slice(0, 4));
  const calendar = useResource<WorkingCalendar>(`${calendarPath(calendarKey)}?year=${year}`);
  // Of the year shown before, while the next one comes.
  const [last, keep] = useState<WorkingCalendar | null>(null);
  useEffect(() => { if (calendar.data) keep(calendar.data); }, [calendar.data]);
  const shown = calendar.data ?? (last?.key === calendarKey ? last : null);

  const may = useMay("amend-working-days");
  const [proposal, propose] = useState<Proposal | null>(null);
  const [foreseen, foresee] = useState<readonly ForeseenDay[] | null>(null);
  const [settling, settle] = useState<Amended | null>(null);
  const [day, open] = useState<{ day: Day; kind: EntryKind | null } | null>(null);
  const goYear = (to: number) => {
    params.set("year", String(to));
    go(`${path}?${params}`, { replace: true });
  };
  const opened = (kind: EntryKind) => open({ day: year === Number(today.slice(0, 4)) ? today : `${year}-01-01`, kind });
  useKeys({
    "[": () => goYear(year - 1), "]": () => goYear(year + 1),
    ...(may && shown ? { c: () => opened("closure"), o: () => opened("holiday"), w: () => opened("worked") } : {}),
  });
  if (!shown)
    return calendar.problem?.status === 404 ? <Empty title={t("There is no such calendar")}><Link href="/calendars/working" className="button solid">{t("All calendars")}</Link></Empty>
      : calendar.problem ? <ProblemPanel problem={calendar.problem} retry={calendar.retry} /> : <Skeleton rows={14} what={t("the working days")} />;

  const sheet = proposal?.sheet ?? shown.sheet;
  const change = (next: CalendarSheet) => {
    foresee(null);
    propose({ sheet: next, held: proposal?.held ?? shown.version, undoes: null });
    open(null);
  };
  const applied = (amended: Amended, text: string) => {
    propose(null);
    settle(amended);
    calendar.retry();
    tell(text, () => undoCalendar(calendarKey, amended.version, "Taken back").then((again) => {
      settle(again);
      calendar.retry();
    }));
  };
  const before = (version: number) => shown.history.find((each) => each.version === version - 1)?.sheet ?? nothing;
  return (
    <div className="working-days">
      <div className="working-year">
        <header className="section-head">
          <button className="button" onClick={() => goYear(year - 1)} aria-label={t("Year before")}>‹ <Kbd>[</Kbd></button>
          <h2>{year}</h2>
          <button className="button" onClick={() => goYear(year + 1)} aria-label={t("Year after")}>› <Kbd>]</Kbd></button>
          <span>{t("{days} off every week · days as in {zone}", { days: weekdaysText(shown.weeklyDaysOff), zone: shown.timeZone })}</span>
          {may && (
            <div className="asides">
              <button className="button" onClick={() => opened("closure")}>{t("Close|a factory")} <Kbd>C</Kbd></button>
              <button className="button" onClick={() => opened("holiday")}>{t("Day off")} <Kbd>O</Kbd></button>
              <button className="button" onClick={() => opened("worked")}>{t("Work a day")} <Kbd>W</Kbd></button>
            </div>
          )}
        </header>
        <div data-stale={calendar.loading || undefined} className="year-box">
          <YearView year={shown.year} cells={yearCells(shown, proposal && sheet, foreseen)} today={today} open={(chosen) => may && open({ day: chosen, kind: null })} />
        </div>
        <YearLegend />
      </div>
      <aside className="working-side">
        {settling && <Settling key={settling.version} calendarKey={calendarKey} amended={settling} />}
        {proposal && (
          <ProposalPanel
            key={JSON.stringify(proposal)} calendarKey={calendarKey} proposal={proposal} cancel={() => propose(null)} foresee={foresee}
            done={(amended) => applied(amended, proposal.undoes == null
              ? tn(amended.purchaseOrders, "Working days of {of} changed; {n} PO looks at itself again", "Working days of {of} changed; {n} POs look at themselves again", { of: shown.name ?? shown.country })
              : tn(amended.purchaseOrders, "Working days of {of} taken back to before version {version}; {n} PO looks at itself again", "Working days of {of} taken back to before version {version}; {n} POs look at themselves again", { of: shown.name ?? shown.country, version: proposal.undoes }))}
          />
        )}
        <section>
          <h3>{t("Own days")} <span>{shown.name == null ? t("against the rules of the country") : t("against {country}", { country: shown.country })}</span></h3>
          {entries(sheet).length === 0 && sheet.weeklyDaysOff == null && <p className="quiet">{shown.name == null ? t("None: it works as the rules of the country say.") : t("None: it works as its country does.")}</p>}
          <ul className="entries">
            {entries(sheet).map((entry) => (
              <li key={entry.id}>
                <span>{entry.text}</span> <span className="second">{spanText(entry.from, entry.to, today)}</span>
                {may && <button className="button" aria-label={t("Remove {what}", { what: entry.text })} onClick={() => change(entry.without)}>{t("Remove")}</button>}
              </li>
            ))}
          </ul>
          <Weekly sheet={sheet} inForce={shown.weeklyDaysOff} change={may ? change : null} />
        </section>
        <Ramps calendar={shown} sheet={sheet} change={may ? change : null} />
        <section>
          <h3>{t("Versions")} <span>{shown.version === 0 ? t("never amended") : tn(shown.version, "amended {n} time", "amended {n} times")}</span></h3>
          <ol className="entries">
            {shown.history.map((each) => (
              <li key={each.version}>
                <span><b>{each.version}</b> {each.undoes != null && <span className="second">{t("takes back {n}:", { n: each.undoes })} </span>}{each.reason}</span>
                <span className="second">{each.by}, {moment(each.at, now)}</span>
                {may && each.version === shown.version && !proposal && (
                  <button className="button" aria-label={t("Take back version {n}", { n: each.version })} onClick={() => { foresee(null); propose({ sheet: before(each.version), held: shown.version, undoes: each.version }); }}>{t("Take back …")}</button>
                )}
              </li>
            ))}
          </ol>
        </section>
      </aside>
      {day && may && <DayDialog key={`${day.day} ${day.kind}`} calendar={shown} sheet={sheet} day={day.day} kind={day.kind} today={today} change={change} close={() => open(null)} />}
    </div>
  );
}

function Weekly({ sheet, inForce, change }: { sheet: CalendarSheet; inForce: readonly string[]; change: ((sheet: CalendarSheet) => void) | null }) {
  if (!change) return sheet.weeklyDaysOff == null ? null : <p className="quiet">{t("Weekly days off of its own: {days}.", { days: weekdaysText(sheet.weeklyDaysOff) })}</p>;
  const off = new Set<string>(sheet.weeklyDaysOff ?? inForce);
  const toggle = (day: (typeof weekdays)[number]) => change({ ...sheet, weeklyDaysOff: weekdays.filter((each) => (each === day) !== off.has(each)) });
  return (
    <div className="weekly" role="group" aria-label={t("Weekly days off")}>
      {weekdays.map((day) => (
        <button key={day} className="chip" aria-pressed={off.has(day)} onClick={() => toggle(day)} title={off.has(day) ? t("{day}: off every week", { day: weekdayWord(day) }) : t("{day}: worked", { day: weekdayWord(day) })}>{weekdayWord(day, "short")}</button>
      ))}
      {sheet.weeklyDaysOff != null && <button className="button" onClick={() => change({ ...sheet, weeklyDaysOff: null })}>{t("As under it")}</button>}
    </div>
  );
}

/** What a change would do, and the button that does it. */
function ProposalPanel({ calendarKey, proposal, cancel, done, foresee }: { calendarKey: string; proposal: Proposal; cancel: () => void; done: (amended: Amended) => void; foresee: (days: readonly ForeseenDay[] | null) => void }) {
  const [effect, setEffect] = useState<Effect | null>(null);
  const [problem, fail] = useState<Problem | null>(null);
  const [reason, type] = useState("");
  useEffect(() => {
    let over = false;
    foreseeCalendar(calendarKey, proposal.sheet).then(
      (found) => {
        if (over) return;
        setEffect(found);
        foresee(found.days ?? null);
      },
      (error: unknown) => over || fail(error instanceof Problem ? error : new Problem(t("The effect could not be read"), String(error), 0, null)),
    );
    return () => { over = true; };
  }, []);
  useKeys({ escape: cancel });
  return (
    <section className="proposal" aria-label={t("Not applied yet")}>
      <h3>{proposal.undoes == null ? t("Not applied yet") : t("Taking back version {n}", { n: proposal.undoes })}</h3>
      {problem ? (
        <>
          <div className="form-problem" role="alert"><b>{problem.title}</b>{problem.errors.map(({ detail }) => <p key={detail}>{detail}</p>)}</div>
          <button className="button line" onClick={cancel}>{t("Drop the change")}</button>
        </>
      ) : !effect ? <Skeleton rows={5} height={24} what={t("what it would do")} /> : (
        <>
          <EffectReport effect={effect} />
          {effect.elsewhere ? (
            <>
              <div className="form-problem" role="alert">
                <b>{tn(effect.elsewhere, "It reaches {n} more open PO that you do not see", "It reaches {n} more open POs that you do not see")}</b>
                <p>{t("Whoever sees all of them can apply it.")}</p>
              </div>
              <button className="button line" onClick={cancel}>{t("Drop the change")}</button>
            </>
          ) : (
            <Form
              send={() => proposal.undoes == null ? amendCalendar(calendarKey, proposal.sheet, reason.trim(), proposal.held) : undoCalendar(calendarKey, proposal.undoes, reason.trim())}
              done={done} cancel={cancel} act={proposal.undoes == null ? t("Apply") : t("Take back")}
            >
              <Field label={t("Reason")} pointer="/reason" hint={t("It stands with the version")}>
                {(described) => <input {...described} type="text" autoComplete="off" value={reason} onChange={(event) => type(event.target.value)} />}
              </Field>
            </Form>
          )}
        </>
      )}
    </section>
  );
}

const hasReachedAll = ({ settled }: CalendarProgress) => settled;

/** How far a version has reached the orders, until it has reached all. */
function Settling({ calendarKey, amended }: { calendarKey: string; amended: Amended }) {
  const { found: progress } = useUntil(useCallback(() => getJson<CalendarProgress>(`${calendarPath(calendarKey)}/progress`), [calendarKey]), hasReachedAll);
  const [all, done] = [progress?.purchaseOrders ?? amended.purchaseOrders, progress?.settled ? (progress.purchaseOrders) : (progress?.done ?? 0)];
  return (
    <section className="settling" role="status">
      <h3>{t("Version {n}", { n: amended.version })} <span>{progress?.settled ? t("has reached every PO") : tn(all, "has reached {done} of {n} PO", "has reached {done} of {n} POs", { done: count(done) })}</span></h3>
      <progress aria-label={t("Orders reached")} max={Math.max(1, all)} value={progress?.settled ? Math.max(1, all) : done} />
    </section>
  );
}
