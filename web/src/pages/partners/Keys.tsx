import { useContext, useRef, useState } from "react";
import { issueKey, revokeKey, type Partner, type PartnerKey, type Scope } from "../../api/partners";
import { Choices } from "../../controls/Choices";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { ShownOnce } from "../../controls/ShownOnce";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { PeopleContext } from "../../frame/Person";
import { Empty } from "../../frame/states";
import { t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { moment } from "../../vocabulary/days";
import { scopeWord, scopeWords } from "./words";

const mostOpen = 2;

export function Keys({ partner, changed }: { partner: Partner; changed: () => void }) {
  const now = useNow(60_000);
  const people = useContext(PeopleContext);
  const [opened, open] = useState<"new" | PartnerKey | { secret: string } | null>(null);
  const full = partner.keys.filter(({ revokedAt }) => revokedAt == null).length >= mostOpen;
  useKeys(full ? {} : { n: () => open("new") });
  const nameOf = (id: string | null) => people?.data?.items.find((person) => person.id === id)?.name ?? id ?? "";
  const issue = <button className="button line" disabled={full} title={full ? t("Two keys are open: revoke one first") : undefined} onClick={() => open("new")}>{t("New key")}</button>;
  return (
    <>
      {partner.keys.length === 0 ? <Empty title={t("It has no key yet")}><p>{t("Two may be open at a time: so one can be changed without a gap.")}</p>{issue}</Empty> : (
        <>
          <div className="list-bar">{issue}</div>
          <table className="list partners-list" aria-label={t("Keys")}>
            <thead>
              <tr><th scope="col">{t("Key")}</th><th scope="col">{t("May|do")}</th><th scope="col">{t("Standing")}</th><th scope="col" className="people-wide">{t("Last used")}</th><th scope="col" className="people-wide">{t("Issued|a key")}</th><th scope="col"><span className="vh">{t("Acts")}</span></th></tr>
            </thead>
            <tbody>
              {partner.keys.map((key) => (
                <tr key={key.id} className={key.revokedAt == null ? undefined : "is-over"}>
                  <th scope="row">{key.label} <code className="second">…{key.ends}</code></th>
                  <td>{scopeWords(key.scopes)}</td>
                  <td>{key.revokedAt == null ? t("Opens") : <>{t("Revoked")} <span className="second">{t("{moment} by {who}", { moment: moment(key.revokedAt, now), who: nameOf(key.revokedBy) })}</span></>}</td>
                  <td className="people-wide">{key.lastUsedAt == null ? <span className="none">{t("not in 90 days")}</span> : moment(key.lastUsedAt, now)}</td>
                  <td className="second people-wide">{t("{moment} by {who}", { moment: moment(key.issuedAt, now), who: nameOf(key.issuedBy) })}</td>
                  <td className="people-acts">{key.revokedAt == null && <button className="button line" aria-label={t("Revoke {what}", { what: key.label })} onClick={() => open(key)}>{t("Revoke")}</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {opened === "new" ? <IssueDialog partner={partner} close={() => open(null)} issued={(secret) => {
        changed();
        open(secret == null ? null : { secret });
      }} />
        : opened && "secret" in opened ? <ShownOnce title={t("A key for {name}", { name: partner.name })} label={t("Key")} value={opened.secret} hint={t("It is shown this once: hand it over where nobody else reads it.")} close={() => open(null)} />
        : opened && (
          <Dialog title={t("Revoke {what}?", { what: opened.label })} close={() => open(null)}>
            <Form send={() => revokeKey(partner.id, opened.id)} done={() => {
              tell(t("{what} opens nothing any more", { what: opened.label }));
              changed();
              open(null);
            }} cancel={() => open(null)} act={t("Revoke")}>
              <p>{t("Programs that use it, or a token given for it, are turned away at once. It cannot be given back.")}</p>
            </Form>
          </Dialog>
        )}
    </>
  );
}

function IssueDialog({ partner, close, issued }: { partner: Partner; close: () => void; issued: (secret: string | null) => void }) {
  const [label, setLabel] = useState("");
  const [may, setMay] = useState<readonly Scope[]>(partner.scopes);
  const sending = useRef(crypto.randomUUID());
  return (
    <Dialog title={t("A key for {name}", { name: partner.name })} close={close}>
      <Form send={() => issueKey(partner.id, label.trim(), partner.scopes.filter((each) => may.includes(each)), sending.current)} cancel={close} act={t("Issue|a key")} done={({ key }) => {
        // The answer to the first sending was lost, and the key with it.
        if (key == null) tell(t("It was issued already, but the key was lost: revoke it and issue another"));
        issued(key);
      }}>
        <Field label={t("Label")} pointer="/label" hint={t("What uses it, such as night upload")}>
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" maxLength={60} value={label} onChange={({ target }) => setLabel(target.value)} />}
        </Field>
        <Choices label={t("May|do")} pointer="/scopes" all={partner.scopes} chosen={may} choose={setMay} word={scopeWord} />
      </Form>
    </Dialog>
  );
}
