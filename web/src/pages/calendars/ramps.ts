import type { CalendarSheet, Ramp } from "../../api/calendars";
import { Problem } from "../../api/client";
import { t } from "../../language/language";

export const wrong = (pointer: string, detail: string) => new Problem(t("Not quite"), null, 422, null, [{ pointer, code: "required", detail }]);

/** @throws {Problem} at the pointer, for what is no number of days. */
export function readRampDays(text: string, pointer: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 0 || days > 90) throw wrong(pointer, t("Expected 0 to 90 days."));
  return days;
}

/** @throws {Problem} at the pointer, for what is no share. */
export function readRampPercent(text: string, pointer: string): number {
  const percent = Number(text);
  if (!Number.isInteger(percent) || percent < 10 || percent > 100) throw wrong(pointer, t("Expected 10 to 100 percent of what is usual."));
  return percent;
}

/** The sheet with that ramp in the place of any of the same closure; null for none of its own. */
export function withRamp(sheet: CalendarSheet, closure: string, ramp: Ramp | null): CalendarSheet {
  const rest = (sheet.ramps ?? []).filter((each) => each.closure !== closure);
  const ramps = ramp ? [...rest, ramp] : rest;
  return { ...sheet, ramps: ramps.length === 0 ? null : ramps };
}
