import { useState } from "react";
import { Link } from "wouter";
import { acknowledge } from "../api/comments";
import { acknowledgeDecision } from "../api/lineReviews";
import { Problem } from "../api/client";
import { useResource } from "../api/useResource";
import type { WorkItem, WorkPage } from "../api/work";
import { approvalHref } from "../approvals/hrefs";
import { tell } from "../frame/Notice";
import { count, t } from "../language/language";

const shown = 8;

const pathOf = ({ approval, purchaseOrder, style }: WorkItem) =>
  approval != null ? `approvals/${encodeURIComponent(approval)}`
  : purchaseOrder != null ? `purchase-orders/${encodeURIComponent(purchaseOrder)}`
  : `styles/${encodeURIComponent(style!)}`;

function hrefOf({ kind, lineReview, approval, purchaseOrder, line, style }: WorkItem): string {
  return kind === "decision" ? `/line-review?review=${lineReview}`
    : approval != null ? approvalHref({ id: approval, style, po: purchaseOrder, line })
    : purchaseOrder == null ? `/styles/${encodeURIComponent(style!)}?tab=comments`
    : `/pos/${encodeURIComponent(purchaseOrder)}${line == null ? "" : `?line=${line}`}#comments`;
}

/** What people ask and line reviews have decided: answered, or read and put aside. Shows nothing where there is none. */
export function Asked({ person, mine, changes }: { person: string | null; mine: boolean; changes: number }) {
  const [read, reads] = useState(0);
  const asked = useResource<WorkPage>(`work-queue?kind=mention,decision&sort=-due&limit=${shown}${person == null ? "" : `&person=${encodeURIComponent(person)}`}`, `${changes} ${read}`);
  if (!asked.data || asked.data.items.length === 0) return null;
  const putAside = (item: WorkItem) => (item.kind === "decision" ? acknowledgeDecision(item.lineReview!, item.style!) : acknowledge(pathOf(item), String(item.comment))).then(
    () => reads((times) => times + 1),
    (error: unknown) => tell(error instanceof Problem ? `${error.title}. ${error.detail ?? ""}` : t("It could not be sent")),
  );
  const { items, total } = asked.data;
  return (
    <section className="asked" aria-label={t("Asked and told")}>
      <h2 className="section-head">{t("Asked and told")} <span>{t("{n} to answer or to read", { n: count(total) })}</span></h2>
      <ul>
        {items.map((item) => (
          <li key={item.id} data-kind={item.kind}>
            <Link href={hrefOf(item)} className="cut" title={item.what}><b>{item.purchaseOrder ?? item.style}</b> {item.what}</Link>
            <span className="second cut">{item.styleName}</span>
            {mine && <button className="button line" onClick={() => putAside(item)}>{item.kind === "decision" ? t("Read|and done") : t("Nothing to answer")}</button>}
          </li>
        ))}
      </ul>
      {total > items.length && <p className="quiet">{t("The newest {n} of {all}.", { n: count(items.length), all: count(total) })}</p>}
    </section>
  );
}
