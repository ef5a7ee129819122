import { useEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { getJson, Problem } from "../api/client";
import type { HistoryItem, List } from "../api/types";
import { useResource } from "../api/useResource";
import { Download } from "../controls/Download";
import { usePeopleNames } from "../frame/Person";
import { ProblemPanel, Skeleton } from "../frame/states";
import { said as saidIn, t, tn } from "../language/language";
import { askedAt, useAsOf } from "../live/cursor";
import { moment, shortDay } from "../vocabulary/days";
import { channelWords, sourceWords } from "../vocabulary/provenance";
import { historyKinds, kindOfEvent } from "./historyKinds";

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

function change(item: HistoryItem): string {
  const part = (value: string | null) => (value == null ? "" : calendarDay.test(value) ? shortDay(value) : value);
  if (item.from == null && item.to == null) return "";
  return item.from == null ? part(item.to) : `${part(item.from)} → ${part(item.to)}`;
}

interface HistoryPage extends List<HistoryItem> {
  /** What there is to choose from, filtered or not. */
  by: string[];
  sources: string[];
  types: string[];
}

interface Props {
  /** Of what it is the past of. */
  path: string;
  version: number;
  /** Of a purchase order, only what concerns this line; null for all. */
  line?: number | null;
  now: number;
}

/** What happened, newest first, a page at a time; who said it, by which source and of which kind is chosen in the address. */
export function History({ path, version, line = null, now }: Props) {
  const asOf = useAsOf();
  const search = useSearch();
  const [page, go] = useLocation();
  const params = new URLSearchParams(search);
  const [who, source, kind] = [params.get("who"), params.get("source"), params.get("kind")];
  const [known, keep] = useState<Pick<HistoryPage, "by" | "sources" | "types">>({ by: [], sources: [], types: [] });
  const types = known.types.filter((type) => kindOfEvent(type) === kind);

  const asked = new URLSearchParams({
    ...(who == null ? {} : { by: who }), ...(source == null ? {} : { source }), ...(line == null ? {} : { line: String(line) }),
    // Before it is known what there is, none is asked for by kind.
    ...(kind == null || types.length === 0 ? {} : { type: types.join(",") }),
  });
  const query = asked.size === 0 ? `${path}/history` : `${path}/history?${asked}`;
  const first = useResource<HistoryPage>(query, version);
  useEffect(() => {
    if (first.data) keep(first.data);
  }, [first.data]);
  const [more, setMore] = useState<{ of: string; version: number; items: HistoryItem[]; next: string | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const older = more?.version === version && more.of === query ? more : null;
  const name = usePeopleNames();
  const sourceName = (source: string) => (sourceWords(source) === source ? name(source) : sourceWords(source));
  const items = [...(first.data?.items ?? []), ...(older?.items ?? [])];
  const next = older ? older.next : (first.data?.next ?? null);
  const loadMore = () => {
    setProblem(null);
    getJson<HistoryPage>(askedAt(`${query}${asked.size === 0 ? "?" : "&"}cursor=${encodeURIComponent(next!)}`, asOf)).then(
      (answer) => setMore({ of: query, version, items: [...(older?.items ?? []), ...answer.items], next: answer.next }),
      (error: unknown) => error instanceof Problem && setProblem(error),
    );
  };
  const choose = (name: string, value: string) => {
    if (value === "") params.delete(name);
    else params.set(name, value);
    go(params.size === 0 ? page : `${page}?${params}`, { replace: true });
  };
  const filtered = who != null || source != null || kind != null;
  const kinds = historyKinds.filter(({ key }) => known.types.some((type) => kindOfEvent(type) === key));
  return (
    <section className="history" aria-labelledby="history">
      <header className="section-head">
        <h2 id="history">{t("History")}</h2>
        {first.data && <span>{filtered ? tn(first.data.total, "{n} event matches, newest first", "{n} events match, newest first") : tn(first.data.total, "{n} event, newest first", "{n} events, newest first")}</span>}
        <div className="asides history-filters">
          <Download of={() => ({ name: t("History of {what}", { what: path }), path: query, columns: "recordedAt:Heard,by.actor:From,by.source:Source,by.channel:How,text:What,line:Line,milestone:Milestone,from:Was,to:Is" })} />
          <Filter label={t("What")} value={kind} options={kinds.map(({ key, words }) => [key, words])} choose={(value) => choose("kind", value)} />
          <Filter label={t("Who")} value={who} options={known.by.map((each) => [each, name(each)])} choose={(value) => choose("who", value)} />
          <Filter label={t("Source")} value={source} options={known.sources.map((each) => [each, sourceName(each)])} choose={(value) => choose("source", value)} />
        </div>
      </header>
      {first.problem && <ProblemPanel problem={first.problem} retry={first.retry} />}
      {!first.data && !first.problem && <Skeleton rows={6} height={24} what={t("the history")} />}
      {first.data && items.length === 0 && <p className="quiet">{filtered ? t("Nothing matches.") : t("Nothing was heard yet.")}</p>}
      {items.length > 0 && (
        <table className="plain">
          <thead>
            <tr><th className="w-heard">{t("Heard")}</th><th className="w-from">{t("From")}</th><th className="w-how">{t("How")}</th><th>{t("What")}</th><th className="w-change">{t("Change")}</th></tr>
          </thead>
          <tbody>
            {items.map((item, index) => (
              <tr key={index}>
                <td className="second"><time dateTime={item.recordedAt}>{moment(item.recordedAt, now)}</time></td>
                <td className="second cut" title={item.by.source ?? undefined}>{item.by.source == null || item.by.source === item.by.actor ? name(item.by.actor) : `${name(item.by.actor)} · ${sourceName(item.by.source)}`}</td>
                <td className="second how">{channelWords(item.by.channel)}</td>
                <td className="cut what" title={saidIn(item.text)}>{saidIn(item.text)}</td>
                <td className="second">{change(item)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problem && <ProblemPanel problem={problem} retry={loadMore} />}
      {next != null && <button className="button line" onClick={loadMore}>{t("Older")}</button>}
    </section>
  );
}

/** Nothing to choose from is not shown, unless something is chosen. */
function Filter({ label, value, options, choose }: { label: string; value: string | null; options: readonly (readonly [string, string])[]; choose: (value: string) => void }) {
  if (options.length < 2 && value == null) return null;
  const shown = value == null || options.some(([key]) => key === value) ? options : [[value, value] as const, ...options];
  return (
    <label className="chip" data-set={value ?? undefined}>
      {label}
      <select value={value ?? ""} onChange={(event) => choose(event.target.value)}>
        <option value="">{t("all")}</option>
        {shown.map(([key, words]) => <option key={key} value={key}>{words}</option>)}
      </select>
    </label>
  );
}
