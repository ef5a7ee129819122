import type { ReactNode } from "react";
import { Link } from "wouter";
import type { DayField } from "../api/bulkActs";
import type { BoardRow } from "../api/types";
import { said, t } from "../language/language";
import { useMoment } from "../live/hooks";
import { age, count, daysBetween, dueIn, longDay, shortDay, signedDays, type Day } from "../vocabulary/days";
import { healthWord } from "../vocabulary/health";
import { Garment } from "../vocabulary/Garment";
import { HealthMark, HealthPill, StageGlyph } from "../vocabulary/marks";
import { stageWord } from "../vocabulary/stage";
import { brandName, milestoneWords, rangeText, statusSentence, varianceDays } from "../vocabulary/words";
import type { SortKey } from "./query";

export interface Milestone {
  code: string;
  name: string;
}

export interface Column {
  key: string;
  title: string;
  hint?: string;
  sort: SortKey;
  number?: true;
  /** In pixels; of a column that grows the least. */
  width: number;
  /** Its share of the width that is left over. */
  grow?: number;
  /** Beyond this width it grows no more. */
  most?: number;
  /** Folded away where the columns do not fit, those of 1 first, unless columns were chosen. */
  fold?: 1 | 2 | 3;
  /** Shown only where it is chosen, or of use to a role. */
  extra?: true;
  /** Its text is a day. */
  day?: true;
  /** Its day can be entered: which it is, and of which milestone where that is not ex-factory. */
  enters?: { day: DayField; milestone?: (row: BoardRow) => Milestone | null };
  /** What must not be hidden for the cell to be shown, where that is not the key. */
  field?: string;
  /** What is copied, where that is not the text. */
  copied?: (row: BoardRow) => string | number | null;
  /** What the cell says, as one value: a change of it is a change of the cell. */
  text: (row: BoardRow) => string | number | null;
  cell: (row: BoardRow, today: Day, first: boolean) => ReactNode;
}

/** Of which milestone the day in a cell is; null of ex-factory. */
export function milestoneOf({ enters }: Column, row: BoardRow): Milestone | null {
  return enters?.milestone?.(row) ?? null;
}

export function poHref(row: Pick<BoardRow, "po" | "line">): string {
  return `/pos/${encodeURIComponent(row.po)}?line=${row.line}`;
}

/** Days since a line was heard of, where that is worth saying. */
export function silentDays(row: Pick<BoardRow, "health" | "heardAt">, today: Day): number | undefined {
  return row.health === "stale" && row.heardAt != null ? daysBetween(row.heardAt.slice(0, 10), today) : undefined;
}

function HeardAge({ at }: { at: string | null }) {
  const now = useMoment(30_000);
  return at == null ? null : <time dateTime={at}>{age(at, now)}</time>;
}

function day(value: Day | null, today: Day): ReactNode {
  return value == null ? <span className="none">–</span> : <span title={longDay(value)}>{shortDay(value, today)}</span>;
}

export const columns: readonly Column[] = [
  {
    key: "po", width: 148, title: t("PO"), sort: "po", text: (row) => row.po,
    cell: (row, _, first) => (
      <>
        <Garment styleName={row.styleName} colour={row.colour} category={row.category} />
        <Link href={poHref(row)} tabIndex={-1} className={first ? "po-number" : "po-number again"}>
          {row.po}
        </Link>
        {(row.line > 1 || !first) && <span className="line-number"><span className="vh">{t("line|number")} </span>{row.line}</span>}
      </>
    ),
  },
  {
    key: "style", width: 184, title: t("Style, colour"), sort: "style", text: (row) => `${row.styleName} ${row.colour}`,
    cell: (row) => (
      <span className="cut" title={`${row.style} ${row.styleName}, ${row.colour}`}>
        {row.styleName} <span className="second">{row.colour}</span>
      </span>
    ),
  },
  { key: "brand", width: 68, fold: 1, title: t("Brand"), sort: "brand", text: (row) => row.brand, cell: (row) => <span className="cut">{brandName(row.brand)}</span> },
  {
    key: "vendor", width: 148, grow: 1, most: 240, fold: 2, title: t("Vendor"), sort: "vendor", text: (row) => row.vendorName,
    cell: (row) => (
      <>
        <span className="cut" title={row.vendorName}>{row.vendorName}</span>
        <span className="country">{row.country}</span>
      </>
    ),
  },
  { key: "quantity", width: 60, fold: 1, title: t("Qty"), sort: "quantity", number: true, text: (row) => row.quantity, cell: (row) => count(row.quantity) },
  { key: "stage", width: 82, fold: 3, title: t("Stage"), sort: "stage", text: (row) => stageWord(row.stage), cell: (row) => <StageGlyph stage={row.stage} /> },
  {
    key: "next", width: 166, grow: 2, most: 260, fold: 3, title: t("Next milestone"), sort: "due", text: (row) => (row.next ? `${row.next.name} ${row.next.due}` : null), copied: (row) => row.next?.name ?? null,
    cell: (row, today) =>
      row.next && (
        <>
          <span className="cut" title={t("{milestone}, {role}, due {day}", { milestone: said(row.next.name), role: row.next.role, day: longDay(row.next.due) })}>{milestoneWords(row.next.name)[0]}</span>
          <span className={daysBetween(today, row.next.due) < 0 ? "due over" : "due"}>{dueIn(row.next.due, today)}</span>
        </>
      ),
  },
  {
    key: "nextForecast", field: "next", width: 84, extra: true, day: true, enters: { day: "expected", milestone: ({ next }) => next },
    title: t("Next fcst"), hint: t("When the next milestone is expected"), sort: "due", number: true, text: (row) => row.next?.forecast ?? null, cell: (row, today) => day(row.next?.forecast ?? null, today),
  },
  {
    key: "nextDone", field: "next", width: 84, extra: true, day: true, enters: { day: "happened", milestone: ({ next }) => next },
    title: t("Next done"), hint: t("Type the day on which the next milestone happened"), sort: "due", number: true, text: () => null, cell: (row, today) => row.next && day(null, today),
  },
  {
    key: "forecast", width: 76, day: true, enters: { day: "expected" }, title: t("Forecast"), hint: t("Expected ex-factory day; the actual one once it happened"), sort: "forecast", number: true,
    text: (row) => row.actual ?? row.forecast, cell: (row, today) => day(row.actual ?? row.forecast, today),
  },
  {
    key: "range", width: 112, extra: true, field: "forecast", title: t("Eight of ten"), hint: t("Where the forecast falls in eight of ten cases, by what this vendor did before"), sort: "forecast", number: true,
    text: (row) => (row.earliest == null || row.latest == null ? null : `${row.earliest} ${row.latest}`),
    copied: (row) => (row.earliest == null || row.latest == null ? null : `${row.earliest} – ${row.latest}`),
    cell: (row, today) => row.actual == null && row.earliest != null && row.latest != null && (
      <span title={t("{from} to {to}", { from: longDay(row.earliest), to: longDay(row.latest) })}>{rangeText(row.earliest, row.latest, today)}</span>
    ),
  },
  {
    key: "actual", width: 68, extra: true, day: true, enters: { day: "happened" }, title: t("Left"), hint: t("The day it left the factory"), sort: "forecast", number: true,
    text: (row) => row.actual, cell: (row, today) => day(row.actual, today),
  },
  { key: "committed", width: 76, fold: 2, day: true, enters: { day: "committed" }, title: t("Committed"), hint: t("Agreed ex-factory day"), sort: "committed", number: true, text: (row) => row.committed, cell: (row, today) => day(row.committed, today) },
  {
    key: "var", width: 48, title: t("Var"), hint: t("Forecast against committed, calendar days"), sort: "var", number: true, text: varianceDays,
    cell: (row) => {
      const days = varianceDays(row);
      return days == null ? null : signedDays(days);
    },
  },
  {
    key: "health", width: 112, title: t("Health"), sort: "worst", text: (row) => healthWord(row.health),
    cell: (row, today) => (
      <>
        {row.health === "critical" ? <HealthPill health="critical" /> : <HealthMark health={row.health} silentDays={silentDays(row, today)} />}
        <span className="vh">{statusSentence(row.health, row)}</span>
      </>
    ),
  },
  { key: "cause", width: 180, grow: 2, title: t("Cause"), sort: "cause", text: (row) => row.cause && said(row.cause), cell: (row) => row.cause && <span className="cut" title={said(row.cause)}>{said(row.cause)}</span> },
  { key: "float", width: 42, fold: 2, field: "floatDays", title: t("Float"), hint: t("Days that may still be lost before the agreed day moves"), sort: "float", number: true, text: (row) => row.floatDays, cell: (row) => row.floatDays != null && String(row.floatDays).replace("-", "−") },
  { key: "heard", width: 66, field: "heardAt", title: t("Heard"), hint: t("Age of the last report"), sort: "heard", number: true, text: (row) => row.heardAt, copied: ({ heardAt }) => heardAt?.slice(0, 16).replace("T", " ") ?? null, cell: (row) => <HeardAge at={row.heardAt} /> },
];
