import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { TemplateList, TemplateSummary } from "../../api/calendars";
import { useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { t } from "../../language/language";
import { count } from "../../vocabulary/days";
import { brandName, categoryWord } from "../../vocabulary/words";
import { DuplicateDialog } from "./DuplicateDialog";

const columns: readonly Column<TemplateSummary>[] = [
  {
    key: "title", title: t("Template"), by: ({ title }) => title,
    cell: ({ title, id, retired }) => <><b>{title}</b> <span className="second">{id}</span>{retired && <span className="tag">{t("retired")}</span>}</>,
  },
  { key: "brand", title: t("Brand"), by: ({ brand }) => brand, cell: ({ brand }) => brand == null ? <span className="second">{t("Any")}</span> : brandName(brand) },
  { key: "category", title: t("Category"), by: ({ category }) => category, cell: ({ category }) => category == null ? <span className="second">{t("By name only")}</span> : categoryWord(category) },
  { key: "milestones", title: t("Milestones"), number: true, mostFirst: true, by: ({ milestones }) => milestones.length, cell: ({ milestones }) => count(milestones.length) },
  {
    key: "version", title: t("Version"), hint: t("The newest that is published"), number: true, mostFirst: true, by: ({ version }) => version,
    cell: ({ version, hasDraft }) => <>{hasDraft && <span className="tag">{t("draft")}</span>} {version === 0 ? <span className="none">–</span> : version}</>,
  },
  { key: "orders", title: t("Open POs"), number: true, mostFirst: true, by: ({ purchaseOrders }) => purchaseOrders, cell: ({ purchaseOrders }) => count(purchaseOrders) },
  {
    key: "older", title: t("Offered"), hint: t("Open POs by an older version: the newest is offered to them"), number: true, mostFirst: true, by: ({ older }) => older,
    cell: ({ older }) => older === 0 ? <span className="none">–</span> : count(older),
  },
];

export const calendarTabs = (on: "templates" | "working") => (
  <Tabs label={t("Kinds of calendars")}>
    {[
      { href: "/calendars", name: t("Templates"), on: on === "templates" },
      { href: "/calendars/working", name: t("Working days"), on: on === "working" },
    ]}
  </Tabs>
);

/** The time-and-action calendars that orders and styles are laid by. */
export function CalendarsPage() {
  const list = useResource<TemplateList>("calendar-templates");
  const [, go] = useLocation();
  const [begins, begin] = useState(new URLSearchParams(useSearch()).has("new"));
  useKeys({ escape: () => go(boardHref()), n: () => begin(true) });
  return (
    <Page crumbs={[{ name: t("Calendars") }]} tabs={calendarTabs("templates")}>
      {!list.data ? (
        list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={8} what={t("the templates")} />
      ) : (
        <div className="sheet templates-sheet">
          <Table
            label={t("Templates")} one={t("template")} className="templates" columns={columns} rows={list.data.items} sort={{ key: "orders", descending: true }}
            idOf={({ id }) => id} hrefOf={({ id }) => `/calendars/${encodeURIComponent(id)}`}
          />
          <p className="quiet">{t("An order takes the template of its brand and category when it is placed. Its baselines stay; later versions are offered to it.")}</p>
          <button className="button line" onClick={() => begin(true)}>{t("New template")} <Kbd>N</Kbd></button>
          {begins && <DuplicateDialog list={list.data} from={list.data.items[0]!.id} close={() => begin(false)} />}
        </div>
      )}
    </Page>
  );
}
