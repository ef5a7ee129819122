import { useLocation } from "wouter";
import type { List, Vendor } from "../api/types";
import { useResource } from "../api/useResource";
import { Table, type Column } from "../controls/Table";
import { Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { boardHref } from "../frame/places";
import { ProblemPanel, Skeleton } from "../frame/states";
import { t } from "../language/language";
import { useChanges } from "../live/hooks";
import { count } from "../vocabulary/days";
import { healthWord, type Health } from "../vocabulary/health";
import { HealthIcon } from "../vocabulary/marks";
import { NothingYet } from "./NothingYet";

/** Lines late or critical, of those open; null without any. */
export function lateShare({ openLines, lateLines }: Pick<Vendor, "openLines" | "lateLines">): number | null {
  return openLines === 0 ? null : lateLines / openLines;
}

export function percent(share: number | null): string {
  return share == null ? "–" : `${Math.round(share * 100)} %`;
}

function ofHealth(health: Health): Column<Vendor> {
  const lines = (vendor: Vendor) => vendor.health?.[health] ?? 0;
  return {
    key: health, number: true, mostFirst: true, by: lines, hint: t("Lines: {health}", { health: healthWord(health).toLowerCase() }),
    title: <><HealthIcon health={health} /> <span className="wide">{healthWord(health)}</span></>,
    cell: (vendor) => lines(vendor) === 0 ? <span className="none">–</span> : <span className={`h-${health}`}>{count(lines(vendor))}</span>,
  };
}

const columns: readonly Column<Vendor>[] = [
  { key: "name", title: t("Vendor"), by: ({ name }) => name, cell: ({ name, code }) => <><b>{name}</b> <span className="second">{code}</span></> },
  { key: "place", title: t("Place"), by: ({ country, city }) => `${country} ${city ?? ""}`, cell: ({ city, country }) => <span className="second">{[city, country].filter(Boolean).join(", ")}</span> },
  { key: "open", title: t("Open lines"), number: true, mostFirst: true, by: ({ openLines }) => openLines, cell: ({ openLines }) => count(openLines) },
  { key: "share", title: t("Share late"), hint: t("Late and critical lines, of those open"), number: true, mostFirst: true, by: lateShare, cell: (vendor) => percent(lateShare(vendor)) },
  ofHealth("critical"), ofHealth("late"), ofHealth("risk"), ofHealth("stale"),
];

export function VendorsPage() {
  // The list is counted by the server; it is asked again when any count of the overview moved.
  const vendors = useResource<List<Vendor>>("vendors?sort=-late&limit=500", useChanges("overview", 3_000));
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  return (
    <Page crumbs={[{ name: t("Vendors") }]}>
      {vendors.data ? vendors.data.items.length === 0 ? (
        <NothingYet title={t("No vendors")} kind="vendors" />
      ) : (
        <div className="sheet">
          {vendors.problem && <ProblemPanel problem={vendors.problem} retry={vendors.retry} />}
          <Table
            label={t("Vendors")} one={t("vendor")} className="vendors" columns={columns} rows={vendors.data.items} sort={{ key: "late", descending: true }}
            idOf={({ code }) => code} hrefOf={({ code }) => `/vendors/${encodeURIComponent(code)}`}
          />
          {vendors.data.next != null && (
            <p className="quiet">{t("The {n} with most late lines, of {all}. Ctrl K finds the others.", { n: count(vendors.data.items.length), all: count(vendors.data.total) })}</p>
          )}
        </div>
      ) : vendors.problem ? (
        <ProblemPanel problem={vendors.problem} retry={vendors.retry} />
      ) : (
        <Skeleton rows={16} what={t("the vendors")} />
      )}
    </Page>
  );
}
