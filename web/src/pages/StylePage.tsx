import { Link } from "wouter";
import type { Style } from "../api/types";
import { useResource } from "../api/useResource";
import { boardHref, Page } from "../frame/Frame";
import { useKeys } from "../frame/keys";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { useNow } from "../live/hooks";
import { shortDay, today as todayOf } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { HealthPill } from "../vocabulary/marks";
import { brandName, categoryWord } from "../vocabulary/words";
import { useLocation } from "wouter";
import { Gantt, GanttLegend } from "./Gantt";

export function StylePage({ number }: { number: string }) {
  const style = useResource<Style>(`styles/${encodeURIComponent(number)}`);
  const today = todayOf(useNow(60_000));
  const [, go] = useLocation();
  useKeys({ escape: () => go(boardHref()) });
  const crumbs = [{ name: "Styles" , href: boardHref() }, { name: number }];
  if (!style.data)
    return (
      <Page crumbs={crumbs}>
        {style.problem ? <ProblemPanel problem={style.problem} retry={style.retry} /> : <Skeleton rows={14} height={28} what="the style" />}
      </Page>
    );
  const { name, brand, category, season, colours, targetExFactory, health, milestones } = style.data;
  return (
    <Page crumbs={crumbs}>
      <div className="po">
        <header className="po-head">
          <div className="po-title">
            <Garment styleName={name} colour={colours[0] ?? ""} category={category} size={56} />
            <div>
              <p className="po-name"><b>{name}</b> <HealthPill health={health} /> <span className="second">{number} · {brandName(brand)}, {season}</span></p>
              <p className="po-cause">{categoryWord(category)}. {targetExFactory == null ? "No target ex-factory day, so no calendar yet." : `Target ex-factory ${shortDay(targetExFactory, today)}.`}</p>
            </div>
          </div>
          <ul className="colours" aria-label="Colours">
            {colours.map((colour) => (
              <li key={colour}><Garment styleName={name} colour={colour} category={category} size={28} /> {colour}</li>
            ))}
          </ul>
        </header>
        <section className="alone">
          <h2 className="section-head">
            Time and action <span>what lives on the style</span>
            <Link className="button aside" href={`/boards/${category}?q=${encodeURIComponent(number)}`}>Its purchase orders</Link>
          </h2>
          {milestones.length === 0 ? <Empty title="No milestones yet" /> : <><Gantt milestones={milestones} today={today} driving={false} /><GanttLegend /></>}
        </section>
      </div>
    </Page>
  );
}
