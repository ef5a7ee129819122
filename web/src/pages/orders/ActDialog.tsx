import { useState, type ReactNode } from "react";
import { askOrder } from "../../api/orders";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { t } from "../../language/language";

interface Props {
  number: string;
  title: string;
  /** The act in one word. */
  act: string;
  /** The address under the order or style. */
  path: string;
  /** Whom it is asked of; an order where it is left out. */
  ask?: (number: string, path: string, body: unknown, key: string, held?: number) => Promise<{ proposal: string | null }>;
  body: () => unknown;
  /** What is told when it was done. */
  done: string;
  /** The version that was looked at; left out where what others do meanwhile does not matter. */
  held?: number;
  close: () => void;
  children?: ReactNode;
}

/** One act upon an order or style, asked about first. What only waits for a second person afterwards is told so. */
export function ActDialog({ number, title, act, path, ask = askOrder, body, done, held, close, children }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  return (
    <Dialog title={title} close={close}>
      <Form
        send={() => ask(number, path, body(), key, held)} act={act} cancel={close}
        done={({ proposal }) => {
          tell(proposal == null ? done : t("Proposed, it waits for a second person"));
          close();
        }}
      >
        {children}
      </Form>
    </Dialog>
  );
}

export function TextField({ label, pointer, hint, value, change, focus = false, list }: { label: string; pointer: string; hint?: string; list?: string; value: string; change: (text: string) => void; focus?: boolean }) {
  return (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => <input {...described} {...(focus ? { "data-autofocus": true } : {})} type="text" autoComplete="off" list={list} value={value} onChange={(event) => change(event.target.value)} />}
    </Field>
  );
}

/** An act that takes a note and nothing else. */
export function NoteDialog({ extra, label = t("Note"), pointer = "/note", children, ...act }: Omit<Props, "body"> & { extra?: object; label?: string; pointer?: string }) {
  const [note, setNote] = useState("");
  const member = pointer.slice(1);
  return (
    <ActDialog {...act} body={() => ({ ...extra, [member]: note.trim() || null })}>
      {children}
      <TextField focus label={label} pointer={pointer} value={note} change={setNote} />
    </ActDialog>
  );
}
