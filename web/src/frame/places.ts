import { t } from "../language/language";
import type { IconName } from "./icons";

/** The board last looked at, with its filters: where G B and Esc lead back to. */
let lastBoard = "/boards/apparel";

export function rememberBoard(href: string): void {
  lastBoard = href;
}

export function boardHref(): string {
  return lastBoard;
}

export interface Place {
  name: string;
  href: () => string;
  /** Addresses that begin so belong to it. */
  under: string;
  icon: IconName;
  /** One that would seem to be another place's. */
  andUnder?: string;
  /** Goes there after G. */
  key: string;
}

/** What the rail, the G keys, the palette and the help offer: a page that is not built is not here. */
export const places: readonly Place[] = [
  { name: t("My day"), href: () => "/me", under: "/me", icon: "day", key: "m" },
  { name: t("Overview"), href: () => "/overview", under: "/overview", icon: "overview", key: "o" },
  { name: t("Boards"), href: boardHref, under: "/boards", icon: "boards", key: "b" },
  { name: t("Approvals"), href: () => "/approvals", under: "/approvals", icon: "approvals", key: "p" },
  { name: t("Alerts"), href: () => "/alerts", under: "/alerts", andUnder: "/me/alerts", icon: "alerts", key: "a" },
  { name: t("Line review"), href: () => "/line-review", under: "/line-review", icon: "review", key: "l" },
  { name: t("Vendors"), href: () => "/vendors", under: "/vendors", icon: "vendors", key: "v" },
  { name: t("Shipments"), href: () => "/shipments", under: "/shipments", icon: "shipments", key: "h" },
  { name: t("Calendars"), href: () => "/calendars", under: "/calendars", icon: "calendar", key: "c" },
  { name: t("What-if"), href: () => "/what-if", under: "/what-if", icon: "whatif", key: "w" },
];

/** Of the place to which an address belongs: the longest beginning decides. */
export function placeOf(location: string): Place | undefined {
  const begun = ({ under, andUnder }: Place) => Math.max(0, ...[under, andUnder].filter((each) => each !== undefined && location.startsWith(each)).map((each) => each!.length));
  const first = places.reduce((a, b) => (begun(b) > begun(a) ? b : a));
  return begun(first) > 0 ? first : undefined;
}
