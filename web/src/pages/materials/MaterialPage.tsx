import { useMemo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { Material } from "../../api/materials";
import { useResource } from "../../api/useResource";
import { ApprovalMatrix, useMaterialApprovals } from "../../approvals/ApprovalsOf";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { tx } from "../../language/Said";
import { t } from "../../language/language";
import { useChanges, useMoment } from "../../live/hooks";
import { count, longDay, shortDay, today as todayOf, type Day } from "../../vocabulary/days";
import { Garment } from "../../vocabulary/Garment";
import { healthRank } from "../../vocabulary/health";
import { Hidden } from "../../vocabulary/Hidden";
import { HealthMark, StageGlyph } from "../../vocabulary/marks";
import { stageStep } from "../../vocabulary/stage";
import { styleStageWord } from "../../vocabulary/styleStage";
import { brandName } from "../../vocabulary/words";
import { materialHref } from "./hrefs";

type Line = Material["lines"][number];

function columnsFor(today: Day): readonly Column<Line>[] {
  const day = (value: Day | null) => value == null ? <span className="none">–</span> : <span title={longDay(value)}>{shortDay(value, today)}</span>;
  return [
    {
      key: "po", title: t("PO"), by: ({ purchaseOrder, line }) => `${purchaseOrder} ${String(line).padStart(4, "0")}`,
      cell: ({ purchaseOrder, line, styleName, colour, category }) => <><Garment styleName={styleName} colour={colour} category={category} /> <span><b>{purchaseOrder}</b><span className="second">/{line}</span></span></>,
    },
    { key: "style", title: t("Style, colour"), by: ({ style, colour }) => `${style} ${colour}`, cell: ({ style, colour }) => <>{style} <span className="second">{colour}</span></> },
    { key: "vendor", title: t("Vendor"), by: ({ vendorName }) => vendorName, cell: ({ vendorName }) => <span className="second">{vendorName}</span> },
    { key: "quantity", title: t("Qty"), number: true, mostFirst: true, by: ({ quantity }) => quantity, cell: ({ quantity }) => quantity == null ? <Hidden /> : count(quantity) },
    { key: "stage", title: t("Stage"), by: ({ stage }) => stageStep(stage), cell: ({ stage }) => <StageGlyph stage={stage} /> },
    { key: "health", title: t("Health"), by: ({ health }) => healthRank(health), cell: ({ health }) => <HealthMark health={health} /> },
    { key: "forecast", title: t("Forecast"), hint: t("Expected ex-factory day"), number: true, by: ({ forecast }) => forecast, cell: ({ forecast }) => day(forecast) },
    { key: "committed", title: t("Committed"), hint: t("Agreed ex-factory day"), number: true, by: ({ committed }) => committed, cell: ({ committed }) => day(committed) },
  ];
}

// What is shown of more than a page holds.
const first = (shown: number, of: number) => shown < of ? t(", the first {n} of {all}", { n: count(shown), all: count(of) }) : "";

/** One material: what is approved of it colour by colour and mill by mill, and the styles and orders that wait on it. */
export function MaterialPage({ name }: { name: string }) {
  const [, go] = useLocation();
  const changes = useChanges("overview", 30_000);
  const material = useResource<Material>(`materials/detail?name=${encodeURIComponent(name)}`, changes);
  const today = todayOf(useMoment(60_000));
  const columns = useMemo(() => columnsFor(today), [today]);
  const search = useSearch();
  const state = new URLSearchParams(search).get("state") === "all" ? "all" : "open";
  const approvals = useMaterialApprovals(name, changes, state);
  useKeys(new URLSearchParams(search).has("approval") ? {} : { escape: () => go("/materials") });
  const crumbs = [{ name: t("Materials"), href: "/materials" }, { name }];
  const failed = [material, approvals].find(({ data, problem }) => data != null && problem != null);
  const shown = material.data;
  if (!shown)
    return (
      <Page crumbs={crumbs}>
        {material.problem?.status === 404 ? <Empty title={t("Nothing that you see is made of {material}", { material: name })}><Link href="/materials" className="button solid">{t("All materials")}</Link></Empty>
          : material.problem ? <ProblemPanel problem={material.problem} retry={material.retry} />
          : <Skeleton rows={12} what={t("the material")} />}
      </Page>
    );
  const { counts, styles, lines } = shown;
  return (
    <Page crumbs={crumbs} title={name} tabs={<Tabs label={t("Approvals shown")}>{([["open", t("Open approvals")], ["all", t("All approvals")]] as const).map(([key, word]) => ({ href: `${materialHref(name)}${key === "open" ? "" : `&state=${key}`}`, name: word, on: key === state }))}</Tabs>}>
      <div className="alone material">
        {failed?.problem && <ProblemPanel problem={failed.problem} retry={failed.refresh} />}
        <p className="quiet">
          <span>{tx("{n} styles|of a material", { n: <b>{count(counts.styles)}</b> })}</span>
          <span>{tx("{n} open approvals", { n: <b>{count(counts.approvals)}</b> })}</span>
          {counts.overdue > 0 && <span className="h-late">{tx("{n} overdue|approvals", { n: <b>{count(counts.overdue)}</b> })}</span>}
          <span>{tx("{n} POs wait", { n: <b>{count(counts.purchaseOrders)}</b> })}</span>
          <span>{counts.mills.length === 0 ? t("no mill named") : counts.mills.map(({ name: mill }) => mill).join(", ")}</span>
        </p>
        <section>
          <h2 className="section-head">{t("Approvals")} <span>{t("by style, colour and mill")}{approvals.data && first(approvals.data.items.length, approvals.data.total)}</span></h2>
          <ApprovalMatrix all={approvals} of={null} absent="–" today={today} rowName={({ style, colour, purchaseOrder, line }) => [style, purchaseOrder != null ? `${purchaseOrder}/${line}` : null, colour].filter(Boolean).join(" ")} />
        </section>
        <section>
          <h2 className="section-head">{t("Lines that wait")} <span>{t("not cut yet")}{first(lines.length, counts.lines)}</span></h2>
          {lines.length === 0 ? <p className="quiet">{t("No open order that you see waits on it.")}</p> : (
            <Table
              label={t("Lines that wait")} one={t("line that waits")} className="style-lines" columns={columns} rows={lines} sort={{ key: "forecast", descending: false }}
              idOf={({ purchaseOrder, line }) => `${purchaseOrder}/${line}`} hrefOf={({ purchaseOrder, line }) => `/pos/${encodeURIComponent(purchaseOrder)}?line=${line}`}
            />
          )}
        </section>
        <section>
          <h2 className="section-head">{t("Styles")} <span>{count(counts.styles)}{first(styles.length, counts.styles)}</span></h2>
          <ul className="material-styles">
            {styles.map((style) => (
              <li key={style.number}><Garment styleName={style.name} colour={style.colours[0] ?? ""} category={style.category} /> <Link href={`/styles/${encodeURIComponent(style.number)}`}>{style.number}</Link> {style.name} <span className="second">{brandName(style.brand)}, {style.season}, {styleStageWord(style.stage).toLowerCase()}</span></li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
