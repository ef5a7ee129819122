import { useState, type ReactNode } from "react";
import { t } from "../language/language";
import { Dialog } from "./Dialog";
import { Field, Form } from "./Form";

interface Props<T> {
  title: string;
  act: string;
  /** False where none is asked for. */
  reason?: boolean;
  send: (reason: string) => Promise<T>;
  done: (answer: T) => void;
  close: () => void;
  children?: ReactNode;
}

/** An act that is asked about first, with why it is done. */
export function ReasonDialog<T>({ title, act, reason: asked = true, send, done, close, children }: Props<T>) {
  const [reason, type] = useState("");
  return (
    <Dialog title={title} close={close}>
      <Form send={() => send(reason.trim())} done={done} cancel={close} act={act}>
        {children}
        {asked && (
          <Field label={t("Reason")} pointer="/reason" hint={t("It stands in the history")}>
            {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={reason} onChange={(event) => type(event.target.value)} />}
          </Field>
        )}
      </Form>
    </Dialog>
  );
}
