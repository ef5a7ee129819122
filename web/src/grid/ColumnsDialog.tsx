import { useState } from "react";
import { Dialog } from "../controls/Dialog";
import { t } from "../language/language";
import { tx } from "../language/Said";
import { columns as all } from "./columns";
import { columnOf, frozenColumns, leastWidth, mostWidth } from "./layout";
import type { ChosenColumn, Query } from "./query";

type Chosen = Pick<Query, "columns" | "frozen">;

/** Which columns a board shows: in which order, how wide, and how many of the first stand fast. The board follows at once. */
export function ColumnsDialog({ shown, frozen, change, close }: { shown: readonly ChosenColumn[]; frozen: number; change: (chosen: Chosen) => void; close: () => void }) {
  const [list, set] = useState<readonly (ChosenColumn & { on: boolean })[]>(() => [
    ...shown.map((column) => ({ ...column, on: true })),
    ...all.filter(({ key }) => !shown.some((each) => each.key === key)).map(({ key }) => ({ key, on: false })),
  ]);
  const [fast, freeze] = useState(frozen);
  const put = (next: typeof list, nextFast = fast) => {
    set(next);
    freeze(nextFast);
    change({ columns: next.filter(({ on }) => on).map(({ key, width }) => (width === undefined ? { key } : { key, width })), frozen: nextFast === frozenColumns ? null : nextFast });
  };
  const move = (at: number, by: number) => {
    const to = at + by;
    if (to < 0 || to >= list.length) return;
    put(list.toSpliced(at, 1).toSpliced(to, 0, list[at]!));
  };
  const one = list.filter(({ on }) => on).length === 1;
  return (
    <Dialog title={t("Columns")} close={close} className="columns">
      <table className="plain">
        <thead><tr><th>{t("Shown")}</th><th>{t("Order|sequence")}</th><th className="number">{t("Width")}</th></tr></thead>
        <tbody>
          {list.map(({ key, width, on }, at) => {
            const column = columnOf(key);
            if (!column) return null;
            return (
              <tr key={key}>
                <th scope="row">
                  <label title={column.hint}>
                    <input type="checkbox" checked={on} disabled={on && one} onChange={() => put(list.with(at, { ...list[at]!, on: !on }))} /> {column.title}
                  </label>
                </th>
                <td className="columns-order">
                  <button className="button" aria-label={t("{column} further left", { column: column.title })} disabled={at === 0} onClick={() => move(at, -1)}><span aria-hidden="true">↑</span></button>
                  <button className="button" aria-label={t("{column} further right", { column: column.title })} disabled={at === list.length - 1} onClick={() => move(at, 1)}><span aria-hidden="true">↓</span></button>
                </td>
                <td className="number">
                  <input
                    type="number" aria-label={t("Width of {column}", { column: column.title })} min={leastWidth} max={mostWidth} step={8} placeholder={String(column.width)} defaultValue={width} disabled={!on}
                    onChange={({ target }) => {
                      const { width: _, ...rest } = list[at]!;
                      const asked = Math.min(mostWidth, Math.round(Number(target.value)));
                      // On the way to a width there are smaller numbers.
                      if (target.value === "") put(list.with(at, rest));
                      else if (asked >= leastWidth) put(list.with(at, { ...rest, width: asked }));
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <footer className="columns-foot">
        <label>
          {tx("The first {number} stand fast", { number: <input type="number" min={0} max={5} value={fast} onChange={({ target }) => put(list, Math.max(0, Math.min(5, Number(target.value))))} /> })}
        </label>
        <span className="space" />
        <button className="button line" onClick={() => { change({ columns: null, frozen: null }); close(); }}>{t("As they come")}</button>
        <button className="button solid" data-autofocus onClick={close}>{t("Done")}</button>
      </footer>
    </Dialog>
  );
}
