import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { HeldStrip } from "../controls/HeldStrip";
import { useKeys } from "../frame/keys";
import { Skeleton } from "../frame/states";
import { said, t, tn } from "../language/language";
import { useNow } from "../live/hooks";
import { age } from "../vocabulary/days";
import type { Tick } from "./ticks";
import { useTicks } from "./useTicks";

/** What just changed and why, one line each. What comes while somebody reads it waits for them. */
export function Ticker({ position }: { position: number | null }) {
  const { ticks, failed } = useTicks(position);
  const [shown, show] = useState<readonly Tick[] | null>(null);
  const reads = useRef({ points: false, within: false });
  const list = useRef<HTMLOListElement>(null);
  const now = useNow(10_000);
  const apply = () => {
    show(ticks);
    list.current?.scrollTo({ top: 0 });
  };
  useEffect(() => {
    const { points, within } = reads.current;
    if (shown == null || !(points || within || (list.current?.scrollTop ?? 0) > 0)) show(ticks);
  }, [ticks]);
  const known = new Set(shown?.map(({ id }) => id));
  const waiting = ticks?.filter(({ id }) => !known.has(id)).length ?? 0;
  useKeys(waiting > 0 ? { ".": apply } : {});
  return (
    <section className="ticker" aria-labelledby="ticker">
      <h2 id="ticker" className="section-head">{t("Just changed")} <span>{t("and why")}</span>{waiting > 0 && <HeldStrip what={tn(waiting, "{n} new", "{n} new")} apply={apply} />}</h2>
      {shown == null ? (failed ? <p className="quiet">{t("What just changed could not be asked for; it is asked for again with the next change.")}</p> : <Skeleton rows={5} height={28} what={t("what just changed")} />)
        : shown.length === 0 ? <p className="quiet">{t("Nothing moved of late. What moves an ex-factory day, a health or an order shows here.")}</p> : (
          <ol
            ref={list} tabIndex={0} aria-label={t("Just changed")}
            onPointerEnter={() => (reads.current.points = true)} onPointerLeave={() => (reads.current.points = false)}
            onFocus={() => (reads.current.within = true)} onBlur={(event) => (reads.current.within = event.currentTarget.contains(event.relatedTarget))}
          >
            {shown.map(({ id, po, line, what, why, who, at }) => (
              <li key={id}>
                <Link href={`/pos/${encodeURIComponent(po)}${line == null ? "" : `?line=${line}`}`}><b>{po}{line != null && `/${line}`}</b></Link>
                <span className="tick-what">{what}</span>
                <span className="tick-why second cut" title={said(why ?? "")}>{said(why ?? "")}</span>
                <span className="tick-who second cut" title={who}>{who}</span>
                <time className="second number" dateTime={at}>{age(at, now)}</time>
              </li>
            ))}
          </ol>
        )}
      {shown != null && failed && <p className="quiet">{t("The last look failed: this may lack what came since.")}</p>}
      <Announcer ticks={ticks} />
    </section>
  );
}

/** Tells those who hear the page how much moved, at most every 20 seconds. */
function Announcer({ ticks }: { ticks: readonly Tick[] | null }) {
  const [text, say] = useState("");
  const latest = useRef(ticks);
  latest.current = ticks;
  useEffect(() => {
    let told = latest.current?.[0]?.position ?? null;
    const timer = setInterval(() => {
      const since = told;
      const fresh = since == null ? [] : (latest.current ?? []).filter(({ position }) => position > since);
      told = latest.current?.[0]?.position ?? told;
      say(fresh.length === 0 ? "" : tn(fresh.length, "{n} change, last {po}: {what}", "{n} changes, last {po}: {what}", { po: fresh[0]!.po, what: fresh[0]!.what }));
    }, 20_000);
    return () => clearInterval(timer);
  }, []);
  return <p className="vh" role="status" aria-live="polite">{text}</p>;
}
