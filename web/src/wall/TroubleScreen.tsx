import type { BoardRow, BoardTotals } from "../api/types";
import { Logo } from "../frame/icons";
import { t } from "../language/language";
import type { Topic } from "../live/topic";
import { dueIn, shortDay, signedDays, type Day } from "../vocabulary/days";
import { HealthPill } from "../vocabulary/marks";
import { stageWord } from "../vocabulary/stage";
import { milestoneWords, varianceDays } from "../vocabulary/words";
import type { Trouble } from "./playlist";

/** Orders that somebody must do something about, as far as a page holds, each by its worst line. */
export function TroubleScreen({ topic, orders, name, today }: { topic: Topic<BoardRow, BoardTotals>; orders: readonly Trouble[]; name: string; today: Day }) {
  if (orders.length === 0) {
    return (
      <div className="wall-none">
        <Logo />
        <h2>{t("Nothing in {name} is late, blocked or at risk", { name })}</h2>
      </div>
    );
  }
  return (
    <table className="wall-lines">
      <thead>
        <tr>
          <th scope="col">{t("PO")}</th>
          <th scope="col" className="number">{t("Lines")}</th>
          <th scope="col">{t("Style")}</th>
          <th scope="col">{t("Vendor")}</th>
          <th scope="col">{t("Stage")}</th>
          <th scope="col">{t("Next")}</th>
          <th scope="col" className="number">{t("Due")}</th>
          <th scope="col" className="number">{t("Forecast")}</th>
          <th scope="col" className="number">{t("Days")}</th>
          <th scope="col">{t("Status")}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ line, lines }) => <Order key={line} row={topic.rows.get(line)} lines={lines} today={today} />)}
      </tbody>
    </table>
  );
}

function Order({ row, lines, today }: { row: BoardRow | undefined; lines: number; today: Day }) {
  // It was closed while the page stood.
  if (!row) return <tr><td colSpan={10}>{"\u00a0"}</td></tr>;
  const variance = varianceDays(row);
  return (
    <tr>
      <td><b>{row.po}</b></td>
      <td className="number second">{lines}</td>
      <td>{row.styleName} <span className="second">{row.colour}</span></td>
      <td className="second">{row.vendorName}</td>
      <td>{stageWord(row.stage)}</td>
      <td>{row.next && milestoneWords(row.next.name)[0]}</td>
      <td className="number">{row.next && dueIn(row.next.due, today)}</td>
      <td className={`number h-${row.health}`}>{row.forecast != null && shortDay(row.forecast, today)}</td>
      <td className={`number h-${row.health}`}>{variance != null && signedDays(variance)}</td>
      <td><HealthPill health={row.health} /></td>
    </tr>
  );
}
