import { NothingYet } from "./NothingYet";
import { Link, useLocation } from "wouter";
import type { List, Vendor } from "../api/types";
import { useResource } from "../api/useResource";
import { boardHref, Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { ProblemPanel, Skeleton } from "../frame/states";
import { count } from "../vocabulary/days";
import { healths, healthWord } from "../vocabulary/health";
import { HealthIcon, HealthTally } from "../vocabulary/marks";

function lateShare(vendor: Vendor): string {
  return vendor.openLines === 0 ? "–" : `${Math.round((vendor.lateLines / vendor.openLines) * 100)} %`;
}

export function VendorsPage() {
  const vendors = useResource<List<Vendor>>("vendors?sort=-late&limit=500");
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  return (
    <Page crumbs={[{ name: "Vendors" }]}>
      {vendors.problem ? (
        <ProblemPanel problem={vendors.problem} retry={vendors.retry} />
      ) : !vendors.data ? (
        <Skeleton rows={16} what="the vendors" />
      ) : vendors.data.items.length === 0 ? (
        <NothingYet title="No vendors" kind="vendors" />
      ) : (
        <div className="sheet">
          <table className="list vendors">
            <thead>
              <tr>
                <th>Vendor</th><th>Country</th><th className="number">Open lines</th><th className="number">Late lines</th><th className="number">Share late</th><th>Health</th>
              </tr>
            </thead>
            <tbody>
              {vendors.data.items.toSorted((a, b) => b.lateLines - a.lateLines || (a.name < b.name ? -1 : 1)).map((vendor) => (
                <tr key={vendor.code}>
                  <td><Link href={`/vendors/${encodeURIComponent(vendor.code)}`}><b>{vendor.name}</b> <span className="second">{vendor.code}</span></Link></td>
                  <td className="second">{[vendor.city, vendor.country].filter(Boolean).join(", ")}</td>
                  <td className="number">{count(vendor.openLines)}</td>
                  <td className={`number ${vendor.lateLines > 0 ? "h-late" : "second"}`}>{count(vendor.lateLines)}</td>
                  <td className="number second">{lateShare(vendor)}</td>
                  <td>{vendor.health && <HealthTally counts={vendor.health} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {vendors.data.next != null && (
            <p className="quiet">The {count(vendors.data.items.length)} with most late lines, of {count(vendors.data.total)}. Ctrl K finds the others.</p>
          )}
        </div>
      )}
    </Page>
  );
}

export function VendorPage({ code }: { code: string }) {
  const vendor = useResource<Vendor>(`vendors/${encodeURIComponent(code)}`);
  const [, go] = useLocation();
  useKeys({ escape: () => go("/vendors") });
  const crumbs = [{ name: "Vendors", href: "/vendors" }, { name: vendor.data?.name ?? code }];
  const rows = `/boards/all?vendor=${encodeURIComponent(code)}`;
  return (
    <Page crumbs={crumbs}>
      {vendor.problem ? (
        <ProblemPanel problem={vendor.problem} retry={vendor.retry} />
      ) : !vendor.data ? (
        <Skeleton rows={6} what="the vendor" />
      ) : (
        <div className="sheet">
          <header className="vendor-head">
            <h2>{vendor.data.name} <span className="second">{code}</span></h2>
            <p className="second">{[vendor.data.city, vendor.data.country].filter(Boolean).join(", ")}</p>
          </header>
          <dl className="facts">
            <div><dt>Open lines</dt><dd><Link href={rows}>{count(vendor.data.openLines)}</Link></dd></div>
            <div><dt>Late lines</dt><dd className={vendor.data.lateLines > 0 ? "h-late" : undefined}><Link href={`${rows}&health=critical,late`}>{count(vendor.data.lateLines)}</Link></dd></div>
            <div><dt>Share late</dt><dd>{lateShare(vendor.data)}</dd></div>
          </dl>
          {vendor.data.health && (
            <table className="list small">
              <thead><tr><th>Health</th><th className="number">Lines</th></tr></thead>
              <tbody>
                {healths.filter((health) => vendor.data!.health![health]).map((health) => (
                  <tr key={health}>
                    <td><Link href={`${rows}&health=${health}`} className={`mark h-${health}`}><HealthIcon health={health} /> {healthWord(health)}</Link></td>
                    <td className="number">{count(vendor.data!.health![health]!)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <p><Link href={rows} className="button solid">Open its lines</Link></p>
        </div>
      )}
    </Page>
  );
}
