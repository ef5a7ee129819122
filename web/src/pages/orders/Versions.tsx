import { useContext, useState } from "react";
import { getPage, Problem } from "../../api/client";
import type { IssuedVersion, PurchaseOrder } from "../../api/types";
import { useResource } from "../../api/useResource";
import { tell } from "../../frame/Notice";
import { PeopleContext } from "../../frame/Person";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { moment } from "../../vocabulary/days";
import { differenceWords } from "../../vocabulary/orders";
import { reasonsWords } from "../../vocabulary/reasons";
import { t, tn } from "../../language/language";

const shownAtFirst = 3;

/** What went out, newest first, each version with what is otherwise in it and the page to print. */
export function Versions({ order, path, now }: { order: PurchaseOrder; path: string; now: number }) {
  const versions = useResource<{ items: IssuedVersion[] }>(order.document.version > 0 ? `${path}/documents` : null, order.document.version);
  const people = useContext(PeopleContext);
  const [all, showAll] = useState(false);
  if (order.document.version === 0) return null;
  const items = versions.data?.items.toReversed() ?? [];
  return (
    <section className="versions">
      <h3>{t("Versions")} <span>{order.document.acknowledged === 0 ? t("none acknowledged") : t("the vendor holds {version}", { version: order.document.acknowledged })}</span></h3>
      {versions.problem && <ProblemPanel problem={versions.problem} retry={versions.retry} />}
      {versions.loading && <Skeleton rows={2} height={36} what={t("the versions")} />}
      {versions.data && items.length === 0 && <p className="quiet">{t("It came by file: its documents are kept where it was written.")}</p>}
      <ol>
        {(all ? items : items.slice(0, shownAtFirst)).map((version) => (
          <li key={version.version}>
            <p>
              <a href={`/api/v1/${path}/documents/${version.version}`} onClick={(event) => { event.preventDefault(); void openPage(`${path}/documents/${version.version}`); }}>
                {t("Version {version}", { version: version.version })}
              </a>{" "}
              <span className="second">
                {people?.data?.items.find(({ id }) => id === version.issuedBy)?.name ?? version.issuedBy}, {moment(version.issuedAt, now)}
                {version.reason != null && `, ${reasonsWords(version.reason, version.contributing)}`}
              </span>
            </p>
            {version.changes.length > 0 && <ul>{version.changes.map((change, index) => <li key={index}>{differenceWords(change)}</li>)}</ul>}
            {version.note != null && <p className="second">{version.note}</p>}
          </li>
        ))}
      </ol>
      {items.length > shownAtFirst && !all && <button className="button" onClick={() => showAll(true)}>{tn(items.length, "{n} version in all", "All {n} versions")}</button>}
    </section>
  );
}

// The tab is opened at once, because a browser lets a page open one only while it is clicked on.
async function openPage(path: string): Promise<void> {
  const tab = window.open("", "_blank");
  try {
    const page = await getPage(path);
    if (tab) tab.location.replace(page);
    else location.assign(page);
  } catch (error) {
    tab?.close();
    tell(error instanceof Problem ? error.message : t("The document could not be opened"));
  }
}
