import { useState } from "react";
import { Problem } from "../api/client";
import { sendReport, takeBack, type Report, type Subject } from "../api/report";
import type { Milestone } from "../api/types";
import { DateField } from "../controls/DateField";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { ReasonField } from "../controls/ReasonField";
import { noShares, ShareFields, sharesOf } from "../controls/ShareFields";
import { tell } from "../frame/Notice";
import { useMyId } from "../frame/Person";
import { said, t } from "../language/language";
import { useLive } from "../live/hooks";
import { daysBetween, shortDay, signedDays, type Day } from "../vocabulary/days";

export type Classifier = Report["classifier"];

/** What must be known of a milestone to report it. */
export type Reported = Pick<Milestone, "code" | "name" | "baseline" | "committed" | "forecast" | "actual">;

const choices: readonly (readonly [Classifier, string])[] = [["EST", t("Forecast")], ["ACT", t("Actual")]];

/** Null where none is typed, undefined for what is no whole number; thousands may be set apart. */
export function readPieces(typed: string): number | null | undefined {
  const digits = typed.replace(/[\s\u00a0\u202f]/g, "").replace(/[.,](?=\d{3}(?:\D|$))/g, "");
  return digits === "" ? null : /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
}

/** When a milestone is expected, or when it happened, in the name of the person signed in. The page shows it when the server tells it. */
export function ReportDialog({ milestone, classifier: first, subject, today, close }: { milestone: Reported; classifier: Classifier; subject: Subject; today: Day; close: () => void }) {
  const source = useMyId();
  const live = useLive();
  const [eventId] = useState(() => crypto.randomUUID());
  const [classifier, choose] = useState(first);
  const [dates, setDates] = useState<Record<Classifier, Day | null>>({ EST: milestone.forecast ?? milestone.committed, ACT: milestone.actual ?? today });
  const [reason, setReason] = useState<string | null>(null);
  const [beside, setBeside] = useState(noShares);
  const [note, setNote] = useState("");
  const [counted, setCounted] = useState("");
  const counts = classifier === "ACT" && "purchaseOrder" in subject;
  const against = milestone.committed ?? milestone.baseline;

  const now = () => live.afterAllHeard();
  const send = async () => {
    const date = dates[classifier];
    if (date == null) throw new Problem(t("A day is missing"), null, 422, null, [{ pointer: "/date", code: "required", detail: t("Type a day: 14/3, 14 mar, +5, t, fri or w12.") }]);
    if (source == null) throw new Problem(t("It is not known yet who you are"), t("Reload the page if this stays."), 0, null);
    const quantity = counts ? readPieces(counted) : null;
    if (quantity === undefined) throw new Problem(t("That is no quantity"), null, 422, null, [{ pointer: "/quantity", code: "wrong-type", detail: t("Type a whole number of pieces or pairs.") }]);
    await sendReport({ source, eventId }, now(), {
      subject, milestone: milestone.code, classifier, date, reason, note: note.trim() || null, ...sharesOf(reason, beside), ...(quantity == null ? {} : { quantity }),
    });
    return { id: { source, eventId }, date };
  };
  const done = ({ id, date }: Awaited<ReturnType<typeof send>>) => {
    tell(classifier === "ACT" ? t("{milestone} happened {day}", { milestone: said(milestone.name), day: shortDay(date, today) }) : t("{milestone} is expected {day}", { milestone: said(milestone.name), day: shortDay(date, today) }), () => takeBack(id, now(), subject));
    close();
  };

  return (
    <Dialog title={said(milestone.name)} close={close}>
      <Form send={send} done={done} cancel={close} act={t("Report")}>
        <div className="choices" role="radiogroup" aria-label={t("What is reported")}>
          {choices.map(([value, name]) => (
            <label key={value}>
              <input type="radio" name="classifier" checked={classifier === value} onChange={() => choose(value)} /> {name}
            </label>
          ))}
        </div>
        <DateField
          key={classifier} label={classifier === "ACT" ? t("Happened on") : t("Expected on")} pointer="/date" today={today}
          from={classifier === "ACT" ? today : (milestone.forecast ?? today)} value={dates[classifier]} change={(date) => setDates({ ...dates, [classifier]: date })}
          note={(day) => against != null && t("{days} against {day}", { days: signedDays(daysBetween(against, day)), day: shortDay(against, today) })}
        />
        {counts && (
          <Field label={t("Quantity")} pointer="/quantity" hint={t("Pieces or pairs, if they were counted")}>
            {(described) => <input {...described} type="text" inputMode="numeric" autoComplete="off" value={counted} onChange={(event) => setCounted(event.target.value)} />}
          </Field>
        )}
        <ReasonField pointer="/reason" value={reason} change={setReason} />
        <ShareFields reason={reason} value={beside} change={setBeside} />
        <Field label={t("Note")} pointer="/note">
          {(described) => <input {...described} type="text" autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}
