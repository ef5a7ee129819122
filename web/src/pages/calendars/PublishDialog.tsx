import { useEffect, useState } from "react";
import { foreseeTemplate, publish, type Effect, type Template } from "../../api/calendars";
import { Problem } from "../../api/client";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
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
    foreseeTemplate(id).then(setEffect, (error: unknown) => fail(error instanceof Problem ? error : new Problem(t("The effect could not be read"), String(error), 0, null)));
  }, [id, version]);
  return (
    <Dialog title={t("Publish version {n} of {id}", { n: version + 1, id })} close={close} className="wide-box">
      <Form
        send={() => publish(id, note.trim() || null, revision)} cancel={close} act={t("Publish version {n}", { n: version + 1 })}
        done={({ published, offered }) => {
          tell(offered > 0
            ? tn(offered, "Version {version} of {id} is published and offered to {n} open PO", "Version {version} of {id} is published and offered to {n} open POs", { version: published, id })
            : t("Version {n} of {id} is published", { n: published, id }));
          done();
        }}
      >
        {published && draft && <p className="quiet">{t("{differences} since version {n}.", { differences: differencesText(differences(published, draft)), n: version })}</p>}
        {version > 0 && (problem ? <ProblemPanel problem={problem} /> : effect == null ? <Skeleton rows={4} what={t("what it would do")} /> : effect.purchaseOrders > 0 && (
          <>
            <p className="quiet">{t("New orders take it. Those that are placed keep theirs and are offered it. If all of them took it:")}</p>
            <EffectReport effect={effect} />
          </>
        ))}
        <Field label={t("Note")} pointer="/note" hint={t("What is new, for who reads the versions")}>
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" value={note} onChange={(event) => type(event.target.value)} />}
        </Field>
      </Form>
    </Dialog>
  );
}
