import { useLocation, useSearch } from "wouter";
import { templatePath, type Template, type TemplateSheet } from "../../api/calendars";
import { useResource } from "../../api/useResource";
import { useTypeNames } from "../../approvals/useTypeNames";
import { ProblemPanel, Skeleton } from "../../frame/states";
import { said, t } from "../../language/language";
import { useNow } from "../../live/hooks";
import { count, moment } from "../../vocabulary/days";
import { differences, differencesText, kindWords } from "./templateSheet";

/** Every version with who published it, and what is different between two of them. */
export function Versions({ template, draft }: { template: Template; draft: TemplateSheet | null }) {
  const { id, version, versions } = template;
  const now = useNow(60_000);
  const search = useSearch();
  const [path, go] = useLocation();
  const params = new URLSearchParams(search);
  const names = [...versions.map((each) => String(each.version)), ...(draft ? ["draft"] : [])];
  const known = (text: string | null, otherwise: string) => (text != null && names.includes(text) ? text : otherwise);
  const to = known(params.get("to"), names.at(-1) ?? "");
  const from = known(params.get("from"), names.at(-2) ?? to);
  const choose = (key: "from" | "to", name: string) => {
    params.set(key, name);
    go(`${path}?${params}`, { replace: true });
  };
  const sheetPath = (name: string) => (name === "draft" || name === "" ? null : `${templatePath(id)}/versions/${name}`);
  const before = useResource<TemplateSheet>(sheetPath(from));
  const after = useResource<TemplateSheet>(sheetPath(to));
  const [earlier, later] = [from === "draft" ? draft : before.data, to === "draft" ? draft : after.data];
  const nameOf = useTypeNames();
  const found = earlier && later ? differences(earlier, later, nameOf) : null;
  const say = (name: string) => (name === "draft" ? t("the draft") : t("version {n}", { n: name }));
  return (
    <div className="versions">
      <section>
        <table className="plain">
          <thead><tr><th>{t("Version")}</th><th>{t("Published")}</th><th>{t("By|whom")}</th><th className="number">{t("Milestones")}</th><th>{t("Note")}</th><th>{t("From|a version")}</th><th>{t("To|a version")}</th></tr></thead>
          <tbody>
            {[...(draft ? [{ version: "draft", milestones: draft.milestones.length, note: null, publishedAt: null, by: null }] : []), ...versions.toReversed()].map((each) => {
              const name = String(each.version);
              return (
                <tr key={name}>
                  <th scope="row">{name === "draft" ? t("Draft") : <b>{name}</b>}{each.version === version && <span className="tag">{t("newest")}</span>}</th>
                  <td className="second">{each.publishedAt != null ? moment(each.publishedAt, now) : name === "draft" ? t("not yet") : t("with the product")}</td>
                  <td className="second">{each.by ?? (name === "draft" ? "" : "Selvedge")}</td>
                  <td className="number">{count(each.milestones)}</td>
                  <td>{each.note ?? <span className="none">–</span>}</td>
                  <td><input type="radio" name="from" aria-label={t("From {what}", { what: say(name) })} checked={from === name} onChange={() => choose("from", name)} /></td>
                  <td><input type="radio" name="to" aria-label={t("To {what}", { what: say(name) })} checked={to === name} onChange={() => choose("to", name)} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <section>
        <h2 className="section-head">{t("From {from} to {to}", { from: say(from), to: say(to) })} {found && <span>{differencesText(found)}</span>}</h2>
        {before.problem && <ProblemPanel problem={before.problem} retry={before.retry} />}
        {after.problem && <ProblemPanel problem={after.problem} retry={after.retry} />}
        {!found && !before.problem && !after.problem && <Skeleton rows={4} height={24} what={t("the difference")} />}
        {found && found.length > 0 && (
          <table className="plain differences">
            <thead><tr><th>{t("Milestone")}</th><th>{t("What")}</th><th>{t("Before")}</th><th>{t("After")}</th></tr></thead>
            <tbody>
              {found.flatMap(({ code, name, kind, fields }) => (kind === "changed" ? fields : [null]).map((field, index) => (
                <tr key={`${code} ${field?.field ?? kind}`}>
                  <th scope="row" className="cut">{index === 0 && <><span className="second m-code">{code}</span> {said(name)}</>}</th>
                  {field ? <><td>{field.field}</td><td className="second">{field.before}</td><td>{field.after}</td></> : <td colSpan={3}><span className="tag">{kindWords[kind]}</span></td>}
                </tr>
              )))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}
