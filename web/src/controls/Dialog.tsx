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
    // A box that is taken away while it is open gives the focus back to nobody.
    return () => {
      open.current = false;
      box.close();
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  // What is to be filled in may come after the box: it then takes the focus from the cross, and from nothing that was chosen.
  const focused = useRef<"not yet" | "late" | "done">("not yet");
  useLayoutEffect(() => {
    if (focused.current === "done") return;
    const first = dialog.current!.querySelector<HTMLElement>("[data-autofocus]");
    if (first && (focused.current === "not yet" || document.activeElement?.matches("dialog, .box-close, body"))) first.focus();
    focused.current = first ? "done" : "late";
  });
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
