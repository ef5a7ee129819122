/** What travels on the hub at `/hub/live`, and the one rule by which it is applied. */

export interface Row {
  readonly id: string;
  /** Journal position that last changed the row. */
  readonly v: number;
}

export interface Frame<R extends Row = Row, T = unknown> {
  readonly topic: string;
  readonly kind: "snapshot" | "delta";
  /** Journal positions; `from` is the `to` of the topic's previous frame. */
  readonly from: number;
  readonly to: number;
  /** Commit time of the newest event, RFC 3339. */
  readonly committedAt: string;
  /** A long snapshot comes in parts, from 1, one after the other; absent where it is whole. */
  readonly part?: number;
  readonly parts?: number;
  readonly rows: readonly R[];
  readonly gone: readonly string[];
  readonly totals: T;
}

/** Every 5 s on each connection: a quiet topic is known to be current. */
export interface Alive {
  readonly position: number;
  readonly committedAt: string;
}

/** "part": taken in, and the topic is not whole yet. */
export type Verdict = "apply" | "part" | "ignore" | "gap";

/** `held` is the topic's position, null before its first snapshot. */
export function judge(frame: Frame, held: number | null): Verdict {
  if (held != null && frame.to <= held) return "ignore";
  if (frame.kind === "snapshot") return (frame.part ?? 1) < (frame.parts ?? 1) ? "part" : "apply";
  return held == null || frame.from > held ? "gap" : "apply";
}
