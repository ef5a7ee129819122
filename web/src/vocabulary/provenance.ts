import { t } from "../language/language";
import type { Milestone } from "../api/types";
import { longDay, moment, type Day } from "./days";
import { reasonsWords, type Beside } from "./reasons";

/** How something came; nothing where the product concluded it, or nobody wrote it down. */
export type Channel = "page" | "api" | "file" | "partner" | "simulator";

const channels: Record<Channel, string> = {
  page: t("on a page"), api: t("by API"), file: t("by file"), partner: t("as a partner"), simulator: t("by the simulator"),
};

/** What the product itself speaks under. */
const ours: Record<string, string> = {
  "selvedge:approvals": t("the approvals"), "what-if": t("a what-if"), "bulk-act": t("a bulk act"), "line-review": t("a line review"), file: t("a file"),
  "purchase-order": t("the order"),
};

/** What a source is called on a page. */
export function sourceWords(source: string): string {
  return ours[source] ?? source;
}

/** "on a page"; empty where it is not known. */
export function channelWords(channel: Channel | null | undefined): string {
  return channel == null ? "" : channels[channel];
}

export interface Origin {
  source: string;
  channel?: Channel | null | undefined;
  /** Who sent it, where that is not the source. */
  by?: string | null | undefined;
  heardAt: string;
}

/** "V-17, sent by Linh Tran, by API, heard Thu 19 Nov 16:40"; with a day "V-17 said Fri 20 Nov 2026, sent by …". */
export function originWords({ source, channel, by, heardAt }: Origin, nameOf: (id: string) => string, now: number, day?: Day): string {
  const name = ours[source] ?? nameOf(source);
  return [day == null ? name : t("{who} said {day}", { who: name, day: longDay(day) }), by != null && t("sent by {who}", { who: nameOf(by) }), channelWords(channel), t("heard {moment}", { moment: moment(heardAt, now) })].filter((part) => part).join(", ");
}

/** Where the dates of a milestone come from, the one that counts first. */
export function provenanceOf(milestone: Milestone, template: string | null, nameOf: (id: string) => string, now: number): string[] {
  const { actual, forecast, baseline, heard, agreed, planned, home } = milestone;
  const said = actual ?? forecast;
  const why = (reason: string | null | undefined, note: string | null | undefined, contributing?: Beside) => {
    const words = [reason != null && reasonsWords(reason, contributing), note].filter((part) => part).join(": ");
    return words === "" ? "" : ` (${words})`;
  };
  const lines = [
    said == null ? null
    : `${actual == null ? t("Expected {day}", { day: longDay(said) }) : t("Happened {day}", { day: longDay(said) })}: ${
      heard != null ? `${heard.date === said ? originWords(heard, nameOf, now) : t("computed; {origin}", { origin: originWords(heard, nameOf, now, heard.date) })}${why(heard.reason, heard.note, heard.contributing)}`
      : actual == null ? (home === "style" ? t("computed on the style") : t("computed from what is before it")) : home === "style" ? t("told by the style") : t("the order was placed by a file")}`,
    planned == null ? null : `${t("Planned {day}, not agreed", { day: longDay(planned.date) })}: ${originWords(planned, nameOf, now)}${why(planned.reason, planned.note)}`,
    agreed == null ? null
    : `${t("Committed {day}", { day: longDay(agreed.date) })}: ${[
      ours[agreed.by] ?? nameOf(agreed.by), agreed.confirmedBy != null && t("confirmed by {who}", { who: nameOf(agreed.confirmedBy) }), channelWords(agreed.channel), moment(agreed.at, now),
    ].filter((part) => part).join(", ")}${why(agreed.reason, agreed.note, agreed.contributing)}`,
    baseline == null ? null : `${t("Baseline {day}", { day: longDay(baseline) })}${template == null ? "" : `: ${template}`}`,
  ];
  return lines.filter((line) => line != null);
}

/** A date that was agreed, of a milestone. */
export interface Agreement {
  date: Day;
  reason: string;
  /** Delay reason codes beside the first. */
  contributing?: string[] | null;
  by: string;
  confirmedBy?: string | null;
  at: string;
  note?: string | null;
  channel?: Channel | null;
}
