import { useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import type { OverviewRow, OverviewTotals } from "../api/types";
import { useVendors } from "../api/useResource";
import { Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { FilterMenu } from "../grid/FilterBar";
import { t } from "../language/language";
import { useTopic } from "../live/hooks";
import { brandName, categories, categoryWord, isCategory } from "../vocabulary/words";
import { Figures } from "./Figures";
import type { Scope } from "./figures";
import type { By } from "./OnTime";

const bys: readonly By[] = ["brand", "category", "vendor"];
const byWords: Record<By, string> = { brand: t("brand|a series of each"), category: t("category|a series of each"), vendor: t("vendor|a series of each") };

/** On time, what leaves and why it slips, of what the address names. */
export function FiguresPage() {
  const search = useSearch();
  const [, go] = useLocation();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const vendors = useVendors();
  const overview = useTopic<OverviewRow, OverviewTotals>("overview");
  const [brand, category, vendor] = [params.get("brand"), params.get("category"), params.get("vendor")];
  const scope: Scope = {
    ...(brand == null ? {} : { brand }), ...(category != null && isCategory(category) ? { category } : {}), ...(vendor == null ? {} : { vendor }),
  };
  const by = bys.find((each) => each === params.get("by") && !(each in scope)) ?? bys.find((each) => !(each in scope)) ?? "vendor";
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value == null) next.delete(name);
    else next.set(name, value);
    go(`/figures${next.size === 0 ? "" : `?${next}`}`);
  };
  useKeys({ escape: () => go("/overview") });
  const brands = [...new Map([...(overview?.rows.values() ?? [])].map((row) => [row.brand, brandName(row.brandName)]))];
  return (
    <Page crumbs={[{ name: t("Overview"), href: "/overview" }, { name: t("Figures") }]}>
      <div className="filters" role="search">
        <FilterMenu title={t("Brand")} value={scope.brand ?? null} values={() => brands} choose={(value) => change("brand", value)} />
        <FilterMenu title={t("Category")} value={scope.category ?? null} values={() => categories.map((each) => [each, categoryWord(each)])} choose={(value) => change("category", value)} />
        <FilterMenu title={t("Vendor")} value={scope.vendor ?? null} values={() => vendors.map(({ code, name }) => [code, name])} choose={(value) => change("vendor", value)} />
        <label className="chip">
          {t("By|a series of each")}
          <select value={by} onChange={(event) => change("by", event.target.value)}>
            {bys.filter((each) => !(each in scope)).map((each) => <option key={each} value={each}>{byWords[each]}</option>)}
          </select>
        </label>
      </div>
      <Figures key={JSON.stringify([scope, by])} scope={scope} by={by} />
    </Page>
  );
}
