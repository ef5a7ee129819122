import { useLayoutEffect, useRef } from "react";

/** A key as `KeyboardEvent.key`, lower case; "g o" is G and then O, "mod+k" is Ctrl or Command with K. */
export type Keys = Record<string, (event: KeyboardEvent) => void>;

interface Scope {
  keys: () => Keys;
  /** Nothing below is reached: a dialog. */
  modal: boolean;
}

const scopes: Scope[] = [];
const chordMilliseconds = 1_200;
let leader: { key: string; at: number } | null = null;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));
}

/** Enter and Space belong to the control that has the focus. */
function pressing(event: KeyboardEvent): boolean {
  return (event.key === "Enter" || event.key === " ") && event.target instanceof Element && event.target.closest("a, button, summary, input") != null;
}

/** Keys with Ctrl that a text field acts upon itself. */
const editing = new Set(["mod+z", "mod+a", "mod+d", "mod+home", "mod+end", "mod+arrowup", "mod+arrowdown"]);

function nameOf(event: KeyboardEvent): string {
  return (event.ctrlKey || event.metaKey ? "mod+" : "") + event.key.toLowerCase();
}

function listen(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  const name = nameOf(event);
  // Single keys are off while something is typed, so that they never collide with the text; so are those that act upon the text.
  if (name.startsWith("mod+") ? editing.has(name) && typing(event.target) : typing(event.target) || pressing(event)) return;
  const chord = leader && event.timeStamp - leader.at < chordMilliseconds ? `${leader.key} ${name}` : null;
  leader = null;
  const modal = scopes.findLastIndex((scope) => scope.modal);
  const reached = scopes.slice(Math.max(0, modal)).toReversed().map((scope) => scope.keys());
  // Two keys mean what they mean together, wherever that is listened for, before the second means anything alone.
  const act = chord == null ? undefined : reached.find((keys) => keys[chord])?.[chord];
  if (act) {
    event.preventDefault();
    act(event);
    return;
  }
  for (const keys of reached) {
    if (keys[name]) {
      event.preventDefault();
      keys[name](event);
      return;
    }
    if (Object.keys(keys).some((key) => key.startsWith(`${name} `))) {
      leader = { key: name, at: event.timeStamp };
      return;
    }
  }
}

/** Keys that act as long as the component is to be seen; the one mounted last is asked first. */
export function useKeys(keys: Keys, modal = false): void {
  const held = useRef(keys);
  held.current = keys;
  useLayoutEffect(() => {
    const scope: Scope = { keys: () => held.current, modal };
    if (scopes.length === 0) window.addEventListener("keydown", listen);
    scopes.push(scope);
    return () => {
      scopes.splice(scopes.indexOf(scope), 1);
      if (scopes.length === 0) window.removeEventListener("keydown", listen);
    };
  }, [modal]);
}
