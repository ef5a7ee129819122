import { useRef, useState } from "react";
import { addWebhook, dropWebhook, enableWebhook, rotateSecret, testWebhook, type Partner, type Webhook } from "../../api/partners";
import { Problem } from "../../api/client";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { ShownOnce } from "../../controls/ShownOnce";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { Empty } from "../../frame/states";
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { count, moment } from "../../vocabulary/days";
import { Deliveries } from "./Deliveries";
import { listed } from "./words";

type Opened = { kind: "add" } | { kind: "drop" | "rotate"; webhook: Webhook } | { kind: "told"; secret: string };

export function Webhooks({ partner, webhooks, changed }: { partner: Partner; webhooks: readonly Webhook[]; changed: () => void }) {
  const now = useNow(60_000);
  const [opened, open] = useState<Opened | null>(null);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = webhooks.find(({ id }) => id === chosenId) ?? webhooks[0];
  const may = partner.scopes.includes("webhooks");
  useKeys(may ? { n: () => open({ kind: "add" }) } : {});
  const close = () => open(null);
  const done = (secret: string | null) => {
    changed();
    open(secret == null ? null : { kind: "told", secret });
  };
  const ask = (act: Promise<string>) => void act.then(tell, (error: unknown) => tell(error instanceof Problem ? error.message : String(error))).finally(changed);
  const test = async ({ id }: Webhook) => {
    const { taken, status, problem, milliseconds } = await testWebhook(id);
    const answer = status === 0 ? problem : t("answered {status}", { status });
    return taken ? t("Taken: {answer} in {n} ms", { answer, n: milliseconds }) : t("Not taken: {answer} in {n} ms", { answer, n: milliseconds });
  };
  return (
    <>
      {webhooks.length === 0 ? (
        <Empty title={t("It has no webhook")}>
          <p>{may ? t("What happens is sent there as it happens, signed, until it is taken.") : t("It may keep none: edit what it may do.")}</p>
          {may && <button className="button solid" onClick={() => open({ kind: "add" })}>{t("New webhook")}</button>}
        </Empty>
      ) : (
        <>
          <div className="list-bar"><button className="button line" disabled={!may} onClick={() => open({ kind: "add" })}>{t("New webhook")}</button></div>
          <table className="list partners-list" aria-label={t("Webhooks")}>
            <thead>
              <tr><th scope="col">{t("Address")}</th><th scope="col" className="people-wide">{t("Events")}</th><th scope="col">{t("Standing")}</th><th scope="col" className="number">{t("Waiting|to be sent")}</th><th scope="col" className="number people-wide">{t("Given up")}</th><th scope="col" className="people-wide">{t("Last taken")}</th><th scope="col"><span className="vh">{t("Acts")}</span></th></tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <tr key={webhook.id} aria-selected={webhook === chosen}>
                  <th scope="row"><button className="partner-address" aria-pressed={webhook === chosen} onClick={() => choose(webhook.id)}>{webhook.url}</button></th>
                  <td className="second people-wide">{webhook.events.length === 0 ? t("all|events") : webhook.events.join(", ")}</td>
                  <td className={webhook.disabled == null ? undefined : "is-off"}>
                    {webhook.disabled == null ? t("Sends") : <>{t("Disabled")} <span className="second">{webhook.disabled}</span></>}
                    {webhook.secretEndsAt != null && Date.parse(webhook.secretEndsAt) > now && <span className="second"> {t("former secret until {moment}", { moment: moment(webhook.secretEndsAt, now) })}</span>}
                  </td>
                  <td className="number">{count(webhook.waiting)}</td>
                  <td className="number people-wide">{count(webhook.givenUp)}</td>
                  <td className="people-wide">{webhook.lastDeliveredAt == null ? <span className="none">–</span> : moment(webhook.lastDeliveredAt, now)}</td>
                  <td className="people-acts">
                    {webhook.disabled != null && <button className="button line" onClick={() => ask(enableWebhook(webhook.id).then(() => t("It is sent to again")))}>{t("Enable")}</button>}
                    <button className="button line" onClick={() => ask(test(webhook))}>{t("Test")}</button>
                    <button className="button line" onClick={() => open({ kind: "rotate", webhook })}>{t("Rotate")}</button>
                    <button className="button line" onClick={() => open({ kind: "drop", webhook })}>{t("Delete")}</button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {chosen && <Deliveries key={chosen.id} webhook={chosen} changed={changed} />}
        </>
      )}
      {opened?.kind === "add" && <AddDialog partner={partner} close={close} done={done} />}
      {opened?.kind === "told" && <ShownOnce title={t("The secret of the webhook")} label={t("Secret")} value={opened.secret} hint={t("It is shown this once: by it the receiver checks that messages come from here.")} close={close} />}
      {opened?.kind === "rotate" && (
        <Dialog title={t("Rotate the secret?")} close={close}>
          <Form send={() => rotateSecret(opened.webhook.id)} done={({ secret }) => done(secret)} cancel={close} act={t("Rotate")}>
            <p>{t("Messages to {url} are signed by the new and the former secret for 24 hours, then by the new alone.", { url: opened.webhook.url })}</p>
          </Form>
        </Dialog>
      )}
      {opened?.kind === "drop" && (
        <Dialog title={t("Delete the webhook?")} close={close}>
          <Form send={() => dropWebhook(opened.webhook.id)} done={() => done(null)} cancel={close} act={t("Delete")}>
            <p>{t("Nothing more is sent to {url}, also not what waits, and what was sent is forgotten. The log keeps what happened.", { url: opened.webhook.url })}</p>
          </Form>
        </Dialog>
      )}
    </>
  );
}

function AddDialog({ partner, close, done }: { partner: Partner; close: () => void; done: (secret: string | null) => void }) {
  const [url, setUrl] = useState("https://");
  const [events, setEvents] = useState("");
  const sending = useRef(crypto.randomUUID());
  return (
    <Dialog title={t("A webhook of {name}", { name: partner.name })} close={close}>
      <Form send={() => addWebhook(partner.id, url.trim(), listed(events), sending.current)} cancel={close} act={t("Add")} done={({ secret }) => {
        // The answer to the first sending was lost, and the secret with it.
        if (secret == null) tell(t("It was added already, but its secret was lost: rotate it"));
        done(secret);
      }}>
        <Field label={t("Address")} pointer="/url" hint={t("https, on the public internet")}>
          {(described) => <input {...described} data-autofocus type="url" autoComplete="off" value={url} onChange={({ target }) => setUrl(target.value)} />}
        </Field>
        <Field label={t("Events")} pointer="/events" hint={t("Published types, with commas between; none for all")}>
          {(described) => <input {...described} type="text" autoComplete="off" value={events} onChange={({ target }) => setEvents(target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}
