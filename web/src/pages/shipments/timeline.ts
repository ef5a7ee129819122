import type { TransportDays } from "../../api/types";
import { epochDay, type Day } from "../../vocabulary/days";

/** First and last day of the scale, as epoch days: all that is known and today, with some room at both ends. */
export function extentOf(days: readonly TransportDays[], today: Day): [number, number] {
  const known = days.flatMap(({ planned, estimated, actual }) => [planned, estimated, actual]).filter((day) => day != null).map(epochDay);
  const [first, last] = [Math.min(...known, epochDay(today)), Math.max(...known, epochDay(today))];
  const room = Math.max(1, Math.round((last - first) / 20));
  return [first - room, last + room];
}

/** Where a day lies on the scale, in percent. */
export function placeOf(day: Day, [first, last]: readonly [number, number]): number {
  return ((epochDay(day) - first) / (last - first)) * 100;
}
