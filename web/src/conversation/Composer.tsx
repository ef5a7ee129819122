import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Mentionable, Visibility } from "../api/comments";
import { Problem } from "../api/client";
import { Kbd } from "../frame/icons";
import { askedAt, complete, matching, mentioned, type Asked } from "./mentions";
import { t } from "../language/language";

interface Props {
  label: string;
  act: string;
  start?: string;
  /** Ids of whom the start mentions. */
  chosen?: readonly string[];
  people: readonly Mentionable[];
  visibility: Visibility;
  /** Grows when the field is to have the focus. */
  focus: number;
  hint?: string | undefined;
  /** @throws {Problem} a refusal, which is shown; what was typed stays. */
  send: (text: string, mentions: readonly string[]) => Promise<unknown>;
  cancel?: () => void;
  children?: React.ReactNode;
}

const offered = 6;

/** Where a comment is written. @ offers names, Ctrl Enter sends, Esc leaves. */
export function Composer({ label, act, start = "", chosen = [], people, visibility, focus, hint, send, cancel, children }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [text, setText] = useState(start);
  const [asked, ask] = useState<Asked | null>(null);
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sending = useRef(false);
  // Namesakes are told apart by who was chosen.
  const meant = useRef([...chosen]);
  useEffect(() => {
    if (focus > 0) field.current?.focus();
  }, [focus]);

  const able = people.filter(({ reads }) => visibility === "public" || reads.includes(visibility));
  const names = asked ? matching(able, asked.words).slice(0, offered) : [];
  const caret = useRef<number | null>(null);
  useEffect(() => {
    if (caret.current != null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const look = () => {
    const { value, selectionStart } = field.current!;
    ask(askedAt(value, selectionStart));
    setAt(0);
  };
  const choose = ({ id, name }: Mentionable) => {
    meant.current.push(id);
    const [written, after] = complete(text, asked!, name);
    caret.current = after;
    setText(written);
    ask(null);
    field.current?.focus();
  };
  const submit = () => {
    if (text.trim() === "" || sending.current) return;
    const deaf = mentioned(text, people, meant.current).found.find((person) => !able.includes(person));
    if (deaf) {
      setProblem(new Problem(t("{name} would not see this", { name: deaf.name }), t("Say it to both sides, or leave the name out."), 0, null));
      return;
    }
    const { found, unclear } = mentioned(text, able, meant.current);
    if (unclear.length > 0) {
      setProblem(new Problem(t("There are several people called {name}", { name: unclear[0]! }), t("Write @ and choose the one who is meant."), 0, null));
      return;
    }
    sending.current = true;
    setProblem(null);
    send(text.trim(), found.map(({ id }) => id)).then(
      // What was typed meanwhile is not said yet.
      () => setText((current) => (current === text ? "" : current)),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem(t("It could not be sent"), String(error), 0, null)),
    ).finally(() => { sending.current = false; });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
    else if (event.key === "Escape") {
      if (names.length > 0) ask(null);
      else if (cancel) cancel();
      else field.current?.blur();
    }
    else if (names.length === 0 || event.nativeEvent.isComposing) return;
    else if (event.key === "ArrowDown") setAt((at + 1) % names.length);
    else if (event.key === "ArrowUp") setAt((at + names.length - 1) % names.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(names[at]!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className="composer" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className="composer-field">
        <textarea
          ref={field} aria-label={label} rows={Math.min(8, Math.max(2, text.split("\n").length))} maxLength={2000} value={text}
          placeholder={hint ? `${label} (${hint})` : label}
          aria-controls={names.length > 0 ? list : undefined} aria-autocomplete="list" aria-activedescendant={names.length > 0 ? `${list}-${at}` : undefined}
          onChange={(event) => { setText(event.target.value); look(); }} onSelect={look} onBlur={() => ask(null)} onKeyDown={press}
        />
        {names.length > 0 && (
          <ul id={list} role="listbox" aria-label={t("People")} className="mentionable">
            {names.map((person, index) => (
              <li key={person.id} id={`${list}-${index}`} role="option" aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); choose(person); }}>
                {person.name} <span className="second">{person.role}{people.some((other) => other !== person && other.name === person.name) && ` · ${person.id}`}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {problem && <p className="composer-problem" role="alert"><b>{problem.title}</b> {problem.errors[0]?.detail ?? problem.detail}</p>}
      <div className="composer-foot">
        {children}
        {cancel && <button type="button" className="button line" onClick={cancel}>{t("Cancel")}</button>}
        <button className="button solid" aria-disabled={text.trim() === ""}>{act} <Kbd>Ctrl ↵</Kbd></button>
      </div>
    </form>
  );
}
