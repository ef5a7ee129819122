import { useState } from "react";
import { Link } from "wouter";
import { Problem, send } from "../api/client";
import type { Discrepancy } from "../api/types";
import { ReasonDialog } from "../controls/ReasonDialog";
import { tell } from "../frame/Notice";
import { age, longDay, shortDay, type Day } from "../vocabulary/days";

/** Of dates the source is right, otherwise the milestone whose day is. */
function sideOf({ kind }: Discrepancy, { source, milestone }: Discrepancy["sides"][number]): string {
  return kind === "dates" ? source : milestone;
}

/** Where statements about a line contradict each other: both sides, and the act that settles it. */
export function Discrepancies({ order, line, open, today, now }: { order: string; line: number; open: readonly Discrepancy[]; today: Day; now: number }) {
  const [settling, settle] = useState<Discrepancy | null>(null);
  if (open.length === 0) return null;
  return (
    <section className="discrepancies">
      <h3>Discrepancies <Link href="/discrepancies" className="button">All</Link></h3>
      <ul>
        {open.map((one) => (
          <li key={one.kind + one.milestone}>
            <b className="h-risk">{one.text}</b>
            <table className="plain" aria-label={one.text}>
              <tbody>
                {one.sides.map((side) => (
                  <tr key={sideOf(one, side)}>
                    <th scope="row" title={longDay(side.date)}>{shortDay(side.date, today)}</th>
                    <td>{one.kind !== "dates" && `${side.name}, `}{side.source}{side.heardAt != null && <span className="second"> · heard {age(side.heardAt, now)} ago</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {one.kind === "gate" || one.kind === "profile"
              ? <p className="quiet">{one.kind === "gate" ? "It goes once that has happened or is waived." : "It goes once both sides have acknowledged it."}</p>
              : <button className="button line" onClick={() => settle(one)}>Settle</button>}
          </li>
        ))}
      </ul>
      {settling && <Settle order={order} line={line} discrepancy={settling} today={today} close={() => settle(null)} />}
    </section>
  );
}

function Settle({ order, line, discrepancy, today, close }: { order: string; line: number; discrepancy: Discrepancy; today: Day; close: () => void }) {
  const [right, choose] = useState<string | null>(null);
  const id = encodeURIComponent(`${order}~${line}~${discrepancy.kind}~${discrepancy.milestone}`);
  const resolve = (reason: string) => {
    if (right == null) throw new Problem("Which side is right?", "Choose one of the two.", 422, null);
    return send("POST", `discrepancies/${id}/resolve`, { right, reason });
  };
  return (
    <ReasonDialog title={discrepancy.name} act="Settle" send={async (reason) => resolve(reason)} done={() => { tell(`${discrepancy.name}: settled`); close(); }} close={close}>
      <fieldset className="sides">
        <legend>Which is right?</legend>
        {discrepancy.sides.map((side) => (
          <label key={sideOf(discrepancy, side)}>
            <input type="radio" name="right" checked={right === sideOf(discrepancy, side)} onChange={() => choose(sideOf(discrepancy, side))} />
            <span>{discrepancy.kind === "dates" ? side.source : side.name} <span className="second">{shortDay(side.date, today)}{side.note != null && ` · ${side.note}`}</span></span>
          </label>
        ))}
      </fieldset>
    </ReasonDialog>
  );
}
