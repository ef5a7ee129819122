import { useSearch, type AroundNavHandler, type HrefsFormatter } from "wouter";
import { navigate } from "wouter/use-browser-location";

/**
 * The time cursor: `asOf` in the address, RFC 3339. Pages that can show the past show that moment, their links lead on
 * to it, and nothing can be done there.
 */
export function useAsOf(): string | null {
  return asOfIn(useSearch());
}

function asOfIn(search: string): string | null {
  const text = new URLSearchParams(search).get("asOf");
  return text != null && !Number.isNaN(Date.parse(text)) ? text : null;
}

const travelling = /^\/(overview$|figures$|boards\/|pos\/(?!new$)|styles\/|vendors\/|approvals$)/;

/** Whether a page can show the past. */
export function travels(path: string): boolean {
  return travelling.test(path);
}

/** The address with the moment, or without where it is null. */
export function atMoment(href: string, asOf: string | null): string {
  const url = new URL(href, location.href);
  url.searchParams.delete("asOf");
  if (asOf != null && travels(url.pathname)) url.searchParams.set("asOf", asOf);
  return `${url.pathname}${url.search.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%2F", "/")}${url.hash}`;
}

/** Looks at a past moment of the page that is shown, or at the present again. */
export function goToMoment(asOf: string | null, options: { replace?: boolean } = {}): void {
  navigate(atMoment(location.href, asOf), options);
}

const carried = (href: string) => {
  const asOf = asOfIn(location.search);
  return asOf == null ? href : atMoment(href, asOf);
};

/** Whoever looks at the past stays there while they walk. */
export const aroundNav: AroundNavHandler = (go, to, options) => go(carried(to), options);

/** As `aroundNav`, for what a link says of itself. */
export const hrefs: HrefsFormatter = carried;

const told = /^(figures\/[^?]+|(purchase-orders|styles)(\/[^/?]+(\/history|\/comments|\/profile|\/lines\/\d+\/explanation)?)?|approvals(\/[^/?]+(\/comments)?)?)(\?|$)/;

/** What is asked of the API, of the moment that is shown; the rest knows the present alone. */
export function askedAt(path: string, asOf: string | null): string {
  return asOf == null || !told.test(path) ? path : `${path}${path.includes("?") ? "&" : "?"}asOf=${encodeURIComponent(asOf)}`;
}
