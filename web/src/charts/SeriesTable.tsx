import type { ReactNode } from "react";
import { t } from "../language/language";
import { count } from "../vocabulary/days";

interface Keyed {
  key: string | null;
  name: string | null;
}

interface Props<S extends Keyed> {
  label: string;
  head: readonly string[];
  all: S;
  series: readonly S[];
  /** Key of the series that the chart above shows; null for all. */
  chosen: string | null;
  choose: (key: string | null) => void;
  nameOf: (name: string) => string;
  cells: (series: S) => ReactNode[];
  picture: (series: S) => ReactNode;
  /** How many series there are beyond these. */
  more: number;
}

/** The series of a chart as a table: choosing one shows it in the chart. */
export function SeriesTable<S extends Keyed>({ label, head, all, series, chosen, choose, nameOf, cells, picture, more }: Props<S>) {
  return (
    <div className="series-scroll" tabIndex={0} role="group" aria-label={label}>
      <table className="plain series" aria-label={label}>
        <thead>
          <tr><th scope="col">{t("Of")}</th>{head.map((each) => <th key={each} scope="col" className="number">{each}</th>)}<td /></tr>
        </thead>
        <tbody>
          {[all, ...series].map((each) => (
            <tr key={each.key ?? ""} data-chosen={each.key === chosen || undefined}>
              <th scope="row"><button aria-pressed={each.key === chosen} onClick={() => choose(each.key)}>{each.name == null ? t("All") : nameOf(each.name)}</button></th>
              {cells(each).map((cell, index) => <td key={head[index]} className="number">{cell}</td>)}
              <td>{picture(each)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="quiet">{t("and {n} more, with fewer lines", { n: count(more) })}</p>}
    </div>
  );
}
