import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useKeys } from "../frame/keys";

/**
 * A button that opens a list of acts. Arrows move, Enter acts, Esc and a press elsewhere close it and give the focus
 * back to the button. Its children are `MenuItem`s, or text between them.
 */
export function Menu({ label, face, children }: { label: string; face: ReactNode; children: ReactNode }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const menu = list.current!;
    // Before it shows, so that it opens with the focus in it: the very next key is the menu's.
    const turn = (event: Event) => {
      setOpen((event as ToggleEvent).newState === "open");
      const items = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
      const first = items.find((item) => item.ariaChecked === "true") ?? items[0];
      for (const item of items) item.toggleAttribute("autofocus", item === first);
    };
    // With the focus, which comes as soon as it has a size and before it is drawn: it is nowhere else even for a moment.
    const place = () => {
      const { top, bottom, right } = button.current!.getBoundingClientRect();
      // Above its button where the page ends below it.
      const under = bottom + 6;
      menu.style.top = `${under + menu.offsetHeight + 8 <= document.documentElement.clientHeight ? under : Math.max(8, top - 6 - menu.offsetHeight)}px`;
      // Under the right end of its button, as far as the page reaches.
      const width = document.documentElement.clientWidth;
      menu.style.right = `${Math.max(8, Math.min(width - right, width - menu.offsetWidth - 8))}px`;
    };
    menu.addEventListener("beforetoggle", turn);
    menu.addEventListener("focusin", place);
    return () => {
      menu.removeEventListener("beforetoggle", turn);
      menu.removeEventListener("focusin", place);
    };
  }, []);

  const move = (event: KeyboardEvent) => {
    const items = [...list.current!.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length)?.focus();
  };

  return (
    <>
      <button ref={button} className="menu-button" aria-label={label} aria-haspopup="menu" aria-expanded={open} popoverTarget={id}>{face}</button>
      <div ref={list} id={id} className="menu" popover="auto" role="menu" aria-label={label} onKeyDown={move} onClick={() => list.current?.hidePopover()}>
        {open && <RestingKeys />}
        {children}
      </div>
    </>
  );
}

/** The keys of the page rest while a menu is open: Esc closes it and nothing else. */
function RestingKeys() {
  useKeys({}, true);
  return null;
}

/** An act that cannot be done now, and why. */
export function MenuRefusal({ why, children }: { why: string; children: ReactNode }) {
  return (
    <p role="menuitem" aria-disabled="true" tabIndex={-1} className="menu-refusal" onClick={(event) => event.stopPropagation()}>
      {children}
      <small>{why}</small>
    </p>
  );
}

/** `checked` where the items are a choice of one. */
export function MenuItem({ checked, act, children }: { checked?: boolean; act: () => void; children: ReactNode }) {
  return (
    <button role={checked === undefined ? "menuitem" : "menuitemradio"} aria-checked={checked} tabIndex={-1} onClick={act}>
      {children}
    </button>
  );
}
