import type { Alert } from "../../api/alerts";

export const causeWords: Record<Alert["cause"], string> = {
  "late-order": "will be late",
  "silent-vendor": "vendor is silent",
  discrepancy: "contradiction",
};

/** What is asked for under each tab, and what an empty one says. */
export const tabs = [
  { key: "mine", name: "Mine", asks: "whose=mine", empty: "What waits for you stands here, the most urgent first." },
  { key: "team", name: "Team", asks: "state=open", empty: "Nothing is open." },
  { key: "acknowledged", name: "In hand", asks: "state=acknowledged", empty: "What somebody has in hand stands here until it is over or its day has passed." },
  { key: "snoozed", name: "Snoozed", asks: "state=snoozed", empty: "What was put aside stands here until it comes back." },
  { key: "resolved", name: "Resolved", asks: "state=resolved&sort=-since", empty: "What is over stands here, the newest first." },
] as const;

/** "in 2d", "in 3h", "now". */
export function inTime(instant: string, now: number): string {
  const minutes = Math.floor((Date.parse(instant) - now) / 60_000);
  return minutes <= 0 ? "now" : minutes < 60 ? `in ${minutes}m` : minutes < 1_440 ? `in ${Math.floor(minutes / 60)}h` : `in ${Math.floor(minutes / 1_440)}d`;
}

/** In the reader's zone. */
export function tomorrowAtNine(now: number): string {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at.toISOString();
}
