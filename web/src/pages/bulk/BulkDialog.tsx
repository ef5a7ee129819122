import { useState } from "react";
import { Link } from "wouter";
import { applyBulkAct, keyPerBody, lookedAt, type BulkPreview } from "../../api/bulkActs";
import { Problem } from "../../api/client";
import type { BoardRow } from "../../api/types";
import { ContributingFields } from "../../controls/ContributingFields";
import { DateField } from "../../controls/DateField";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { ReasonField } from "../../controls/ReasonField";
import { t, tn } from "../../language/language";
import { signedDays, type Day } from "../../vocabulary/days";
import { milestoneWords } from "../../vocabulary/words";
import { ForeseenHead, HealthCell, Sum } from "./Foreseen";
import { Progress, useBulkAct } from "./Progress";
import { usePreview } from "./usePreview";
import { formOf, operations, statusWords, valueWords, type Typed } from "./words";

/** One operation upon the chosen lines: typed, looked at row by row, applied as one act. */
export function BulkDialog({ rows, operation, today, close }: { rows: readonly BoardRow[]; operation: Typed["operation"]; today: Day; close: () => void }) {
  const [typed, type] = useState<Typed>({ operation, day: "committed", milestone: "", days: "", date: null, responsible: "", reason: null, beside: [null, null], note: "" });
  const change = (part: Partial<Typed>) => type((held) => ({ ...held, ...part }));
  const form = formOf(typed, rows.map(({ po, line }) => ({ purchaseOrder: po, line })));
  // The note changes nothing of what would be done.
  const { preview, problem, loading } = usePreview(typeof form === "string" ? null : JSON.stringify({ ...form, note: undefined }));
  const [act, setAct] = useState<string | null>(null);
  const [keyOf] = useState(keyPerBody);
  const milestones = [...new Map(rows.flatMap(({ next }) => (next ? [[next.code, milestoneWords(next.name)[0]] as const] : [])))];
  const dated = typed.operation === "shift" || typed.operation === "redate";
  const moving = preview == null ? 0 : preview.done + preview.proposed;

  if (act != null)
    return (
      <Dialog title={tn(rows.length, "{n} line at once", "{n} lines at once")} close={close} className="bulk">
        <Followed id={act} />
        <p className="bulk-links"><Link href={`/bulk-acts/${act}`} className="button line" onClick={close}>{t("Row by row")}</Link> <button className="button solid" onClick={close}>{t("Close")}</button></p>
      </Dialog>
    );
  return (
    <Dialog title={tn(rows.length, "{n} line at once", "{n} lines at once")} close={close} className="bulk">
      <Form
        act={moving === 0 ? t("Apply") : tn(moving, "Apply to {n} row", "Apply to {n} rows")} cancel={close} ready={typeof form === "string" || (preview != null && !loading)}
        send={() => {
          if (typeof form === "string" || preview == null) return Promise.reject(new Problem(String(form), null, 0, null));
          const body = { ...form, looked: lookedAt(preview) };
          return applyBulkAct(body, keyOf(body));
        }}
        done={({ id }) => setAct(id)}
      >
        <div className="bulk-operations" role="radiogroup" aria-label={t("What is done")}>
          {operations.map(([each, name]) => (
            <label key={each}><input type="radio" name="operation" checked={typed.operation === each} onChange={() => change({ operation: each })} /> {name}</label>
          ))}
        </div>
        <div className="bulk-fields">
          {dated && (
            <Field label={t("Which day")} pointer="/day">
              {(described) => (
                <select {...described} value={typed.day} onChange={({ target }) => change({ day: target.value as Typed["day"] })}>
                  <option value="committed">{t("Committed: both sides agree on it")}</option>
                  <option value="expected">{t("Expected: an estimate")}</option>
                </select>
              )}
            </Field>
          )}
          <Field label={t("Milestone")} pointer="/milestone" hint={typed.operation === "assign" ? t("Its code") : typed.operation === "approve" ? t("Its code; empty for all that waits for us") : t("Its code; empty for ex-factory")}>
            {(described) => <input {...described} type="text" autoComplete="off" list="bulk-milestones" value={typed.milestone} onChange={({ target }) => change({ milestone: target.value })} />}
          </Field>
          <datalist id="bulk-milestones">{milestones.map(([code, name]) => <option key={code} value={code}>{name}</option>)}</datalist>
          {typed.operation === "shift" && (
            <Field label={t("Days")} pointer="/days" hint={t("+5 for later, -3 for earlier")}>
              {(described) => <input {...described} data-autofocus type="text" inputMode="numeric" autoComplete="off" value={typed.days} onChange={({ target }) => change({ days: target.value })} />}
            </Field>
          )}
          {typed.operation === "redate" && <DateField label={t("Day")} pointer="/date" value={typed.date} change={(date) => change({ date })} today={today} from={today} />}
          {typed.operation === "assign" && (
            <Field label={t("Responsible")} pointer="/responsible" hint={t("A role, such as QA or Vendor")}>
              {(described) => <input {...described} type="text" autoComplete="off" value={typed.responsible} onChange={({ target }) => change({ responsible: target.value })} />}
            </Field>
          )}
          {dated && <ReasonField pointer="/reason" value={typed.reason} change={(reason) => change({ reason })} none={typed.day === "committed" ? t("Choose one") : t("None given")} />}
          {dated && typed.day === "committed" && <ContributingFields reason={typed.reason} value={typed.beside} change={(beside) => change({ beside })} />}
          <Field label={t("Note")} pointer="/note" hint={t("Why; it stands in each history")}>
            {(described) => <input {...described} type="text" autoComplete="off" value={typed.note} onChange={({ target }) => change({ note: target.value })} />}
          </Field>
        </div>
        <div className="bulk-preview" aria-busy={loading}>
          {typeof form === "string" ? <p className="quiet">{form}</p>
            : problem ? <p className="form-problem" role="alert">{problem.errors.length > 0 ? problem.errors.map(({ detail }) => detail).join(" ") : problem.message}</p>
            : preview == null ? <p className="quiet">{tn(rows.length, "Looking at {n} line …", "Looking at {n} lines …")}</p>
            : <Effects preview={preview} today={today} />}
        </div>
      </Form>
    </Dialog>
  );
}

function Followed({ id }: { id: string }) {
  return <Progress of={useBulkAct(id)} />;
}

function Effects({ preview, today }: { preview: BulkPreview; today: Day }) {
  return (
    <>
      <p role="status"><Sum preview={preview} of="row" /></p>
      <table className="plain" aria-label={t("What would become of each row")}>
        <ForeseenHead />
        <tbody>
          {preview.items.map((item) => (
            <tr key={`${item.purchaseOrder}/${item.line}/${item.approval}`} data-status={item.status}>
              <th scope="row">{item.purchaseOrder}{item.line > 1 && <span className="second">/{item.line}</span>}</th>
              <td className="second cut" title={[item.vendorName, item.style ?? item.description, item.colour].filter(Boolean).join(", ")}>{item.approval ?? [item.milestone, item.vendorName].filter(Boolean).join(", ")}</td>
              <td className="number second">{valueWords(item.from, today)}</td>
              <td className="number">{valueWords(item.to, today)}</td>
              <td className="number">{item.days !== 0 && signedDays(item.days)}</td>
              <HealthCell item={item} />
              <td className={item.status === "refused" ? "bulk-why" : "second"}>{item.problem?.detail ?? statusWords[item.status][0]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
