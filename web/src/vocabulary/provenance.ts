import type { Milestone } from "../api/types";
import { longDay, moment, type Day } from "./days";
import { reasonsWords } from "./reasons";

/** How something came; nothing where the product concluded it, or nobody wrote it down. */
export type Channel = "page" | "api" | "file" | "partner" | "simulator";

const channels: Record<Channel, string> = {
  page: "on a page", api: "by API", file: "by file", partner: "as a partner", simulator: "by the simulator",
};

/** What the product itself speaks under. */
const ours: Record<string, string> = {
  "selvedge:approvals": "the approvals", "what-if": "a what-if", "bulk-act": "a bulk act", "line-review": "a line review", file: "a file",
  "purchase-order": "the order",
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
  return [day == null ? name : `${name} said ${longDay(day)}`, by != null && `sent by ${nameOf(by)}`, channelWords(channel), `heard ${moment(heardAt, now)}`].filter((part) => part).join(", ");
}

/** Where the dates of a milestone come from, the one that counts first. */
export function provenanceOf(milestone: Milestone, template: string | null, nameOf: (id: string) => string, now: number): string[] {
  const { actual, forecast, baseline, heard, agreed, planned, home } = milestone;
  const said = actual ?? forecast;
  const why = (reason: string | null | undefined, note: string | null | undefined, contributing?: readonly string[] | null) => {
    const words = [reason != null && reasonsWords(reason, contributing), note].filter((part) => part).join(": ");
    return words === "" ? "" : ` (${words})`;
  };
  const lines = [
    said == null ? null
    : `${actual == null ? "Expected" : "Happened"} ${longDay(said)}: ${
      heard != null ? `${heard.date === said ? originWords(heard, nameOf, now) : `computed; ${originWords(heard, nameOf, now, heard.date)}`}${why(heard.reason, heard.note)}`
      : actual == null ? (home === "style" ? "computed on the style" : "computed from what is before it") : home === "style" ? "told by the style" : "the order was placed by a file"}`,
    planned == null ? null : `Planned ${longDay(planned.date)}, not agreed: ${originWords(planned, nameOf, now)}${why(planned.reason, planned.note)}`,
    agreed == null ? null
    : `Committed ${longDay(agreed.date)}: ${[
      ours[agreed.by] ?? nameOf(agreed.by), agreed.confirmedBy != null && `confirmed by ${nameOf(agreed.confirmedBy)}`, channelWords(agreed.channel), moment(agreed.at, now),
    ].filter((part) => part).join(", ")}${why(agreed.reason, agreed.note, agreed.contributing)}`,
    baseline == null ? null : `Baseline ${longDay(baseline)}${template == null ? "" : `: ${template}`}`,
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
