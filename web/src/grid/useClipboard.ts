import { useEffect, useRef, type RefObject } from "react";

/**
 * What is copied or pasted while the element has the focus. The browser tells it to wherever text was last selected, which
 * may be anywhere on the page, so that is listened for on all of it.
 */
export function useClipboard(what: "copy" | "paste", element: RefObject<HTMLElement | null>, act: (event: ClipboardEvent) => void): void {
  const held = useRef(act);
  held.current = act;
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      if (element.current != null && document.activeElement === element.current) held.current(event);
    };
    document.addEventListener(what, listen);
    return () => document.removeEventListener(what, listen);
  }, [what, element]);
}
