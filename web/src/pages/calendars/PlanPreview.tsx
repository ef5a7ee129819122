import { useState, type KeyboardEvent } from "react";
import type { Attribute, CalendarSummary, PreviewedMilestone } from "../../api/calendars";
import { useResource } from "../../api/useResource";
import { DateField } from "../../controls/DateField";
import { Field } from "../../controls/Form";
import { said, t, tn } from "../../language/language";
import { useNow } from "../../live/hooks";
import { dayOf, epochDay, longDay, monthName, shortDay, today as todayOf } from "../../vocabulary/days";
import { milestoneWords } from "../../vocabulary/words";
import { useWidth } from "../Gantt";
import { attributeWord, lagsText, valueText } from "./templateSheet";
import type { ExampleState, PreviewState } from "./usePreview";

const rowHeight = 24;
const headHeight = 28;
const leastWidth = 480;

const placeOf = ({ name, after }: PreviewedMilestone) => ({ what: said(name), lags: lagsText(after) || t("nothing") });

/** The plan that the template makes of one order: the days, the float, and what waits for what. */
export function PlanPreview({ preview, example, attributes }: { preview: PreviewState; example: ExampleState; attributes: readonly Attribute[] }) {
  const today = todayOf(useNow(60_000));
  const { exFactory, country, attributes: given } = example.value;
  const calendars = useResource<{ items: CalendarSummary[] }>("calendars");
  const countries = (calendars.data?.items ?? []).filter(({ name }) => name == null).map(({ key }) => key);
  const { milestones } = preview;
  const [chosen, choose] = useState<string | null>(null);
  const active = milestones.findIndex(({ code }) => code === chosen);
  const arrows = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by === undefined ? undefined : milestones[Math.max(0, active + by)];
    if (!next) return;
    event.preventDefault();
    choose(next.code);
  };
  return (
    <div className="plan-preview">
      <div className="plan-example" role="group" aria-label={t("Example order")}>
        <DateField label={t("Ex-factory")} pointer="/exFactory" value={exFactory} change={(day) => day != null && example.set({ exFactory: day })} today={today} from={today} />
        <Field label={t("Made in")} pointer="/country">
          {(described) => (
            <select {...described} value={country ?? ""} onChange={(event) => example.set({ country: event.target.value || null })}>
              <option value="">{t("nowhere: every day works")}</option>
              {(country == null || countries.includes(country) ? countries : [country, ...countries]).map((each) => <option key={each} value={each}>{each}</option>)}
            </select>
          )}
        </Field>
        {attributes.map(({ name, values }) => (
          <Field key={name} label={attributeWord(name)} pointer={`/attributes/${name}`}>
            {(described) => (
              <select
                {...described} value={given.find(({ attribute }) => attribute === name)?.value ?? values[0]}
                onChange={(event) => example.set({ attributes: given.map((each) => (each.attribute === name ? { ...each, value: event.target.value } : each)) })}
              >
                {values.map((value) => <option key={value} value={value}>{valueText({ attribute: name, value })}</option>)}
              </select>
            )}
          </Field>
        ))}
      </div>
      {milestones.length === 0 ? (
        <p className="quiet">{preview.faults.length > 0 ? t("Nothing can be planned while the draft has problems.") : "…"}</p>
      ) : (
        <>
          <p className="quiet" role="status">
            {t("{milestones} in {days}", {
              milestones: tn(milestones.length, "{n} milestone", "{n} milestones"),
              days: tn(epochDay(milestones.at(-1)!.due) - Math.min(...milestones.map(({ due }) => epochDay(due))), "{n} day", "{n} days"),
            })}
            {preview.faults.length > 0 && <b className="h-critical"> · {t("as it was before the draft had problems")}</b>}
          </p>
          <div className="plan" data-stale={preview.stale || undefined}>
            <table className="plan-grid" role="grid" aria-label={t("Plan")} tabIndex={0} onKeyDown={arrows} aria-activedescendant={active < 0 ? undefined : `plan-${milestones[active]!.code}`}>
              <thead>
                <tr><th scope="col">{t("Milestone")}</th><th scope="col" className="number">{t("Due")}</th><th scope="col" className="number">{t("Latest")}</th><th scope="col" className="number">{t("Float")}</th></tr>
              </thead>
              <tbody>
                {milestones.map((milestone, index) => (
                  <tr key={milestone.code} id={`plan-${milestone.code}`} aria-selected={index === active} onClick={() => choose(milestone.code)}>
                    <th scope="row" className="cut" title={milestone.home === "style" ? t("{what}, on the style; follows {lags}", placeOf(milestone)) : t("{what}, on the PO line; follows {lags}", placeOf(milestone))}>
                      <span className="second m-code">{milestone.code}</span> {milestoneWords(milestone.name)[0]}
                    </th>
                    <td className="number" title={longDay(milestone.due)}>{shortDay(milestone.due, exFactory)}</td>
                    <td className="number second" title={longDay(milestone.latest)}>{shortDay(milestone.latest, exFactory)}</td>
                    <td className="number">{milestone.floatDays}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Network milestones={milestones} active={active} />
          </div>
          <ul className="gantt-legend" aria-hidden="true">
            <li><svg width="12" height="12"><path className="diamond filled" d="M6 .5 11.500 6 6 11.500 .5 6Z" /></svg>{t("due")}</li>
            <li><svg width="22" height="8"><rect className="float-bar" y="1" width="22" height="6" /></svg>{t("float, to the latest day")}</li>
            <li><svg width="22" height="10"><path className="wait" d="M1 1v7h20" /></svg>{t("waits for")}</li>
          </ul>
        </>
      )}
    </div>
  );
}

function Network({ milestones, active }: { milestones: readonly PreviewedMilestone[]; active: number }) {
  const all = milestones.flatMap(({ due, latest }) => [epochDay(due), epochDay(latest)]);
  const [from, to] = [Math.min(...all) - 6, Math.max(...all) + 6];
  const { box, width: room } = useWidth();
  const width = Math.max(room, leastWidth);
  const x = (day: number) => Math.round(((day - from) / (to - from)) * width * 2) / 2;
  const y = (index: number) => headHeight + index * rowHeight + rowHeight / 2;
  const height = headHeight + milestones.length * rowHeight;
  const indexOf = new Map(milestones.map(({ code }, index) => [code, index]));
  const months: { day: number; name: string }[] = [];
  for (let day = from; day <= to; day++) {
    const text = dayOf(day);
    if (text.endsWith("-01")) months.push({ day, name: monthName(Number(text.slice(5, 7)) - 1) });
  }
  const waits = milestones.flatMap((milestone, index) => milestone.after.map(({ milestone: before, minDays }) => ({ before: indexOf.get(before)!, index, minDays })));
  const touches = (wait: { before: number; index: number }) => wait.before === active || wait.index === active;
  return (
    <div className="timeline" ref={box} tabIndex={0} role="group" aria-label={t("Network; the table beside it has the same days")}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {months.map(({ day, name }) => (
          <g key={day}>
            <path className="month" d={`M${x(day)} ${headHeight - 8}V${height}`} />
            <text className="month-name" x={x(day) + 4} y="17">{name}</text>
          </g>
        ))}
        {milestones.map(({ code }, index) => <path key={code} className="rule" d={`M0 ${headHeight + (index + 1) * rowHeight - 0.5}H${width}`} />)}
        {[...waits.filter((wait) => !touches(wait)), ...waits.filter(touches)].map((wait) => {
          const [start, end] = [milestones[wait.before]!, milestones[wait.index]!];
          return (
            <path key={`${wait.before} ${wait.index}`} className={`wait${touches(wait) ? " chosen" : ""}`} d={`M${x(epochDay(start.due))} ${y(wait.before) + 6}V${y(wait.index)}H${Math.max(x(epochDay(start.due)), x(epochDay(end.due)) - 6)}`}>
              <title>{tn(wait.minDays, "{code} follows {before} by at least {n} day", "{code} follows {before} by at least {n} days", { code: end.code, before: start.code })}</title>
            </path>
          );
        })}
        {milestones.map((milestone, index) => {
          const [due, latest] = [x(epochDay(milestone.due)), x(epochDay(milestone.latest))];
          return (
            <g key={milestone.code}>
              <rect className="float-bar" x={due} y={y(index) - 3} width={Math.max(0, latest - due)} height="6" />
              <path className="diamond filled" d={`M${due} ${y(index) - 5.5}l5.500 5.500l-5.500 5.500l-5.500-5.500Z`}><title>{t("{what}: due {day}, at the latest {latest}", { what: said(milestone.name), day: longDay(milestone.due), latest: longDay(milestone.latest) })}</title></path>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
