import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { Icon } from "../frame/icons";
import { useKeys, type Keys } from "../frame/keys";
import { t } from "../language/language";

/**
 * A modal box over the page. Esc, its cross and a press beside it close it; the keys of the page rest meanwhile, and
 * the focus goes back to where it was.
 */
export function Dialog({ title, close, keys = {}, className, reading = false, children }: {
  title: string;
  close: () => void;
  keys?: Keys;
  className?: string;
  /** There is nothing in it to fill in or press: the text itself takes the focus, and so scrolls by keys. */
  reading?: boolean;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = useRef(true);
  const heading = useId();
  useKeys(keys, true);
  useLayoutEffect(() => {
    const [box, before] = [dialog.current!, document.activeElement];
    box.showModal();
    box.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    // A box that is taken away while it is open gives the focus back to nobody.
    return () => {
      open.current = false;
      box.close();
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className={`box ${className ?? ""}`} aria-labelledby={heading} onClose={() => open.current && close()} onPointerDown={(event) => event.target === dialog.current && close()}>
      <h2 id={heading}>{title}</h2>
      <div className="box-body" tabIndex={reading ? 0 : undefined}>{children}</div>
      {/* Last, so that a form's first field gets the focus. */}
      <button className="box-close" aria-label={t("Close")} onClick={close}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
