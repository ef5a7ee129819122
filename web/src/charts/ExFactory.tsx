import { useState } from "react";
import { Link } from "wouter";
import { useResource } from "../api/useResource";
import { writeQuery, readQuery } from "../grid/query";
import { t, tn } from "../language/language";
import { weekFrom, type DayRange } from "../vocabulary/dayRange";
import { count, dayOf, epochDay, shortDay } from "../vocabulary/days";
import { Awaited } from "./Awaited";
import { figurePath, size, type ExFactoryLoad, type Load, type LoadSeries, type Scope } from "./figures";
import { nameOf, type By } from "./OnTime";
import { SeriesTable } from "./SeriesTable";
import { WeekChart } from "./WeekChart";

const height = 148;
const top = 22;
const bottom = 140;

/** The board, or a vendor's lines, with what still leaves or was agreed in these days. */
export function linesHref({ brand, category, vendor }: Scope, of: "leaves" | "agreed", days: DayRange): string {
  // A vendor's own page holds all its categories and brands.
  const path = vendor != null && category == null ? `/vendors/${encodeURIComponent(vendor)}` : `/boards/${category ?? "all"}`;
  return `${path}${writeQuery({ ...readQuery(""), brand: brand ?? null, vendor: category == null ? null : vendor ?? null, [of]: days })}`;
}

const linesOf = (lines: number) => tn(lines, "{n} line", "{n} lines");
const weeksOf = (weeks: number) => tn(weeks, "{n} week", "{n} weeks");
const told = (load: Load) => (load.quantity === undefined ? linesOf(load.lines) : t("{pieces} pcs in {lines}", { pieces: count(load.quantity), lines: linesOf(load.lines) }));

/** What is still to leave the factories by week, as expected and as agreed; weeks over the usual are marked. */
export function ExFactory({ scope, by, changes }: { scope: Scope; by: By; changes: number }) {
  const [chosen, choose] = useState<string | null>(null);
  const load = useResource<ExFactoryLoad>(figurePath("load", scope, { by, most: "20" }), changes);
  const heading = <>{t("Leaving the factories, by week")} <span>{t("forecast against what was agreed")}</span></>;
  if (!load.data) return <Awaited heading={heading} figure={load} what={t("the load")} rows={4} />;
  const { all, series, undated, seriesTotal } = load.data;
  const shown = series.find(({ key }) => key === chosen) ?? all;
  const name = shown.name == null ? t("all|of a chart") : nameOf(by, shown.name);
  const within: Scope = shown.key == null ? scope : { ...scope, [by]: shown.key };
  const [first, last] = [shown.weeks[0]!.week, shown.weeks.at(-1)!.week];
  const before: DayRange = { from: null, to: dayOf(epochDay(first) - 1) };
  const after: DayRange = { from: dayOf(epochDay(last) + 7), to: null };
  const over = shown.weeks.filter(({ isOverUsual }) => isOverUsual);
  return (
    <section className="figure" aria-label={t("Leaving the factories, by week")}>
      <h2 className="section-head">{heading}</h2>
      <p className="figure-said">
        {over.length === 0 ? t("{name}: no week over the usual", { name }) : <b>{tn(over.length, "{name}: {n} week over the usual", "{name}: {n} weeks over the usual", { name })}</b>}
        {shown.usual && <span className="second"> · {t("the usual is {load}, the median week of the plan; over is a quarter more", { load: told(shown.usual) })}</span>}
      </p>
      <Bars series={shown} scope={within} name={name} />
      <ul className="figure-legend">
        <li><svg width="12" height="12" aria-hidden="true"><rect className="load-bar" x="1" y="1" width="10" height="10" /></svg> {t("Forecast")}</li>
        <li><svg width="12" height="12" aria-hidden="true"><rect className="load-bar over" x="1" y="4" width="10" height="8" /><path className="over-mark" d="M6 0l3 3H3z" /></svg> {t("Forecast over the usual")}</li>
        <li><svg width="12" height="12" aria-hidden="true"><path className="load-plan" d="M0 6H12" /></svg> {t("Agreed")}</li>
        {shown.earlier.lines > 0 && <li><Link href={linesHref(within, "agreed", before)}>{t("{load} agreed for before {day} and not left", { load: told(shown.earlier), day: shortDay(first) })}</Link></li>}
        {shown.later.forecast.lines > 0 && <li><Link href={linesHref(within, "leaves", after)}>{t("{load} later", { load: told(shown.later.forecast) })}</Link></li>}
        {undated > 0 && <li>{tn(undated, "{n} line without a day", "{n} lines without a day")}</li>}
      </ul>
      <SeriesTable
        label={t("Leaving by series")} head={[t("Lines"), t("Over the usual"), t("Heaviest week")]} all={all} series={series} chosen={chosen} choose={choose} nameOf={(each) => nameOf(by, each)} more={seriesTotal - series.length}
        cells={(each) => {
          const heaviest = each.weeks.reduce((most, week) => (size(week.forecast) > size(most.forecast) ? week : most));
          return [count(each.weeks.reduce((sum, { forecast }) => sum + forecast.lines, 0)), weeksOf(each.weeks.filter(({ isOverUsual }) => isOverUsual).length), heaviest.forecast.lines === 0 ? "–" : shortDay(heaviest.week)];
        }}
        picture={(each) => <Spark series={each} />}
      />
      <details className="told">
        <summary>{t("The weeks of {name} as a table", { name })}</summary>
        <table className="plain">
          <thead><tr><th scope="col">{t("Week of")}</th><th scope="col" className="number">{t("Agreed")}</th><th scope="col" className="number">{t("Forecast")}</th><th scope="col">{t("Against the usual")}</th></tr></thead>
          <tbody>
            {shown.weeks.map(({ week, plan, forecast, isOverUsual }) => (
              <tr key={week}>
                <th scope="row">{shortDay(week)}</th>
                <td className="number"><Link href={linesHref(within, "agreed", weekFrom(week))}>{told(plan)}</Link></td>
                <td className="number"><Link href={linesHref(within, "leaves", weekFrom(week))}>{told(forecast)}</Link></td>
                <td>{isOverUsual && t("over|the usual")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Bars({ series, scope, name }: { series: LoadSeries; scope: Scope; name: string }) {
  const most = Math.max(1, ...series.weeks.flatMap(({ plan, forecast }) => [size(plan), size(forecast)]));
  const y = (of: number) => bottom - (of / most) * (bottom - top);
  const step = 100 / series.weeks.length;
  const beside = (week: number, weeks: number) => `${(week + 0.5 + weeks) * step}%`;
  return (
    <WeekChart
      label={t("Leaving of {name}, by week", { name })} weeks={series.weeks.map(({ week }) => week)} height={height}
      mark={(index, props) => {
        const { week, plan, forecast, isOverUsual } = series.weeks[index]!;
        if (forecast.lines === 0) return null;
        const loads = { week: shortDay(week), forecast: told(forecast), plan: told(plan) };
        const said = isOverUsual ? t("Week of {week}: {forecast} expected, {plan} agreed, over the usual", loads) : t("Week of {week}: {forecast} expected, {plan} agreed", loads);
        return <Link {...props} href={linesHref(scope, "leaves", weekFrom(week))} aria-label={said} title={said} />;
      }}
    >
      {(x) => (
        <>
          <line className="rule" x1="0" x2="100%" y1={bottom} y2={bottom} />
          {series.usual && <line className="usual" x1="0" x2="100%" y1={y(size(series.usual))} y2={y(size(series.usual))} />}
          {series.weeks.map(({ week, plan, forecast, isOverUsual }, index) => (
            <g key={week}>
              <rect className={isOverUsual ? "load-bar over" : "load-bar"} x={beside(index, -0.31)} width={`${0.62 * step}%`} y={y(size(forecast))} height={bottom - y(size(forecast))} />
              <line className="load-plan" x1={beside(index, -0.43)} x2={beside(index, 0.43)} y1={y(size(plan))} y2={y(size(plan))} />
              {/* A frame of its own: what is measured in pixels stands at a middle that is in percent. */}
              {isOverUsual && <svg x={x(index)} y={y(size(forecast)) - 9} overflow="visible"><path className="over-mark" d="M0 0l5 6H-5z" /></svg>}
            </g>
          ))}
          {series.usual && <text className="scale" x="0" y={y(size(series.usual)) - 3}>{t("usual")}</text>}
        </>
      )}
    </WeekChart>
  );
}

function Spark({ series }: { series: LoadSeries }) {
  const most = Math.max(1, ...series.weeks.map(({ forecast }) => size(forecast)));
  const step = 120 / series.weeks.length;
  return (
    <svg className="spark" width="120" height="24" aria-hidden="true">
      <path className="rule" d="M0 23.5H120" />
      {series.weeks.map(({ week, forecast, isOverUsual }, index) => {
        const high = (size(forecast) / most) * 22;
        return <rect key={week} className={isOverUsual ? "load-bar over" : "load-bar"} x={index * step + 1} width={step - 2} y={23 - high} height={high} />;
      })}
    </svg>
  );
}
