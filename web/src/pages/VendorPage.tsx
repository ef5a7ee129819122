import type { ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { BoardRow, BoardTotals, Vendor } from "../api/types";
import { useResource } from "../api/useResource";
import { Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { useMay } from "../frame/Person";
import { lazily } from "../frame/lazily";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { LiveBoard } from "../grid/LiveBoard";
import { t } from "../language/language";
import { useAsOf } from "../live/cursor";
import { useTopic, useTopics } from "../live/hooks";
import { count } from "../vocabulary/days";
import { Hidden, hides } from "../vocabulary/Hidden";
import { WorkingDays } from "./calendars/WorkingDays";
import { ChasePanel } from "./ChasePanel";
import { TrackRecord } from "./TrackRecord";
import { lateShare, percent } from "./VendorsPage";

const Figures = lazily(async () => (await import("../charts/Figures")).Figures);

const everyTab = [["lines", t("Open lines")], ["calendar", t("Working days")], ["record", t("Track record")], ["chase", t("Chase")], ["figures", t("Figures")]] as const;

export function VendorPage({ code }: { code: string }) {
  const mayChase = useMay("chase");
  const tabs = mayChase ? everyTab : everyTab.filter(([key]) => key !== "chase");
  const path = `/vendors/${encodeURIComponent(code)}`;
  const vendor = useResource<Vendor>(path.slice(1));
  const topics = useTopics<BoardRow, BoardTotals>([`vendor:${code}`]);
  const asOf = useAsOf();
  const [, go] = useLocation();
  const search = useSearch();
  // Of the other parts only the present is known.
  const tab = (asOf == null && tabs.find(([key]) => key === new URLSearchParams(search).get("tab"))?.[0]) || "lines";
  const hrefOf = (key: string) => (key === "lines" ? path : `${path}?tab=${key}`);
  useKeys({
    ...Object.fromEntries(tabs.map(([key], index) => [String(index + 1), () => go(hrefOf(key), { replace: true })])),
    ...(tab === "lines" ? {} : { escape: () => go(path) }),
  });
  return (
    <Page
      crumbs={[{ name: t("Vendors"), href: "/vendors" }, { name: vendor.data?.name ?? code }]}
      tabs={asOf == null && <Tabs label={t("Parts of the vendor")}>{tabs.map(([key, name]) => ({ href: hrefOf(key), name, on: key === tab }))}</Tabs>}
    >
      {vendor.problem?.status === 404 ? (
        <Empty title={t("There is no vendor {code}", { code })}>
          <p>{t("It may be one that you do not see. Ctrl K finds what there is.")}</p>
          <Link href="/vendors" className="button solid">{t("All vendors")}</Link>
        </Empty>
      ) : vendor.problem ? (
        <ProblemPanel problem={vendor.problem} retry={vendor.retry} />
      ) : !vendor.data || !topics ? (
        <Skeleton rows={20} what={t("the vendor")} />
      ) : (
        <div className="vendor">
          <Heading vendor={vendor.data} />
          {tab === "calendar" && <div className="vendor-part"><WorkingDays calendarKey={`factory:${code}`} /></div>}
          {tab === "figures" && <div className="vendor-part"><Figures scope={{ vendor: code }} by="brand" /></div>}
          {tab === "record" && <div className="vendor-part"><TrackRecord vendor={code} /></div>}
          {tab === "chase" && <div className="vendor-part"><ChasePanel vendor={code} /></div>}
          {tab === "lines" && (
            <LiveBoard
              topics={topics} path={path} name={vendor.data.name} up="/vendors" without="vendor" of={{ vendor: code }}
              nothing={<Empty title={t("No open POs")}><p>{t("Nothing of theirs is under way. What left the factory is in the history of its PO.")}</p></Empty>}
            />
          )}
        </div>
      )}
    </Page>
  );
}

function Heading({ vendor }: { vendor: Vendor }) {
  const totals = useTopic<BoardRow, BoardTotals>(`vendor:${vendor.code}`)?.totals ?? null;
  const late = totals ? (totals.health.late ?? 0) + (totals.health.critical ?? 0) : vendor.lateLines;
  const openLines = totals?.lines ?? vendor.openLines;
  const facts: [string, ReactNode][] = [
    [t("Open POs"), totals ? count(totals.purchaseOrders) : "–"],
    [t("Open lines"), count(openLines)],
    [t("Units open"), !totals ? "–" : hides(totals, "quantity") ? <Hidden /> : count(totals.quantity)],
    [t("Late and critical"), <span className={late > 0 ? "h-late" : undefined}>{count(late)}</span>],
    [t("Share late"), percent(lateShare({ openLines, lateLines: late }))],
  ];
  return (
    <header className="vendor-head">
      <div>
        <h2>{vendor.name}</h2>
        <p className="second">{vendor.code} · {[vendor.city, vendor.country].filter(Boolean).join(", ")}</p>
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </header>
  );
}
