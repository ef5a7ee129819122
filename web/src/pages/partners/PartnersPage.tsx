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
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { moment, plural } from "../../vocabulary/days";
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
    { key: "name", title: "Partner", by: ({ name }) => name, cell: ({ name, id }) => <><b>{name}</b> <span className="second">{id}</span></> },
    { key: "sees", title: "Sees", cell: (partner) => <span className="second">{seesWords(partner)}</span> },
    { key: "may", title: "May", cell: ({ scopes }) => scopeWords(scopes) },
    { key: "keys", title: "Keys", by: ({ keys }) => keys.filter(({ revokedAt }) => revokedAt == null).length, cell: ({ keys }) => plural(keys.filter(({ revokedAt }) => revokedAt == null).length, "open key") },
    { key: "used", title: "Last used", mostFirst: true, by: lastUse, cell: (partner) => (lastUse(partner) === "" ? <span className="none">not yet</span> : moment(lastUse(partner), now)) },
    { key: "webhooks", title: "Webhooks", cell: (partner) => {
      const hooks = hooksOf(partner);
      const off = hooks.filter(({ disabled }) => disabled != null).length;
      return hooks.length === 0 ? <span className="none">–</span> : <>{hooks.length}{off > 0 && <b className="is-off">{off === hooks.length ? ", disabled" : `, ${off} disabled`}</b>}</>;
    } },
  ];
  return (
    <Page crumbs={[{ name: "Partners" }]}>
      {!may ? <Empty title="Partners are let in by managers and directors"><p>Of all categories, as far as they see the goods themselves. What partners write and read is described at <a href="/docs">/docs</a>.</p></Empty>
        : !partners.data ? partners.problem ? <ProblemPanel problem={partners.problem} retry={partners.retry} /> : <Skeleton rows={6} what="the partners" />
        : partners.data.items.length === 0 ? (
          <Empty title="No partner's program comes in">
            <p>A partner gets keys of its own, sees the brands and vendors that you name, and has what happens sent to its webhooks.</p>
            <button className="button solid" onClick={() => add(true)}>Let a partner in</button>
          </Empty>
        ) : (
          <div className="sheet partners-sheet">
            <div className="list-bar"><button className="button line" onClick={() => add(true)}>Let a partner in</button><span><Link className="quiet" href="/people">{t("People")}</Link> · <a className="quiet" href="/docs">API</a></span></div>
            <Table label="Partners" one="partner" columns={columns} rows={partners.data.items} sort={{ key: "name", descending: false }} idOf={({ id }) => id} hrefOf={({ id }) => `/partners/${encodeURIComponent(id)}`} />
          </div>
        )}
      {adding && <PartnerDialog close={() => add(false)} done={(id) => go(`/partners/${encodeURIComponent(id)}`)} />}
    </Page>
  );
}
