import { useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import type { Milestone } from "../api/types";
import { useNarrow } from "../frame/settings";
import { said as saidIn, t, tn } from "../language/language";
import { dayOf, epochDay, longDay, monthName, shortDay, signedDays, type Day } from "../vocabulary/days";
import { healthWord } from "../vocabulary/health";
import { HealthIcon } from "../vocabulary/marks";
import { milestoneWords } from "../vocabulary/words";
import { bars, effectiveDay, extent, milestoneVariance, type Bar } from "./gantt";

const rowHeight = 24;
const headHeight = 44;
const leastPixelsPerDay = 2;

export interface GanttProps {
  /** In the order of the plan. */
  milestones: readonly Milestone[];
  /** Codes of those that are not shown, and what stands for them. */
  folded: ReadonlySet<string>;
  fold: ReactNode;
  today: Day;
  /** Where a milestone's dates come from, in words. */
  sources: (milestone: Milestone) => string[];
  driving: boolean;
  /** Code of the milestone that acts are about. */
  active: string | null;
  choose: (milestone: Milestone) => void;
  move: (by: number) => void;
  open: (milestone: Milestone) => void;
}

/** The time and action calendar: the four dates of every milestone, and the same as a picture. */
export function Gantt({ milestones, folded, fold, today, sources, driving, active, choose, move, open }: GanttProps) {
  const narrow = useNarrow();
  const all = useMemo(() => bars(milestones), [milestones]);
  const rows = all.filter(({ milestone }) => !folded.has(milestone.code));
  const arrows = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  return (
    <div className="gantt-box">
      <div className="gantt" data-driving={driving || undefined}>
        <table
          className="gantt-grid" role="grid" aria-label={t("Milestones")} tabIndex={0} onKeyDown={arrows}
          aria-activedescendant={active == null ? undefined : rowId(active)} style={{ "--head": `${headHeight}px` } as CSSProperties}
        >
          <thead>
            <tr>
              <th scope="col">{t("Milestone")}</th>
              <th scope="col" className="g-owner">{t("Owner")}</th>
              <th scope="col" className="number g-baseline">{t("Baseline")}</th>
              <th scope="col" className="number g-committed">{t("Committed")}</th>
              <th scope="col" className="number g-said" title={t("The forecast; the actual day once it happened")}>{t("Forecast, actual")}</th>
              <th scope="col" className="number g-var">{t("Var")}</th>
            </tr>
          </thead>
          <tbody>
            {fold && <tr className="fold"><td>{fold}</td></tr>}
            {rows.map(({ milestone }) => (
              <MilestoneRow key={milestone.code} milestone={milestone} today={today} sources={sources} active={milestone.code === active} choose={narrow ? open : choose} open={open} />
            ))}
          </tbody>
        </table>
        <Timeline rows={rows} above={fold ? 1 : 0} today={today} driving={driving} />
      </div>
    </div>
  );
}

function rowId(code: string): string {
  return `milestone-${code}`;
}

interface RowProps {
  milestone: Milestone;
  today: Day;
  sources: (milestone: Milestone) => string[];
  active: boolean;
  choose: (milestone: Milestone) => void;
  open: (milestone: Milestone) => void;
}

function MilestoneRow({ milestone, today, sources, active, choose, open }: RowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const wasActive = useRef(active);
  useEffect(() => {
    if (active && !wasActive.current) row.current?.scrollIntoView({ block: "nearest" });
    wasActive.current = active;
  }, [active]);
  const variance = milestoneVariance(milestone);
  const [name, more] = milestoneWords(milestone.name);
  const loud = ["critical", "late", "blocked", "risk", "stale"].includes(milestone.health);
  const said = milestone.actual ?? milestone.forecast;
  const from = sources(milestone).join("\n");
  return (
    <tr
      ref={row} id={rowId(milestone.code)} className={`is-${milestone.health}`} aria-selected={active}
      data-driving={milestone.driving || undefined} onClick={() => choose(milestone)} onDoubleClick={() => open(milestone)}
    >
      <th scope="row">
        <span className="cut" title={[`${milestone.code} ${saidIn(milestone.name)}`, milestone.quantity != null && tn(milestone.quantity, "{n} piece counted", "{n} pieces counted"), milestone.home === "style" && t("on the style")].filter((part) => part !== false).join(", ")}>{name}<span className="second">{more}{milestone.quantity != null && ` · ${tn(milestone.quantity, "{n} pc", "{n} pcs")}`}</span></span>
        {loud && <HealthIcon health={milestone.health} />}
        <span className="vh">{healthWord(milestone.health)}{milestone.driving ? `, ${t("on the driving path")}` : ""}</span>
      </th>
      <td className="second cut g-owner" title={milestone.role}>{milestone.role}</td>
      <td className="number second g-baseline"><DayText day={milestone.baseline} today={today} title={from} /></td>
      <td className="number second g-committed"><DayText day={milestone.committed} today={today} title={from} /></td>
      <td className="number g-said" title={from}>
        {said != null && shortDay(said, today)}
        <span className="tick">{milestone.actual != null && <><span aria-hidden="true">✓</span><span className="vh">, {t("happened")}</span></>}</span>
      </td>
      <td className="number variance">{variance == null ? "" : signedDays(variance)}</td>
    </tr>
  );
}

function DayText({ day, today, title }: { day: Day | null; today: Day; title: string }) {
  return day == null ? null : <span title={title}>{shortDay(day, today)}</span>;
}

/** The width of a box, as it is now. */
export function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  return { box, width };
}

function Timeline({ rows, above, today, driving }: { rows: readonly Bar[]; /** Rows of the table before the first of these. */ above: number; today: Day; driving: boolean }) {
  const { box, width: room } = useWidth();
  const now = epochDay(today);
  const [from, to] = extent(rows, now);
  const width = Math.max(room, Math.ceil((to - from) * leastPixelsPerDay));
  const perDay = width / (to - from);
  const top = headHeight + above * rowHeight;
  const height = top + rows.length * rowHeight;
  const x = (day: number) => Math.round((day - from) * perDay * 2) / 2;
  const y = (index: number) => top + index * rowHeight + 10;

  const months: { day: number; name: string }[] = [];
  const weeks: number[] = [];
  // Mondays: 5 January 1970 was one.
  for (let day = from; day <= to; day++) {
    const text = dayOf(day);
    if (text.endsWith("-01") || day === from) months.push({ day, name: monthName(Number(text.slice(5, 7)) - 1) });
    if ((day - 4) % 7 === 0) weeks.push(day);
  }
  const weekStep = Math.max(1, Math.ceil(22 / (perDay * 7)));
  const path = rows.map((row, index) => ({ ...row, index })).filter(({ milestone, at }) => milestone.driving && at != null);
  const nowInside = now >= from && now <= to;

  useLayoutEffect(() => {
    const element = box.current!;
    if (width > element.clientWidth) element.scrollLeft = x(now) - element.clientWidth / 4;
    // Only when the picture first outgrows its box: later the reader has scrolled.
  }, [width > room]);

  return (
    <div className="timeline" ref={box} tabIndex={0} role="group" aria-label={t("Timeline; the table beside it has the same dates")}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <defs>
          <pattern id="expected" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V4" className="hatch" />
          </pattern>
          <pattern id="expected-late" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V4" className="hatch late" />
          </pattern>
        </defs>
        {months.map(({ day, name }, index) => {
          const span = x(months[index + 1]?.day ?? to) - x(day);
          return (
            <g key={day}>
              <path className="month" d={`M${x(day)} ${index === 0 ? headHeight : 0}V${height}`} />
              {span > 30 && <text className="month-name" x={x(day) + 4} y="15">{span > 64 ? fullMonth(name) : name}</text>}
            </g>
          );
        })}
        {weeks.map((day, index) => (
          <g key={day}>
            <path className="week" d={`M${x(day)} ${headHeight}V${height}`} />
            {index % weekStep === 0 && Math.abs(x(day) - x(now)) > 30 && x(day) > 8 && x(day) < width - 8 && <text className="week-day" x={x(day)} y="36">{Number(dayOf(day).slice(8))}</text>}
          </g>
        ))}
        {rows.map((_, index) => (
          <path key={index} className="rule" d={`M0 ${top + (index + 1) * rowHeight - 0.5}H${width}`} />
        ))}
        {nowInside && (
          <g className="now">
            <path d={`M${x(now)} 24V${height}`} />
            <rect x={x(now) - 22} y="24" width="44" height="17" rx="3" />
            <text x={x(now)} y="36">{shortDay(today)}</text>
          </g>
        )}
        {rows.map((row, index) => <BarShape key={row.milestone.code} row={row} x={x} y={y(index)} now={now} />)}
        {driving && path.slice(1).map((row, index) => {
          const before = path[index]!;
          const late = row.milestone.actual == null && (milestoneVariance(row.milestone) ?? 0) > 0;
          return <path key={row.milestone.code} className={`driving${late ? " late" : ""}`} d={`M${x(before.at!)} ${y(before.index) + 6}V${y(row.index)}H${Math.max(x(before.at!), x(row.at!) - 6)}`} />;
        })}
      </svg>
    </div>
  );
}

function BarShape({ row, x, y, now }: { row: Bar; x: (day: number) => number; y: number; now: number }) {
  const { milestone, at, from, baselineAt, baselineFrom } = row;
  const happened = milestone.actual != null;
  const late = !happened && milestone.driving && (milestoneVariance(milestone) ?? 0) > 0;
  const shown = effectiveDay(milestone);
  return (
    <g className={late ? "bar late" : "bar"}>
      {at != null && from != null && (happened ? (
        <rect className="happened" x={x(from)} y={y - 3} width={Math.max(1, x(at) - x(from))} height="6" />
      ) : (
        <>
          {now > from && <rect className="elapsed" x={x(from)} y={y - 3} width={x(Math.min(now, at)) - x(from)} height="6" />}
          {at > now && <rect className="expected" x={x(Math.max(from, now))} y={y - 2.5} width={x(at) - x(Math.max(from, now))} height="5" fill={late ? "url(#expected-late)" : "url(#expected)"} />}
        </>
      ))}
      {baselineAt != null && <path className="baseline" d={`M${x(baselineFrom ?? baselineAt)} ${y + 8}H${x(baselineAt)}M${x(baselineAt)} ${y + 5}v6`} />}
      {at != null && (
        <path className={happened ? "diamond filled" : "diamond"} d={`M${x(at)} ${y - 5.5}l5.500 5.500l-5.500 5.500l-5.500-5.500Z`}>
          <title>{`${saidIn(milestone.name)}: ${happened ? t("happened") : t("expected")} ${shown == null ? "" : longDay(shown)}`}</title>
        </path>
      )}
    </g>
  );
}

function fullMonth(short: string): string {
  return ({ Jan: "January", Feb: "February", Mar: "March", Apr: "April", Jun: "June", Jul: "July", Aug: "August", Sep: "September", Oct: "October", Nov: "November", Dec: "December" } as Record<string, string>)[short] ?? short;
}

export function GanttLegend() {
  return (
    <ul className="gantt-legend" aria-hidden="true">
      <li><svg width="22" height="8"><rect className="happened" y="1" width="22" height="6" /></svg>{t("happened")}</li>
      <li><svg width="22" height="8"><rect className="expected" x=".5" y="1.500" width="21" height="5" fill="url(#expected)" /></svg>{t("expected")}</li>
      <li><svg width="22" height="8"><rect className="expected late" x=".5" y="1.500" width="21" height="5" fill="url(#expected-late)" /></svg>{t("driving and late")}</li>
      <li><svg width="22" height="8"><path className="baseline" d="M0 4h21M21 1v6" /></svg>{t("baseline")}</li>
      <li><svg width="12" height="12"><path className="diamond filled" d="M6 .5 11.500 6 6 11.500 .5 6Z" /></svg>{t("fact")}</li>
      <li><svg width="12" height="12"><path className="diamond" d="M6 .5 11.500 6 6 11.500 .5 6Z" /></svg>{t("expected day")}</li>
    </ul>
  );
}
