import { useMemo } from "react";
import { Link } from "wouter";
import type { QueueRow, QueueTotals } from "../api/approvals";
import { ages, ageWords, countTurns, everything, inScope, turns, writeQuery, type Age, type Turn } from "../approvals/queue";
import { ProblemPanel, Skeleton } from "../frame/states";
import { t, tn } from "../language/language";
import { useMoment, useRowsOf, useTopics } from "../live/hooks";
import { count, today as todayOf } from "../vocabulary/days";
import { categories, isCategory } from "../vocabulary/words";
import type { Scope } from "./figures";

const turnWords: Record<Turn, string> = { brand: t("Ours"), vendor: t("Vendor"), mill: t("Mill") };

/** Whose turn it is with the approvals that wait, by how old their round is; each count opens the queue. */
export function Turns({ scope, changes }: { scope: Scope; changes: number }) {
  const { brand = null, category = null, vendor = null } = scope;
  const asked = category != null && isCategory(category) ? [category] : categories;
  const topics = useTopics<QueueRow, QueueTotals>(asked.map((each) => `approvals:*:${each}`));
  const rows = useRowsOf(topics, changes);
  const today = todayOf(useMoment(60_000));
  const query = { ...everything, brand, category, vendor };
  const counts = useMemo(() => countTurns((rows ?? []).filter((row) => inScope(row, query, today)), today), [rows, today, brand, category, vendor]);
  const refusal = topics?.find((topic) => topic.refusal != null)?.refusal;
  const all = turns.flatMap((turn) => ages.map((age) => counts[turn][age]));
  const most = Math.max(1, ...all);
  return (
    <section className="figure" aria-label={t("Whose turn it is, by age of the round")}>
      <h2 className="section-head">{t("Whose turn it is")} <span>{t("approvals that wait, by the days since their round was asked for")}</span></h2>
      {refusal != null ? <ProblemPanel problem={{ title: t("The approvals cannot be followed"), detail: refusal, traceId: null }} />
        : rows == null ? <Skeleton rows={4} what={t("the approvals")} />
        : all.every((n) => n === 0) ? <p className="quiet">{t("No approval waits for anybody.")}</p> : (
          <div className="series-scroll" tabIndex={0} role="group" aria-label={t("Turns by age")}>
            <table className="plain turns" aria-label={t("Turns by age")}>
              <thead><tr><th scope="col">{t("Turn")}</th>{ages.map((age) => <th key={age} scope="col">{ageWords[age]}</th>)}<th scope="col" className="number">{t("All")}</th></tr></thead>
              <tbody>
                {turns.map((turn) => (
                  <tr key={turn}>
                    <th scope="row">{turnWords[turn]}</th>
                    {ages.map((age) => <Cell key={age} n={counts[turn][age]} most={most} said={`${turnWords[turn]}, ${ageWords[age].toLowerCase()}`} href={`/approvals${writeQuery({ ...query, side: turn, age })}`} old={age} />)}
                    <td className="number">{count(ages.reduce((sum, age) => sum + counts[turn][age], 0))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}

function Cell({ n, most, said, href, old }: { n: number; most: number; said: string; href: string; old: Age }) {
  if (n === 0) return <td><span className="none" aria-label={t("none")}>–</span></td>;
  return (
    <td>
      <Link href={href} aria-label={`${said}: ${tn(n, "{n} approval", "{n} approvals")}`}>
        <b>{count(n)}</b>
        <svg width="100%" height="6" aria-hidden="true"><rect className={`turn-bar age-${ages.indexOf(old)}`} width={`${Math.max(1, (n / most) * 100)}%`} height="6" /></svg>
      </Link>
    </td>
  );
}
