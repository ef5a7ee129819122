import { useEffect, useMemo, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { getJson, Problem } from "../../api/client";
import type { BoardRow, PurchaseOrder, Style } from "../../api/types";
import { readChanges } from "../../frame/changes";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { poHref } from "../../grid/columns";
import { inScope, matches } from "../../grid/arrange";
import { readQuery } from "../../grid/query";
import { said as saidIn, t, tn } from "../../language/language";
import { goToMoment } from "../../live/cursor";
import { useNow } from "../../live/hooks";
import { count, moment, shortDay, signedDays, today as todayOf } from "../../vocabulary/days";
import { Garment } from "../../vocabulary/Garment";
import { HealthMark } from "../../vocabulary/marks";
import { stageWord } from "../../vocabulary/stage";
import { categoryWord } from "../../vocabulary/words";
import { kinds, kindWords, tellDetail, tellLines, type Changes, type ChangedRow, type LineChange, type Told } from "./tell";

/** The differences of all topics of a page, read once: they are of the past. */
function useChangesOf(topics: readonly string[], from: string | null, to: string | null) {
  const key = [from, to, ...topics].join("\n");
  const [state, set] = useState<{ key: string; changes: Changes[] | null; problem: Problem | null } | null>(null);
  const [attempt, again] = useState(0);
  useEffect(() => {
    if (from == null || topics.length === 0) return;
    const abort = new AbortController();
    const params = new URLSearchParams({ from, ...(to == null ? {} : { to }) });
    Promise.all(topics.map((topic) => getJson<Changes>(`boards/${encodeURIComponent(topic)}/changes?${params}`, abort.signal))).then(
      (changes) => set({ key, changes, problem: null }),
      (error: unknown) => abort.signal.aborted || set({ key, changes: null, problem: error instanceof Problem ? error : new Problem(t("The answer could not be read"), String(error), 0, null) }),
    );
    return () => abort.abort();
  }, [key, attempt]);
  const held = state?.key === key ? state : null;
  return { changes: held?.changes ?? null, problem: held?.problem ?? null, retry: () => again(attempt + 1) };
}

/** What is different on a board, an order or a style between two moments. */
export function ChangesPage() {
  const search = useSearch();
  const { back, topics, from, to } = readChanges(search);
  const [, go] = useLocation();
  const now = useNow(60_000);
  const read = useChangesOf(topics, from, to);
  useKeys({ escape: () => go(back) });
  const [, kind, id] = back.split("?")[0]!.split("/").map(decodeURIComponent);
  const name = kind === "boards" ? categoryWord(id!) : (id ?? "");
  const set = (key: "from" | "to", value: string | null) => {
    const params = new URLSearchParams(search);
    if (value == null) params.delete(key);
    else params.set(key, value);
    go(`/changes?${params}`, { replace: true });
  };
  const crumbs = [{ name, href: back }, { name: t("What changed") }];
  if (topics.length === 0 || from == null)
    return <Page crumbs={crumbs}><Empty title={t("Changes of what?")}><p>{t("Open a board, an order or a style, and choose a past moment there.")}</p></Empty></Page>;
  const detail = kind === "pos" || kind === "styles";
  return (
    <Page crumbs={crumbs} title={t("What changed on {name}", { name })}>
      <div className="changes">
        <header className="changes-head">
          <MomentInput label={t("From|a day")} value={from} max={to} set={(value) => value != null && set("from", value)} />
          <MomentInput label={t("To|a day")} value={to} max={null} set={(value) => set("to", value)} />
          {to == null ? <span className="second">{t("now")}</span> : <button className="button" onClick={() => set("to", null)}>{t("Up to now")}</button>}
          <span className="space" />
          <button className="button" onClick={() => { go(back); goToMoment(from); }}>{t("See it as of {moment}", { moment: moment(from, now) })}</button>
        </header>
        {read.problem ? (
          read.problem.status === 404
            ? <Empty title={t("{name} was not there at one of the two moments", { name })}><p>{t("Choose later ones, or look at its history.")}</p><Link href={back} className="button solid">{t("Back")}</Link></Empty>
            : <ProblemPanel problem={read.problem} retry={read.retry} />
        ) : !read.changes ? (
          <Skeleton rows={12} what={t("what changed")} />
        ) : detail ? (
          <Detail changes={read.changes as Changes<PurchaseOrder | Style>[]} />
        ) : (
          <Lines changes={read.changes as Changes<BoardRow>[]} search={back.split("?")[1] ?? ""} />
        )}
      </div>
    </Page>
  );
}

/** An instant in the reader's zone. */
function MomentInput({ label, value, max, set }: { label: string; value: string | null; max: string | null; set: (value: string | null) => void }) {
  const local = (instant: string) => {
    const at = new Date(instant);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  return (
    <label>
      {label} <input
        type="datetime-local" value={value == null ? "" : local(value)} max={max == null ? undefined : local(max)}
        onChange={({ target }) => target.value === "" ? set(null) : set(new Date(target.value).toISOString().replace(/\.\d+Z$/, "Z"))}
      />
    </label>
  );
}

function Lines({ changes, search }: { changes: readonly Changes<BoardRow>[]; search: string }) {
  const today = todayOf(useNow(60_000));
  const { lines, quiet } = useMemo(() => {
    const query = readQuery(search);
    const [scope, match] = [inScope(query), matches(query)];
    return tellLines(changes, (row) => scope(row) && match(row));
  }, [changes, search]);
  const groups = kinds.map((kind) => ({ kind, lines: lines.filter((line) => line.kind === kind) })).filter(({ lines }) => lines.length > 0);
  return (
    <>
      <p className="changes-sum" role="status">
        {groups.length === 0 ? <b>{t("Nothing changed that anybody would notice")}</b> : groups.map(({ kind, lines }) => (
          <a key={kind} href={`#${kind}`}><b>{count(lines.length)}</b> {kindWords[kind].toLowerCase()}</a>
        ))}
        {quiet > 0 && <span className="second">{tn(quiet, "{n} line only heard of", "{n} lines only heard of")}</span>}
      </p>
      {groups.map(({ kind, lines }) => (
        <section key={kind} id={kind} aria-labelledby={`head-${kind}`}>
          <h2 id={`head-${kind}`} className="section-head">{kindWords[kind]} <span>{tn(lines.length, "{n} line", "{n} lines")}</span></h2>
          <table className="plain line-changes">
            <thead><tr><th className="lc-po">{t("PO")}</th><th className="lc-style">{t("Style, colour")}</th><th className="lc-vendor">{t("Vendor")}</th><th className="lc-health">{t("Health")}</th><th className="lc-forecast">{t("Ex-factory")}</th><th className="number lc-days">{t("Days")}</th><th className="lc-stage">{t("Stage")}</th><th>{t("Cause")}</th></tr></thead>
            <tbody>{lines.map((line) => <LineRow key={line.row.id} line={line} today={today} />)}</tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function LineRow({ line: { row, health, forecast, days, stage }, today }: { line: LineChange; today: string }) {
  const said = row.actual ?? row.forecast;
  return (
    <tr>
      <td><span className="lc-name"><Garment styleName={row.styleName} colour={row.colour} category={row.category} /> <Link href={poHref(row)}><b>{row.po}</b></Link>{row.line > 1 && <span className="second">/{row.line}</span>}</span></td>
      <td className="cut" title={`${row.styleName}, ${row.colour}`}>{row.styleName} <span className="second">{row.colour}</span></td>
      <td className="cut second">{row.vendorName}</td>
      <td><span className="lc-name">{health != null && <span className="second lc-name"><HealthMark health={health} /> →</span>}<HealthMark health={row.health} /></span></td>
      <td>{forecast != null && <span className="second">{shortDay(forecast, today)} → </span>}{said != null && shortDay(said, today)}</td>
      <td className="number">{days !== 0 && signedDays(days)}</td>
      <td>{stage != null && <span className="second">{stageWord(stage)} → </span>}<span className={stage == null ? "second" : undefined}>{stageWord(row.stage)}</span></td>
      <td className="cut" title={saidIn(row.cause ?? "")}>{saidIn(row.cause ?? "")}</td>
    </tr>
  );
}

function Detail({ changes }: { changes: readonly Changes<PurchaseOrder | Style>[] }) {
  const today = todayOf(useNow(60_000));
  const told = changes.flatMap(({ changed }) => changed.flatMap((row) => tellDetail(row as ChangedRow<PurchaseOrder | Style>, today)));
  const lines = [...new Set(told.map(({ line }) => line))].toSorted((a, b) => (a ?? -1) - (b ?? -1));
  if (told.length === 0) return <Empty title={t("Nothing changed between the two moments")} />;
  return lines.map((line) => (
    <section key={line ?? "whole"} aria-labelledby={`line-${line}`}>
      <h2 id={`line-${line}`} className="section-head">{line == null ? t("As a whole") : t("Line {line}", { line })} <span>{tn(told.filter((each) => each.line === line).length, "{n} change", "{n} changes")}</span></h2>
      <table className="plain detail-changes">
        <thead><tr><th className="dc-about">{t("Milestone")}</th><th className="dc-what">{t("What")}</th><th>{t("Before")}</th><th>{t("After")}</th></tr></thead>
        <tbody>
          {told.filter((each) => each.line === line).map((each: Told, index, all) => (
            <tr key={index}>
              <th scope="row" className="cut">{(index === 0 || all[index - 1]!.about !== each.about) && (each.about || <span className="second">{line == null ? "" : t("Line")}</span>)}</th>
              <td>{each.what}</td>
              <td className="second cut" title={each.before}>{each.before}</td>
              <td className="cut" title={each.after}>{each.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ));
}
