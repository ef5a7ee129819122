import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { t } from "../language/language";
import { monthName, shortDay, type Day } from "../vocabulary/days";

interface Props {
  /** What it shows, for those who hear the page. */
  label: string;
  weeks: readonly Day[];
  height: number;
  /** The picture, in percent of the width and pixels of the height; `x` is the middle of a week. */
  children: (x: (week: number) => string) => ReactNode;
  /** What stands over a week as a link or a button, and says all that the picture says of it; null where there is nothing. */
  mark: (week: number, props: { tabIndex: number; className: string }) => ReactNode;
  /** Whether the newest week stands where the chart is wider than its page. */
  endsAtNow?: boolean;
}

/** Weeks side by side as a picture, over each of them what leads to its lines. Left and right go from week to week. */
export function WeekChart({ label, weeks, height, children, mark, endsAtNow = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(endsAtNow ? weeks.length - 1 : 0);
  useLayoutEffect(() => {
    if (endsAtNow) box.current!.scrollLeft = box.current!.scrollWidth;
  }, [endsAtNow]);
  const x = (week: number) => `${((week + 0.5) / weeks.length) * 100}%`;
  const marks = weeks.map((_, index) => mark(index, { tabIndex: index === active ? 0 : -1, className: "week-mark" }));
  // One of them takes the Tab key, also where the week that had it shows nothing now.
  const first = marks[active] == null ? marks.findIndex((each) => each != null) : -1;
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...box.current!.querySelectorAll<HTMLElement>(".week-mark")];
    all[Math.max(0, Math.min(all.length - 1, all.indexOf(document.activeElement as HTMLElement) + by))]?.focus();
  };
  return (
    <div className="week-chart" ref={box}>
      <div style={{ minWidth: weeks.length * 26 }}>
        <svg width="100%" height={height} aria-hidden="true">{children(x)}</svg>
        <div className="week-marks" role="group" aria-label={label} style={{ height }} onKeyDown={move}>
          {weeks.map((week, index) => (
            <div key={week} className="week-slot" onFocus={() => setActive(index)}>
              {index === first ? mark(index, { tabIndex: 0, className: "week-mark" }) : marks[index]}
            </div>
          ))}
        </div>
        <div className="week-names" aria-hidden="true">
          {weeks.map((week, index) => {
            const begins = index === 0 || weeks[index - 1]!.slice(5, 7) !== week.slice(5, 7);
            return <span key={week} title={t("Week of {week}", { week: shortDay(week) })}>{Number(week.slice(8))}{begins && <b>{monthName(Number(week.slice(5, 7)) - 1)}</b>}</span>;
          })}
        </div>
      </div>
    </div>
  );
}
