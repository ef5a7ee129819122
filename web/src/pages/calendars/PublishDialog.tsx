import { useEffect, useState } from "react";
import { foreseeTemplate, publish, type Effect, type Template } from "../../api/calendars";
import { Problem } from "../../api/client";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { plural } from "../../vocabulary/days";
import { differences, differencesText } from "./templateSheet";
import { EffectReport } from "./EffectReport";

/** Publishing, with what it would do to the orders that took the version if they did: none is moved by it. */
export function PublishDialog({ template, close, done }: { template: Template; close: () => void; done: () => void }) {
  const { id, version, revision, published, draft } = template;
  const [effect, setEffect] = useState<Effect | null>(null);
  const [problem, fail] = useState<Problem | null>(null);
  const [note, type] = useState("");
  useEffect(() => {
    if (version === 0) return;
    foreseeTemplate(id).then(setEffect, (error: unknown) => fail(error instanceof Problem ? error : new Problem("The effect could not be read", String(error), 0, null)));
  }, [id, version]);
  return (
    <Dialog title={`Publish version ${version + 1} of ${id}`} close={close} className="wide-box">
      <Form
        send={() => publish(id, note.trim() || null, revision)} cancel={close} act={`Publish version ${version + 1}`}
        done={({ published, offered }) => {
          tell(`Version ${published} of ${id} is published${offered > 0 ? ` and offered to ${plural(offered, "open PO")}` : ""}`);
          done();
        }}
      >
        {published && draft && <p className="quiet">{differencesText(differences(published, draft))} since version {version}.</p>}
        {version > 0 && (problem ? <ProblemPanel problem={problem} /> : effect == null ? <Skeleton rows={4} what="what it would do" /> : effect.purchaseOrders > 0 && (
          <>
            <p className="quiet">New orders take it. Those that are placed keep theirs and are offered it. If all of them took it:</p>
            <EffectReport effect={effect} />
          </>
        ))}
        <Field label="Note" pointer="/note" hint="What is new, for who reads the versions">
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={note} onChange={(event) => type(event.target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}
