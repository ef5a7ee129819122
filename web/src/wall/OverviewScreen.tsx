import type { OverviewRow, OverviewTotals } from "../api/types";
import { t } from "../language/language";
import type { Topic } from "../live/topic";
import { matrix, type Sum } from "../pages/matrix";
import { count } from "../vocabulary/days";
import { healths, healthWord } from "../vocabulary/health";
import { HealthIcon } from "../vocabulary/marks";
import { brandName, categories, categoryWord } from "../vocabulary/words";
import { troubles } from "./playlist";

/** Brands by category, to be read from the other end of the room. */
export function OverviewScreen({ topic }: { topic: Topic<OverviewRow, OverviewTotals> }) {
  const { brands, columns, all } = matrix(topic.rows.values());
  const shown = categories.filter((category) => columns.has(category));
  return (
    <table className="wall-matrix">
      <thead>
        <tr>
          <th scope="col"><span className="vh">{t("Brand")}</span></th>
          {shown.map((category) => <th key={category} scope="col">{categoryWord(category)}</th>)}
          <th scope="col">{t("All")}</th>
        </tr>
      </thead>
      <tbody>
        {brands.map(({ brand, name, cells, sum }) => (
          <tr key={brand}>
            <th scope="row">{brandName(name)}</th>
            {shown.map((category) => <Cell key={category} sum={cells.get(category)} />)}
            <Cell sum={sum} />
          </tr>
        ))}
        <tr className="total">
          <th scope="row">{t("All")}</th>
          {shown.map((category) => <Cell key={category} sum={columns.get(category)} />)}
          <Cell sum={all} />
        </tr>
      </tbody>
    </table>
  );
}

function Cell({ sum }: { sum: Sum | undefined }) {
  if (!sum || sum.lines === 0) return <td className="second">–</td>;
  return (
    <td>
      <b>{count(sum.lines)}</b>
      <span className="wall-counts">
        {troubles.filter((health) => sum.health[health]).map((health) => (
          <span key={health} className={`h-${health}`} aria-label={`${count(sum.health[health]!)} ${healthWord(health)}`}>
            <HealthIcon health={health} /> {count(sum.health[health]!)}
          </span>
        ))}
      </span>
      <span className="stack" aria-hidden="true">
        {healths.filter((health) => sum.health[health]).map((health) => (
          <i key={health} className={`part-${health}`} style={{ flexGrow: sum.health[health]! / sum.lines }} />
        ))}
      </span>
    </td>
  );
}
