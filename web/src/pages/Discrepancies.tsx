import { useState } from "react";
import { Link } from "wouter";
import { Problem, send } from "../api/client";
import type { Discrepancy } from "../api/types";
import { ReasonDialog } from "../controls/ReasonDialog";
import { tell } from "../frame/Notice";
import { age, longDay, plural, shortDay, type Day } from "../vocabulary/days";
import { channelWords } from "../vocabulary/provenance";

type Side = Discrepancy["sides"][number];

/** The source is right, of a sequence the milestone whose day is. */
export function sideOf({ kind }: Pick<Discrepancy, "kind">, { source, milestone }: Side): string {
  return bySource(kind) ? source : milestone;
}

function bySource(kind: Discrepancy["kind"]): boolean {
  return kind === "dates" || kind === "quantities" || kind === "status";
}

/** "1,180 pieces", "expected 4 Jan", "4 Jan". */
export function saidWords({ quantity, expected, date }: Side, kind: Discrepancy["kind"], near?: Day): string {
  return kind === "quantities" ? (quantity == null ? "another quantity" : plural(quantity, "piece")) : `${expected ? "expected " : ""}${shortDay(date, near)}`;
}

/** "Bulk fabric in-house, V-17" of what happened out of order; who says it, of what two sources say. */
export function whoWords({ name, source }: Side, kind: Discrepancy["kind"]): string {
  const who = source === "purchase-order" ? "Ordered" : source;
  return bySource(kind) ? who : `${name}, ${who}`;
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
                    <th scope="row" title={longDay(side.date)}>{saidWords(side, one.kind, today)}</th>
                    <td>{whoWords(side, one.kind)}{side.heardAt != null && <span className="second">{[" · heard " + age(side.heardAt, now) + " ago", channelWords(side.channel)].filter((part) => part).join(", ")}</span>}</td>
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
            <span>{bySource(discrepancy.kind) ? whoWords(side, discrepancy.kind) : side.name} <span className="second">{saidWords(side, discrepancy.kind, today)}{side.note != null && ` · ${side.note}`}</span></span>
          </label>
        ))}
      </fieldset>
    </ReasonDialog>
  );
}
