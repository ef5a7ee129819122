import { useState } from "react";
import { Link, useLocation } from "wouter";
import { chooseAlerts, type AlertChoices, type AlertNotice } from "../../api/alerts";
import { Problem } from "../../api/client";
import { useResource } from "../../api/useResource";
import { Field, Form } from "../../controls/Form";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { language, languages, t, type Language } from "../../language/language";
import { DueDateFeed } from "./DueDateFeed";

/** Where and when one wants to hear of alerts: everybody's own to choose. */
export function AlertChoicesPage() {
  const [, go] = useLocation();
  const choices = useResource<AlertChoices>("me/alerts");
  useKeys({ escape: () => go("/alerts") });
  return (
    <Page crumbs={[{ name: t("Alerts"), href: "/alerts" }, { name: t("How you hear of them") }]}>
      {choices.data ? <Choices key={choices.data.version} known={choices.data} stale={choices.refresh} />
        : !choices.problem ? <Skeleton rows={8} what={t("your choices")} />
        : choices.problem.status === 403 ? <Empty title={t("Alerts are for the house’s own people")}><p>{t("What concerns you comes with its order.")}</p></Empty>
        : choices.problem.status === 404 ? <Empty title={t("The built-in manager hears of nothing")}><p>{t("Choose who you are above, or have yourself let in among the people.")} <Link href="/people">{t("People")}</Link></p></Empty>
        : <ProblemPanel problem={choices.problem} retry={choices.retry} />}
      {(choices.data || choices.problem) && <DueDateFeed />}
    </Page>
  );
}

const notices: readonly AlertNotice[] = ["at-once", "digest", "none"];

function Choices({ known, stale }: { known: AlertChoices; stale: () => void }) {
  const [, go] = useLocation();
  // Who has not chosen yet is written to as they read.
  const [typed, type] = useState(known.mail == null && known.chat == null ? { ...known, language } : known);
  const change = (part: Partial<AlertChoices>) => type({ ...typed, ...part });
  const noticeWord = (notice: AlertNotice) => ({ "at-once": t("At once"), digest: t("In the digest at 08:00"), none: t("Here alone") })[notice];
  const loudness = (name: "p1" | "p2" | "p3", label: string, hint: string) => (
    <Field label={label} pointer={`/${name}`} hint={hint}>
      {(described) => (
        <select {...described} value={typed[name]} onChange={({ target }) => change({ [name]: target.value as AlertNotice })}>
          {notices.map((each) => <option key={each} value={each}>{noticeWord(each)}</option>)}
        </select>
      )}
    </Field>
  );
  const time = (name: "quietFrom" | "quietUntil", label: string) => (
    <Field label={label} pointer={`/${name}`}>
      {(described) => <input {...described} type="time" value={typed[name]} onChange={({ target }) => change({ [name]: target.value })} />}
    </Field>
  );
  return (
    <div className="sheet alert-choices">
      {!known.mailIsOn && <p className="quiet" role="note">{t("No mail goes out here yet: whoever runs this has named no mail server. What you choose holds once it does.")}</p>}
      <p className="quiet">{t("Nobody is told of an alert that they caused themselves, unless it is given to them.")}</p>
      <Form
        send={() => chooseAlerts(typed).catch((refused: unknown) => {
          if (refused instanceof Problem && refused.status === 412) stale();
          throw refused;
        })}
        done={() => {
          tell(t("How you hear of alerts is kept"));
          stale();
        }}
        cancel={() => go("/alerts")} act={t("Save")}
      >
        <Field label={t("Mail address")} pointer="/mail" hint={t("Empty: no mail")}>
          {(described) => <input {...described} data-autofocus type="email" autoComplete="email" value={typed.mail ?? ""} onChange={({ target }) => change({ mail: target.value.trim() === "" ? null : target.value.trim() })} />}
        </Field>
        <Field label={t("Language of what is sent")} pointer="/language">
          {(described) => (
            <select {...described} value={typed.language} onChange={({ target }) => change({ language: target.value as Language })}>
              {Object.entries(languages).map(([key, name]) => <option key={key} value={key} lang={key}>{name}</option>)}
            </select>
          )}
        </Field>
        <Field label={t("Time zone")} pointer="/timeZone" hint={<>
          {t("Your nights and mornings go by it.")} {typed.timeZone !== here() && <button type="button" className="link" onClick={() => change({ timeZone: here() })}>{t("Take {zone}, where this device is", { zone: here() })}</button>}
        </>}>
          {(described) => <input {...described} type="text" autoComplete="off" list="time-zones" value={typed.timeZone} onChange={({ target }) => change({ timeZone: target.value.trim() })} />}
        </Field>
        <datalist id="time-zones">{Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}</datalist>
        <div className="alert-choices-row">
          {time("quietFrom", t("Quiet from"))}
          {time("quietUntil", t("Quiet until"))}
        </div>
        <p className="field-hint">{t("Nothing but P1 is sent in quiet hours. The same time twice: no quiet hours.")}</p>
        <Field label={t("Chat")} pointer="/chat" hint={typed.chat == null ? t("What is told at once is told there as well") : t("Whoever reads that channel reads it too")}>
          {(described) => (
            <select {...described} value={typed.chat ?? ""} onChange={({ target }) => change(target.value === "" ? { chat: null, chatUrl: null } : { chat: target.value as "slack" | "teams" })}>
              <option value="">{t("None|chat")}</option>
              <option value="slack">Slack</option>
              <option value="teams">Microsoft Teams</option>
            </select>
          )}
        </Field>
        {typed.chat != null && (
          <Field label={t("Address for messages")} pointer="/chatUrl" hint={known.chatIsOn ? t("The channel’s incoming webhook: whoever has it can write there") : t("Nothing goes there yet: whoever runs this has not said how it is reached.")}>
            {(described) => <input {...described} type="text" autoComplete="off" value={typed.chatUrl ?? ""} onChange={({ target }) => change({ chatUrl: target.value.trim() === "" ? null : target.value.trim() })} />}
          </Field>
        )}
        {loudness("p1", t("P1, the loudest"), t("Past the cancel date, or far too late"))}
        {loudness("p2", "P2", t("Late, held up, or no answer"))}
        {loudness("p3", "P3", t("Statements that contradict each other"))}
        <Field label={t("Mails a day at most")} pointer="/mailsADay" hint={t("What goes beyond waits for the digest, but for P1")}>
          {(described) => <input {...described} type="number" min={0} max={200} value={Number.isNaN(typed.mailsADay) ? "" : typed.mailsADay} onChange={({ target }) => change({ mailsADay: target.valueAsNumber })} />}
        </Field>
      </Form>
    </div>
  );
}

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
