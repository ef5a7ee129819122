import { Fragment, useEffect, useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useAlertsWaiting } from "../api/alerts";
import { t } from "../language/language";
import { useAsOf } from "../live/cursor";
import { useLive } from "../live/hooks";
import { NotListedPage } from "../pages/NotListedPage";
import { ConnectionPill, PauseButton, SilenceLine } from "./Connection";
import { Help } from "./Help";
import { Icon, Kbd, Logo } from "./icons";
import { useKeys } from "./keys";
import { NoticeBar } from "./Notice";
import { Palette } from "./Palette";
import { hearsOfAlerts, PeopleContext, PersonMenu, usePeopleList } from "./Person";
import { placeOf, places } from "./places";
import { toggleTheme, useTheme } from "./settings";
import { PastBanner, TimeButton } from "./TimeCursor";

/** What is around every page: rail, dialogs and the keys that work everywhere. */
export function Frame({ children }: { children: ReactNode }) {
  const [location, go] = useLocation();
  const [dialog, open] = useState<"palette" | "help" | null>(null);
  const current = placeOf(location);
  const live = useLive();
  const theme = useTheme();
  const people = usePeopleList();
  const asOf = useAsOf();
  const me = people.data?.items.find(({ id }) => id === people.data?.current);
  const alerts = useAlertsWaiting(me && hearsOfAlerts(me.role) ? me.id : null);
  const waiting = alerts > 99 ? "99+" : alerts > 0 ? String(alerts) : null;
  useKeys({
    "mod+k": () => open("palette"),
    "?": () => open("help"),
    ...(asOf == null ? { p: () => live.pause(!live.paused) } : {}),
    t: toggleTheme,
    ...Object.fromEntries(places.map(({ key, href }) => [`g ${key}`, () => go(href())])),
  });
  useEffect(() => {
    const find = () => open("palette");
    window.addEventListener("selvedge:find", find);
    return () => window.removeEventListener("selvedge:find", find);
  }, []);

  if (people.problem?.status === 403) return <NotListedPage problem={people.problem} />;
  return (
    <PeopleContext value={people}>
      <div className="app">
        <a className="skip" href="#content">{t("Skip to content")}</a>
        <nav className="rail" aria-label={t("Main")}>
          <Link href="/overview" className="logo" aria-label="Selvedge">
            <Logo />
          </Link>
          {places.map(({ href, under, name, icon, key }) => (
            <Link key={under} href={href()} aria-label={under === "/alerts" && waiting != null ? t("{place}, {n} wait for you", { place: name, n: waiting }) : name} title={`${name} (G ${key.toUpperCase()})`} aria-current={current?.under === under ? "page" : undefined}>
              <Icon name={icon} />
              {under === "/alerts" && waiting != null && <b className="rail-count">{waiting}</b>}
            </Link>
          ))}
          <span className="space" />
          <button aria-label={theme === "dark" ? t("Light theme") : t("Dark theme")} title={t("Light or dark (T)")} onClick={toggleTheme}>
            <Icon name={theme === "dark" ? "sun" : "moon"} />
          </button>
          <button aria-label={t("Keys and marks")} title={t("Keys and marks (?)")} onClick={() => open("help")}>
            <Icon name="help" />
          </button>
        </nav>
        {children}
        <NoticeBar />
        {dialog === "palette" && <Palette close={() => open(null)} />}
        {dialog === "help" && <Help close={() => open(null)} />}
      </div>
    </PeopleContext>
  );
}

export interface Crumb {
  name: string;
  href?: string;
}

/** A page's top bar and its one region; `tabs` are views of the same thing. */
export function Page({ crumbs, tabs, title, children }: { crumbs: readonly Crumb[]; tabs?: ReactNode; title?: string; children: ReactNode }) {
  const asOf = useAsOf();
  const name = title ?? crumbs.at(-1)?.name ?? "";
  useEffect(() => {
    document.title = `${name} · Selvedge`;
  }, [name]);
  return (
    <div className="page" data-past={asOf != null || undefined}>
      <header className="top">
        <nav className="crumbs" aria-label={t("Where you are")}>
          {crumbs.map((crumb, index) => (
            <Fragment key={index}>
              {index > 0 && <i aria-hidden="true">/</i>}
              {crumb.href === undefined ? <h1>{crumb.name}</h1> : <Link href={crumb.href}>{crumb.name}</Link>}
            </Fragment>
          ))}
        </nav>
        {tabs}
        <span className="space" />
        <button className="find" title={t("Find (Ctrl K)")} onClick={() => window.dispatchEvent(new Event("selvedge:find"))}>
          <Icon name="search" size={14} />
          <span>{t("PO, style or vendor")}</span>
          <Kbd>Ctrl K</Kbd>
        </button>
        <TimeButton />
        {asOf == null && <PauseButton />}
        {asOf == null && <ConnectionPill />}
        <PersonMenu />
      </header>
      {asOf == null ? <SilenceLine /> : <PastBanner asOf={asOf} />}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
