import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { acknowledge, edit, retract, say, type About, type Comment, type CommentPage, type Visibility } from "../api/comments";
import { Problem } from "../api/client";
import { useResource } from "../api/useResource";
import { tell } from "../frame/Notice";
import { ProblemPanel, Skeleton } from "../frame/states";
import { useAsOf } from "../live/cursor";
import { useMoment } from "../live/hooks";
import { moment } from "../vocabulary/days";
import { attempt, type Attempt } from "./attempt";
import { Composer } from "./Composer";
import { parts } from "./mentions";
import { t, tn } from "../language/language";

interface Props {
  /** Of what is talked about, such as `purchase-orders/PO-1`. */
  path: string;
  kind: "order" | "style" | "approval";
  /** Another when there is something to read. */
  changes: number | string;
  /** Grows when a comment is to be written. */
  focus: number;
  /** What is new is about this. */
  about: About;
  /** The key that leads here. */
  hint?: string;
}

const words: Record<Props["kind"], { say: string; unseen: string; read: string }> = {
  order: { say: t("Say something to all who see this order"), unseen: t("The vendor does not see the order yet, and never sees this."), read: t("Whoever sees this order reads it.") },
  style: { say: t("Say something to all who see this style"), unseen: t("The vendor does not see the style yet, and never sees this."), read: t("Whoever sees this style reads it.") },
  approval: { say: t("Say something to all who see this approval"), unseen: t("The vendor does not see the approval yet, and never sees this."), read: t("Whoever sees this approval reads it.") },
};

/** As many as are read at once. */
const shown = 12;
const most = 500;

/** What is said about one thing, the newest last, and the field to answer. */
export function Conversation({ path, kind, changes, focus, about, hint }: Props) {
  const now = useMoment(30_000);
  const asOf = useAsOf();
  const [all, showAll] = useState(false);
  const [said, saidNow] = useState(0);
  const answer = useResource<CommentPage>(`${path}/comments?limit=${all ? most : shown}`, `${changes} ${said}`);
  const last = useRef<CommentPage | null>(null);
  if (answer.data) last.current = answer.data;
  const page = answer.data ?? last.current;
  const [visibility, choose] = useState<Visibility>("public");
  const sent = useRef<Attempt | null>(null);
  const [address] = useLocation();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (page && location.hash === "#comments") place.current?.scrollIntoView({ block: "center" });
  }, [address, page == null]);

  const changed = () => saidNow((times) => times + 1);
  const own = page?.may.find((each) => each !== "public");
  // Of what has not gone out the brand talks to itself alone.
  const isPrepared = page != null && page.may.length > 0 && !page.may.includes("public");
  const to = isPrepared ? page.may[0]! : visibility;
  const speak = (text: string, mentions: readonly string[]) => {
    sent.current = attempt(sent.current, { text, visibility: to, mentions, ...about, read: page!.version });
    return say(path, sent.current.remark, sent.current.key).then(() => {
      sent.current = null;
      changed();
    });
  };
  return (
    <section className="conversation" id="comments" ref={place} aria-label={t("Comments")}>
      <header className="section-head">
        <h2>{t("Comments")}</h2>
        {page && <span>{page.total === 0 ? t("none yet") : tn(page.total, "{n} comment", "{n} comments")}</span>}
      </header>
      {answer.problem && <ProblemPanel problem={answer.problem} retry={answer.retry} />}
      {!page && !answer.problem && <Skeleton rows={3} height={36} what={t("the comments")} />}
      {page && page.items.length < page.total && !all && (
        <button className="button line" onClick={() => showAll(true)}>{tn(page.total - page.items.length, "{n} older comment", "{n} older comments")}</button>
      )}
      {page && page.items.length > 0 && (
        <ol className="talk" aria-live="polite">
          {page.items.toReversed().map((comment) => <CommentOf key={comment.id} comment={comment} page={page} path={path} now={now} changed={changed} />)}
        </ol>
      )}
      {page && page.total === 0 && asOf == null && <p className="quiet">{t("Nobody has said anything.")} {page.may.length > 0 && t("@ and a name puts a question on somebody's list.")}</p>}
      {page && page.may.length > 0 && (
        <Composer label={to === "public" ? words[kind].say : t("Say something to our side alone")} act={t("Say")} people={page.people} visibility={to} focus={focus} hint={hint} send={speak}>
          {isPrepared && <span className="second">{words[kind].unseen}</span>}
          {own && !isPrepared && (
            <fieldset className="to-whom">
              <legend className="vh">{t("Who reads it")}</legend>
              <label><input type="radio" name={`to ${path}`} checked={visibility === "public"} onChange={() => choose("public")} /> {t("Both sides")}</label>
              <label title={own === "brand" ? t("The vendor never sees it.") : t("The buyer never sees it.")}>
                <input type="radio" name={`to ${path}`} checked={visibility === own} onChange={() => choose(own)} /> {t("Only us")}
              </label>
              <span className="second">{visibility === "public" ? words[kind].read : own === "brand" ? t("The vendor never sees it.") : t("The buyer never sees it.")}</span>
            </fieldset>
          )}
        </Composer>
      )}
    </section>
  );
}

function CommentOf({ comment, page, path, now, changed }: { comment: Comment; page: CommentPage; path: string; now: number; changed: () => void }) {
  const [editing, edits] = useState(false);
  const act = (doing: Promise<unknown>, what: string) => doing.then(
    () => { tell(what); changed(); },
    (error: unknown) => tell(error instanceof Problem ? `${error.title}. ${error.detail ?? ""}` : t("It could not be sent")),
  );
  const mayEdit = comment.editableUntil != null && Date.parse(comment.editableUntil) > now;
  const place = [
    comment.line == null ? null : t("line {line}", { line: comment.line }), comment.milestone, comment.round == null ? null : t("round {n}", { n: comment.round }),
  ].filter((each) => each != null).join(", ");
  const isPrivate = comment.visibility !== "public";
  return (
    <li data-private={isPrivate || undefined} data-asks={comment.asks || undefined}>
      <p className="said-by">
        <b>{comment.byName}</b> <span className="second">{comment.side === "brand" ? t("buyer") : t("vendor")} · <time dateTime={comment.at} title={comment.at}>{moment(comment.at, now)}</time>{place !== "" && ` · ${t("on {place}", { place })}`}{comment.editedAt != null && ` · ${t("edited")}`}</span>
        {isPrivate && <span className="only-us">{t("Only us")}</span>}
        {comment.asks && <span className="chase">{t("asks you")}</span>}
      </p>
      {comment.text == null ? (
        <p className="quiet">{t("Taken back. The history keeps it.")}</p>
      ) : editing ? (
        <Composer
          label={t("Your comment")} act={t("Change|a comment")} start={comment.text} chosen={comment.mentions.map(({ id }) => id)} people={page.people} visibility={comment.visibility} focus={1} cancel={() => edits(false)}
          send={(text, mentions) => edit(path, comment.id, text, mentions).then(() => { edits(false); changed(); })}
        />
      ) : (
        <p className="said-text">{parts(comment.text, comment.mentions).map(({ text, person }, index) => person ? <b key={index} className="mention">{text}</b> : text)}</p>
      )}
      {!editing && comment.text != null && (mayEdit || comment.retractable || comment.asks) && (
        <p className="said-acts">
          {comment.asks && <button onClick={() => act(acknowledge(path, comment.id), t("It left your list"))}>{t("Nothing to answer")}</button>}
          {mayEdit && <button onClick={() => edits(true)}>{t("Edit|a comment")}</button>}
          {comment.retractable && <button onClick={() => act(retract(path, comment.id), t("Taken back"))}>{t("Take back")}</button>}
        </p>
      )}
    </li>
  );
}
