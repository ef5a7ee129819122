import type { Explanation } from "../api/types";

/** A step of the waterfall, from and to in days of ex-factory. */
export interface Step {
  from: number;
  to: number;
}

/** Each cause stands where the one before ended; the absorbed float is a step back. From the slip, two steps lead to what was agreed. */
export function waterfall(explanation: Explanation & Required<Pick<Explanation, "causes">>): { causes: Step[]; absorbed: Step; end: number; ahead: Step; agreed: Step; past: number } {
  let at = 0;
  const causes = explanation.causes.map(({ days }) => {
    const from = at;
    at += days;
    return { from, to: at };
  });
  const end = at - explanation.floatAbsorbedDays;
  const { aheadDays, agreedEarlierDays, pastCommittedDays } = explanation.bridge ?? { aheadDays: 0, agreedEarlierDays: 0, pastCommittedDays: end };
  const ahead = { from: end, to: end - aheadDays };
  return { causes, absorbed: { from: at, to: end }, end, ahead, agreed: { from: ahead.to, to: ahead.to + agreedEarlierDays }, past: pastCommittedDays };
}
