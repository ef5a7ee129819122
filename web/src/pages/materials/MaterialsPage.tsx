import { useLocation } from "wouter";
import type { MaterialSummary } from "../../api/materials";
import { useAll } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { useChanges } from "../../live/hooks";
import { count } from "../../vocabulary/days";
import { Hidden } from "../../vocabulary/Hidden";
import { categoryWord } from "../../vocabulary/words";
import { materialHref } from "./hrefs";

const some = (number: number, late = false) => number === 0 ? <span className="none">–</span> : <span className={late ? "h-late" : undefined}>{count(number)}</span>;

const columns: readonly Column<MaterialSummary>[] = [
  { key: "name", title: t("Material"), by: ({ name }) => name, cell: ({ name }) => <b>{name}</b> },
  { key: "for", title: t("For|a category"), by: ({ categories }) => categories.join(), cell: ({ categories }) => <span className="second">{categories.map(categoryWord).join(", ")}</span> },
  { key: "mills", title: t("Mills"), by: ({ mills }) => mills.map(({ name }) => name).join(), cell: ({ mills }) => mills.length === 0 ? <span className="none">{t("none named")}</span> : <span className="second">{mills.map(({ name }) => name).join(", ")}</span> },
  { key: "styles", title: t("Styles"), number: true, mostFirst: true, by: ({ styles }) => styles, cell: ({ styles }) => count(styles) },
  { key: "approvals", title: t("Open|not settled"), hint: t("Lab dips, strike-offs, bulk lots and the like that are open"), number: true, mostFirst: true, by: ({ approvals }) => approvals, cell: ({ approvals }) => some(approvals) },
  { key: "overdue", title: t("Overdue"), number: true, mostFirst: true, by: ({ overdue }) => overdue, cell: ({ overdue }) => some(overdue, true) },
  { key: "rejected", title: t("Sent back"), hint: t("Whose last submission was rejected"), number: true, mostFirst: true, by: ({ rejected }) => rejected, cell: ({ rejected }) => some(rejected) },
  { key: "pos", title: t("POs"), hint: t("Open ones that wait on it"), number: true, mostFirst: true, by: ({ purchaseOrders }) => purchaseOrders, cell: ({ purchaseOrders }) => some(purchaseOrders) },
  { key: "units", title: t("Units"), number: true, mostFirst: true, by: ({ units }) => units, cell: ({ units }) => units == null ? <Hidden /> : some(units) },
];

/** What styles are made of: what is open of each, and how much waits on it. */
export function MaterialsPage() {
  const materials = useAll<MaterialSummary>("materials?limit=500", useChanges("overview", 5_000));
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  return (
    <Page crumbs={[{ name: t("Materials") }]}>
      {materials.data ? materials.data.items.length === 0 ? (
        <Empty title={t("No materials")}><p>{t("A style names its material among the fields of its profile.")}</p></Empty>
      ) : (
        <div className="sheet">
          {materials.problem && <ProblemPanel problem={materials.problem} retry={materials.retry} />}
          <Table
            label={t("Materials")} one={t("material")} className="materials" columns={columns} rows={materials.data.items} sort={{ key: "units", descending: true }}
            idOf={({ name }) => name} hrefOf={({ name }) => materialHref(name)}
          />
        </div>
      ) : materials.problem ? (
        <ProblemPanel problem={materials.problem} retry={materials.retry} />
      ) : (
        <Skeleton rows={16} what={t("the materials")} />
      )}
    </Page>
  );
}
