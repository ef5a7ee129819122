import { useState } from "react";
import { Link } from "wouter";
import type { Act, Difference, ProfileStanding, Proposal, PurchaseOrder, PurchaseOrderLine } from "../../api/types";
import { useMyId, usePeopleNames } from "../../frame/Person";
import { useAsOf } from "../../live/cursor";
import { longDay, moment, shortDay } from "../../vocabulary/days";
import { HealthIcon } from "../../vocabulary/marks";
import { actWord, answerWords, differenceWords } from "../../vocabulary/orders";
import { reasonsWords } from "../../vocabulary/reasons";
import { NoteDialog } from "./ActDialog";
import { profilesBehind } from "./profilesBehind";
import { said, t } from "../../language/language";

/** What waits for somebody's word: the vendor's change, acts for a second person, reported plans, and a hold. */
export function Waiting({ order, now }: { order: PurchaseOrder; now: number }) {
  const name = usePeopleNames();
  const { hold, wish, proposals } = order;
  const behind = profilesBehind(order.lines);
  if (hold == null && wish == null && proposals.length === 0 && behind.length === 0) return null;
  return (
    <section className="waiting" aria-label={t("Waiting for an answer")}>
      {hold != null && (
        <Strip order={order} title={t("On hold")} text={hold.reason} more={t("waits on {who}, since {when}", { who: name(hold.waitsOn), when: moment(hold.since, now) })} answers={[["release", "release", t("Release")]]} />
      )}
      {wish != null && (
        <Strip
          order={order} title={t("The vendor would change")} text={wish.note} changes={wish.changes} more={because(name(wish.by), wish.at, wish.reason, now)}
          answers={[["accept-change", "accept-change", t("Accept")], ["decline-change", "decline-change", t("Decline")]]}
        />
      )}
      {behind.map(({ style, name, profile }) => <ProfileStrip key={style} order={order} style={style} name={name} profile={profile} now={now} />)}
      {proposals.map((proposal) => <ProposalStrip key={proposal.id} order={order} proposal={proposal} now={now} />)}
    </section>
  );
}

/** The sample that the goods are made by was sealed by an older profile of the style than there is. */
export function SealedBehind({ line }: { line: PurchaseOrderLine }) {
  const { style, profile } = line;
  if (style == null || profile == null || profile.sealed === 0 || profile.sealed >= profile.present) return null;
  const known = Math.min(profile.brand, profile.vendor) >= profile.present;
  return (
    <section>
      <h3>{t("Sealed sample")}</h3>
      <p>
        <b className="mark h-risk"><HealthIcon health="risk" /> {t("Sealed by version {sealed}, now {present}", { sealed: profile.sealed, present: profile.present })}</b>{" "}
        <span className="second">{known ? t("both sides know") : t("not acknowledged by both sides yet")}</span>
      </p>
      <p><Link href={`/styles/${encodeURIComponent(style)}?tab=profile`}>{t("What is otherwise")}</Link></p>
    </section>
  );
}

// Each side acknowledges for itself, and the brand for a vendor that answers by phone.
function ProfileStrip({ order, style, name, profile: { present, brand, vendor, asked, due, overdue }, now }: { order: PurchaseOrder; style: string; name: string; profile: ProfileStanding; now: number }) {
  const isOurs = order.acts.some(({ act }) => act === "revise");
  const own = isOurs ? brand : vendor;
  const held = (version: number) => version === 0 ? t("none") : t("version {version}", { version });
  const forVendor = isOurs && own === present;
  return (
    <Strip
      order={order} title={t("Profile version {version} of {style} is not acknowledged", { version: present, style: name })} text={t("The brand holds {brand}, the vendor {vendor}.", { brand: held(brand), vendor: held(vendor) })}
      more={Math.min(brand, vendor) >= asked ? "" : overdue ? t("overdue since the sealed sample was changed") : answerWords(due, now) ?? ""}
      extra={{ style, profile: present, ...(forVendor ? { side: "vendor" } : {}) }}
      answers={own < present || isOurs ? [["acknowledge-profile", "acknowledge-profile", forVendor ? t("Acknowledge for the vendor") : t("Acknowledge")]] : []}
    />
  );
}

function ProposalStrip({ order, proposal, now }: { order: PurchaseOrder; proposal: Proposal; now: number }) {
  const name = usePeopleNames();
  const me = useMyId();
  const milestone = order.lines.find(({ number }) => number === proposal.line)?.milestones.find(({ code }) => code === proposal.milestone);
  const named = said(milestone?.name ?? "Ex-factory");
  const day = proposal.to == null ? null
    : proposal.from == null ? t("{what} of line {line} to {day}", { what: named, line: proposal.line!, day: longDay(proposal.to) })
    : t("{what} of line {line} from {from} to {day}", { what: named, line: proposal.line!, from: shortDay(proposal.from), day: longDay(proposal.to) });
  const gate = proposal.act === "waive" ? t("{what} of line {line}: {why}", { what: said(milestone?.name ?? proposal.milestone ?? ""), line: proposal.line!, why: proposal.reason ?? "" }) : null;
  const more = because(name(proposal.by), proposal.at, proposal.reason, now, proposal.contributing);
  if (proposal.isPlan)
    return (
      <Strip
        order={order} title={t("A plan was reported")} text={[day, proposal.note].filter(Boolean).join(": ")} more={more} extra={{ line: proposal.line, milestone: proposal.milestone }}
        answers={[["agree-plan", "agree-plan", t("Agree")], ["decline-plan", "decline-plan", t("Decline")]]}
      />
    );
  const path = `proposals/${proposal.id}`;
  return (
    <Strip
      order={order} title={t("{act} waits for a second person", { act: actWord(proposal.act) })} text={gate ?? [day, proposal.note].filter(Boolean).join(": ")} more={more}
      changes={day == null ? proposal.changes ?? [] : []}
      answers={proposal.by === me
        ? [["withdraw-proposal", `${path}/withdraw`, t("Withdraw")]]
        : [["confirm-proposal", `${path}/confirm`, t("Confirm")], ["decline-proposal", `${path}/decline`, t("Decline")]]}
    />
  );
}

interface StripProps {
  order: PurchaseOrder;
  title: string;
  text: string;
  more: string;
  changes?: Difference[];
  answers: readonly (readonly [act: Act, path: string, name: string])[];
  extra?: object;
}

function Strip({ order, title, text, more, changes = [], answers, extra = {} }: StripProps) {
  const [chosen, choose] = useState<{ answer: (typeof answers)[number]; held: number } | null>(null);
  const past = useAsOf() != null;
  // What is not among the acts is not this side's to answer, and what is past is nobody's.
  const possible = past ? [] : answers.filter(([act]) => order.acts.some((each) => each.act === act && each.why == null));
  return (
    <div className="strip">
      <div>
        <b>{title}</b> {text} <span className="second">{more}</span>
        {changes.length > 0 && <ul>{changes.map((change, index) => <li key={index}>{differenceWords(change)}</li>)}</ul>}
      </div>
      {possible.length > 0 && (
        <div className="strip-acts">
          {possible.map((answer, index) => (
            <button key={answer[0]} className={`button ${index === 0 ? "solid" : "line"}`} onClick={() => choose({ answer, held: order.version })}>{answer[2]}</button>
          ))}
        </div>
      )}
      {chosen && (
        <NoteDialog
          number={order.number} title={`${chosen.answer[2]}: ${title.toLowerCase()}`} act={chosen.answer[2]} path={chosen.answer[1]} held={chosen.held} extra={extra}
          done={t("{what}: done", { what: `${order.number}, ${chosen.answer[2].toLowerCase()}` })}
          close={() => choose(null)}
        >
          {text !== "" && <p className="quiet">{text}</p>}
        </NoteDialog>
      )}
    </div>
  );
}

function because(by: string, at: string, reason: string | null | undefined, now: number, contributing?: readonly string[] | null): string {
  return [reason == null ? null : reasonsWords(reason, contributing), by, moment(at, now)].filter((part) => part != null).join(", ");
}
