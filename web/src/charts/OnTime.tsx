import { useState } from "react";
import { useResource } from "../api/useResource";
import { t, tn } from "../language/language";
import { tx } from "../language/Said";
import { count, shortDay } from "../vocabulary/days";
import { brandName, categoryWord } from "../vocabulary/words";
import { Awaited } from "./Awaited";
import { byWeek, fewLines, figurePath, joined, share, weeksShown, type Against, type OnTimeSeries, type OnTimeTrend, type OnTimeWeek, type Scope } from "./figures";
import { LinesDialog } from "./LinesDialog";
import { SeriesTable } from "./SeriesTable";
import { WeekChart } from "./WeekChart";

const height = 148;
const top = 12;
const bottom = 104;
const y = (part: number) => bottom - part * (bottom - top);

export type By = "brand" | "category" | "vendor";

export const nameOf = (by: By, name: string) => (by === "brand" ? brandName(name) : by === "category" ? categoryWord(name) : name);

const dayWords: Record<Against, string> = { baseline: t("the baseline"), committed: t("the day last agreed") };

const percent = (part: number | null) => (part == null ? "–" : `${Math.round(part * 100)} %`);

/** Share of lines that left on time, by the week in which they left: of all, and of each brand or vendor. */
export function OnTime({ scope, by, changes, small = false }: { scope: Scope; by: By; changes: number; small?: boolean }) {
  const [against, compare] = useState<Against>("baseline");
  const [chosen, choose] = useState<string | null>(null);
  const [opened, open] = useState<OnTimeWeek | null>(null);
  const trend = useResource<OnTimeTrend>(figurePath("on-time", scope, { by, against, most: small ? "0" : "20" }), changes);
  const heading = <>{t("On time, by week of leaving")} <span>{t("against {day}, share of lines", { day: dayWords[against] })}</span></>;
  if (!trend.data) return <Awaited heading={heading} figure={trend} what={t("the trend")} rows={4} />;
  const { all, series, weeks, undated, seriesTotal } = trend.data;
  const shown = series.find(({ key }) => key === chosen) ?? all;
  const name = shown.name == null ? t("all") : nameOf(by, shown.name);
  const days = weeksShown(trend.data);
  return (
    <section className="figure" aria-label={t("On time, by week of leaving")}>
      <h2 className="section-head">
        {heading}
        <span className="space" />
        <span className="chips" role="group" aria-label={t("Compared with")}>
          {(["baseline", "committed"] as const).map((each) => <button key={each} className="chip" aria-pressed={each === against} onClick={() => compare(each)}>{each === "baseline" ? t("Baseline") : t("Committed")}</button>)}
        </span>
      </h2>
      {all.lines === 0 ? (
        <p className="quiet">{t("Nothing left a factory in these {weeks} weeks: what leaves shows here, by the week in which it did.", { weeks })}</p>
      ) : (
        <>
          <p className="figure-said">{shown.name == null ? tx("{share} of {lines} on time in {weeks} weeks", { share: <b>{percent(share(shown))}</b>, lines: tn(shown.lines, "{n} line", "{n} lines"), weeks }) : tx("{share} of {lines} of {name} on time in {weeks} weeks", { share: <b>{percent(share(shown))}</b>, lines: tn(shown.lines, "{n} line", "{n} lines"), name, weeks })}</p>
          <Trend series={shown} days={days} label={t("On time of {name}, by week", { name })} open={open} />
          <p className="quiet">
            {t("The number under a week is how many lines left. Rings are of fewer than {few}: no line leads through them.", { few: fewLines })}
            {undated > 0 && ` ${tn(undated, "{n} line that left without a day to compare with is not counted.", "{n} lines that left without a day to compare with are not counted.")}`}
          </p>
          {!small && (
            <>
              <SeriesTable
                label={t("On time by series")} head={[t("Lines"), t("On time"), t("Share")]} all={all} series={series} chosen={chosen} choose={choose} nameOf={(each) => nameOf(by, each)} more={seriesTotal - series.length}
                cells={(each) => [count(each.lines), count(each.onTime), percent(share(each))]} picture={(each) => <Spark series={each} days={days} />}
              />
              <Told series={shown} name={name} />
            </>
          )}
        </>
      )}
      {opened && (
        <LinesDialog
          title={t("Left in the week of {day}, {name}", { day: shortDay(opened.week), name })} against={against} daysTitle={t("Late")} days={({ lateDays }) => lateDays ?? 0} close={() => open(null)}
          path={figurePath("on-time/lines", { ...scope, ...(shown.key == null ? {} : { [by]: shown.key }) }, { against, week: opened.week })}
        />
      )}
    </section>
  );
}

function Trend({ series, days, label, open }: { series: OnTimeSeries; days: readonly string[]; label: string; open: (week: OnTimeWeek) => void }) {
  const weeks = byWeek(series.weeks, days);
  return (
    <WeekChart
      label={label} weeks={days} height={height} endsAtNow
      mark={(index, props) => {
        const week = weeks[index];
        if (!week) return null;
        const said = t("Week of {day}: {share} on time, {n} of {lines}", { day: shortDay(week.week), share: percent(share(week)), n: count(week.onTime), lines: tn(week.lines, "{n} line", "{n} lines") });
        return <button {...props} aria-label={said} title={said} onClick={() => open(week)} />;
      }}
    >
      {(x) => (
        <>
          {[0, 0.5, 1].map((part) => <g key={part}><line className="rule" x1="0" x2="100%" y1={y(part)} y2={y(part)} /><text className="scale" x="0" y={y(part) - 3}>{percent(part)}</text></g>)}
          {joined(weeks).map(([a, b]) => <line key={b} className="trend" x1={x(a)} y1={y(share(weeks[a]!)!)} x2={x(b)} y2={y(share(weeks[b]!)!)} />)}
          {weeks.map((week, index) => week && (
            <g key={week.week}>
              <circle className={week.lines < fewLines ? "point few" : "point"} cx={x(index)} cy={y(share(week)!)} r="4" />
              <text className="amount" x={x(index)} y={bottom + 26}>{count(week.lines)}</text>
            </g>
          ))}
        </>
      )}
    </WeekChart>
  );
}

function Spark({ series, days }: { series: OnTimeSeries; days: readonly string[] }) {
  const weeks = byWeek(series.weeks, days);
  const at = (index: number) => 3 + (index * 114) / Math.max(1, days.length - 1);
  const high = (week: OnTimeWeek) => 21 - share(week)! * 18;
  return (
    <svg className="spark" width="120" height="24" aria-hidden="true">
      <path className="rule" d="M0 21.5H120" />
      {joined(weeks).map(([a, b]) => <line key={b} className="trend" x1={at(a)} y1={high(weeks[a]!)} x2={at(b)} y2={high(weeks[b]!)} />)}
      {weeks.map((week, index) => week && <circle key={week.week} className={week.lines < fewLines ? "point few" : "point"} cx={at(index)} cy={high(week)} r="2" />)}
    </svg>
  );
}

function Told({ series, name }: { series: OnTimeSeries; name: string }) {
  return (
    <details className="told">
      <summary>{t("The weeks of {name} as a table", { name })}</summary>
      <table className="plain">
        <thead><tr><th scope="col">{t("Week of")}</th><th scope="col" className="number">{t("Lines")}</th><th scope="col" className="number">{t("On time")}</th><th scope="col" className="number">{t("Share")}</th></tr></thead>
        <tbody>
          {series.weeks.map((week) => (
            <tr key={week.week}><th scope="row">{shortDay(week.week)}</th><td className="number">{count(week.lines)}</td><td className="number">{count(week.onTime)}</td><td className="number">{percent(share(week))}</td></tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
