import { useId, type ReactNode } from "react";

/** A date with where it comes from: shown under the pointer, and to the keyboard while it has the focus. */
export function Sourced({ text, children }: { text: string; children: ReactNode }) {
  const id = useId();
  return (
    <span className="sourced" tabIndex={0} aria-describedby={id}>
      {children}
      <span className="bubble" role="tooltip" id={id}>{text}</span>
    </span>
  );
}
