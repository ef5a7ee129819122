import "@fontsource-variable/inter/wght.css";
import "./styles/tokens.css";
import "./styles/frame.css";
import "./styles/controls.css";
import "./styles/grid.css";
import "./styles/pages.css";
import "./styles/approvals.css";
import "./styles/day.css";
import "./styles/calendars.css";
import "./styles/whatif.css";
import "./styles/past.css";
import "./styles/orders.css";
import "./styles/styles.css";
import "./styles/conversation.css";
import "./styles/bulk.css";
import "./styles/charts.css";
import "./styles/alerts.css";
import "./styles/lineReview.css";
import "./styles/partners.css";
import { createRoot } from "react-dom/client";
import { signedIn, wallToken } from "./api/client";
import { App } from "./App";
import { followSystemTheme } from "./frame/settings";
import { openLive } from "./live/connect";
import { LiveContext } from "./live/hooks";

followSystemTheme();
createRoot(document.getElementById("root")!).render(
  <LiveContext value={openLive(signedIn(), wallToken())}>
    <App />
  </LiveContext>,
);
