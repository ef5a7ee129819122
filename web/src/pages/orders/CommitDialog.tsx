import { useState } from "react";
import type { Milestone, PurchaseOrder, PurchaseOrderLine } from "../../api/types";
import { DateField } from "../../controls/DateField";
import { Field } from "../../controls/Form";
import { contributed, ContributingFields, type Contributing } from "../../controls/ContributingFields";
import { ReasonField } from "../../controls/ReasonField";
import { daysBetween, shortDay, signedDays, type Day } from "../../vocabulary/days";
import { reasons } from "../../vocabulary/reasons";
import { sideWord } from "../../vocabulary/words";
import { ActDialog, TextField } from "./ActDialog";
import { said, t } from "../../language/language";

/** Moves the day that both sides agree on for a line. */
export function CommitDialog({ order, line, today, close }: { order: PurchaseOrder; line: PurchaseOrderLine; today: Day; close: () => void }) {
  const open = line.milestones.filter(({ home, actual }) => home === "line" && actual == null).toReversed();
  return (
    <CommitDays
      subject={{ number: order.number, held: order.version }} title={t("Move a committed day of line {line}", { line: line.number })} open={open} otherwise={line.exFactory.committed}
      extra={{ line: line.number }} today={today} close={close}
    />
  );
}

interface DaysProps {
  /** Whose days they are, and the version that was looked at. */
  subject: Pick<Parameters<typeof ActDialog>[0], "number" | "ask" | "held">;
  title: string;
  /** The milestones of which a day can be agreed; the first is meant at first. */
  open: readonly Milestone[];
  /** The day committed to where nothing is open any more. */
  otherwise?: Day | null;
  extra?: object;
  today: Day;
  close: () => void;
}

/** Moves the day that both sides agree on: why, and who carries the days. */
export function CommitDays({ subject, title, open, otherwise = null, extra, today, close }: DaysProps) {
  const [code, choose] = useState(open[0]?.code ?? "");
  const milestone = open.find((each) => each.code === code);
  const committed = milestone?.committed ?? otherwise;
  const [date, setDate] = useState<Day | null>(milestone?.forecast ?? committed);
  const [reason, setReason] = useState<string | null>(null);
  const [beside, setBeside] = useState<Contributing>([null, null]);
  const [note, setNote] = useState("");
  const own = reasons.find(([, codes]) => codes.some(([each]) => each === reason))?.[0];
  return (
    <ActDialog
      {...subject} title={title} act={t("Commit")} path="commit" close={close}
      done={t("{what} committed to {day}", { what: said(milestone?.name ?? "Ex-factory"), day: date == null ? "" : shortDay(date, today) })}
      body={() => ({ ...extra, milestone: code || null, date, reason, note: note.trim() || null, contributing: contributed(beside) })}
    >
      <DateField
        key={code} label={t("Committed to")} pointer="/date" today={today} from={committed ?? today} value={date} change={setDate}
        note={(day) => committed != null && t("{days} against {day}", { days: signedDays(daysBetween(committed, day)), day: shortDay(committed, today) })}
      />
      <ReasonField pointer="/reason" value={reason} change={setReason} none={t("Choose why")} />
      <Field label={t("Who carries the days")} pointer="/side">
        {({ id, "aria-describedby": hint }) => <output id={id} aria-describedby={hint}>{own ? t("{side}, as the reason says", { side: sideWord(own) }) : t("As the reason says")}</output>}
      </Field>
      <ContributingFields reason={reason} value={beside} change={setBeside} />
      <TextField label={t("Note")} pointer="/note" value={note} change={setNote} />
      <Field label={t("Milestone")} pointer="/milestone">
        {(described) => (
          <select
            {...described} value={code}
            onChange={(event) => {
              const chosen = open.find((each) => each.code === event.target.value);
              choose(event.target.value);
              setDate(chosen?.forecast ?? chosen?.committed ?? null);
            }}
          >
            {open.map((each) => <option key={each.code} value={each.code}>{said(each.name)}</option>)}
          </select>
        )}
      </Field>
    </ActDialog>
  );
}
