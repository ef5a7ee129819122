import { useState } from "react";
import { acknowledgeAlert, type Alert } from "../../api/alerts";
import { DateField } from "../../controls/DateField";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { ReasonField } from "../../controls/ReasonField";
import { tell } from "../../frame/Notice";
import { t } from "../../language/language";
import type { Day } from "../../vocabulary/days";
import { tomorrowAtNine } from "./words";

/** To take an alert in hand, for two days or until tomorrow; of a late line one may say at once when it will leave. */
export function AcknowledgeDialog({ alert, today, done, close }: { alert: Alert; today: Day; done: () => void; close: () => void }) {
  const [reason, type] = useState("");
  const [exFactory, expect] = useState<Day | null>(null);
  const [delayReason, choose] = useState<string | null>(null);
  const acknowledge = (until: string | null, words: string) =>
    acknowledgeAlert(alert.id, { reason: reason.trim(), until, exFactory, delayReason }).then(() => tell(words));
  const po = alert.purchaseOrder;
  return (
    <Dialog title={t("Take in hand: {po}", { po })} close={close}>
      <Form
        send={() => acknowledge(null, t("{po} is in hand for two days", { po }))} act={t("Acknowledge|an alert")} done={done} cancel={close}
        other={{ send: () => acknowledge(tomorrowAtNine(Date.now()), t("{po} is in hand until tomorrow at 09:00", { po })), act: t("Until tomorrow at 09:00") }}
      >
        <p>{t("It does not escalate for two days, or until tomorrow, unless it gets worse. Say what is being done.")}</p>
        <Field label={t("Reason")} pointer="/reason" hint={t("It stands in the history")}>
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={reason} onChange={(event) => type(event.target.value)} />}
        </Field>
        {alert.cause === "late-order" && alert.line != null && (
          <>
            <DateField label={t("New ex-factory of line {line}, where you know it", { line: alert.line })} pointer="/exFactory" value={exFactory} change={expect} today={today} from={today} hint={t("A day earlier than what comes before it allows does not move the forecast")} />
            <ReasonField label={t("Why then")} pointer="/delayReason" value={delayReason} change={choose} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
