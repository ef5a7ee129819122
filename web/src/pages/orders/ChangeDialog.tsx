import { useState } from "react";
import type { PurchaseOrder, PurchaseOrderLine } from "../../api/types";
import { DateField } from "../../controls/DateField";
import { contributed, ContributingFields, type Contributing } from "../../controls/ContributingFields";
import { ReasonField } from "../../controls/ReasonField";
import { daysBetween, shortDay, signedDays, type Day } from "../../vocabulary/days";
import { ActDialog, TextField } from "./ActDialog";
import { QuantityFields, readQuantities, type Typed } from "./QuantityFields";
import { t } from "../../language/language";

const kinds = {
  amend: { title: (line: number) => t("Amend line {line}", { line }), act: t("Amend"), done: t("Draft amended") },
  revise: { title: (line: number) => t("Revise line {line}", { line }), act: t("Revise"), done: t("The next version is issued") },
  "propose-change": { title: (line: number) => t("Propose a change of line {line}", { line }), act: t("Propose"), done: t("Proposed to the buyer") },
} as const;

/** What is to be otherwise in one line: of a draft, in the next version, or as the vendor would have it. */
export function ChangeDialog({ kind, order, line, today, close }: { kind: keyof typeof kinds; order: PurchaseOrder; line: PurchaseOrderLine; today: Day; close: () => void }) {
  const { title, act, done } = kinds[kind];
  const before = line.exFactory.committed ?? line.exFactory.baseline;
  const [typed, setTyped] = useState<Typed>({});
  const [colour, setColour] = useState(line.colour);
  const [date, setDate] = useState<Day | null>(before);
  const [reason, setReason] = useState<string | null>(null);
  const [beside, setBeside] = useState<Contributing>([null, null]);
  const [note, setNote] = useState("");
  const body = () => ({
    lines: [{
      number: line.number, ...readQuantities(typed, line),
      ...(colour.trim() !== line.colour ? { colour: colour.trim() } : {}), ...(date !== before ? { exFactory: date } : {}),
    }],
    ...(kind === "amend" ? {} : { reason, note: note.trim() || null }),
    ...(kind === "revise" ? { contributing: contributed(beside) } : {}),
    ...(kind === "propose-change" ? { version: order.document.version } : {}),
  });
  return (
    <ActDialog number={order.number} title={title(line.number)} act={act} path={kind} held={order.version} done={done} body={body} close={close}>
      <QuantityFields line={line} typed={typed} change={setTyped} pointer="/lines/0" />
      <TextField label={t("Colour")} pointer="/lines/0/colour" value={colour} change={setColour} />
      <DateField
        label={t("Ex-factory")} pointer="/lines/0/exFactory" today={today} from={before ?? today} value={date} change={setDate}
        note={(day) => before != null && day !== before && t("{days} against {day}", { days: signedDays(daysBetween(before, day)), day: shortDay(before, today) })}
      />
      {kind !== "amend" && <ReasonField pointer="/reason" value={reason} change={setReason} none={kind === "revise" ? t("Choose why") : t("None given")} />}
      {kind === "revise" && <ContributingFields reason={reason} value={beside} change={setBeside} />}
      {kind !== "amend" && <TextField label={t("Note")} pointer="/note" value={note} change={setNote} />}
    </ActDialog>
  );
}
