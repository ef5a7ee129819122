import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import type { Explanation, PurchaseOrder } from "../api/types";
import { useResource } from "../api/useResource";
import { Icon, Kbd } from "../frame/icons";
import { said, t } from "../language/language";
import { explains, Why } from "../pages/Why";
import { count, daysBetween, longDay, shortDay, signedDays, type Day } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { Hidden, hides } from "../vocabulary/Hidden";
import { HealthPill } from "../vocabulary/marks";
import { brandName, lineName, milestoneWords, varianceDays } from "../vocabulary/words";
import type { Board } from "./board";
import { poHref, silentDays } from "./columns";

/** Moving fast over the list should not ask for every line passed. */
export function useRested<T>(value: T, milliseconds: number): T {
  const [rested, rest] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => rest(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

/** One line beside the list: what is folded in the grid, why it is late and what comes next. */
export function Peek({ board, id, today, close }: { board: Board; id: string; today: Day; close: () => void }) {
  const subscribe = useCallback((listener: () => void) => board.subscribeRow(id, listener), [board, id]);
  const row = useSyncExternalStore(subscribe, () => board.row(id));
  const rested = useRested(id, 150);
  const shown = row && rested === id ? row : undefined;
  const path = shown ? `purchase-orders/${encodeURIComponent(shown.po)}` : null;
  const order = useResource<PurchaseOrder>(path, shown?.v);
  const why = useResource<Explanation>(shown ? `${path}/lines/${shown.line}/explanation` : null, shown?.v);
  if (!row) return null;
  const line = order.data?.lines.find((each) => each.number === row.line);
  const open = line?.milestones.filter((milestone) => milestone.actual == null).slice(0, 6) ?? [];
  const facts: [string, string, string, string?][] = [
    ["forecast", row.actual ? t("Actual") : t("Forecast"), day(row.actual ?? row.forecast, today), row.health],
    ["committed", t("Committed"), day(row.committed, today)],
    ["cancel", t("Cancel|date"), day(row.cancel, today)],
    ["floatDays", t("Float"), row.floatDays == null ? "–" : t("{n}d", { n: String(row.floatDays).replace("-", "−") })],
    ["quantity", t("Quantity"), count(row.quantity)],
    ["brand", t("Brand"), brandName(row.brand)],
    ["season", t("Season"), row.season],
    ["style", t("Style"), row.style],
  ];
  return (
    <aside className="peek" aria-label={t("Peek {line}", { line: lineName(row) })}>
      <header>
        <Garment styleName={row.styleName} colour={row.colour} category={row.category} size={48} />
        <div>
          <h2>
            {row.po}
            {row.line > 1 && <span className="second">/{row.line}</span>}
            <HealthPill health={row.health} variance={varianceDays(row)} silentDays={silentDays(row, today)} />
          </h2>
          <p>{row.styleName} · {row.colour}</p>
          <p>{brandName(row.brand)} · {row.vendorName}, {row.country}</p>
        </div>
        <button aria-label={t("Close peek")} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <dl className="facts">
        {facts.map(([field, name, value, health]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={health && ["late", "critical"].includes(health) ? `h-${health}` : undefined}>{hides(board.summary, field) ? <Hidden /> : value}</dd>
          </div>
        ))}
      </dl>
      {row.cause != null && <p className="peek-cause">{said(row.cause)}</p>}
      {why.data?.causes && explains(why.data) && (
        <section>
          <Why explanation={why.data} baseline={row.baseline} said={row.actual ?? row.forecast} narrow />
        </section>
      )}
      {open.length > 0 && (
        <section>
          <h3>
            {t("What comes next")} <span>{t("days against committed")}</span>
          </h3>
          <table className="plain">
            <thead>
              <tr>
                <th>{t("Milestone")}</th>
                <th>{t("Owner")}</th>
                <th className="number">{t("Forecast")}</th>
                <th className="number">{t("Var")}</th>
              </tr>
            </thead>
            <tbody>
              {open.map((milestone) => {
                const against = milestone.committed ?? milestone.baseline;
                const days = milestone.forecast != null && against != null ? daysBetween(against, milestone.forecast) : null;
                return (
                  <tr key={milestone.code}>
                    <td className="cut" title={milestone.name}>{milestoneWords(milestone.name)[0]}</td>
                    <td className="second">{milestone.role}</td>
                    <td className="number" title={milestone.forecast == null ? undefined : longDay(milestone.forecast)}>{day(milestone.forecast, today)}</td>
                    <td className={`number ${days != null && days > 0 && milestone.driving ? "h-late" : "second"}`}>{days == null ? "" : signedDays(days)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      <footer>
        <Link href={poHref(row)} className="button solid">{t("Open")} <Kbd>↵</Kbd></Link>
        <Link href={`/vendors/${encodeURIComponent(row.vendor)}`} className="button line">{t("Vendor")}</Link>
        <Link href={`/styles/${encodeURIComponent(row.style)}`} className="button line">{t("Style")}</Link>
      </footer>
    </aside>
  );
}

function day(value: Day | null, today: Day): string {
  return value == null ? "–" : shortDay(value, today);
}
