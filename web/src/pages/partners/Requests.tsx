import { useState } from "react";
import type { Partner, PartnerRequest } from "../../api/partners";
import { useResource } from "../../api/useResource";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { moment } from "../../vocabulary/days";

/** Who asked for what, when, and what it was answered. */
export function Requests({ partner }: { partner: Partner }) {
  const now = useNow(60_000);
  const [before, setBefore] = useState<number | null>(null);
  const page = useResource<{ items: PartnerRequest[]; next: number | null }>(`partners/${encodeURIComponent(partner.id)}/requests?limit=100${before == null ? "" : `&before=${before}`}`);
  const keyOf = (id: string) => partner.keys.find((key) => key.id === id)?.label ?? id;
  if (!page.data) return page.problem ? <ProblemPanel problem={page.problem} retry={page.retry} /> : <Skeleton rows={8} what={t("the requests")} />;
  if (page.data.items.length === 0) return <Empty title={before == null ? t("It has asked for nothing yet") : t("Nothing older is kept")}><p>{t("Each request stands here for 90 days, with the key by which it came and its verdict.")}</p></Empty>;
  return (
    <>
      <div className="list-bar">
        <button className="button line" onClick={() => (before == null ? page.refresh() : setBefore(null))}>{before == null ? t("Refresh") : t("Newest")}</button>
        {page.data.next != null && <button className="button line" onClick={() => setBefore(page.data!.next)}>{t("Older")}</button>}
      </div>
      <table className="list partners-list" aria-label={t("Requests")}>
        <thead>
          <tr><th scope="col">{t("When")}</th><th scope="col">{t("Asked")}</th><th scope="col">{t("Answer")}</th><th scope="col" className="people-wide">{t("Key")}</th><th scope="col" className="people-wide">{t("Trace")}</th></tr>
        </thead>
        <tbody>
          {page.data.items.map((each) => (
            <tr key={each.number}>
              <th scope="row" title={each.at}>{moment(each.at, now)}</th>
              <td><code>{each.method} {each.path}</code></td>
              <td className={each.status >= 400 ? "is-off" : undefined}>{each.status} <span className="second">{each.verdict}</span></td>
              <td className="people-wide">{keyOf(each.key)}</td>
              <td className="second people-wide"><code>{each.traceId.slice(0, 12)}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
