import type { ComponentType } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { Boundary } from "./frame/Boundary";
import { Frame } from "./frame/Frame";
import { lazily } from "./frame/lazily";
import { aroundNav, hrefs, useAsOf } from "./live/cursor";
import { BoardPage } from "./pages/BoardPage";
import { Home } from "./pages/Home";
import { MyDayPage } from "./pages/MyDayPage";
import { OverviewPage } from "./pages/OverviewPage";
import { SignedOutPage } from "./pages/SignedOutPage";
import { UnknownPage } from "./pages/UnknownPage";

const page = <P extends object>(load: () => Promise<ComponentType<P>>) => lazily(load, <main id="content" className="page" aria-busy tabIndex={-1} />);

// What the day begins with comes with the frame; the rest is fetched when it is opened.
const ApprovalsPage = page(async () => (await import("./approvals/ApprovalsPage")).ApprovalsPage);
const BrandPage = page(async () => (await import("./pages/brands/BrandPage")).BrandPage);
const BulkActPage = page(async () => (await import("./pages/bulk/BulkActsPage")).BulkActPage);
const BulkActsPage = page(async () => (await import("./pages/bulk/BulkActsPage")).BulkActsPage);
const CalendarsPage = page(async () => (await import("./pages/calendars/CalendarsPage")).CalendarsPage);
const ChangesPage = page(async () => (await import("./pages/changes/ChangesPage")).ChangesPage);
const CountryPage = page(async () => (await import("./pages/calendars/WorkingCalendarsPage")).CountryPage);
const DiscrepanciesPage = page(async () => (await import("./pages/DiscrepanciesPage")).DiscrepanciesPage);
const DraftPage = page(async () => (await import("./pages/orders/DraftPage")).DraftPage);
const FiguresPage = page(async () => (await import("./charts/FiguresPage")).FiguresPage);
const AlertsPage = page(async () => (await import("./pages/alerts/AlertsPage")).AlertsPage);
const AlertChoicesPage = page(async () => (await import("./pages/alerts/AlertChoicesPage")).AlertChoicesPage);
const LineReviewPage = page(async () => (await import("./pages/lineReview/LineReviewPage")).LineReviewPage);
const MaterialPage = page(async () => (await import("./pages/materials/MaterialPage")).MaterialPage);
const MaterialsPage = page(async () => (await import("./pages/materials/MaterialsPage")).MaterialsPage);
const PartnerPage = page(async () => (await import("./pages/partners/PartnerPage")).PartnerPage);
const PartnersPage = page(async () => (await import("./pages/partners/PartnersPage")).PartnersPage);
const PeoplePage = page(async () => (await import("./pages/people/PeoplePage")).PeoplePage);
const PurchaseOrderPage = page(async () => (await import("./pages/PurchaseOrderPage")).PurchaseOrderPage);
const ShipmentPage = page(async () => (await import("./pages/shipments/ShipmentPage")).ShipmentPage);
const ShipmentsPage = page(async () => (await import("./pages/shipments/ShipmentsPage")).ShipmentsPage);
const StylePage = page(async () => (await import("./pages/StylePage")).StylePage);
const TemplatePage = page(async () => (await import("./pages/calendars/TemplatePage")).TemplatePage);
const VendorPage = page(async () => (await import("./pages/VendorPage")).VendorPage);
const VendorsPage = page(async () => (await import("./pages/VendorsPage")).VendorsPage);
const WhatIfPage = page(async () => (await import("./pages/whatif/WhatIfPage")).WhatIfPage);
const WallsPage = page(async () => (await import("./pages/walls/WallsPage")).WallsPage);
const WallPage = lazily(async () => (await import("./wall/WallPage")).WallPage);
const WorkingCalendarsPage = page(async () => (await import("./pages/calendars/WorkingCalendarsPage")).WorkingCalendarsPage);

export function App() {
  return (
    <Router aroundNav={aroundNav} hrefs={hrefs}>
      <Switch>
        <Route path="/wall/:playlist">
          {({ playlist }) => <Boundary unattended><WallPage playlist={playlist} /></Boundary>}
        </Route>
        <Route path="/signed-out"><SignedOutPage /></Route>
        <Route><Pages /></Route>
      </Switch>
    </Router>
  );
}

// A material's name holds whatever mills write, strokes and percents too: no path can carry it.
function Materials() {
  const name = new URLSearchParams(useSearch()).get("name");
  return name == null ? <MaterialsPage /> : <MaterialPage key={name} name={name} />;
}

function Pages() {
  const [at] = useLocation();
  const asOf = useAsOf();
  return (
    <Frame>
      <Boundary key={`${at} ${asOf == null}`}>
        <Switch>
          <Route path="/"><Home /></Route>
          <Route path="/me"><MyDayPage /></Route>
          <Route path="/me/alerts"><AlertChoicesPage /></Route>
          <Route path="/overview"><OverviewPage /></Route>
          <Route path="/boards"><Redirect to="/boards/apparel" replace /></Route>
          <Route path="/boards/:category">{({ category }) => <BoardPage category={category} />}</Route>
          <Route path="/pos/new"><DraftPage /></Route>
          <Route path="/pos/:po">{({ po }) => <PurchaseOrderPage key={po} number={decodeURIComponent(po)} />}</Route>
          <Route path="/styles/:style">{({ style }) => <StylePage key={style} number={decodeURIComponent(style)} />}</Route>
          <Route path="/approvals"><ApprovalsPage /></Route>
          <Route path="/figures"><FiguresPage /></Route>
          <Route path="/alerts"><AlertsPage /></Route>
          <Route path="/line-review"><LineReviewPage /></Route>
          <Route path="/vendors"><VendorsPage /></Route>
          <Route path="/vendors/:vendor">{({ vendor }) => <VendorPage key={vendor} code={decodeURIComponent(vendor)} />}</Route>
          <Route path="/brands/:brand">{({ brand }) => <BrandPage key={brand} brand={decodeURIComponent(brand)} />}</Route>
          <Route path="/bulk-acts"><BulkActsPage /></Route>
          <Route path="/bulk-acts/:id">{({ id }) => <BulkActPage key={id} id={id} />}</Route>
          <Route path="/materials"><Materials /></Route>
          <Route path="/shipments"><ShipmentsPage /></Route>
          <Route path="/shipments/:id">{({ id }) => <ShipmentPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/walls"><WallsPage /></Route>
          <Route path="/partners"><PartnersPage /></Route>
          <Route path="/partners/:partner">{({ partner }) => <PartnerPage key={partner} id={partner} />}</Route>
          <Route path="/people"><PeoplePage /></Route>
          <Route path="/discrepancies"><DiscrepanciesPage /></Route>
          <Route path="/changes"><ChangesPage /></Route>
          <Route path="/calendars"><CalendarsPage /></Route>
          <Route path="/calendars/working"><WorkingCalendarsPage /></Route>
          <Route path="/calendars/working/:country">{({ country }) => <CountryPage key={country} country={decodeURIComponent(country)} />}</Route>
          <Route path="/calendars/:template">{({ template }) => <TemplatePage key={template} id={decodeURIComponent(template)} />}</Route>
          <Route path="/what-if"><WhatIfPage /></Route>
          <Route><UnknownPage /></Route>
        </Switch>
      </Boundary>
    </Frame>
  );
}
