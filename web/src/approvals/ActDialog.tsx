import { useState } from "react";
import type { ApprovalWords, Move } from "../api/approvals";
import { useResource } from "../api/useResource";
import { DateField } from "../controls/DateField";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { Kbd } from "../frame/icons";
import { useNow } from "../live/hooks";
import { today as todayOf, type Day } from "../vocabulary/days";
import type { Said, Target } from "./acting";
import { asks, moveWords } from "./words";
import { said as nameOfServer, t, tn } from "../language/language";

interface Props<T> {
  move: Move;
  targets: readonly Target[];
  send: (said: Said) => Promise<T>;
  done: (answer: T) => void;
  close: () => void;
}

/** What has to be said with an act. Of a rejection the reasons are the keys 1 to 9. */
export function ActDialog<T>({ move, targets, send, done, close }: Props<T>) {
  const today = todayOf(useNow(60_000));
  const words = useResource<ApprovalWords>(move === "reject" ? "approval-types" : null).data;
  const [reasons, choose] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  const [date, setDate] = useState<Day | null>(null);
  const [carrier, setCarrier] = useState("");
  const [number, setNumber] = useState("");
  const needs = asks[move];
  const toggle = (code: string) => choose((held) => held.includes(code) ? held.filter((each) => each !== code) : [...held, code]);
  const said = (): Said => ({
    text: text.trim() || null, date,
    ...(reasons.length > 0 ? { reasons } : {}),
    ...(needs === "parcel" && (carrier.trim() !== "" || number.trim() !== "") ? { parcel: { carrier: carrier.trim(), number: number.trim() } } : {}),
  });
  const first = targets[0]!;
  const keys = Object.fromEntries((words?.rejectReasons ?? []).map(({ code }, index) => [String(index + 1), () => toggle(code)]));
  return (
    <Dialog title={`${moveWords[move][0]}: ${targets.length === 1 ? `${nameOfServer(first.typeName)}, ${first.of}` : tn(targets.length, "{n} approval", "{n} approvals")}`} close={close} keys={keys}>
      <Form send={() => send(said())} done={done} cancel={close} act={moveWords[move][0]}>
        {needs === "reasons" && (
          <Field label={t("Why it is sent back")} pointer="/reasons">
            {(described) => (
              <div
                {...described} className="reasons" role="group" aria-label={t("Reasons")} tabIndex={0} data-autofocus
                onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && event.currentTarget.closest("form")!.requestSubmit()}
              >
                {words?.rejectReasons.map(({ code, words }, index) => (
                  <button key={code} type="button" className="button line" aria-pressed={reasons.includes(code)} onClick={() => toggle(code)}>
                    <Kbd>{String(index + 1)}</Kbd> {words}
                  </button>
                ))}
              </div>
            )}
          </Field>
        )}
        {needs === "parcel" && (
          <>
            <Field label={t("Carrier")} pointer="/parcel/carrier">
              {(described) => <input {...described} type="text" autoComplete="off" value={carrier} onChange={(event) => setCarrier(event.target.value)} />}
            </Field>
            <Field label={t("Parcel number")} pointer="/parcel/number" hint={t("Both may be left out.")}>
              {(described) => <input {...described} type="text" autoComplete="off" value={number} onChange={(event) => setNumber(event.target.value)} />}
            </Field>
          </>
        )}
        {(needs === "date" || needs === "reasons" || move === "reopen") && (
          <DateField
            label={needs === "date" ? t("Will be here on") : t("Wanted again by, if not as usual")} pointer="/date" today={today} from={today} value={date} change={setDate}
          />
        )}
        <Field label={needs === "text" ? t("Comment, for both sides") : t("Comment, for both sides, if any")} pointer="/text">
          {(described) => (
            <input {...described} type="text" autoComplete="off" data-autofocus={needs === "text" || undefined} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}
