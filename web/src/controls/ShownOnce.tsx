import { useId, useRef, type ReactNode } from "react";
import { tell } from "../frame/Notice";
import { t } from "../language/language";
import { Dialog } from "./Dialog";

/** What is told once: the server keeps nothing by which it could be told again. */
export function ShownOnce({ title, label, value, hint, close, children }: { title: string; label: string; value: string; hint: string; close: () => void; children?: ReactNode }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog title={title} close={close}>
      <div className="form">
        <div className="field">
          <label htmlFor={id}>{label}</label>
          <input ref={field} id={id} data-autofocus type="text" readOnly value={value} aria-describedby={`${id}-note`} onFocus={({ target }) => target.select()} />
          <p id={`${id}-note`} className="field-hint">{hint}</p>
        </div>
        <footer>
          <button className="button solid" onClick={() => {
            field.current?.select();
            void navigator.clipboard?.writeText(value).then(() => tell(t("Copied: {what}", { what: label })));
          }}>{t("Copy")}</button>
          {children}
        </footer>
      </div>
    </Dialog>
  );
}
