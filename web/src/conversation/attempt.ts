import type { Remark } from "../api/comments";

/** A comment as it was sent last, and the key that it was sent under. */
export interface Attempt {
  remark: Remark;
  key: string;
}

/** The same again, whole, while its answer is awaited or lost, so that it is said once; anything else is a new comment with a key of its own. */
export function attempt(last: Attempt | null, remark: Remark): Attempt {
  const content = ({ read: _, ...rest }: Remark) => JSON.stringify(rest);
  return last && content(last.remark) === content(remark) ? last : { remark, key: crypto.randomUUID() };
}
