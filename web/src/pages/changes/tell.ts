import type { BoardRow, PurchaseOrder, Style } from "../../api/types";
import { said as saidIn, t } from "../../language/language";
import type { Row } from "../../live/frames";
import { daysBetween, longDay, shortDay, type Day } from "../../vocabulary/days";
import { healthRank, healthWord, isHealth, type Health } from "../../vocabulary/health";
import { stages, stageStep, stageWord, type Stage } from "../../vocabulary/stage";

export interface FieldChange {
  /** Such as `forecast`, or `lines[1].milestones[A26].forecast`. */
  field: string;
  before: unknown;
  after: unknown;
}

export interface ChangedRow<R extends Row = Row> {
  id: string;
  row: R;
  fields: FieldChange[];
}

/** What is different on a topic between two moments. */
export interface Changes<R extends Row = Row> {
  topic: string;
  from: { position: number; committedAt: string };
  to: { position: number; committedAt: string };
  entered: R[];
  left: R[];
  changed: ChangedRow<R>[];
}

/** What a person would call the change of a line; a line is told once, under the first that holds. */
export const kinds = ["worse", "left", "better", "later", "earlier", "stage", "entered", "other"] as const;
export type Kind = (typeof kinds)[number];

export const kindWords: Record<Kind, string> = {
  worse: t("Became late, critical or blocked"),
  better: t("No longer late, critical or blocked"),
  left: t("Left the board"),
  later: t("Expected later"),
  earlier: t("Expected earlier"),
  stage: t("Came further"),
  entered: t("New"),
  other: t("Other changes"),
};

export interface LineChange {
  kind: Kind;
  row: BoardRow;
  health: Health | null;
  forecast: string | null;
  days: number;
  stage: Stage | null;
}

/** What nobody asks about: how old a report is, how wide a range is, what follows from the other lines. */
const quiet = new Set(["heardAt", "earliest", "latest", "poHealth", "floatDays"]);

const bad: readonly Health[] = ["critical", "late", "blocked"];

/** The lines of boards that changed in a way worth telling, and how many others only heard something. */
export function tellLines(changes: readonly Changes<BoardRow>[], shows: (row: BoardRow) => boolean): { lines: LineChange[]; quiet: number } {
  const lines: LineChange[] = [];
  let onlyQuiet = 0;
  const add = (kind: Kind, row: BoardRow, part: Partial<LineChange> = {}) => lines.push({ kind, row, health: null, forecast: null, days: 0, stage: null, ...part });
  for (const { entered, left, changed } of changes) {
    for (const row of entered.filter(shows)) add("entered", row);
    for (const row of left.filter(shows)) add("left", row);
    for (const { row, fields } of changed) {
      if (!shows(row)) continue;
      if (fields.every(({ field }) => quiet.has(field))) {
        onlyQuiet++;
        continue;
      }
      const before = <T>(name: string): T | undefined => fields.find(({ field }) => field === name)?.before as T | undefined;
      const [health, forecast, stage] = [before<Health>("health"), before<string>("forecast"), before<Stage>("stage")];
      const days = forecast != null && row.forecast != null ? daysBetween(forecast, row.forecast) : 0;
      const was = health !== undefined && bad.includes(health);
      const is = bad.includes(row.health);
      const kind: Kind = is && health !== undefined && (!was || healthRank(row.health) < healthRank(health)) ? "worse"
        : was && !is ? "better"
        : days > 0 ? "later"
        : days < 0 ? "earlier"
        : stage !== undefined && stageStep(row.stage) > stageStep(stage) ? "stage"
        : "other";
      add(kind, row, { health: health ?? null, forecast: forecast ?? null, days, stage: stage ?? null });
    }
  }
  return { lines: lines.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.days - a.days || (a.row.id < b.row.id ? -1 : 1)), quiet: onlyQuiet };
}

/** One change of an order or style, in words. */
export interface Told {
  /** Null for the whole. */
  line: number | null;
  /** Of a milestone, or what of the line. */
  about: string;
  what: string;
  before: string;
  after: string;
}

const memberWords: Record<string, string> = {
  forecast: t("Forecast"), actual: t("Happened"), outcomes: t("Past outcomes behind it"), committed: t("Committed"), baseline: t("Baseline"), latest: t("Latest day"), due: t("Due"), earliest: t("Earliest"), health: t("Health"),
  stage: t("Stage"), quantity: t("Quantity"), cause: t("Cause"), slipDays: t("Slip"), floatDays: t("Float"), cancel: t("Cancel date"), colour: t("Colour"), style: t("Style"), vendor: t("Vendor"),
  vendorName: t("Vendor"), season: t("Season"), state: t("State"), phase: t("State"), production: t("Production"), incoterm: t("Incoterm"), shipMode: t("Ships by"), name: t("Name"),
  targetExFactory: t("Target ex-factory"), driving: t("On the driving path"), hold: t("Hold"), wish: t("Vendor asks"), proposals: t("Proposals"),
  heard: t("Report"), agreed: t("Agreement"), planned: t("Plan"), blocks: t("Blocks"), calendar: t("Calendar"), price: t("Price"), currency: t("Currency"), sizes: t("Sizes"), ending: t("Ending"),
};

/** Members that repeat what others say, or say how the page is made. */
const untold = new Set(["v", "version", "id", "heardAt", "acts", "document", "driving", "latest", "styleName", "vendorName", "brandName", "country"]);

function word(member: string): string {
  return memberWords[member] ?? member.replace(/([A-Z])/g, " $1").replace(/^./, (first) => first.toUpperCase()).toLowerCase().replace(/^./, (first) => first.toUpperCase());
}

function value(member: string, said: unknown, today: Day): string {
  if (said == null) return "–";
  if (typeof said === "boolean") return said ? t("yes") : t("no");
  if (typeof said === "number") return /days$/i.test(member) ? t("{n}d", { n: String(said).replace("-", "−") }) : String(said);
  if (typeof said === "string") {
    if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return shortDay(said, today);
    if (/^\d{4}-\d{2}-\d{2}T/.test(said)) return longDay(said.slice(0, 10));
    if (member === "health" && isHealth(said)) return healthWord(said);
    if (member === "stage" && (stages as readonly string[]).includes(said)) return stageWord(said as Stage);
    return said;
  }
  if (Array.isArray(said)) return said.length === 0 ? t("none") : String(said.length);
  const of = said as Record<string, unknown>;
  return ["text", "reason", "name", "source", "kind"].map((name) => of[name]).find((each) => typeof each === "string") as string | undefined ?? t("yes");
}

/** All that is different on an order or style: by line, of each first what is of the line itself, then its milestones in their order. */
export function tellDetail({ row, fields }: ChangedRow<PurchaseOrder | Style>, today: Day): Told[] {
  const nameOf = (line: number | null, code: string) => {
    const milestones = line == null ? (row as Style).milestones : (row as PurchaseOrder).lines?.find(({ number }) => number === line)?.milestones;
    return milestones?.find((milestone) => milestone.code === code)?.name ?? code;
  };
  const told = fields.flatMap(({ field, before, after }): Told[] => {
    const [, line, rest] = /^(?:lines\[(\d+)\]\.?)?(.*)$/.exec(field)!;
    const number = line === undefined ? null : Number(line);
    const [, code, inside] = /^milestones\[([^\]]+)\]\.?(.*)$/.exec(rest!) ?? [];
    const path = (code === undefined ? rest! : inside!).split(".");
    const member = path.at(-1)!;
    if (path.some((name) => untold.has(name.replace(/\[.*/, "")))) return [];
    const about = code !== undefined ? saidIn(nameOf(number, code)) : path[0] === "exFactory" ? t("Ex-factory") : "";
    const what = member === "" ? (after == null ? t("Gone") : t("New|come")) : path[0] === "heard" && path.length > 1 ? t("Report, {what}", { what: word(member).toLowerCase() }) : word(member.replace(/\[.*/, ""));
    return [{ line: number, about, what, before: member === "" ? "" : value(member, before, today), after: member === "" ? "" : value(member, after, today) }];
  });
  // Ex-factory is told as the milestone that it is, too.
  const once = told.filter((each, at) => told.findIndex((other) => other.line === each.line && other.about === each.about && other.what === each.what) === at);
  const about = [...new Set(once.map((each) => each.about))];
  return once.toSorted((a, b) => (a.line ?? -1) - (b.line ?? -1) || Number(a.about !== "") - Number(b.about !== "") || about.indexOf(a.about) - about.indexOf(b.about));
}
