import { useState } from "react";
import { Link } from "wouter";
import { markChased, type Chase, type ChaseEntry, type ChaseItem, type ChaseKind } from "../api/chase";
import { Problem } from "../api/client";
import type { List } from "../api/types";
import { useResource } from "../api/useResource";
import { approvalHref } from "../approvals/hrefs";
import { ReasonDialog } from "../controls/ReasonDialog";
import { tell } from "../frame/Notice";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { said, t, tn } from "../language/language";
import { useNow } from "../live/hooks";
import { count, moment, shortDay, type Day } from "../vocabulary/days";

const kinds: readonly (readonly [kind: ChaseKind, name: string])[] = [
  ["overdue", t("Overdue")], ["due", t("Due within a week")], ["approval", t("For approval")], ["answer", t("Orders to confirm")],
  ["discrepancy", t("Contradicting statements")], ["silent", t("Nothing heard")], ["proposal", t("With us|what waits")],
];

/** Mail programs cut what is longer; the whole text can be copied. */
const longestMail = 1_800;

/** Everything that is open with a vendor, as one message a day. */
export function ChasePanel({ vendor }: { vendor: string }) {
  const [turn, again] = useState(0);
  const path = `vendors/${encodeURIComponent(vendor)}/chase`;
  const chase = useResource<Chase>(path, turn);
  const history = useResource<List<ChaseEntry>>(`${path}/history?limit=20`, turn);
  const now = useNow(60_000);
  const [asking, ask] = useState(false);
  if (chase.problem) return <ProblemPanel problem={chase.problem} retry={chase.retry} />;
  if (!chase.data) return <Skeleton rows={8} what={t("what is open")} />;
  const { items, today, chasedToday, chasedAt, chasedBy, subject, text, hash } = chase.data;
  const done = () => {
    ask(false);
    tell(tn(items.length, "Chased: {n} thing", "Chased: {n} things"));
    again(turn + 1);
  };
  // What was listed is no longer what is open: it is shown anew, and not written down.
  const send = (reason: string | null) => markChased(vendor, hash, reason).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 409) again(turn + 1);
    throw error;
  });
  const mark = () => (chasedToday ? ask(true) : void send(null).then(done, (error: unknown) => tell(error instanceof Problem ? error.message : String(error))));
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.length <= longestMail ? text : "")}`;
  return (
    <div className="chase-panel">
      <header>
        <p role="status">
          <b>{items.length === 0 ? t("Nothing is open") : tn(items.length, "{n} open thing", "{n} open things")}</b>
          <span className="second"> {chasedAt == null ? t("Never chased.") : t("Last chased: {when}, {who}.", { when: moment(chasedAt, now), who: chasedBy! })}</span>
        </p>
        {items.length > 0 && (
          <div className="chase-acts">
            <button className="button line" onClick={() => void navigator.clipboard.writeText(text).then(() => tell(t("The message is copied")), () => tell(t("It could not be copied: select the text below")))}>{t("Copy as text")}</button>
            <a className="button line" href={mail} title={text.length <= longestMail ? undefined : t("It is long: copy the text and paste it there")}>{t("Mail …")}</a>
            <button className="button solid" onClick={mark}>{chasedToday ? t("Chased again …") : t("Mark as sent")}</button>
          </div>
        )}
      </header>
      {items.length === 0 ? <Empty title={t("They owe nothing now")}><p>{t("What falls due within a week, waits for them or goes silent comes here by itself.")}</p></Empty> : (
        <>
          {kinds.map(([kind, name]) => {
            const of = items.filter((item) => item.kind === kind);
            return of.length > 0 && <Items key={kind} name={name} items={of} today={today} />;
          })}
          <details><summary>{t("The message as text")}</summary><pre tabIndex={0}>{text}</pre></details>
        </>
      )}
      <section aria-labelledby="chases">
        <h3 id="chases">{t("Chased before")} <span>{history.data ? count(history.data.total) : ""}</span></h3>
        {history.data?.items.length === 0 && <p className="quiet">{t("Never.")}</p>}
        <ul className="entries">
          {history.data?.items.map((entry) => (
            <li key={entry.at}>
              <details>
                <summary>{moment(entry.at, now)} <span className="second">{entry.byName}, {tn(entry.listed.length, "{n} thing", "{n} things")}{entry.again != null && t(", again: {why}", { why: entry.again })}</span></summary>
                <ul>{entry.listed.map(({ subject: of, what, due }, index) => <li key={index} className="second">{of}: {what}, {shortDay(due, today)}</li>)}</ul>
              </details>
            </li>
          ))}
        </ul>
      </section>
      {asking && (
        <ReasonDialog title={t("A second time today")} act={t("Mark as sent")} send={send} done={done} close={() => ask(false)}>
          <p className="quiet">{t("Once a day is enough as a rule: who is asked for everything keeps reading it.")}</p>
        </ReasonDialog>
      )}
    </div>
  );
}

function hrefOf({ approval, purchaseOrder, line, style }: ChaseItem): string {
  return approval != null ? approvalHref({ id: approval, style, po: purchaseOrder, line }) : purchaseOrder == null ? `/styles/${encodeURIComponent(style!)}?tab=milestones`
    : `/pos/${encodeURIComponent(purchaseOrder)}${line == null ? "" : `?line=${line}`}`;
}

function Items({ name, items, today }: { name: string; items: readonly ChaseItem[]; today: Day }) {
  return (
    <section aria-label={name}>
      <h3>{name} <span>{count(items.length)}</span></h3>
      <table className="plain chase-list">
        <tbody>
          {items.map((item) => (
            <tr key={`${item.kind} ${item.subject} ${item.colour} ${item.approval} ${item.what} ${item.due}`}>
              <th scope="row"><Link href={hrefOf(item)}>{item.subject}</Link></th>
              <td className="cut" title={said(item.what)}>{said(item.what)}</td>
              <td className="second cut">{[item.style, item.colour].filter(Boolean).join(", ")}</td>
              <td className="number">{shortDay(item.due, today)}</td>
              <td className="number">{item.behindDays > 0 ? <span className={item.kind === "overdue" ? "h-late" : "second"}>{t("{n}d", { n: item.behindDays })}</span> : <span className="none">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
