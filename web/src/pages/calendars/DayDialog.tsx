import { useState } from "react";
import type { CalendarSheet, WorkingCalendar } from "../../api/calendars";
import { DateField } from "../../controls/DateField";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { t, tn } from "../../language/language";
import { daysBetween, longDay, type Day } from "../../vocabulary/days";
import { readRampDays, readRampPercent, wrong } from "./ramps";
import { cellText, entries, spanText, yearCells } from "./workingDays";

const kinds = [["closure", t("Closed for some days")], ["holiday", t("One day off")], ["worked", t("Worked")]] as const;
export type EntryKind = (typeof kinds)[number][0];

interface Props {
  calendar: WorkingCalendar;
  sheet: CalendarSheet;
  day: Day;
  kind: EntryKind | null;
  today: Day;
  change: (sheet: CalendarSheet) => void;
  close: () => void;
}

/** What one day is, and what may be made of it. Nothing is kept before the effect was seen. */
export function DayDialog({ calendar, sheet, day, kind: first, today, change, close }: Props) {
  const cell = yearCells(calendar, null).get(day);
  const isOff = cell?.known?.kind === "off";
  const [kind, choose] = useState<EntryKind>(first ?? (isOff ? "worked" : "closure"));
  const [from, setFrom] = useState<Day | null>(day);
  const [to, setTo] = useState<Day | null>(day);
  const [name, setName] = useState("");
  const [rampDays, setRampDays] = useState("0");
  const [rampPercent, setRampPercent] = useState("60");
  const [beforeDays, setBeforeDays] = useState("0");
  const [beforePercent, setBeforePercent] = useState("80");
  const here = entries(sheet).filter((entry) => entry.from <= day && day <= entry.to);

  const send = async (): Promise<CalendarSheet> => {
    if (from == null) throw wrong("/from", t("Type a day: 14/3, 14 mar, +5, fri or w12."));
    if (kind === "worked") return { ...sheet, worked: [...sheet.worked.filter((each) => each !== from), from] };
    if (name.trim() === "") throw wrong("/name", t("Say what it is, such as Tet or boiler repair."));
    if (kind === "holiday") return { ...sheet, worked: sheet.worked.filter((each) => each !== from), holidays: [...sheet.holidays.filter((each) => each.day !== from), { day: from, name: name.trim() }] };
    if (to == null || to < from) throw wrong("/to", t("It ends on the day it begins or later."));
    return {
      ...sheet,
      closures: [...sheet.closures, {
        from, to, name: name.trim(), rampDays: readRampDays(rampDays, "/rampDays"), rampPercent: readRampPercent(rampPercent, "/rampPercent"),
        beforeDays: readRampDays(beforeDays, "/beforeDays"), beforePercent: readRampPercent(beforePercent, "/beforePercent"),
      }],
    };
  };
  return (
    <Dialog title={longDay(day)} close={close}>
      <Form send={send} done={change} cancel={close} act={t("See what it does")}>
        {cell && <p className="quiet">{cellText(cell).slice(longDay(day).length + 2)}</p>}
        {here.map((entry) => (
          <p key={entry.id} className="entry-here">
            <span>{entry.text} <span className="second">{spanText(entry.from, entry.to, today)}</span></span>
            <button type="button" className="button line" onClick={() => change(entry.without)}>{t("Remove")}</button>
          </p>
        ))}
        <div className="choices" role="radiogroup" aria-label={t("What it becomes")}>
          {kinds.map(([value, words]) => (
            <label key={value}><input type="radio" name="kind" checked={kind === value} onChange={() => choose(value)} /> {words}</label>
          ))}
        </div>
        <DateField key={kind} label={kind === "closure" ? t("From|a day") : t("Day")} pointer="/from" value={from} change={setFrom} today={today} from={from ?? today} />
        {kind === "closure" && (
          <DateField label={t("To|a day")} pointer="/to" value={to} change={setTo} today={today} from={from ?? today} note={(end) => from != null && end >= from && tn(daysBetween(from, end) + 1, "{n} day", "{n} days")} />
        )}
        {kind !== "worked" && (
          <Field label={t("What it is")} pointer="/name">
            {(described) => <input {...described} type="text" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
        )}
        {kind === "closure" && (
          <div className="conditions">
            <Field label={t("Ramp-down before it, days")} pointer="/beforeDays" hint={t("People leave early")}>
              {(described) => <input {...described} type="text" inputMode="numeric" value={beforeDays} onChange={(event) => setBeforeDays(event.target.value)} />}
            </Field>
            <Field label={t("Of the usual output before it, %")} pointer="/beforePercent">
              {(described) => <input {...described} type="text" inputMode="numeric" value={beforePercent} onChange={(event) => setBeforePercent(event.target.value)} />}
            </Field>
            <Field label={t("Ramp-up after it, days")} pointer="/rampDays" hint={t("People come back bit by bit")}>
              {(described) => <input {...described} type="text" inputMode="numeric" value={rampDays} onChange={(event) => setRampDays(event.target.value)} />}
            </Field>
            <Field label={t("Of the usual output after it, %")} pointer="/rampPercent">
              {(described) => <input {...described} type="text" inputMode="numeric" value={rampPercent} onChange={(event) => setRampPercent(event.target.value)} />}
            </Field>
          </div>
        )}
      </Form>
    </Dialog>
  );
}
