import { createContext, useContext, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Problem } from "../api/client";
import { Kbd } from "../frame/icons";
import { t } from "../language/language";

interface Answered {
  problem: Problem | null;
  /** A field shows the errors at its pointer; the form shows what no field claims. */
  claim: (pointer: string) => () => void;
}

const FormContext = createContext<Answered>({ problem: null, claim: () => () => {} });

interface FormProps<T> {
  /** @throws {Problem} a refusal, whose errors are shown at their fields. */
  send: () => Promise<T>;
  done: (answer: T) => void;
  cancel: () => void;
  /** The act in one word: the button's text; null where it is not for the reader, and nothing is sent. */
  act: string | null;
  /** False while what is to be sent is not ready yet. */
  ready?: boolean;
  /** The same in another way: a second button, and Ctrl or ⌘ with Enter. */
  other?: { act: string; send: () => Promise<T> };
  children: ReactNode;
}

/** What is typed, sent once at a time; what is wrong with it stands where it was typed. Enter sends. */
export function Form<T>({ send, done, cancel, act, ready = true, other, children }: FormProps<T>) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const claimed = useRef(new Set<string>());
  const [answered] = useState(() => (pointer: string) => {
    claimed.current.add(pointer);
    return () => void claimed.current.delete(pointer);
  });
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [problem]);

  const submit = (by: () => Promise<T>) => {
    if (sending || act == null || !ready) return;
    setSending(true);
    by().then(done, (error: unknown) => {
      setSending(false);
      setProblem(error instanceof Problem ? error : new Problem(t("It could not be sent"), String(error), 0, null));
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (other == null || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit(other.send);
  };
  const unclaimed = problem?.errors.filter(({ pointer }) => ![...claimed.current].some((field) => isOf(field, pointer))) ?? [];
  return (
    <FormContext value={{ problem, claim: answered }}>
      <form ref={form} className="form" noValidate onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); submit(send); }}>
        {problem && (problem.errors.length === 0 || unclaimed.length > 0) && (
          <div className="form-problem" role="alert">
            <b>{problem.title}</b>
            {(unclaimed.length > 0 ? unclaimed.map(({ detail }) => detail) : [problem.detail]).map((text) => text != null && <p key={text}>{text}</p>)}
            {problem.traceId != null && <p className="trace">{t("Trace")} <code>{problem.traceId}</code></p>}
          </div>
        )}
        {children}
        {act != null && (
          <footer>
            <button className="button solid" aria-disabled={sending || !ready}>{sending ? t("Sending …") : act} <Kbd>↵</Kbd></button>
            {other != null && <button type="button" className="button line" aria-disabled={sending || !ready} onClick={() => submit(other.send)}>{other.act} <Kbd>Ctrl ↵</Kbd></button>}
            <button type="button" className="button line" onClick={cancel}>{t("Cancel")}</button>
          </footer>
        )}
      </form>
    </FormContext>
  );
}

/** Whether an error is of a field: at its pointer, or within it. */
const isOf = (field: string, pointer: string) => pointer === field || (field !== "" && pointer.startsWith(`${field}/`));

/** What ties a control to its label, its hint and its errors. */
export interface Described {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
}

/** One thing to fill in. `pointer` says where it goes in what is sent, and so which errors are its own. */
export function Field({ label, pointer, hint, children }: { label: string; pointer: string; hint?: ReactNode; children: (described: Described) => ReactNode }) {
  const id = useId();
  const { problem, claim } = useContext(FormContext);
  useEffect(() => claim(pointer), [claim, pointer]);
  const errors = problem?.errors.filter((error) => isOf(pointer, error.pointer)) ?? [];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-note`, "aria-invalid": errors.length > 0 })}
      <p id={`${id}-note`} className={errors.length > 0 ? "field-error" : "field-hint"}>
        {errors.length > 0 ? errors.map(({ detail }) => detail).join(" ") : hint}
      </p>
    </div>
  );
}
