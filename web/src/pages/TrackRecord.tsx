import type { Day } from "../vocabulary/days";
import { useResource } from "../api/useResource";
import { Download } from "../controls/Download";
import type { Cell } from "../grid/clipboard";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { t, tn } from "../language/language";
import { count, longDay, signedDays } from "../vocabulary/days";
import { categoryWord, milestoneWords, sideWord } from "../vocabulary/words";

interface Kept {
  template: string;
  category: string;
  milestone: string;
  name: string;
  role: string;
  side: string;
  after: string | null;
  templateDays: number | null;
  usualDays: number;
  earlyDays: number;
  lateDays: number;
  outcomes: number;
  categoryOutcomes: number;
  basis: "vendor" | "category" | "template";
}

interface History {
  version: number;
  day: Day | null;
  categories: { category: string; version: number; day: Day | null }[];
  items: Kept[];
}

const basisWords = { vendor: t("its own past"), category: t("mostly its category"), template: t("mostly the template") };

const columnNames = [
  t("Template|of a calendar"), t("Milestone"), t("Name"), t("Owner"), t("Side"), t("After"), t("Plan, days"), t("Usually, days"), t("From, days"), t("To, days"), "n", t("n of the category"), t("Rests on"),
];

function cellsOf(kept: Kept): Cell[] {
  return [
    kept.template, kept.milestone, kept.name, kept.role, sideWord(kept.side), kept.after, kept.templateDays, kept.usualDays, kept.earlyDays, kept.lateDays,
    kept.outcomes, kept.categoryOutcomes, basisWords[kept.basis],
  ];
}

/** How a vendor kept each milestone before, and on how many outcomes that rests: what forecasts of its lines lean on. */
export function TrackRecord({ vendor }: { vendor: string }) {
  const history = useResource<History>(`vendors/${encodeURIComponent(vendor)}/history`);
  if (!history.data) return history.problem ? <ProblemPanel problem={history.problem} retry={history.retry} /> : <Skeleton rows={12} what={t("the track record")} />;
  const { items, day, categories } = history.data;
  if (items.length === 0)
    return <Empty title={t("No past yet")}><p>{t("Until lines of theirs have left the factory, forecasts go by the template alone.")}</p></Empty>;
  const reach = Math.max(1, ...items.flatMap(({ earlyDays, lateDays }) => [Math.abs(earlyDays), Math.abs(lateDays)]));
  const groups = [...new Set(items.map(({ template }) => template))];
  return (
    <div className="track-record">
      <header className="section-head">
        <p className="quiet">
          {t("Days after the day that plan and predecessors allowed. The mark is the usual outcome; the bar holds eight of ten.")}{" "}
          {day == null ? t("Nothing of its own is published yet; this is of its category.") : t("Its own past as of {day}.", { day: longDay(day) })}
          {categories.length > 0 && ` ${t("Where its own is short it leans on: {categories}.", { categories: categories.map(({ category }) => categoryWord(category)).join(", ") })}`}
        </p>
        <div className="asides"><Download of={() => ({ name: t("Track record of {vendor}", { vendor }), columns: columnNames, rows: items.map(cellsOf) })} /></div>
      </header>
      {groups.map((template) => {
        const kept = items.filter((item) => item.template === template);
        return (
          <section key={template} aria-labelledby={`record-${template}`}>
            <h2 id={`record-${template}`} className="section-head">{template} <span>{tn(kept.length, "{n} milestone", "{n} milestones")}, {tn(kept.reduce((sum, { outcomes }) => sum + outcomes, 0), "{n} outcome of its own", "{n} outcomes of its own")}</span></h2>
            <table className="plain record">
              <thead>
                <tr>
                  <th>{t("Milestone")}</th><th className="r-owner">{t("Owner")}</th><th className="r-plan">{t("Plan")}</th><th className="number r-days">{t("Usually")}</th>
                  <th className="r-spread">{t("Eight of ten")}</th><th className="number r-range">{t("From, to")}</th><th className="number r-n" title={t("Its own past cases that are counted")}>{t("Cases")}</th><th className="r-basis">{t("Rests on")}</th>
                </tr>
              </thead>
              <tbody>
                {kept.map(({ milestone, name, role, side, after, templateDays, usualDays, earlyDays, lateDays, outcomes, categoryOutcomes, basis }) => (
                  <tr key={milestone}>
                    <th scope="row" className="cut" title={`${milestone} ${name}`}><span className="second m-code">{milestone}</span> {milestoneWords(name)[0]}</th>
                    <td className="second cut" title={t("{role}; lost days are of: {side}", { role, side: sideWord(side) })}>{role}</td>
                    <td className="second">{after != null && `${after}+${templateDays}`}</td>
                    <td className="number">{signedDays(usualDays)}</td>
                    <td><Spread early={earlyDays} usual={usualDays} late={lateDays} reach={reach} /></td>
                    <td className="number second">{signedDays(earlyDays)} … {signedDays(lateDays)}</td>
                    <td className="number">{count(outcomes)}</td>
                    <td className={basis === "vendor" ? "second" : undefined} title={tn(categoryOutcomes, "{n} outcome of all vendors of the category", "{n} outcomes of all vendors of the category")}>{basisWords[basis]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </div>
  );
}

const width = 160;

function Spread({ early, usual, late, reach }: { early: number; usual: number; late: number; reach: number }) {
  const x = (days: number) => Math.round(((days + reach) / (2 * reach)) * (width - 8)) + 4;
  return (
    <svg className="spread" width={width} height="14" viewBox={`0 0 ${width} 14`} aria-hidden="true">
      <path className="axis" d={`M${x(0)} 0V14`} />
      <rect className="float-bar" x={x(early)} y="5" width={Math.max(1, x(late) - x(early))} height="4" />
      <path className="median" d={`M${x(usual)} 2v10`} />
    </svg>
  );
}
