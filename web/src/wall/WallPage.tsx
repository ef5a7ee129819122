import { useEffect, useMemo, useState, type CSSProperties } from "react";
import { useSearch } from "wouter";
import { wallToken } from "../api/client";
import type { BoardRow, BoardTotals, OverviewRow, OverviewTotals } from "../api/types";
import { useResource } from "../api/useResource";
import type { Wall as SharedBy } from "../api/walls";
import { Logo } from "../frame/icons";
import { useKeys, type Keys } from "../frame/keys";
import { t, tn } from "../language/language";
import { useLink, useLive, useNow, useTopics } from "../live/hooks";
import type { Topic } from "../live/topic";
import { clockTime, count, stopwatch, today as todayOf } from "../vocabulary/days";
import { categoryWord } from "../vocabulary/words";
import { ChangesScreen } from "./ChangesScreen";
import { OverviewScreen } from "./OverviewScreen";
import { pageOf, readPlaylist, screens, silence, troubled, troubles } from "./playlist";
import { TroubleScreen } from "./TroubleScreen";
import { useSize, useNewerVersion } from "./unattended";
import "../styles/wall.css";

/** How long a page stands where the address does not say, in seconds: `?turn=40`. */
const standing = 20;

/** Screens for a room, in turn, that nobody has to touch. */
export function WallPage({ playlist }: { playlist: string }) {
  useDark();
  useNewerVersion();
  return wallToken() == null ? <Screens shown={readPlaylist(playlist)} playlist={playlist} /> : <SharedWall />;
}

/** What a link shows. It is asked for anew with every connection: one that is withdrawn is broken off. */
function SharedWall() {
  const { data, problem } = useResource<SharedBy>("wall", useLink().state);
  if (problem?.status === 401) {
    return (
      <main id="content" className="wall wall-none">
        <Logo />
        <h1>{t("This link shows no wall any more")}</h1>
        <p>{t("It was withdrawn or has expired. Whoever shared it can make another.")}</p>
      </main>
    );
  }
  return data ? <Screens shown={data.screens} playlist={data.name} called={data.name} /> : <main id="content" className="wall wall-none" role="status">{problem?.title ?? t("Connecting …")}</main>;
}

function Screens({ shown, playlist, called = null }: { shown: readonly string[] | null; playlist: string; called?: string | null }) {
  const seconds = Number(new URLSearchParams(useSearch()).get("turn") ?? standing);
  if (shown == null || !(seconds >= 5 && seconds <= 3_600)) {
    return (
      <main id="content" className="wall wall-none">
        <Logo />
        <h1>{shown == null ? t("There is no wall “{name}”", { name: playlist }) : t("A page stands for 5 to 3,600 seconds")}</h1>
        <p>{t("An address is /wall/ and what to show in turn, such as")} <code>/wall/{screens.join(",")}?turn={standing}</code></p>
      </main>
    );
  }
  return <Wall key={playlist} shown={shown} seconds={seconds} called={called} />;
}

const ofAll = (screen: string) => screen === "overview" || screen === "changes";

const topicOf = (screen: string) => (ofAll(screen) ? "overview" : `board:*:${screen}`);

const nameOf = (screen: string) => ({ overview: t("Overview"), changes: t("Just changed") })[screen] ?? categoryWord(screen);

function Wall({ shown, seconds, called }: { shown: readonly string[]; seconds: number; called: string | null }) {
  const now = useNow(1_000);
  const { unit, rows: perPage } = useSize();
  const [{ screen, page, since }, turn] = useState({ screen: 0, page: 0, since: Date.now() });
  const [held, hold] = useState(false);
  const name = shown[screen]!;
  // The next one comes while this one stands, so that no screen begins empty.
  const topics = useTopics<never, never>([...new Set([name, shown[(screen + 1) % shown.length]!])].map(topicOf));
  const topic = topics?.[0] as Topic<BoardRow, BoardTotals> | Topic<OverviewRow, OverviewTotals> | undefined;
  const ready = topic != null && topic.totals != null;

  // Rows keep their places for as long as a page stands; what they say changes in place.
  const { orders, pages } = useMemo(() => {
    if (!ready || ofAll(name)) return { orders: [], pages: 1 };
    const all = troubled((topic as Topic<BoardRow, BoardTotals>).rows.values());
    const part = pageOf(all, page, perPage);
    return { orders: part.rows, pages: part.pages };
  }, [topic, name, ready, page, perPage, since]);

  const next = (by: 1 | -1) =>
    turn((at) => {
      const inside = at.page + by;
      if (inside >= 0 && inside < pages) return { ...at, page: inside, since: Date.now() };
      return { screen: (at.screen + by + shown.length) % shown.length, page: 0, since: Date.now() };
    });
  const left = held ? 1 : 1 - (now - since) / (seconds * 1_000);
  useEffect(() => {
    if (left <= 0) next(1);
  });
  // Away from a wall one is somebody else: its connection is not taken along.
  const leave: Keys = called == null ? { escape: () => location.assign("/overview") } : {};
  useKeys({ arrowright: () => next(1), arrowleft: () => next(-1), " ": () => hold(!held), ...leave });

  useEffect(() => {
    document.title = `${called ?? "Wall"} · Selvedge`;
  }, [called]);
  return (
    <div className="wall" style={{ "--u": `${unit}px`, translate: `${Math.floor(now / 600_000) % 4}px 0` } as CSSProperties}>
      <header className="wall-top">
        <Logo />
        <h1>{nameOf(name)}</h1>
        <span className="second">{subtitle(name, ready ? topic! : null, orders.length)}</span>
        <span className="space" />
        {called != null && <span className="second">{called}</span>}
        {topic?.committedAt && Date.parse(topic.committedAt) > 0 && <span className="second">{t("Last event {time}", { time: clockTime(topic.committedAt, false) })}</span>}
        <span className="wall-page">
          {held ? t("Held") : pages > 1 ? t("{n} of {all}", { n: page + 1, all: pages }) : ""}
          <Ring left={left} />
        </span>
        <time className="wall-clock">
          {clockTime(now, false)} <small>{zone}</small>
        </time>
      </header>
      <main id="content" tabIndex={-1}>
        {topic?.refusal != null && topic.totals == null ? <p className="wall-none">{t("This cannot be shown here: {why}", { why: topic.refusal })}</p>
          : !ready ? <p className="wall-none" role="status">{t("Connecting …")}</p>
          : name === "overview" ? <OverviewScreen topic={topic as Topic<OverviewRow, OverviewTotals>} />
          : name === "changes" ? <ChangesScreen position={topic.position} since={since} rows={perPage} now={now} />
          : <TroubleScreen topic={topic as Topic<BoardRow, BoardTotals>} orders={orders} name={categoryWord(name)} today={todayOf(now)} />}
      </main>
      <Silence now={now} />
    </div>
  );
}

const zone = new Intl.DateTimeFormat("en", { timeZoneName: "short" }).formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? "";

function subtitle(name: string, topic: Topic<BoardRow, BoardTotals> | Topic<OverviewRow, OverviewTotals> | null, shown: number): string {
  const totals = topic?.totals;
  if (totals == null) return "";
  if (ofAll(name)) return `${tn(totals.lines, "{n} open line", "{n} open lines")}, ${tn(totals.purchaseOrders, "{n} PO", "{n} POs")}`;
  const all = troubles.reduce((sum, health) => sum + (totals.health[health] ?? 0), 0);
  return shown === 0 ? "" : tn(totals.lines, "{late} of {n} open line late, blocked or at risk, the worst first", "{late} of {n} open lines late, blocked or at risk, the worst first", { late: count(all) });
}

/** The time that is left of a page. */
function Ring({ left }: { left: number }) {
  const around = 2 * Math.PI * 9;
  return (
    <svg className="wall-ring" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <circle cx="12" cy="12" r="9" strokeDasharray={around} strokeDashoffset={around * (1 - Math.max(0, Math.min(1, left)))} />
    </svg>
  );
}

/** A frame that nobody can miss from the other end of the room: what is shown is no longer the present. */
function Silence({ now }: { now: number }) {
  const live = useLive();
  const link = useLink();
  const since = live.heardAt ?? link.since;
  const level = silence(now - since);
  if (level === "none") return null;
  return (
    <div className="wall-silence" data-level={level} role="status">
      <p>{t("No word from the server for {span}: this is as of {time}", { span: stopwatch(now - since), time: clockTime(since, false) })}</p>
    </div>
  );
}

/** Rooms are dark, and a bright wall tires who works below it. */
function useDark(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.theme;
    dataset.theme = "dark";
    return () => {
      if (before === undefined) delete dataset.theme;
      else dataset.theme = before;
    };
  }, []);
}
