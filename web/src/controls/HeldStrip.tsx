import { Kbd } from "../frame/icons";

/** What waits so that nothing jumps under the reader, and the button that lets it in. */
export function HeldStrip({ what, apply }: { what: string; apply: () => void }) {
  return (
    <div className="held">
      <b>{what}</b> <span>held so that nothing jumps</span>
      <button className="button" onClick={apply}>Apply <Kbd>.</Kbd></button>
    </div>
  );
}
