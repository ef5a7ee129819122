import { useMemo, useState } from "react";
import { keyPerBody, type BulkPreview } from "../api/bulkActs";
import { contributed, ContributingFields, type Contributing } from "../controls/ContributingFields";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { ReasonField } from "../controls/ReasonField";
import { t, tn } from "../language/language";
import { ForeseenHead, HealthCell, Sum } from "../pages/bulk/Foreseen";
import { usePreview } from "../pages/bulk/usePreview";
import { statusWords } from "../pages/bulk/words";
import { count, longDay, shortDay, signedDays, daysBetween, type Day } from "../vocabulary/days";
import type { Board } from "./board";
import type { Edits } from "./edits";
import { enter, formOf, holdTo, mostEntries, problemWords, titleOf, wantsReason, type Change } from "./entering";
import { differences, match, readPasted, type Misfit, type Order, type Sheet } from "./paste";

/** Rows of the table that are drawn; what is counted and sent is all of them. */
const mostShown = 300;

interface Props {
  title: string;
  /** What stands in each history where nothing else is written. */
  usual: string;
  sheet: Sheet;
  board: Board;
  edits: Edits;
  today: Day;
  close: () => void;
}

/** What would change, cell by cell, before anything does; then all of it as one act. */
export function PasteDialog({ title, usual, sheet, board, edits, today, close }: Props) {
  const [order, choose] = useState<Order | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [beside, setBeside] = useState<Contributing>([null, null]);
  const [note, setNote] = useState(usual);
  const [keyOf] = useState(keyPerBody);
  // What is looked at stays as it was, whatever moves on the board meanwhile.
  const [{ wanted, misfits: unmatched }] = useState(() => match(sheet, board.row));
  const { changes, misfits, same, either } = useMemo(() => differences(wanted, today, order), [wanted, today, order]);
  const [question] = useState(() => differences(wanted, today, null).either);
  const left = [...unmatched, ...misfits];
  const reasoned = wantsReason(changes);
  const tooMany = changes.length > mostEntries ? t("{n} days: at most {most} are entered at once.", { n: count(changes.length), most: count(mostEntries) }) : null;
  const missing = tooMany ?? (either != null ? t("Say first which number is the day.") : reasoned && reason == null ? t("A committed day moves with a reason.") : null);
  const asked = useMemo(() => (missing != null || changes.length === 0 ? null : JSON.stringify(formOf(changes, reason, "looked at", contributed(beside)))), [missing, changes, reason, beside]);
  const { preview: foreseen, problem, loading } = usePreview(asked);
  // Of what was asked before it says nothing here: another reading of the days makes other entries.
  const preview = loading ? null : foreseen;
  const moving = preview == null ? 0 : preview.done + preview.proposed;
  const empty = changes.length === 0 && either == null;

  return (
    <Dialog title={tn(changes.length, "{title}: {n} day would change", "{title}: {n} days would change", { title })} close={close} className="bulk">
      <Form
        act={empty ? null : moving === 0 ? t("Enter|days") : tn(moving, "Enter {n} day", "Enter {n} days")} cancel={close} ready={missing == null && moving > 0}
        send={async () => {
          holdTo(changes, board.row);
          await enter(changes, formOf(changes, reason, note.trim(), contributed(beside)), preview!, edits, keyOf);
        }}
        done={close}
      >
        {question != null && <Orders text={question} today={today} order={order} choose={choose} />}
        {changes.length > 0 && (
          <div className="bulk-fields">
            {reasoned && <ReasonField pointer="/reason" value={reason} change={setReason} none={t("Choose one")} />}
            {reasoned && <ContributingFields reason={reason} value={beside} change={setBeside} />}
            <Field label={t("Note")} pointer="/note" hint={t("Why; it stands in each history")}>
              {(described) => <input {...described} type="text" autoComplete="off" value={note} onChange={({ target }) => setNote(target.value)} />}
            </Field>
          </div>
        )}
        <p role="status" className="paste-sum">
          {missing ?? (problem ? problemWords(problem) : empty ? t("Nothing would change.") : preview == null ? tn(changes.length, "Looking at {n} day …", "Looking at {n} days …") : <Sum preview={preview} of="day" />)}
          {same > 0 && <span className="second"> {tn(same, "{n} cell says so already.", "{n} cells say so already.")}</span>}
          {left.length > 0 && <span className="h-late"> {tn(left.length, "{n} cell cannot be taken.", "{n} cells cannot be taken.")}</span>}
        </p>
        {changes.length + left.length > 0 && <Table changes={changes} left={left} preview={preview} today={today} />}
      </Form>
      {empty && <p className="bulk-links"><button className="button solid" data-autofocus onClick={close}>{t("Close")}</button></p>}
    </Dialog>
  );
}

function Orders({ text, today, order, choose }: { text: string; today: Day; order: Order | null; choose: (order: Order) => void }) {
  return (
    <div className="choices" role="radiogroup" aria-label={t("Which day is {text}", { text })}>
      <span>{t("{text} is", { text })}</span>
      {(["day-first", "month-first"] as const).map((each, place) => (
        <label key={each}>
          <input type="radio" name="order" data-autofocus={place === 0 || undefined} checked={order === each} onChange={() => choose(each)} /> {longDay(readPasted(text, today, each) as Day)}
        </label>
      ))}
    </div>
  );
}

function Table({ changes, left, preview, today }: { changes: readonly Change[]; left: readonly Misfit[]; preview: BulkPreview | null; today: Day }) {
  const foreseen = useMemo(() => new Map(preview?.items.map((item) => [item.entry, item])), [preview]);
  const hidden = changes.length + left.length - mostShown;
  return (
    <div className="bulk-preview" tabIndex={0} role="group" aria-label={t("What would change")}>
      <table className="plain">
        <ForeseenHead />
        <tbody>
          {left.slice(0, mostShown).map(({ where, typed, why }, place) => (
            <tr key={`left-${place}`} data-status="refused"><th scope="row" colSpan={2}>{where}</th><td /><td className="number">{typed}</td><td /><td /><td className="bulk-why">{why}</td></tr>
          ))}
          {changes.slice(0, Math.max(0, mostShown - left.length)).map(({ row, column, milestone, date }, place) => {
            const item = foreseen.get(place);
            const before = column.text(row) as Day | null;
            return (
              <tr key={`${row.id} ${column.key}`} data-status={item?.status}>
                <th scope="row">{row.po}{row.line > 1 && <span className="second">/{row.line}</span>}</th>
                <td className="second">{titleOf(column, milestone)}</td>
                <td className="number second">{before == null ? "–" : shortDay(before, today)}</td>
                <td className="number" title={longDay(date)}>{shortDay(date, today)}</td>
                <td className="number">{before != null && signedDays(daysBetween(before, date))}</td>
                <HealthCell item={item} />
                <td className={item?.status === "refused" ? "bulk-why" : "second"}>{item?.problem?.detail ?? (item && statusWords[item.status][0])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {hidden > 0 && <p className="second">{tn(hidden, "{n} more is not listed here.", "{n} more are not listed here.")}</p>}
    </div>
  );
}
