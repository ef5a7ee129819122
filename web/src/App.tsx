import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { ApprovalsPage } from "./approvals/ApprovalsPage";
import { Boundary } from "./frame/Boundary";
import { Frame } from "./frame/Frame";
import { aroundNav, hrefs, useAsOf } from "./live/cursor";
import { CalendarsPage } from "./pages/calendars/CalendarsPage";
import { TemplatePage } from "./pages/calendars/TemplatePage";
import { CountryPage, WorkingCalendarsPage } from "./pages/calendars/WorkingCalendarsPage";
import { ChangesPage } from "./pages/changes/ChangesPage";
import { BoardPage } from "./pages/BoardPage";
import { Home } from "./pages/Home";
import { MyDayPage } from "./pages/MyDayPage";
import { OverviewPage } from "./pages/OverviewPage";
import { DraftPage } from "./pages/orders/DraftPage";
import { PurchaseOrderPage } from "./pages/PurchaseOrderPage";
import { StylePage } from "./pages/StylePage";
import { UnknownPage } from "./pages/UnknownPage";
import { VendorPage } from "./pages/VendorPage";
import { VendorsPage } from "./pages/VendorsPage";
import { WhatIfPage } from "./pages/whatif/WhatIfPage";

export function App() {
  return <Router aroundNav={aroundNav} hrefs={hrefs}><Pages /></Router>;
}

function Pages() {
  const [at] = useLocation();
  const asOf = useAsOf();
  return (
    <Frame>
      <Boundary key={`${at} ${asOf}`}>
        <Switch>
          <Route path="/"><Home /></Route>
          <Route path="/me"><MyDayPage /></Route>
          <Route path="/overview"><OverviewPage /></Route>
          <Route path="/boards"><Redirect to="/boards/apparel" replace /></Route>
          <Route path="/boards/:category">{({ category }) => <BoardPage category={category} />}</Route>
          <Route path="/pos/new"><DraftPage /></Route>
          <Route path="/pos/:po">{({ po }) => <PurchaseOrderPage key={po} number={decodeURIComponent(po)} />}</Route>
          <Route path="/styles/:style">{({ style }) => <StylePage key={style} number={decodeURIComponent(style)} />}</Route>
          <Route path="/approvals"><ApprovalsPage /></Route>
          <Route path="/vendors"><VendorsPage /></Route>
          <Route path="/vendors/:vendor">{({ vendor }) => <VendorPage key={vendor} code={decodeURIComponent(vendor)} />}</Route>
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
