import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { Partner, Webhook } from "../../api/partners";
import type { List } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { t } from "../../language/language";
import { tx } from "../../language/Said";
import { Keys } from "./Keys";
import { PartnerDialog } from "./PartnerDialog";
import { Requests } from "./Requests";
import { Webhooks } from "./Webhooks";
import { scopeWords, seesWords } from "./words";

const tabs = ["keys", "webhooks", "requests"] as const;
const tabWords = { keys: t("Keys"), webhooks: t("Webhooks"), requests: t("Requests") };

/** One partner: its keys, its webhooks with what was sent, and what it asked for. */
export function PartnerPage({ id }: { id: string }) {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("tab");
  const tab = tabs.find((each) => each === asked) ?? "keys";
  const partner = useResource<Partner>(`partners/${encodeURIComponent(id)}`);
  const webhooks = useResource<List<Webhook>>("webhooks");
  const [editing, edit] = useState(false);
  const href = (to: string) => `/partners/${encodeURIComponent(id)}?tab=${to}`;
  useKeys({ escape: () => go("/partners"), e: () => edit(true), ...Object.fromEntries(tabs.map((each, index) => [index + 1, () => go(href(each), { replace: true })])) });
  return (
    <Page
      crumbs={[{ name: t("Partners"), href: "/partners" }, { name: partner.data?.name ?? id }]}
      tabs={<Tabs label={t("What of the partner")}>{tabs.map((each) => ({ href: href(each), name: tabWords[each], on: each === tab }))}</Tabs>}
    >
      {!partner.data ? partner.problem ? <ProblemPanel problem={partner.problem} retry={partner.retry} /> : <Skeleton rows={8} what={t("the partner")} /> : (
        <div className="sheet partners-sheet">
          <p className="partner-facts">
            {t("Sees {what}; may {scopes}", { what: seesWords(partner.data), scopes: scopeWords(partner.data.scopes) })}
            {partner.data.sources.length > 0 && <>; {tx("reports as {sources}", { sources: <code>{partner.data.sources.join(", ")}</code> })}</>}
            {partner.data.hiddenFields.length > 0 && <>; {t("not {fields}", { fields: partner.data.hiddenFields.join(", ") })}</>}.
            {" "}<button className="button line" onClick={() => edit(true)}>{t("Edit")}</button>
          </p>
          {tab === "keys" ? <Keys partner={partner.data} changed={partner.refresh} />
            : tab === "requests" ? <Requests partner={partner.data} />
            : webhooks.data ? <Webhooks partner={partner.data} webhooks={webhooks.data.items.filter((each) => each.partner === id)} changed={webhooks.refresh} />
            : webhooks.problem ? <ProblemPanel problem={webhooks.problem} retry={webhooks.retry} />
            : <Skeleton rows={4} what={t("the webhooks")} />}
          {editing && <PartnerDialog partner={partner.data} close={() => edit(false)} done={() => {
            partner.refresh();
            edit(false);
          }} />}
        </div>
      )}
    </Page>
  );
}
