import type { Day } from "../vocabulary/days";
import { useResource } from "../api/useResource";
import { Download } from "../controls/Download";
import type { Cell } from "../grid/clipboard";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { count, longDay, plural, signedDays } from "../vocabulary/days";
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

const basisWords = { vendor: "its own past", category: "mostly its category", template: "mostly the template" } as const;

const columnNames = ["Template", "Milestone", "Name", "Owner", "Side", "After", "Plan, days", "Usually, days", "From, days", "To, days", "n", "n of the category", "Rests on"];

function cellsOf(kept: Kept): Cell[] {
  return [
    kept.template, kept.milestone, kept.name, kept.role, sideWord(kept.side), kept.after, kept.templateDays, kept.usualDays, kept.earlyDays, kept.lateDays,
    kept.outcomes, kept.categoryOutcomes, basisWords[kept.basis],
  ];
}

/** How a vendor kept each milestone before, and on how many outcomes that rests: what forecasts of its lines lean on. */
export function TrackRecord({ vendor }: { vendor: string }) {
  const history = useResource<History>(`vendors/${encodeURIComponent(vendor)}/history`);
  if (!history.data) return history.problem ? <ProblemPanel problem={history.problem} retry={history.retry} /> : <Skeleton rows={12} what="the track record" />;
  const { items, day, categories } = history.data;
  if (items.length === 0)
    return <Empty title="No past yet"><p>Until lines of theirs have left the factory, forecasts go by the template alone.</p></Empty>;
  const reach = Math.max(1, ...items.flatMap(({ earlyDays, lateDays }) => [Math.abs(earlyDays), Math.abs(lateDays)]));
  const groups = [...new Set(items.map(({ template }) => template))];
  return (
    <div className="track-record">
      <header className="section-head">
        <p className="quiet">
          Days after the day that plan and predecessors allowed. The mark is the usual outcome; the bar holds eight of ten.{" "}
          {day == null ? "Nothing of its own is published yet; this is of its category." : `Its own past as of ${longDay(day)}`}
          {categories.length > 0 && ` · ${categories.map(({ category }) => categoryWord(category)).join(", ")} to lean on where its own is short`}.
        </p>
        <div className="asides"><Download of={() => ({ name: `Track record of ${vendor}`, columns: columnNames, rows: items.map(cellsOf) })} /></div>
      </header>
      {groups.map((template) => {
        const kept = items.filter((item) => item.template === template);
        return (
          <section key={template} aria-labelledby={`record-${template}`}>
            <h2 id={`record-${template}`} className="section-head">{template} <span>{plural(kept.length, "milestone")}, {plural(kept.reduce((sum, { outcomes }) => sum + outcomes, 0), "outcome")} of its own</span></h2>
            <table className="plain record">
              <thead>
                <tr>
                  <th>Milestone</th><th className="r-owner">Owner</th><th className="r-plan">Plan</th><th className="number r-days">Usually</th>
                  <th className="r-spread">Eight of ten</th><th className="number r-range">From, to</th><th className="number r-n" title="Its own past cases that are counted">Cases</th><th className="r-basis">Rests on</th>
                </tr>
              </thead>
              <tbody>
                {kept.map(({ milestone, name, role, side, after, templateDays, usualDays, earlyDays, lateDays, outcomes, categoryOutcomes, basis }) => (
                  <tr key={milestone}>
                    <th scope="row" className="cut" title={`${milestone} ${name}`}><span className="second m-code">{milestone}</span> {milestoneWords(name)[0]}</th>
                    <td className="second cut" title={`${role}; lost days are ${sideWord(side)}`}>{role}</td>
                    <td className="second">{after != null && `${after}+${templateDays}`}</td>
                    <td className="number">{signedDays(usualDays)}</td>
                    <td><Spread early={earlyDays} usual={usualDays} late={lateDays} reach={reach} /></td>
                    <td className="number second">{signedDays(earlyDays)} … {signedDays(lateDays)}</td>
                    <td className="number">{count(outcomes)}</td>
                    <td className={basis === "vendor" ? "second" : undefined} title={`${plural(categoryOutcomes, "outcome")} of all vendors of the category`}>{basisWords[basis]}</td>
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
