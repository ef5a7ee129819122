import { useRef, useState } from "react";
import { addWebhook, dropWebhook, enableWebhook, rotateSecret, testWebhook, type Partner, type Webhook } from "../../api/partners";
import { Problem } from "../../api/client";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { ShownOnce } from "../../controls/ShownOnce";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { Empty } from "../../frame/states";
import { useNow } from "../../live/hooks";
import { count, moment } from "../../vocabulary/days";
import { Deliveries } from "./Deliveries";
import { listed } from "./words";

type Opened = { act: "add" } | { act: "drop" | "rotate"; webhook: Webhook } | { act: "told"; secret: string };

export function Webhooks({ partner, webhooks, changed }: { partner: Partner; webhooks: readonly Webhook[]; changed: () => void }) {
  const now = useNow(60_000);
  const [opened, open] = useState<Opened | null>(null);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = webhooks.find(({ id }) => id === chosenId) ?? webhooks[0];
  const may = partner.scopes.includes("webhooks");
  useKeys(may ? { n: () => open({ act: "add" }) } : {});
  const close = () => open(null);
  const done = (secret: string | null) => {
    changed();
    open(secret == null ? null : { act: "told", secret });
  };
  const ask = (act: Promise<string>) => void act.then(tell, (error: unknown) => tell(error instanceof Problem ? error.message : String(error))).finally(changed);
  const test = async ({ id }: Webhook) => {
    const { taken, status, problem, milliseconds } = await testWebhook(id);
    return `${taken ? "Taken" : "Not taken"}: ${status === 0 ? problem : `answered ${status}`} in ${milliseconds} ms`;
  };
  return (
    <>
      {webhooks.length === 0 ? (
        <Empty title="It has no webhook">
          <p>{may ? "What happens is sent there as it happens, signed, until it is taken." : "It may keep none: edit what it may do."}</p>
          {may && <button className="button solid" onClick={() => open({ act: "add" })}>New webhook</button>}
        </Empty>
      ) : (
        <>
          <div className="list-bar"><button className="button line" disabled={!may} onClick={() => open({ act: "add" })}>New webhook</button></div>
          <table className="list partners-list" aria-label="Webhooks">
            <thead>
              <tr><th scope="col">Address</th><th scope="col" className="people-wide">Events</th><th scope="col">Standing</th><th scope="col" className="number">Waiting</th><th scope="col" className="number">Given up</th><th scope="col" className="people-wide">Last taken</th><th scope="col"><span className="vh">Acts</span></th></tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <tr key={webhook.id} aria-selected={webhook === chosen}>
                  <th scope="row"><button className="partner-address" aria-pressed={webhook === chosen} onClick={() => choose(webhook.id)}>{webhook.url}</button></th>
                  <td className="second people-wide">{webhook.events.length === 0 ? "all" : webhook.events.join(", ")}</td>
                  <td className={webhook.disabled == null ? undefined : "is-off"}>
                    {webhook.disabled == null ? "Sends" : <>Disabled <span className="second">{webhook.disabled}</span></>}
                    {webhook.secretEndsAt != null && Date.parse(webhook.secretEndsAt) > now && <span className="second"> former secret until {moment(webhook.secretEndsAt, now)}</span>}
                  </td>
                  <td className="number">{count(webhook.waiting)}</td>
                  <td className="number">{count(webhook.givenUp)}</td>
                  <td className="people-wide">{webhook.lastDeliveredAt == null ? <span className="none">–</span> : moment(webhook.lastDeliveredAt, now)}</td>
                  <td className="people-acts">
                    {webhook.disabled != null && <button className="button line" onClick={() => ask(enableWebhook(webhook.id).then(() => "It is sent to again"))}>Enable</button>}
                    <button className="button line" onClick={() => ask(test(webhook))}>Test</button>
                    <button className="button line" onClick={() => open({ act: "rotate", webhook })}>Rotate</button>
                    <button className="button line" onClick={() => open({ act: "drop", webhook })}>Delete</button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {chosen && <Deliveries key={chosen.id} webhook={chosen} changed={changed} />}
        </>
      )}
      {opened?.act === "add" && <AddDialog partner={partner} close={close} done={done} />}
      {opened?.act === "told" && <ShownOnce title="The secret of the webhook" label="Secret" value={opened.secret} hint="It is shown this once: by it the receiver checks that messages come from here." close={close} />}
      {opened?.act === "rotate" && (
        <Dialog title="Rotate the secret?" close={close}>
          <Form send={() => rotateSecret(opened.webhook.id)} done={({ secret }) => done(secret)} cancel={close} act="Rotate">
            <p>Messages to {opened.webhook.url} are signed by the new and the former secret for 24 hours, then by the new alone.</p>
          </Form>
        </Dialog>
      )}
      {opened?.act === "drop" && (
        <Dialog title="Delete the webhook?" close={close}>
          <Form send={() => dropWebhook(opened.webhook.id)} done={() => done(null)} cancel={close} act="Delete">
            <p>Nothing more is sent to {opened.webhook.url}, also not what waits, and what was sent is forgotten. The log keeps what happened.</p>
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
    <Dialog title={`A webhook of ${partner.name}`} close={close}>
      <Form send={() => addWebhook(partner.id, url.trim(), listed(events), sending.current)} cancel={close} act="Add" done={({ secret }) => {
        // The answer to the first sending was lost, and the secret with it.
        if (secret == null) tell("It was added already, but its secret was lost: rotate it");
        done(secret);
      }}>
        <Field label="Address" pointer="/url" hint="https, on the public internet">
          {(described) => <input {...described} data-autofocus type="url" autoComplete="off" value={url} onChange={({ target }) => setUrl(target.value)} />}
        </Field>
        <Field label="Events" pointer="/events" hint="Published types, with commas between; none for all">
          {(described) => <input {...described} type="text" autoComplete="off" value={events} onChange={({ target }) => setEvents(target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}
