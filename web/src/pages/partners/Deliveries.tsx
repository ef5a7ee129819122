import { useState } from "react";
import { Problem } from "../../api/client";
import { replay, type Delivery, type Webhook } from "../../api/partners";
import { useResource } from "../../api/useResource";
import { tell } from "../../frame/Notice";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { moment } from "../../vocabulary/days";
import { answerWords, stateWord } from "./words";

/** What was sent to a webhook, and what waits. */
export function Deliveries({ webhook, changed }: { webhook: Webhook; changed: () => void }) {
  const now = useNow(60_000);
  const [before, setBefore] = useState<number | null>(null);
  const page = useResource<{ items: Delivery[]; next: number | null }>(`webhooks/${encodeURIComponent(webhook.id)}/deliveries?limit=100${before == null ? "" : `&before=${before}`}`, webhook);
  const again = ({ position, id }: Delivery) => void replay(webhook.id, position)
    .then(() => tell(t("{what} is sent again", { what: id })), (error: unknown) => tell(error instanceof Problem ? error.message : String(error)))
    .finally(() => {
      changed();
      page.refresh();
    });
  return (
    <section className="partner-deliveries" aria-label={t("Deliveries to {url}", { url: webhook.url })}>
      <header className="list-bar">
        <h2>{t("Deliveries to {url}", { url: webhook.url })}</h2>
        <span>
          <button className="button line" onClick={() => {
            changed();
            if (before == null) page.refresh();
            else setBefore(null);
          }}>{before == null ? t("Refresh") : t("Newest")}</button>
          {page.data?.next != null && <button className="button line" onClick={() => setBefore(page.data!.next)}>{t("Older")}</button>}
        </span>
      </header>
      {!page.data ? page.problem ? <ProblemPanel problem={page.problem} retry={page.retry} /> : <Skeleton rows={4} what={t("the deliveries")} />
        : page.data.items.length === 0 ? <p className="quiet">{t("Nothing was to be sent yet.")}</p> : (
          <table className="list partners-list" aria-label={t("Deliveries")}>
            <thead>
              <tr><th scope="col">{t("Event")}</th><th scope="col">{t("Of")}</th><th scope="col">{t("Standing")}</th><th scope="col">{t("Last attempt")}</th><th scope="col" className="number people-wide">{t("Attempts")}</th><th scope="col"><span className="vh">{t("Acts")}</span></th></tr>
            </thead>
            <tbody>
              {page.data.items.map((each) => (
                <tr key={each.position}>
                  <th scope="row"><code>{each.id}</code></th>
                  <td title={each.subject}>{each.subject.replace(/^[^/]+\//, "")}</td>
                  <td className={each.state === "givenup" ? "is-off" : undefined}>
                    {stateWord(each.state)} {each.nextAt != null && each.attempts > 0 && <span className="second" title={each.nextAt}>{t("next {moment}", { moment: moment(each.nextAt, now) })}</span>}
                  </td>
                  <td>{answerWords(each)} {each.lastAt != null && <span className="second" title={each.lastAt}>{moment(each.lastAt, now)}</span>}</td>
                  <td className="number people-wide">{each.attempts}</td>
                  <td className="people-acts">{each.state !== "waiting" && <button className="button line" aria-label={t("Send {what} again", { what: each.id })} onClick={() => again(each)}>{t("Send again")}</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}
