import { useRef, useState, type KeyboardEvent } from "react";
import { t } from "../../language/language";
import { dayOf, epochDay, monthName, type Day } from "../../vocabulary/days";
import { cellText, weekdayLetters, type Cell } from "./workingDays";

interface Props {
  year: number;
  cells: ReadonlyMap<Day, Cell>;
  today: Day;
  open: (day: Day) => void;
}

/** A year, month by month: days off filled, days that bring nothing hatched, changes outlined. Arrows move, Enter opens a day. */
export function YearView({ year, cells, today, open }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Day>(() => (cells.has(today) ? today : `${year}-01-01`));
  const current = cells.has(at) ? at : `${year}-01-01`;
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const next = by === undefined ? null : dayOf(epochDay(current) + by);
    if (next == null || !cells.has(next)) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    box.current!.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div className="year" ref={box} onKeyDown={move} role="group" aria-label={t("{year}; arrows move by a day and a week", { year })}>
      {Array.from({ length: 12 }, (_, month) => (
        <section key={month}>
          <h3>{monthName(month)}</h3>
          <div className="month">
            {weekdayLetters.map((letter, index) => <i key={index} aria-hidden="true">{letter}</i>)}
            {daysOf(year, month).map((day, index) => {
              const cell = cells.get(day)!;
              return (
                <button
                  key={day} data-day={day} data-kind={cell.known?.kind ?? (cell.weekly ? "weekly" : undefined)} data-pending={cell.pending ?? undefined} data-today={day === today || undefined}
                  style={index === 0 ? { gridColumnStart: ((epochDay(day) + 3) % 7) + 1 } : undefined}
                  tabIndex={day === current ? 0 : -1} title={cellText(cell)} aria-label={cellText(cell)} onClick={() => { setAt(day); open(day); }}
                >
                  {Number(day.slice(8))}
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}

function daysOf(year: number, month: number): Day[] {
  const first = epochDay(`${year}-${String(month + 1).padStart(2, "0")}-01`);
  const next = month === 11 ? epochDay(`${year + 1}-01-01`) : epochDay(`${year}-${String(month + 2).padStart(2, "0")}-01`);
  return Array.from({ length: next - first }, (_, index) => dayOf(first + index));
}

export function YearLegend() {
  return (
    <ul className="gantt-legend year-legend" aria-hidden="true">
      <li><i data-kind="weekly">7</i>{t("weekly day off")}</li>
      <li><i data-kind="off">7</i>{t("holiday or closure")}</li>
      <li><i data-kind="lost">7</i>{t("lost to the ramp around a closure")}</li>
      <li><i data-kind="worked">7</i>{t("worked against the calendar")}</li>
      <li><i data-pending="off">7</i>{t("changed, not applied yet")}</li>
      <li><i data-pending="lost">7</i>{t("lost to its ramp, not applied yet")}</li>
    </ul>
  );
}
