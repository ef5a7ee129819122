import { useState } from "react";
import { Link } from "wouter";
import { adopt, templatePath, type ItemVerdict, type Offer, type Template } from "../../api/calendars";
import { getJson } from "../../api/client";
import type { List } from "../../api/types";
import { useResource } from "../../api/useResource";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { count, t, tn } from "../../language/language";
import { useNow } from "../../live/hooks";
import { shortDay, signedDays, today as todayOf } from "../../vocabulary/days";
import { HealthMark } from "../../vocabulary/marks";
import { brandName } from "../../vocabulary/words";

const pageSize = 100;

/** Open orders by an older version, what the newest would do to each, and going over to it for those that are chosen. */
export function Offers({ template, adopted }: { template: Template; adopted: () => void }) {
  const { id, version } = template;
  const today = todayOf(useNow(60_000));
  const first = useResource<List<Offer>>(version > 0 ? `${templatePath(id)}/offers?limit=${pageSize}` : null);
  const [older, setOlder] = useState<{ of: List<Offer>; items: Offer[]; next: string | null } | null>(null);
  const more = older?.of === first.data ? older : null;
  const offers = [...(first.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [adopting, open] = useState(false);
  const [refused, setRefused] = useState<readonly ItemVerdict[]>([]);
  const selected = offers.filter(({ purchaseOrder }) => chosen.has(purchaseOrder));
  const toggle = (number: string) => choose((held) => {
    const now = new Set(held);
    if (!now.delete(number)) now.add(number);
    return now;
  });
  const all = () => choose(selected.length === offers.length ? new Set() : new Set(offers.map(({ purchaseOrder }) => purchaseOrder)));
  useKeys({ "mod+a": all, ...(selected.length > 0 ? { a: () => open(true) } : {}) });
  if (version === 0) return <Empty title={t("Not published yet")}><p>{t("A version is offered once it is published.")}</p></Empty>;
  if (!first.data) return first.problem ? <ProblemPanel problem={first.problem} retry={first.retry} /> : <Skeleton rows={10} what={t("the offers")} />;
  if (offers.length === 0) return <Empty title={t("Every open PO is by version {n}", { n: version })}><p>{t("Nothing is left to offer.")}</p></Empty>;
  const loadMore = () => getJson<List<Offer>>(`${templatePath(id)}/offers?limit=${pageSize}&cursor=${encodeURIComponent(next!)}`).then(
    (page) => setOlder({ of: first.data!, items: [...(more?.items ?? []), ...page.items], next: page.next }),
    () => tell(t("The next offers could not be read")),
  );
  const moving = selected.filter(({ days }) => days !== 0).length;
  return (
    <div className="offers">
      <div className="list-bar">
        <span className="quiet">
          {selected.length > 0 ? tn(selected.length, "{n} chosen, {moving} of them would move", "{n} chosen, {moving} of them would move", { moving: count(moving) })
            : tn(first.data.total, "{n} open PO by an older version; baselines stay whichever version it takes", "{n} open POs by an older version; baselines stay whichever version they take")}
        </span>
        <span className="space" />
        <button className="button" onClick={() => choose(new Set(offers.filter(({ days }) => days === 0).map(({ purchaseOrder }) => purchaseOrder)))}>{t("Choose those that keep their day")}</button>
        <button className="button solid" disabled={selected.length === 0} onClick={() => open(true)}>{t("Take version {n} …", { n: version })}</button>
      </div>
      {refused.length > 0 && (
        <div className="form-problem" role="alert">
          <b>{tn(refused.length, "{n} PO did not go over", "{n} POs did not go over")}</b>
          {refused.map(({ id, problem }) => <p key={id}>{id}: {problem?.errors?.map(({ detail }) => detail).join(" ") || problem?.detail || problem?.title || t("refused")}</p>)}
        </div>
      )}
      <table className="list offer-list" aria-label={t("Offers")}>
        <thead>
          <tr>
            <th scope="col"><input type="checkbox" aria-label={t("Choose all shown")} checked={selected.length === offers.length} ref={(box) => { if (box) box.indeterminate = selected.length > 0 && selected.length < offers.length; }} onChange={all} /></th>
            <th scope="col">{t("PO")}</th><th scope="col">{t("Brand")}</th><th scope="col">{t("Vendor")}</th><th scope="col">{t("By version")}</th>
            <th scope="col" className="number" title={t("Ex-factory of the line that would move most")}>{t("Ex-factory")}</th><th scope="col" className="number">{t("Days")}</th><th scope="col">{t("Would be")}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map(({ purchaseOrder, brand, vendor, versions, days, lines }) => {
            const worst = lines.toSorted((a, b) => Math.abs(Date.parse(b.after) - Date.parse(b.before)) - Math.abs(Date.parse(a.after) - Date.parse(a.before)))[0];
            return (
              <tr key={purchaseOrder} aria-selected={chosen.has(purchaseOrder)}>
                <td><input type="checkbox" aria-label={t("Choose {what}", { what: purchaseOrder })} checked={chosen.has(purchaseOrder)} onChange={() => toggle(purchaseOrder)} /></td>
                <th scope="row"><Link href={`/pos/${encodeURIComponent(purchaseOrder)}`}><b>{purchaseOrder}</b></Link></th>
                <td>{brandName(brand)}</td>
                <td className="second">{vendor}</td>
                <td className="second">{versions.join(", ")}</td>
                <td className="number second">{!worst ? "" : days === 0 ? shortDay(worst.before, today) : `${shortDay(worst.before, today)} → ${shortDay(worst.after, today)}`}</td>
                <td className="number">{days === 0 ? <span className="none">–</span> : signedDays(days)}</td>
                <td>{worst && worst.healthAfter !== worst.healthBefore ? <HealthMark health={worst.healthAfter} /> : <span className="second">{t("as before")}</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {next != null && <button className="button line" onClick={() => void loadMore()}>{t("More")}</button>}
      {adopting && (
        <ReasonDialog
          title={t("Take version {n}", { n: version })} act={tn(selected.length, "Take for {n} PO", "Take for {n} POs")} close={() => open(false)}
          send={(reason) => adopt(id, version, selected.map(({ purchaseOrder }) => purchaseOrder), reason)}
          done={({ items }) => {
            const taken = new Set(items.filter(({ status }) => status !== "refused").map(({ id }) => id));
            setRefused(items.filter(({ status }) => status === "refused"));
            open(false);
            choose(new Set());
            tell(tn(taken.size, "{n} PO went over to version {version}", "{n} POs went over to version {version}", { version }), goBack(id, selected.filter(({ purchaseOrder }) => taken.has(purchaseOrder)), adopted));
            adopted();
            first.retry();
          }}
        >
          <p className="quiet">{tn(selected.length, "{n} PO, of which {moving} would move.", "{n} POs, of which {moving} would move.", { moving: count(moving) })} {t("Due days become those of version {n}; baselines and agreed days stay.", { n: version })}</p>
        </ReasonDialog>
      )}
    </div>
  );
}

/** Only whole orders go back, by the version they were by; null where any was by two. */
function goBack(id: string, orders: readonly Offer[], then: () => void): (() => Promise<unknown>) | null {
  if (orders.some(({ versions }) => versions.length !== 1)) return null;
  const were = [...new Set(orders.map(({ versions }) => versions[0]!))];
  const by = (version: number) => orders.filter(({ versions }) => versions[0] === version).map(({ purchaseOrder }) => purchaseOrder);
  return () => Promise.all(were.map((version) => adopt(id, version, by(version), "Taken back"))).then(then);
}
