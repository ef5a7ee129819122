import { useState } from "react";
import { Link } from "wouter";
import type { Approval, ApprovalEntry, Move, Round } from "../api/approvals";
import type { List } from "../api/types";
import { useResource } from "../api/useResource";
import { Conversation } from "../conversation/Conversation";
import { Icon } from "../frame/icons";
import { usePeopleNames } from "../frame/Person";
import { ProblemPanel, Skeleton } from "../frame/states";
import { useRested } from "../grid/Peek";
import { useAsOf } from "../live/cursor";
import { useNow } from "../live/hooks";
import { count, dueIn, longDay, moment, shortDay, type Day } from "../vocabulary/days";
import { Garment } from "../vocabulary/Garment";
import { Hidden } from "../vocabulary/Hidden";
import { channelWords } from "../vocabulary/provenance";
import { Sourced } from "../vocabulary/Sourced";
import { brandName, milestoneWords } from "../vocabulary/words";
import type { Target } from "./acting";
import { Attachments } from "./Attachments";
import { approvalHref, milestoneHref } from "./hrefs";
import { MillDialog } from "./MillDialog";
import { Proposals } from "./Proposals";
import { ofWords } from "./QueueGrid";
import { CustomsDialog, PlaceDialog } from "./SampleDialogs";
import { approvalWord, dueWords, moveWords, partyWords } from "./words";
import { said as nameOfServer, t, tn } from "../language/language";

interface Props {
  id: string;
  /** It is asked for again when this changes. */
  version: number | string;
  today: Day;
  /** Grows when the comment is to be written. */
  focus: number;
  /** Of its comments: grows when there is something to read. */
  comments: number;
  act: (move: Move, targets: readonly Target[]) => void;
  close: () => void;
}

/** One approval beside the list: whose turn it is, its rounds, what was said, where the sample is, and what may be done. */
export function ApprovalPeek({ id, version, today, focus, comments, act, close }: Props) {
  const rested = useRested(id, 120);
  const answer = useResource<Approval>(rested === id ? `approvals/${encodeURIComponent(id)}` : null, version);
  // What was read of another stays no longer than until this one is asked for.
  const approval = answer.data?.id === id ? answer.data : null;
  return (
    <aside className="peek approval-peek" aria-label={t("Approval")}>
      {approval ? <Loaded approval={approval} today={today} focus={focus} comments={comments} act={act} close={close} changed={answer.retry} />
        : answer.problem ? <ProblemPanel problem={answer.problem} retry={answer.retry} />
        : <Skeleton rows={8} height={36} what={t("the approval")} />}
    </aside>
  );
}

function Loaded({ approval, today, focus, comments, act, close, changed }: { approval: Approval; today: Day; focus: number; comments: number; act: Props["act"]; close: () => void; changed: () => void }) {
  const now = useNow(60_000);
  const [asked, ask] = useState<"place" | "customs" | "mill" | null>(null);
  // What is past can be done nothing to.
  const isPast = useAsOf() != null;
  const path = `approvals/${encodeURIComponent(approval.id)}`;
  const history = useResource<List<ApprovalEntry>>(isPast ? null : `${path}/history?limit=100`, approval.version);
  const nameOf = usePeopleNames();
  const from = ({ by, recordedAt }: ApprovalEntry) => [nameOf(by.actor), channelWords(by.channel), t("heard {when}", { when: moment(recordedAt, now) })].filter((part) => part).join(", ");
  const told = () => {
    ask(null);
    changed();
  };
  const subject = { ...approval, po: approval.purchaseOrder };
  const target: Target = { id: approval.id, version: approval.version, typeName: approval.typeName, of: ofWords({ ...subject, po: subject.po ?? undefined }) };
  const over = approval.overdueDays > 0;
  const facts: [string, React.ReactNode][] = [
    [t("Turn"), approval.waitsOn == null ? t("nobody's") : approval.waitsOn === "vendor" ? (approval.vendorName ?? t("the vendor")) : approval.reviewer],
    [dueWords(approval), approval.due == null ? "–" : <span className={over ? "h-late" : undefined} title={longDay(approval.due)}>{shortDay(approval.due, today)}, {dueIn(approval.due, today)}</span>],
    [t("Lost, vendor"), tn(approval.lost.vendor, "{n} day", "{n} days")],
    [t("Lost, us"), tn(approval.lost.brand, "{n} day", "{n} days")],
    ...(approval.ofMaterial ? [[t("Mill"), approval.millName ?? <span className="none">{t("not named")}</span>]] satisfies [string, React.ReactNode][] : []),
    [t("Waiting"), tn(approval.purchaseOrders, "{n} PO", "{n} POs")],
    [t("Units"), approval.units == null ? <Hidden /> : count(approval.units)],
    [t("Milestone"), approval.milestone == null ? t("none") : <Link href={milestoneHref({ ...subject, milestone: approval.milestone })} title={approval.milestone}>{milestoneWords(approval.milestoneName ?? approval.milestone)[0]}</Link>],
    [t("Decision planned"), shortDay(approval.decideBy, today)],
  ];
  return (
    <>
      <header>
        <Garment styleName={approval.styleName ?? ""} colour={approval.colour ?? ""} category={approval.category} size={48} />
        <div>
          <h2>{nameOfServer(approval.typeName)} <span className="status-word" data-rejected={approval.rejected || undefined}>{approvalWord(approval.status)}</span></h2>
          <p><Link href={approvalHref(subject)}>{ofWords({ ...subject, po: subject.po ?? undefined })}</Link></p>
          <p>{brandName(approval.brand)} · {approval.season} · {approval.vendorName ?? t("no vendor named")}</p>
        </div>
        <button aria-label={t("Close peek")} onClick={close}><Icon name="close" /></button>
      </header>
      <dl className="facts">
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      <Proposals approval={approval} now={now} changed={changed} />
      {approval.moves.length > 0 && (
        <div className="moves" role="group" aria-label={t("What may be done")}>
          {approval.moves.filter((move) => move !== "name-mill").map((move) => (
            <button key={move} className={`button ${move === "approve" ? "solid" : "line"}`} onClick={() => act(move, [target])}>{moveWords[move][0]}</button>
          ))}
          {approval.moves.includes("name-mill") && <button className="button line" onClick={() => ask("mill")}>{approval.mill == null ? t("Name the mill") : t("Change the mill")}</button>}
        </div>
      )}
      <section>
        <h3>{t("Rounds")} <span>{approval.rounds.length === 0 ? t("to be asked for by {day}", { day: shortDay(approval.requestBy, today) }) : tn(approval.rounds.length, "{n} round", "{n} rounds")}</span></h3>
        <ol className="rounds">
          {approval.rounds.toReversed().map((round) => <RoundOf key={round.number} round={round} today={today} history={history.data?.items ?? []} from={from} />)}
        </ol>
      </section>
      {approval.sample && (
        <section>
          <h3>
            {t("Sample")}
            <span className="asides">
              {!isPast && <button className="button line" onClick={() => ask("place")}>{t("Move|a sample")}</button>}
              {approval.mayDeclare && <button className="button line" onClick={() => ask("customs")}>{t("Customs")}</button>}
            </span>
          </h3>
          {approval.place ? (
            <p>{approval.place.location}{approval.place.parcel && <> · {approval.place.parcel.carrier} {approval.place.parcel.number}</>} <span className="second">{t("since {day}", { day: shortDay(approval.place.since, today) })}</span></p>
          ) : <p className="quiet">{t("Nobody has said where it is.")}</p>}
          {approval.customs && (
            <ul className="checks">
              {approval.customs.checks.map(({ code, result, text }) => <li key={code} className={result === "fails" ? "h-late" : undefined}><b>{result === "fails" ? t("Fails") : result === "passes" ? t("Passes") : t("Ask the broker")}</b> {text}</li>)}
            </ul>
          )}
        </section>
      )}
      {asked === "mill" && <MillDialog approval={approval} done={changed} close={() => ask(null)} />}
      {asked === "place" && <PlaceDialog approval={approval} done={told} close={() => ask(null)} />}
      {asked === "customs" && <CustomsDialog approval={approval} done={told} close={() => ask(null)} />}
      <Attachments approval={approval} changed={changed} />
      <section>
        <Conversation
          key={approval.id} path={path} kind="approval" changes={comments} focus={focus}
          about={approval.rounds.length === 0 ? {} : { round: approval.rounds.length }}
        />
      </section>
      {history.data && (
        <section>
          <h3>{t("History")} <span>{tn(history.data.total, "{n} event", "{n} events")}</span></h3>
          <ol className="approval-history">
            {history.data.items.map((entry) => <li key={entry.position}>{nameOfServer(entry.text)} <span className="second">{from(entry)}</span></li>)}
          </ol>
        </section>
      )}
      {history.problem && <ProblemPanel problem={history.problem} retry={history.retry} />}
    </>
  );
}

interface RoundProps {
  round: Round;
  today: Day;
  /** Newest first. */
  history: readonly ApprovalEntry[];
  from: (entry: ApprovalEntry) => string;
}

function RoundOf({ round, today, history, from }: RoundProps) {
  const steps: [name: string, type: string, day: Day | null, more?: string | undefined][] = [
    [t("Requested"), "requested", round.requestedOn, t("wanted {day}", { day: shortDay(round.submitBy, today) })],
    [round.proposal ? t("Proposed") : t("Promised"), "confirmed", round.promised],
    [t("Sent"), "sent", round.sentOn, round.parcel ? `${round.parcel.carrier} ${round.parcel.number}` : undefined],
    [t("Received"), "received", round.receivedOn],
    [round.outcome ? approvalWord(round.outcome) : t("Decided"), "decided", round.decidedOn, round.decidedByName == null ? undefined : round.confirmedByName == null ? round.decidedByName : t("{who}, confirmed by {other}", { who: round.decidedByName, other: round.confirmedByName })],
  ];
  return (
    <li>
      <b className="round">R{round.number}</b>
      <dl>
        {steps.filter(([, , day]) => day != null).map(([name, type, day, more]) => {
          const said = history.find((entry) => entry.type === `approval.${type}` && entry.round === round.number);
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said ? <Sourced text={`${longDay(day!)}: ${from(said)}`}>{shortDay(day!, today)}</Sourced> : shortDay(day!, today)} {more && <span className="second">{more}</span>}</dd>
            </div>
          );
        })}
      </dl>
      <p className="clocks">
        <span data-runs={round.vendorClock.running || undefined}>{partyWords.vendor} {tn(round.vendorClock.days, "{n} day", "{n} days")}</span>
        <span data-runs={round.brandClock.running || undefined}>{partyWords.brand} {tn(round.brandClock.days, "{n} day", "{n} days")}</span>
      </p>
      {(round.comment != null || round.reasons.length > 0) && <p className="said">{[...round.reasons, round.comment].filter((text) => text != null && text !== "").join(": ")}</p>}
    </li>
  );
}
