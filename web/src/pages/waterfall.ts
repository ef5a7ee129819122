import type { Explanation } from "../api/types";

/** A step of the waterfall, from and to in days of ex-factory. */
export interface Step {
  from: number;
  to: number;
}

/** Each cause stands where the one before ended; the absorbed float is a step back. */
export function waterfall(explanation: Required<Explanation>): { causes: Step[]; absorbed: Step; end: number } {
  let at = 0;
  const causes = explanation.causes.map(({ days }) => {
    const from = at;
    at += days;
    return { from, to: at };
  });
  const end = at - explanation.floatAbsorbedDays;
  return { causes, absorbed: { from: at, to: end }, end };
}
