import { useState } from "react";
import { Link } from "wouter";
import { postJson, Problem } from "../api/client";
import type { Subject } from "../api/report";
import type { Discrepancy, Milestone } from "../api/types";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { ReasonDialog } from "../controls/ReasonDialog";
import { Kbd } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { tell } from "../frame/Notice";
import { useMay, usePeopleNames } from "../frame/Person";
import { useAsOf } from "../live/cursor";
import { age, longDay, moment, shortDay, type Day } from "../vocabulary/days";
import { channelWords, sourceWords } from "../vocabulary/provenance";
import { nextMilestone } from "./gantt";
import { said as nameOfServer, t, tn } from "../language/language";

type Side = Discrepancy["sides"][number];

/** The source is right, of a sequence the milestone whose day is. */
export function sideOf({ kind }: Pick<Discrepancy, "kind">, { source, milestone }: Side): string {
  return bySource(kind) ? source : milestone;
}

function bySource(kind: Discrepancy["kind"]): boolean {
  return kind === "dates" || kind === "quantities" || kind === "status" || kind === "raised";
}

/** "1,180 pieces", "expected 4 Jan", "4 Jan", "“two lines”". */
export function saidWords({ quantity, expected, date, says }: Side, kind: Discrepancy["kind"], near?: Day): string {
  if (kind === "raised") return `“${says ?? ""}”`;
  return kind === "quantities" ? (quantity == null ? t("another quantity") : tn(quantity, "{n} piece", "{n} pieces")) : expected ? t("expected {day}", { day: shortDay(date, near) }) : shortDay(date, near);
}

/** "Bulk fabric in-house, V-17" of what happened out of order; who says it, of what two sources say. */
export function whoWords({ name, source }: Side, kind: Discrepancy["kind"], called = sourceWords(source)): string {
  const who = source === "purchase-order" ? t("Ordered") : called;
  return bySource(kind) ? who : `${nameOfServer(name)}, ${who}`;
}

/** What a source is called: a person or the order's vendor by name, what the product speaks under in words, all else as it calls itself. */
function useSourceNames(vendor?: SourceVendor): (source: string) => string {
  const nameOf = usePeopleNames();
  return (source) => (source === vendor?.vendor ? vendor.vendorName : sourceWords(source) === source ? nameOf(source) : sourceWords(source));
}

interface SourceVendor {
  vendor: string;
  vendorName: string;
}

interface Props {
  /** Whose they are. */
  of: Subject;
  /** Of the order; a style has none. */
  vendor?: SourceVendor;
  open: readonly Discrepancy[];
  /** Of which one can be raised. */
  milestones: readonly Milestone[];
  today: Day;
  now: number;
}

/** Where statements about a line or a style contradict each other: both sides, and the acts that raise and settle one. D raises one. */
export function Discrepancies({ of, vendor, open, milestones, today, now }: Props) {
  const [settling, settle] = useState<Discrepancy | null>(null);
  const [raising, raise] = useState(false);
  const called = useSourceNames(vendor);
  const asOf = useAsOf();
  const may = useMay("resolve-discrepancies") && asOf == null && milestones.length > 0;
  useKeys(may ? { d: () => raise(true) } : {});
  if (open.length === 0 && !may) return null;
  return (
    <section className="discrepancies">
      <h3>
        {t("Discrepancies")}
        <span className="asides">
          {may && <button className="button" title={t("Say that two sides contradict each other")} onClick={() => raise(true)}>{t("Raise")} <Kbd>D</Kbd></button>}
          <Link href="/discrepancies" className="button">{t("All")}</Link>
        </span>
      </h3>
      {open.length === 0 && <p className="quiet">{t("What is said agrees.")}</p>}
      <ul>
        {open.map((one) => (
          <li key={one.kind + one.milestone}>
            <b className="h-risk">{nameOfServer(one.text)}</b>
            {one.openedAt != null && <span className="second" title={moment(one.openedAt, now)}>{t("open for {age}", { age: age(one.openedAt, now) })}</span>}
            <table className="plain" aria-label={nameOfServer(one.text)}>
              <tbody>
                {one.sides.map((side) => (
                  <tr key={sideOf(one, side)}>
                    <th scope="row" title={one.kind === "raised" ? undefined : longDay(side.date)}>{saidWords(side, one.kind, today)}</th>
                    <td title={side.source}>{whoWords(side, one.kind, called(side.source))}{side.heardAt != null && <span className="second">{[` · ${t("heard {age} ago", { age: age(side.heardAt, now) })}`, channelWords(side.channel)].filter((part) => part).join(", ")}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {one.kind === "gate" || one.kind === "profile"
              ? <p className="quiet">{one.kind === "gate" ? t("It goes once that has happened or is waived.") : t("It goes once both sides have acknowledged it.")}</p>
              : may && <button className="button line" onClick={() => settle(one)}>{t("Settle")}</button>}
          </li>
        ))}
      </ul>
      {settling && <Settle of={of} called={called} discrepancy={settling} today={today} close={() => settle(null)} />}
      {raising && <Raise of={of} milestones={milestones} close={() => raise(false)} />}
    </section>
  );
}

function Raise({ of, milestones, close }: { of: Subject; milestones: readonly Milestone[]; close: () => void }) {
  const [milestone, choose] = useState((nextMilestone(milestones) ?? milestones[0]!).code);
  const [note, write] = useState("");
  const [sides, say] = useState([{ source: "", says: "" }, { source: "", says: "" }]);
  const [key] = useState(() => crypto.randomUUID());
  const change = (index: number, part: Partial<(typeof sides)[number]>) => say(sides.map((side, at) => (at === index ? { ...side, ...part } : side)));
  return (
    <Dialog title={t("Raise a discrepancy")} close={close}>
      <Form
        act={t("Raise")} cancel={close} send={() => postJson("discrepancies", { ...of, milestone, note: note.trim(), sides }, { key })}
        done={() => { tell(t("The discrepancy is raised")); close(); }}
      >
        <Field label={t("Milestone")} pointer="/milestone">
          {(described) => (
            <select {...described} value={milestone} onChange={(event) => choose(event.target.value)}>
              {milestones.map(({ code, name }) => <option key={code} value={code}>{nameOfServer(name)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t("What it is about")} pointer="/note">
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={note} onChange={(event) => write(event.target.value)} />}
        </Field>
        {sides.map((side, index) => (
          <div className="raised-side" key={index} role="group" aria-label={index === 0 ? t("One side") : t("The other side")}>
            <Field label={index === 0 ? t("One side") : t("The other")} pointer={`/sides/${index}/source`}>
              {(described) => <input {...described} type="text" autoComplete="off" value={side.source} onChange={(event) => change(index, { source: event.target.value })} />}
            </Field>
            <Field label={t("says")} pointer={`/sides/${index}/says`}>
              {(described) => <input {...described} type="text" autoComplete="off" value={side.says} onChange={(event) => change(index, { says: event.target.value })} />}
            </Field>
          </div>
        ))}
      </Form>
    </Dialog>
  );
}

function Settle({ of, called, discrepancy, today, close }: { of: Subject; called: (source: string) => string; discrepancy: Discrepancy; today: Day; close: () => void }) {
  const [right, choose] = useState<string | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const subject = "style" in of ? `${of.style}~style` : `${of.purchaseOrder}~${of.line}`;
  const id = encodeURIComponent(`${subject}~${discrepancy.kind}~${discrepancy.milestone}${"style" in of && discrepancy.colour != null ? `~colour~${discrepancy.colour}` : ""}`);
  const resolve = (reason: string) => {
    if (right == null) throw new Problem(t("Which side is right?"), t("Choose one of the two."), 422, null);
    return postJson(`discrepancies/${id}/resolve`, { right, reason }, { key });
  };
  return (
    <ReasonDialog title={nameOfServer(discrepancy.name)} act={t("Settle")} send={async (reason) => resolve(reason)} done={() => { tell(t("{what}: settled", { what: nameOfServer(discrepancy.name) })); close(); }} close={close}>
      <fieldset className="sides">
        <legend>{t("Which is right?")}</legend>
        {discrepancy.sides.map((side) => (
          <label key={sideOf(discrepancy, side)}>
            <input type="radio" name="right" checked={right === sideOf(discrepancy, side)} onChange={() => choose(sideOf(discrepancy, side))} />
            <span>{bySource(discrepancy.kind) ? whoWords(side, discrepancy.kind, called(side.source)) : nameOfServer(side.name)} <span className="second">{saidWords(side, discrepancy.kind, today)}{side.note != null && ` · ${side.note}`}</span></span>
          </label>
        ))}
      </fieldset>
    </ReasonDialog>
  );
}
