import { useState } from "react";
import { closeDueDateFeed, openDueDateFeed, type DueDateFeed as Feed } from "../../api/alerts";
import { Problem } from "../../api/client";
import { useResource } from "../../api/useResource";
import { ShownOnce } from "../../controls/ShownOnce";
import { tell } from "../../frame/Notice";
import { ProblemPanel } from "../../frame/states";
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { moment } from "../../vocabulary/days";

/** One's due dates for a calendar program: the address is told once, and renewed where it got into other hands. */
export function DueDateFeed() {
  const now = useNow(60_000);
  const [changes, changed] = useState(0);
  const [address, show] = useState<string | null>(null);
  const [busy, work] = useState(false);
  const feed = useResource<Feed>("me/calendar", String(changes));
  if (!feed.data) return feed.problem && feed.problem.status !== 403 && feed.problem.status !== 404 ? <ProblemPanel problem={feed.problem} retry={feed.retry} /> : null;
  const act = async (sent: () => Promise<unknown>) => {
    work(true);
    try {
      await sent();
      changed(changes + 1);
    } catch (refused) {
      tell(refused instanceof Problem ? refused.detail ?? refused.title : t("It could not be sent"));
    } finally {
      work(false);
    }
  };
  const { openedAt } = feed.data;
  return (
    <section className="due-date-feed" aria-labelledby="due-date-feed">
      <h2 id="due-date-feed">{t("Due dates in your calendar")}</h2>
      <p className="quiet">{t("A calendar program reads what comes next of yours, with its day, at an address of its own. Whoever has the address reads it too, without a sign-in.")}</p>
      <p className="quiet">{openedAt == null ? t("It is not read anywhere yet.") : t("Its address was made {moment}.", { moment: moment(openedAt, now) })}</p>
      <p className="due-date-acts">
        <button className="button line" disabled={busy} onClick={() => void act(async () => show((await openDueDateFeed()).url))}>{openedAt == null ? t("Make an address") : t("Make another; the old one opens nothing more")}</button>
        {openedAt != null && <button className="button line" disabled={busy} onClick={() => void act(async () => { await closeDueDateFeed(); tell(t("Nobody reads your due dates any more")); })}>{t("Close it")}</button>}
      </p>
      {address != null && (
        <ShownOnce title={t("Due dates in your calendar")} label={t("Address")} value={address} close={() => show(null)}
          hint={t("Add it to your calendar program as a calendar from the web. It is shown this once.")} />
      )}
    </section>
  );
}
