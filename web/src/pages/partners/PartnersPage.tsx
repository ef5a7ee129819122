import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { Partner, Webhook } from "../../api/partners";
import type { List } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { useMay } from "../../frame/Person";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { tx } from "../../language/Said";
import { useNow } from "../../live/hooks";
import { moment } from "../../vocabulary/days";
import { PartnerDialog } from "./PartnerDialog";
import { scopeWords, seesWords } from "./words";

const lastUse = ({ keys }: Partner) => keys.map(({ lastUsedAt }) => lastUsedAt ?? "").sort().at(-1) ?? "";

/** Whose programs come in, and by what. */
export function PartnersPage() {
  const [, go] = useLocation();
  const may = useMay("let-partners-in");
  const partners = useResource<List<Partner>>(may ? "partners" : null);
  const webhooks = useResource<List<Webhook>>(may ? "webhooks" : null);
  const [adding, add] = useState(false);
  const now = useNow(60_000);
  useKeys({ escape: () => go(boardHref()), ...(may ? { n: () => add(true) } : {}) });
  const hooksOf = ({ id }: Partner) => webhooks.data?.items.filter(({ partner }) => partner === id) ?? [];
  const columns: readonly Column<Partner>[] = [
    { key: "name", title: t("Partner"), by: ({ name }) => name, cell: ({ name, id }) => <><b>{name}</b> <span className="second">{id}</span></> },
    { key: "sees", title: t("Sees"), cell: (partner) => <span className="second">{seesWords(partner)}</span> },
    { key: "may", title: t("May|do"), cell: ({ scopes }) => scopeWords(scopes) },
    { key: "keys", title: t("Keys"), by: ({ keys }) => keys.filter(({ revokedAt }) => revokedAt == null).length, cell: ({ keys }) => tn(keys.filter(({ revokedAt }) => revokedAt == null).length, "{n} open key", "{n} open keys") },
    { key: "used", title: t("Last used"), mostFirst: true, by: lastUse, cell: (partner) => (lastUse(partner) === "" ? <span className="none">{t("not yet")}</span> : moment(lastUse(partner), now)) },
    { key: "webhooks", title: t("Webhooks"), cell: (partner) => {
      const hooks = hooksOf(partner);
      const off = hooks.filter(({ disabled }) => disabled != null).length;
      return hooks.length === 0 ? <span className="none">–</span> : <>{hooks.length}{off > 0 && <b className="is-off">{", "}{off === hooks.length ? tn(off, "disabled", "disabled") : tn(off, "{n} disabled", "{n} disabled")}</b>}</>;
    } },
  ];
  return (
    <Page crumbs={[{ name: t("Partners") }]}>
      {!may ? <Empty title={t("Partners are let in by managers and directors")}><p>{tx("Of all categories, as far as they see the goods themselves. What partners write and read is described at {address}.", { address: <a href="/docs"><code>/docs</code></a> })}</p></Empty>
        : !partners.data ? partners.problem ? <ProblemPanel problem={partners.problem} retry={partners.retry} /> : <Skeleton rows={6} what={t("the partners")} />
        : partners.data.items.length === 0 ? (
          <Empty title={t("No partner's program comes in")}>
            <p>{t("A partner gets keys of its own, sees the brands and vendors that you name, and has what happens sent to its webhooks.")}</p>
            <button className="button solid" onClick={() => add(true)}>{t("Let a partner in")}</button>
          </Empty>
        ) : (
          <div className="sheet partners-sheet">
            <div className="list-bar"><button className="button line" onClick={() => add(true)}>{t("Let a partner in")}</button><span><Link className="quiet" href="/people">{t("People")}</Link> · <a className="quiet" href="/docs">{t("API")}</a></span></div>
            <Table label={t("Partners")} one={t("partner")} columns={columns} rows={partners.data.items} sort={{ key: "name", descending: false }} idOf={({ id }) => id} hrefOf={({ id }) => `/partners/${encodeURIComponent(id)}`} />
          </div>
        )}
      {adding && <PartnerDialog close={() => add(false)} done={(id) => go(`/partners/${encodeURIComponent(id)}`)} />}
    </Page>
  );
}
