import { t, tn } from "../language/language";
import { useCurrent, useLink, useLive, useNow, usePaused } from "../live/hooks";
import { age, clockTime, stopwatch } from "../vocabulary/days";
import { Icon, Kbd } from "./icons";

/** Alive comes every 5 s: three missing is silence. */
const silentMilliseconds = 15_000;
/** A short loss is worth no alarm. */
const offlineMilliseconds = 10_000;

/** Whether what is shown is current; always on the screen. */
export function ConnectionPill() {
  const live = useLive();
  const link = useLink();
  const current = useCurrent();
  const now = useNow(1_000);
  if (link.state === "live") {
    const seconds = Math.max(0, Math.round((now - (live.heardAt ?? now)) / 1000));
    return (
      <span className="connection" data-state="live" role="status" aria-busy={!current} aria-label={t("Connection: live")}>
        <i /> <b>{t("Live")}</b> <span className="seconds">· {t("{n} s", { n: seconds })}</span>
      </span>
    );
  }
  if (now - link.since > offlineMilliseconds || !navigator.onLine) {
    return (
      <span className="connection" data-state="offline" role="status">
        <i /> <b>{t("Offline")}</b> {t("since {time}", { time: clockTime(link.since, false) })}
      </span>
    );
  }
  return (
    <span className="connection" data-state="reconnecting" role="status">
      <i /> <b>{link.state === "connecting" ? t("Connecting") : t("Reconnecting")}</b>
      {link.attempt > 0 && ` (${link.attempt})`}
    </span>
  );
}

/** The line under the bar when the whole feed is silent: old values must not look live. */
export function SilenceLine() {
  const live = useLive();
  useLink();
  const now = useNow(1_000);
  const silence = live.heardAt == null ? 0 : now - live.heardAt;
  if (silence <= silentMilliseconds) return null;
  return (
    <div className="silence" role="status">
      {t("Live feed silent for {time}", { time: stopwatch(silence) })}
      {live.committedAt != null && t(" — showing data as of {time}", { time: clockTime(live.committedAt) })}
    </div>
  );
}

/** Freezes the page: data still arrives, is counted, and is shown on resuming. */
export function PauseButton() {
  const live = useLive();
  const { paused, waiting } = usePaused();
  return (
    <button className="pause" aria-pressed={paused} onClick={() => live.pause(!paused)} title={paused ? t("Resume (P)") : t("Pause live changes (P)")}>
      <Icon name={paused ? "play" : "pause"} size={14} />
      {paused ? (
        <>
          <b>{t("Paused")}</b> <span>{tn(waiting, "{n} change waiting", "{n} changes waiting")}</span> <Kbd>P</Kbd>
        </>
      ) : (
        <span className="vh">{t("Pause live changes")}</span>
      )}
    </button>
  );
}

/** When the newest event shown was committed. */
export function LastEvent({ at }: { at: string | null }) {
  const now = useNow(1_000);
  // An empty journal says the beginning of time.
  if (at == null || Date.parse(at) <= 0) return null;
  return (
    <span>
      {t("Last event {time}", { time: clockTime(at) })} <span className="ago">· {t("{age} ago", { age: age(at, now) })}</span>
    </span>
  );
}
