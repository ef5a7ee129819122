import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { decide, type LineReview, type Outcome, type ReviewedStyle } from "../../api/lineReviews";
import { Problem } from "../../api/client";
import { approvalWord } from "../../approvals/words";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { t, tn } from "../../language/language";
import { useNow } from "../../live/hooks";
import { count, moment, shortDay, today as todayOf } from "../../vocabulary/days";
import { Garment } from "../../vocabulary/Garment";
import { brandName, categoryWord } from "../../vocabulary/words";
import { CloseDialog } from "./CloseDialog";
import { nextOf, outcomeWords, tallyOf, tallyText } from "./words";

/** One style after another by single keys: A adopts, D drops, R asks for another round; J and K move. */
export function Session({ review, changed }: { review: LineReview; changed: () => void }) {
  const now = useNow(30_000);
  const [at, setAt] = useState(() => Math.max(0, review.styles.findIndex(({ outcome }) => outcome == null)));
  const [noting, note] = useState<"drop" | "revise" | null>(null);
  const [closing, toClose] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  // Decided here, whether the review is known to say so yet or not.
  const said = useRef(new Set<string>());
  const style = review.styles[at];
  const tally = tallyOf(review);
  const decides = review.open && review.mayDecide;
  const move = (by: number) => {
    note(null);
    setAt((from) => Math.max(0, Math.min(review.styles.length - 1, from + by)));
  };
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const say = (outcome: Outcome | null, text: string | null) => {
    if (!decides || !style) return;
    note(null);
    // On to the next at once: what is typed about it is not disturbed by the answer, nor by a refusal.
    if (outcome == null) said.current.delete(style.style);
    else {
      said.current.add(style.style);
      setAt(nextOf(review.styles.map((each) => said.current.has(each.style) ? { outcome } : each), at));
    }
    decide(review.id, style.style, outcome, text).then(changed, (error: unknown) => {
      said.current.delete(style.style);
      tell(error instanceof Problem ? `${style.name}: ${error.title}. ${error.errors[0]?.detail ?? error.detail ?? ""}` : t("{what}: it could not be sent", { what: style.name }));
    });
  };
  useKeys({
    j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1),
    ...(decides ? { a: () => say("adopt", null), d: () => note("drop"), r: () => note("revise"), u: () => say(null, null), c: () => toClose(true) } : {}),
  });
  if (!style) return <p className="alone quiet">{t("None of its styles is yours to see.")}</p>;
  return (
    <div className="review">
      <header className="review-head">
        <p>
          <b>{t("{n} of {all} decided", { n: tally.decided, all: tally.styles })}</b> <span className="second">{tallyText(tally)}</span>
        </p>
        <progress max={tally.styles} value={tally.decided} aria-label={t("Decided")} />
        <p className="second">
          {brandName(review.brand)}, {review.season}, {categoryWord(review.category)} · {review.open
            ? t("led by {who}", { who: review.byName })
            : `${t("closed by {who}, {moment}", { who: review.closedByName ?? "", moment: moment(review.closedAt!, now) })}; ${tn(tally.decided, "{carried} of {n} style knows of it", "{carried} of {n} styles know of it", { carried: review.carried })}`}
        </p>
        {decides && <button className="button solid" onClick={() => toClose(true)}>{t("Close review")} <Kbd>C</Kbd></button>}
      </header>
      <ol ref={list} className="review-list" aria-label={t("Styles")}>
        {review.styles.map((each, index) => (
          <li key={each.style}>
            <button aria-current={index === at || undefined} onClick={() => { note(null); setAt(index); }}>
              <Mark outcome={each.outcome} />
              <Garment styleName={each.name} colour={each.colours[0] ?? ""} category={review.category} size={24} />
              <span className="cut"><b>{each.name}</b> <span className="second">{each.style}</span></span>
            </button>
          </li>
        ))}
      </ol>
      <Looked key={style.style} style={style} review={review} noting={noting} decides={decides} note={note} say={say} now={now} />
      {closing && <CloseDialog review={review} tally={tally} done={() => { toClose(false); changed(); }} close={() => toClose(false)} />}
    </div>
  );
}

function Mark({ outcome }: { outcome: Outcome | null }) {
  return outcome == null ? <span className="review-mark" aria-label={t("undecided")} /> : <span className="review-mark" data-outcome={outcome} role="img" aria-label={outcomeWords[outcome][0]}>{outcomeWords[outcome][1]}</span>;
}

/** How far its prototype is, and where it lies. */
function sampleWords({ status, round, location }: NonNullable<ReviewedStyle["sample"]>): string {
  const word = approvalWord(status).toLowerCase();
  return `${round > 0 ? t("Prototype {status}, round {n}.", { status: word, n: round }) : t("Prototype {status}.", { status: word })} ${location == null ? t("Nobody has said where it is.") : t("It is at {where}.", { where: location })}`;
}

/** Whether the style was told of the decision, and who has read it. */
function carriedWords({ carried, acknowledgedByName }: ReviewedStyle): string {
  return !carried ? t("the style is being told") : acknowledgedByName == null ? t("the style knows of it") : t("the style knows of it, {who} has read it", { who: acknowledgedByName });
}

function Looked({ style, review, noting, decides, note, say, now }: {
  style: ReviewedStyle; review: LineReview; noting: "drop" | "revise" | null; decides: boolean; now: number;
  note: (outcome: "drop" | "revise" | null) => void; say: (outcome: Outcome | null, text: string | null) => void;
}) {
  const [text, setText] = useState(style.note ?? "");
  const today = todayOf(now);
  return (
    <article className="review-style" aria-label={style.name}>
      <div className="review-picture"><Garment styleName={style.name} colour={style.colours[0] ?? ""} category={review.category} size={160} /></div>
      <div>
        <h2>{style.name}</h2>
        <p><Link href={`/styles/${encodeURIComponent(style.style)}`}>{style.style}</Link>{style.articleType != null && ` · ${style.articleType}`}{style.targetExFactory != null && ` · ${t("ex-factory {day}", { day: shortDay(style.targetExFactory, today) })}`}</p>
        <ul className="colours" aria-label={t("Colours")}>
          {style.colours.map((colour) => <li key={colour}><Garment styleName={style.name} colour={colour} category={review.category} size={28} /> {colour}</li>)}
        </ul>
        <p className="second">
          {style.sample == null ? t("It has no prototype.") : sampleWords(style.sample)}
        </p>
        {style.outcome != null && (
          <p className="review-said" role="status">
            <Mark outcome={style.outcome} /> <b>{outcomeWords[style.outcome][0]}</b>{style.note != null && `: ${style.note}`}
            <span className="second"> {style.byName}{!review.open && ` · ${carriedWords(style)}`}</span>
          </p>
        )}
        {decides && (noting == null ? (
          <div className="review-acts" role="group" aria-label={t("Decide")}>
            <button className="button solid" onClick={() => say("adopt", null)}>{t("Adopt")} <Kbd>A</Kbd></button>
            <button className="button line" onClick={() => note("drop")}>{t("Drop|a style")} <Kbd>D</Kbd></button>
            <button className="button line" onClick={() => note("revise")}>{t("Revise|a style")} <Kbd>R</Kbd></button>
            {style.outcome != null && <button className="button line" onClick={() => say(null, null)}>{t("Undecided again")} <Kbd>U</Kbd></button>}
          </div>
        ) : (
          <form className="review-note" onSubmit={(event) => { event.preventDefault(); if (text.trim() !== "") say(noting, text.trim()); }}>
            <label>
              {noting === "drop" ? t("Why it is dropped") : t("What is to be otherwise in the next prototype")}
              <input
                autoFocus type="text" autoComplete="off" maxLength={1000} required value={text} onChange={({ target }) => setText(target.value)}
                onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); note(null); } }}
              />
            </label>
            <button className="button solid">{noting === "drop" ? t("Drop|a style") : t("Revise|a style")} <Kbd>↵</Kbd></button>
            <button type="button" className="button line" onClick={() => note(null)}>{t("Cancel")}</button>
          </form>
        ))}
        <p className="quiet">{t("Style {n} of {all}", { n: count(review.styles.indexOf(style) + 1), all: count(review.styles.length) })}</p>
      </div>
    </article>
  );
}
