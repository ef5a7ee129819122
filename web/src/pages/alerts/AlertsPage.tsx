import { useContext, useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { alertsTopic, assignAlert, escalateAlert, resolveAlert, snoozeAlert, type Alert } from "../../api/alerts";
import { Problem } from "../../api/client";
import type { List } from "../../api/types";
import { useResource } from "../../api/useResource";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { Page } from "../../frame/Frame";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { hearsOfAlerts, PeopleContext, useMyId, useMyRole } from "../../frame/Person";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { said, t } from "../../language/language";
import { useChanges, useNow } from "../../live/hooks";
import { age, count, moment, today } from "../../vocabulary/days";
import { roleWord } from "../../vocabulary/words";
import { ruleWords } from "../brands/alertSheet";
import { AcknowledgeDialog } from "./AcknowledgeDialog";
import { Stakes } from "./Stakes";
import { causeWords, goesOn, tabs, tomorrowAtNine } from "./words";

const mostShown = 200;

/** What somebody is to see to, the most urgent first. */
export function AlertsPage() {
  const [, go] = useLocation();
  const params = new URLSearchParams(useSearch());
  const tab = tabs.find(({ key }) => key === params.get("tab")) ?? tabs[0];
  const [done, did] = useState(0);
  const [me, role] = [useMyId(), useMyRole()];
  // What waits for oneself is told as it happens; what others see to is asked for with the boards.
  const changes = useChanges(tab.key === "mine" && me != null && hearsOfAlerts(role) ? alertsTopic(me) : "overview", tab.key === "mine" ? 100 : 3_000);
  const list = useResource<List<Alert>>(`alerts?${tab.asks}&limit=${mostShown}`, `${tab.key} ${changes} ${done}`);
  const hrefOf = (key: string) => (key === "mine" ? "/alerts" : `/alerts?tab=${key}`);
  useKeys({ escape: () => go(boardHref()), ...Object.fromEntries(tabs.map(({ key }, index) => [String(index + 1), () => go(hrefOf(key), { replace: true })])) });
  return (
    <Page crumbs={[{ name: t("Alerts") }]} tabs={
      <>
        <Tabs label={t("Which alerts")}>{tabs.map(({ key, name }) => ({ href: hrefOf(key), name, on: key === tab.key }))}</Tabs>
        <Link className="button line alerts-how" href="/me/alerts">{t("How you hear of them")}</Link>
      </>
    }>
      <Link className="alerts-how-below" href="/me/alerts">{t("How you hear of them")}</Link>
      {!list.data ? (
        list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={12} what={t("the alerts")} />
      ) : list.data.items.length === 0 ? (
        <Empty title={tab.key === "mine" ? t("Nothing needs you") : t("None|alerts")}><p>{tab.empty}</p></Empty>
      ) : (
        <Inbox key={tab.key} alerts={list.data.items} total={list.data.total} changed={() => did(done + 1)} />
      )}
    </Page>
  );
}

function Inbox({ alerts, total, changed }: { alerts: readonly Alert[]; total: number; changed: () => void }) {
  const [, go] = useLocation();
  const now = useNow(30_000);
  const me = useMyId();
  const myName = useContext(PeopleContext)?.data?.items.find(({ id }) => id === me)?.name;
  const [chosen, choose] = useState({ id: alerts[0]!.id, at: 0 });
  const [asking, ask] = useState<"acknowledge" | "resolve" | "escalate" | null>(null);
  const row = useRef<HTMLTableRowElement>(null);
  // Where the chosen one has left, the one that took its place is next.
  const found = alerts.findIndex(({ id }) => id === chosen.id);
  const at = found >= 0 ? found : Math.min(chosen.at, alerts.length - 1);
  const alert = alerts[at]!;
  const over = alert.state === "resolved";
  const move = (by: number) => {
    const next = Math.max(0, Math.min(alerts.length - 1, at + by));
    choose({ id: alerts[next]!.id, at: next });
  };
  useEffect(() => {
    // Its answer is a promise in newer browsers, which is no way to end an effect.
    void row.current?.scrollIntoView({ block: "nearest" });
  }, [alert.id]);
  const orderHref = ({ purchaseOrder, line }: Alert) => `/pos/${encodeURIComponent(purchaseOrder)}${line == null ? "" : `?line=${line}`}`;
  const send = (sent: Promise<unknown>, words: string) => void sent.then(
    () => { tell(words); changed(); },
    (error: unknown) => tell(error instanceof Problem ? error.detail ?? error.title : t("It could not be sent")),
  );
  const snooze = () => send(snoozeAlert(alert.id, tomorrowAtNine(Date.now())), t("{po} comes back tomorrow at 09:00", { po: alert.purchaseOrder }));
  const take = () => send(assignAlert(alert.id, me), t("{po} is yours", { po: alert.purchaseOrder }));
  const acted = () => { ask(null); changed(); };
  useKeys({
    j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1), enter: () => go(orderHref(alert)),
    ...(over ? {} : { a: () => ask("acknowledge"), r: () => ask("resolve"), e: () => ask("escalate"), z: snooze, m: take }),
  });
  return (
    <div className="alerts">
      <div className="alert-list">
        <table className="list" aria-label={t("Alerts")}>
          <thead><tr><th scope="col">{t("Alert")}</th><th scope="col" className="why">{t("Why")}</th><th scope="col" className="number">{t("Days")}</th><th scope="col" className="by">{t("Vendor")}</th><th scope="col">{t("Escalates")}</th></tr></thead>
          <tbody>
            {alerts.map((each, index) => (
              <tr key={each.id} ref={index === at ? row : null} aria-current={index === at || undefined} onClick={() => choose({ id: each.id, at: index })}>
                <th scope="row">
                  <Link href={orderHref(each)}><b className="severity" data-severity={each.severity}>{each.severity.toUpperCase()}</b> <b>{each.purchaseOrder}</b> <span className="second">{causeWords[each.cause]}</span></Link>
                </th>
                <td className="why">{said(each.why)}</td>
                <td className="number">{each.days === 0 ? <span className="none">–</span> : count(each.days)}</td>
                <td className="by second">{each.vendorName}</td>
                <td>{each.escalatesAt == null ? <span className="none">{each.until == null ? "–" : t("back {moment}", { moment: moment(each.until, now) })}</span> : goesOn(each, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {total > alerts.length && <p className="quiet">{t("The first {n} of {all}, by urgency.", { n: count(alerts.length), all: count(total) })}</p>}
      </div>
      <section className="alert-detail" aria-label={`${alert.purchaseOrder}, ${causeWords[alert.cause]}`}>
        <h2>{alert.purchaseOrder} <span className="second">{causeWords[alert.cause]}</span></h2>
        <p>{said(alert.why)}</p>
        <Stakes alert={alert} today={today(now)} />
        <dl>
          <dt>{t("Since")}</dt><dd>{moment(alert.since, now)} ({age(alert.since, now)}){alert.times > 1 && t(", raised {n} times", { n: count(alert.times) })}{t(", by {name}", { name: alert.causedBy })}{alert.causedBy === myName && alert.assigneeName !== myName && `: ${t("nobody is told of what they caused themselves")}`}</dd>
          <dt>{t("Rule")}</dt><dd>{alert.decidedRule == null ? said(alert.rule) : <Link href={`/brands/${encodeURIComponent(alert.brand)}`}>{ruleWords(alert.decidedRule)}</Link>}</dd>
          <dt>{t("With")}</dt><dd>{alert.assigneeName ?? alert.reached.map(roleWord).join(", ")}{alert.escalatesAt == null ? "" : `; ${goesOn(alert, now)}`}</dd>
          {alert.note != null && <><dt>{over ? t("Resolved|an alert") : t("In hand")}</dt><dd>{alert.actedByName}: {alert.note}</dd></>}
          {alert.before != null && <><dt>{t("Said before")}</dt><dd>{alert.beforeByName}: {alert.before}</dd></>}
          {!over && <><dt>{t("Next")}</dt><dd>{said(alert.advice)}</dd></>}
        </dl>
        <p className="alert-acts">
          {!over && <>
            <button className="button solid" onClick={() => ask("acknowledge")}>{t("Acknowledge|an alert")} <Kbd>A</Kbd></button>
            <button className="button line" onClick={snooze}>{t("Snooze")} <Kbd>Z</Kbd></button>
            <button className="button line" onClick={take}>{t("Take")} <Kbd>M</Kbd></button>
            <button className="button line" onClick={() => ask("resolve")}>{t("Resolve")} <Kbd>R</Kbd></button>
            <button className="button line" onClick={() => ask("escalate")}>{t("Escalate")} <Kbd>E</Kbd></button>
          </>}
          <Link className="button line" href={orderHref(alert)}>{t("Open the PO")} <Kbd>↵</Kbd></Link>
        </p>
      </section>
      {asking === "acknowledge" && <AcknowledgeDialog alert={alert} today={today(now)} close={() => ask(null)} done={acted} />}
      {asking === "escalate" && (
        <ReasonDialog
          title={t("Escalate: {po}", { po: alert.purchaseOrder })} act={t("Escalate")} close={() => ask(null)} send={(reason) => escalateAlert(alert.id, reason)}
          done={() => { tell(t("{po} is escalated", { po: alert.purchaseOrder })); acted(); }}
        >
          <p>{alert.escalatesTo == null ? t("Whom it reaches next hears of it at once. Say why.") : t("It reaches the {role} at once. Say why.", { role: roleWord(alert.escalatesTo) })}</p>
        </ReasonDialog>
      )}
      {asking === "resolve" && (
        <ReasonDialog title={t("Resolve: {po}", { po: alert.purchaseOrder })} act={t("Resolve")} close={() => ask(null)} send={(reason) => resolveAlert(alert.id, reason)} done={acted}>
          <p>{t("It comes back when it gets worse. Say why nothing is to be done.")}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
