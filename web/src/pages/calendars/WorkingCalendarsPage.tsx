import { useLocation } from "wouter";
import type { CalendarSummary } from "../../api/calendars";
import { useResource } from "../../api/useResource";
import { Table, type Column } from "../../controls/Table";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { locale, t } from "../../language/language";
import { count } from "../../vocabulary/days";
import { brandName } from "../../vocabulary/words";
import { calendarTabs } from "./CalendarsPage";
import { WorkingDays } from "./WorkingDays";

const countryNames = new Intl.DisplayNames(locale, { type: "region" });

export function countryName(code: string): string {
  return countryNames.of(code) ?? code;
}

const officeOf = (key: string) => (key.startsWith("office:") ? key.slice("office:".length) : null);

function kindOf({ key, name }: CalendarSummary): string {
  return officeOf(key) != null ? t("office") : name == null ? t("country") : t("factory");
}

const columns: readonly Column<CalendarSummary>[] = [
  { key: "name", title: t("Calendar"), by: ({ country, name }) => `${countryName(country)} ${name ?? ""}`, cell: ({ country, name }) => name == null ? <b>{countryName(country)}</b> : <><b>{name}</b> <span className="second">{countryName(country)}</span></> },
  { key: "kind", title: t("Of"), by: kindOf, cell: (calendar) => <span className="second">{kindOf(calendar)}</span> },
  { key: "version", title: t("Amended"), hint: t("How often"), number: true, mostFirst: true, by: ({ version }) => version, cell: ({ version }) => version === 0 ? <span className="none">–</span> : `${count(version)}×` },
  { key: "vendors", title: t("Vendors"), number: true, mostFirst: true, by: ({ vendors }) => vendors, cell: ({ vendors }) => count(vendors) },
  { key: "orders", title: t("Open POs"), number: true, mostFirst: true, by: ({ purchaseOrders }) => purchaseOrders, cell: ({ purchaseOrders }) => count(purchaseOrders) },
  { key: "lines", title: t("Lines"), number: true, mostFirst: true, by: ({ lines }) => lines, cell: ({ lines }) => count(lines) },
];

/** A factory's days are shown with its vendor. */
function hrefOf({ key, name }: CalendarSummary): string {
  return name == null || officeOf(key) != null ? `/calendars/working/${encodeURIComponent(key)}` : `/vendors/${encodeURIComponent(key.slice("factory:".length))}?tab=calendar`;
}

/** The countries in which vendors work, the factories with days of their own, and the brands' offices. */
export function WorkingCalendarsPage() {
  const list = useResource<{ items: CalendarSummary[] }>("calendars");
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  return (
    <Page crumbs={[{ name: t("Calendars") }]} tabs={calendarTabs("working")} title={t("Working days")}>
      {!list.data ? (
        list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={8} what={t("the calendars")} />
      ) : (
        <div className="sheet templates-sheet">
          <Table label={t("Calendars")} one={t("calendar")} className="templates" columns={columns} rows={list.data.items} sort={{ key: "orders", descending: true }} idOf={({ key }) => key} hrefOf={hrefOf} />
          <p className="quiet">{t("A factory works by its country's days until it has some of its own: on the page of its vendor. A brand's office works by those of its home, which the brand's settings say.")}</p>
        </div>
      )}
    </Page>
  );
}

export function CountryPage({ country }: { country: string }) {
  const [, go] = useLocation();
  useKeys({ escape: () => go("/calendars/working") });
  const office = officeOf(country);
  return (
    <Page crumbs={[{ name: t("Calendars"), href: "/calendars/working" }, { name: office != null ? t("Office of {brand}", { brand: brandName(office) }) : /^[A-Z]{2}$/.test(country) ? countryName(country) : country }]}>
      <WorkingDays calendarKey={country} />
    </Page>
  );
}
