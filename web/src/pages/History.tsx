import { useState } from "react";
import { getJson, Problem } from "../api/client";
import type { HistoryItem, List } from "../api/types";
import { useResource } from "../api/useResource";
import { ProblemPanel, Skeleton } from "../frame/states";
import { askedAt, useAsOf } from "../live/cursor";
import { moment, plural, shortDay } from "../vocabulary/days";

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

function change(item: HistoryItem): string {
  const part = (value: string | null) => (value == null ? "" : calendarDay.test(value) ? shortDay(value) : value);
  if (item.from == null && item.to == null) return "";
  return item.from == null ? part(item.to) : `${part(item.from)} → ${part(item.to)}`;
}

interface Props {
  /** Of what it is the past of. */
  path: string;
  version: number;
  /** Of a purchase order, only what concerns this line; null for all. */
  line?: number | null;
  now: number;
}

/** What happened, newest first, a page at a time. */
export function History({ path, version, line = null, now }: Props) {
  const asOf = useAsOf();
  const first = useResource<List<HistoryItem>>(`${path}/history`, version);
  const [more, setMore] = useState<{ version: number; items: HistoryItem[]; next: string | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const older = more?.version === version ? more : null;
  const items = [...(first.data?.items ?? []), ...(older?.items ?? [])];
  const next = older ? older.next : (first.data?.next ?? null);
  const loadMore = () => {
    setProblem(null);
    getJson<List<HistoryItem>>(askedAt(`${path}/history?cursor=${encodeURIComponent(next!)}`, asOf)).then(
      (page) => setMore({ version, items: [...(older?.items ?? []), ...page.items], next: page.next }),
      (error: unknown) => error instanceof Problem && setProblem(error),
    );
  };
  const shown = items.filter((item) => line == null || item.line == null || item.line === line);
  return (
    <section className="history" aria-labelledby="history">
      <h2 id="history" className="section-head">
        History {first.data && <span>{plural(Math.max(first.data.total ?? 0, items.length), "event")}, newest first</span>}
      </h2>
      {first.problem && <ProblemPanel problem={first.problem} retry={first.retry} />}
      {!first.data && !first.problem && <Skeleton rows={6} height={24} what="the history" />}
      {first.data && next == null && shown.length === 0 && <p className="quiet">Nothing was heard yet.</p>}
      {shown.length > 0 && (
        <table className="plain">
          <thead>
            <tr><th className="w-heard">Heard</th><th className="w-from">From</th><th>What</th><th className="w-change">Change</th></tr>
          </thead>
          <tbody>
            {shown.map((item, index) => (
              <tr key={index}>
                <td className="second"><time dateTime={item.recordedAt}>{moment(item.recordedAt, now)}</time></td>
                <td className="second cut" title={item.by.source ?? undefined}>{item.by.source == null || item.by.source === item.by.actor ? item.by.actor : `${item.by.actor} · ${item.by.source}`}</td>
                <td className="cut" title={item.text}>{item.text}</td>
                <td className="second">{change(item)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problem && <ProblemPanel problem={problem} retry={loadMore} />}
      {next != null && <button className="button line" onClick={loadMore}>Older</button>}
    </section>
  );
}
