import { useEffect, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { DateField } from "../controls/DateField";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { Problem } from "../api/client";
import { t } from "../language/language";
import { goToMoment, travels, useAsOf } from "../live/cursor";
import { useReadingPast } from "../live/past";
import { clockTime, moment, today as todayOf, weekdayName, type Day } from "../vocabulary/days";
import { changesHref } from "./changes";
import { Icon, Kbd } from "./icons";
import { useKeys } from "./keys";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const second = 1_000;

/** How much passes in a second of a replay, and in a step. */
const paces = [minute, 5 * minute, 15 * minute, hour, 4 * hour] as const;
type Pace = (typeof paces)[number];
const usualPace = 15 * minute as Pace;

const paceWords = (pace: Pace) => (pace < hour ? t("{n} min", { n: pace / minute }) : t("{n} h", { n: pace / hour }));

/** An instant as the address has it, to the second. */
function written(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Opens the choice of a past moment, on pages that can show one. */
export function TimeButton() {
  const [path, go] = useLocation();
  const [chooses, choose] = useState(false);
  const search = useSearch();
  const possible = travels(path);
  const sinceMonday = changesHref(path, search, written(mondayMorning(Date.now())));
  useKeys({ ...(possible ? { "g t": () => choose(true) } : {}), ...(sinceMonday == null ? {} : { "g s": () => go(sinceMonday) }) });
  if (!possible) return null;
  return (
    // The bar sizes what is directly in it; the dialog is none of that.
    <div className="time-cursor">
      <button className="pause" title={t("Look at a past moment (G T)")} onClick={() => choose(true)}>
        <Icon name="clock" size={14} /><span className="vh">{t("Look at a past moment")}</span>
      </button>
      {chooses && <MomentDialog close={() => choose(false)} />}
    </div>
  );
}

/** Says that the past is shown, so that nobody can miss it, and leads back. */
export function PastBanner({ asOf }: { asOf: string }) {
  const at = Date.parse(asOf);
  const now = Date.now();
  const search = useSearch();
  const [path] = useLocation();
  const changes = changesHref(path, search, asOf);
  const step = (by: number, replace = false) => goToMoment(at + by >= now ? null : written(at + by), { replace });
  const [playing, play] = useState(false);
  const [pace, setPace] = useState<Pace>(usualPace);
  const reading = useReadingPast();
  useEffect(() => {
    if (!playing || reading) return;
    const timer = setTimeout(() => step(pace, true), second);
    return () => clearTimeout(timer);
  }, [playing, reading, asOf, pace]);
  const change = (by: number) => setPace(paces[Math.max(0, Math.min(paces.length - 1, paces.indexOf(pace) + by))]!);
  useKeys({
    escape: () => goToMoment(null), p: () => play(!playing), "<": () => step(-pace), ">": () => step(pace), "-": () => change(-1), "+": () => change(1),
  });
  return (
    // Told at once it stands still; nobody listens to a moment each second.
    <div className="past-banner" role="status" aria-live={playing ? "off" : "polite"} data-reading={reading || undefined}>
      <Icon name="clock" size={14} />
      <span>{t("You are looking at")} <b><time dateTime={asOf}>{moment(asOf, now)}</time></b> <span className="past-note">{t("by what had been recorded then · read-only")}</span></span>
      <span className="space" />
      <span className="past-replay" role="group" aria-label={t("Replay")}>
        <button aria-label={t("A step back")} title={t("{span} back (<)", { span: paceWords(pace) })} onClick={() => step(-pace)}>‹</button>
        <button aria-pressed={playing} onClick={() => play(!playing)} title={playing ? t("Stop the replay (P)") : t("Replay from here (P)")}>
          <Icon name={playing ? "pause" : "play"} size={14} /> {playing ? t("Replaying") : t("Replay")} <Kbd>P</Kbd>
        </button>
        <button aria-label={t("A step on")} title={t("{span} on (>)", { span: paceWords(pace) })} onClick={() => step(pace)}>›</button>
        <select aria-label={t("Of each second of the replay, or step")} title={t("Slower, faster (- +)")} value={pace} onChange={(event) => setPace(Number(event.target.value) as Pace)}>
          {paces.map((each) => <option key={each} value={each}>{paceWords(each)}</option>)}
        </select>
      </span>
      <button onClick={() => step(-day)} title={t("The same time a day before")}><span aria-hidden="true">‹</span> {t("day")}</button>
      <button onClick={() => step(day)} title={t("The same time a day after")}>{t("day")} <span aria-hidden="true">›</span></button>
      {changes != null && <Link href={changes}>{t("What changed since")}</Link>}
      <button className="past-return" onClick={() => goToMoment(null)}>{t("Back to live")} <Kbd>Esc</Kbd></button>
    </div>
  );
}

/** Monday of this week at nine in the morning, or of the last while it has not come yet. */
function mondayMorning(now: number): number {
  const at = new Date(now);
  at.setHours(9, 0, 0, 0);
  at.setDate(at.getDate() - ((at.getDay() + 6) % 7));
  return at.getTime() < now ? at.getTime() : at.getTime() - 7 * day;
}

function yesterdayEvening(now: number): number {
  const at = new Date(now);
  at.setDate(at.getDate() - 1);
  at.setHours(18, 0, 0, 0);
  return at.getTime();
}

function MomentDialog({ close }: { close: () => void }) {
  const now = Date.now();
  const today = todayOf(now);
  const shown = useAsOf();
  const [path] = useLocation();
  const search = useSearch();
  const first = shown == null ? yesterdayEvening(now) : Date.parse(shown);
  const [date, setDate] = useState<Day | null>(todayOf(first));
  const [time, setTime] = useState(clockTime(first, false));
  const [compares, compare] = useState(false);
  const [, go] = useLocation();
  const at = () => {
    const [, hours, minutes] = /^(\d{1,2})[:.]?(\d{2})?$/.exec(time.trim()) ?? [];
    if (date == null) throw wrong("/date", t("Type a day: 14/3, 14 mar, t, mon or w12."));
    if (hours === undefined || Number(hours) > 23 || Number(minutes ?? 0) > 59) throw wrong("/time", t("Type a time of day: 9, 9:30 or 18:00."));
    const instant = new Date(`${date}T00:00:00`);
    instant.setHours(Number(hours), Number(minutes ?? 0));
    if (instant.getTime() > now) throw wrong("/time", t("That moment has not come yet."));
    return written(instant.getTime());
  };
  const look = (asOf: string) => {
    close();
    const changes = compares ? changesHref(path, search, asOf) : null;
    if (changes != null) go(changes);
    else goToMoment(asOf);
  };
  const quick: [string, number][] = [
    [t("10 minutes ago"), now - 10 * minute], [t("An hour ago"), now - 60 * minute], [t("Yesterday 18:00"), yesterdayEvening(now)],
    [t("{weekday} 9:00", { weekday: weekdayName(todayOf(mondayMorning(now))) }), mondayMorning(now)], [t("A week ago"), now - 7 * day],
  ];
  return (
    <Dialog title={t("Look at a past moment")} close={close}>
      <Form send={async () => at()} done={look} cancel={close} act={compares ? t("Compare") : t("Look")}>
        <div className="choices" role="radiogroup" aria-label={t("What is shown")}>
          <label><input type="radio" name="what" checked={!compares} onChange={() => compare(false)} /> {t("How it was")}</label>
          <label><input type="radio" name="what" checked={compares} onChange={() => compare(true)} /> {t("What changed since")}</label>
        </div>
        <p className="chips">{quick.map(([name, instant]) => <button key={name} type="button" className="chip" onClick={() => look(written(instant))}>{name}</button>)}</p>
        <DateField label={t("Day")} pointer="/date" value={date} change={setDate} today={today} from={today} />
        <Field label={t("Time")} pointer="/time" hint={t("In your time zone")}>
          {(described) => <input {...described} type="text" autoComplete="off" value={time} onFocus={(event) => event.target.select()} onChange={(event) => setTime(event.target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}

function wrong(pointer: string, detail: string): Problem {
  return new Problem(t("That is no moment"), null, 422, null, [{ pointer, code: "impossible", detail }]);
}
