import { useEffect, useMemo, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { discardDraft, retire, saveDraft, templatePath, type Template, type TemplateList, type TemplateSheet } from "../../api/calendars";
import { Problem } from "../../api/client";
import { useResource } from "../../api/useResource";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { Page } from "../../frame/Frame";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { t, tn } from "../../language/language";
import { count } from "../../vocabulary/days";
import { brandName, categoryWord } from "../../vocabulary/words";
import { DuplicateDialog } from "./DuplicateDialog";
import { MilestoneTable } from "./MilestoneTable";
import { Offers } from "./Offers";
import { PlanPreview } from "./PlanPreview";
import { PublishDialog } from "./PublishDialog";
import { faultsOf, rowOf } from "./templateSheet";
import { useExample, usePreview } from "./usePreview";
import { Versions } from "./Versions";

const tabs = [["milestones", t("Milestones")], ["preview", t("Example order")], ["versions", t("Versions")], ["offers", t("Offers")]] as const;

/** What is typed and not saved yet: begun from one revision and saved onto that alone. */
interface Typed {
  sheet: TemplateSheet;
  held: number;
}

/** By template, so that a look at another page loses nothing. */
const unsaved = new Map<string, Typed>();

function useTyped(id: string): [Typed | null, (typed: Typed | null) => void] {
  const [typed, type] = useState(unsaved.get(id) ?? null);
  useEffect(() => {
    if (!typed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [typed]);
  return [typed, (next) => {
    if (next) unsaved.set(id, next);
    else unsaved.delete(id);
    type(next);
  }];
}

/** One template: its milestones, drafted and published; what it plans; its versions; whom the newest is offered to. */
export function TemplatePage({ id }: { id: string }) {
  const template = useResource<Template>(templatePath(id));
  const list = useResource<TemplateList>("calendar-templates");
  const crumbs = [{ name: t("Calendars"), href: "/calendars" }, { name: template.data ? (template.data.draft ?? template.data.published)!.title : id }];
  const [, go] = useLocation();
  useKeys({ escape: () => go("/calendars") });
  const problem = template.problem ?? list.problem;
  if (!template.data || !list.data)
    return (
      <Page crumbs={crumbs}>
        {template.problem?.status === 404 ? (
          <Empty title={t("There is no template {id}", { id })}>
            <Link href="/calendars" className="button solid">{t("All templates")}</Link>
          </Empty>
        ) : problem ? (
          <ProblemPanel problem={problem} retry={template.problem ? template.retry : list.retry} />
        ) : (
          <Skeleton rows={20} height={28} what={t("the template")} />
        )}
      </Page>
    );
  return <Loaded template={template.data} list={list.data} crumbs={crumbs} reload={template.retry} />;
}

function Loaded({ template, list, crumbs, reload }: { template: Template; list: TemplateList; crumbs: { name: string; href?: string }[]; reload: () => void }) {
  const { id, revision, version, published, draft, mayPlan } = template;
  const search = useSearch();
  const [, go] = useLocation();
  const tab = tabs.find(([key]) => key === new URLSearchParams(search).get("tab"))?.[0] ?? "milestones";
  const hrefOf = (key: string) => `/calendars/${encodeURIComponent(id)}${key === "milestones" ? "" : `?tab=${key}`}`;

  const [typed, type] = useTyped(id);
  const sheet = typed?.sheet ?? draft ?? published!;
  const editing = mayPlan && (typed != null || draft != null);
  const change = (next: TemplateSheet) => type({ sheet: next, held: typed?.held ?? revision });
  const example = useExample(sheet, list.attributes);
  const preview = usePreview(sheet, example.value);
  const faults = preview.faults;
  const [problem, fail] = useState<Problem | null>(null);
  const [dialog, open] = useState<"publish" | "duplicate" | "retire" | "discard" | null>(null);
  const [goTo, setGoTo] = useState<{ row: number } | null>(null);

  const act = (what: Promise<unknown>, then: () => void) => what.then(
    () => { fail(null); then(); },
    (error: unknown) => fail(error instanceof Problem ? error : new Problem(t("It could not be sent"), String(error), 0, null)),
  );
  const settle = () => { type(null); reload(); };
  const save = () => typed && act(saveDraft(id, typed.sheet, typed.held), () => { settle(); tell(t("Draft of {id} kept", { id })); });
  const edit = () => { change(sheet); if (tab !== "milestones" && tab !== "preview") go(hrefOf("milestones")); };
  useKeys({
    ...Object.fromEntries(tabs.map(([key], index) => [String(index + 1), () => go(hrefOf(key), { replace: true })])),
    ...(mayPlan && !editing ? { e: edit } : {}),
    ...(typed ? { "mod+s": () => void save() } : {}),
    ...(editing && !typed && faults.length === 0 ? { "mod+enter": () => open("publish") } : {}),
  });

  const whole = faults.filter((fault) => rowOf(fault) == null);
  const rowsAtFault = useMemo(() => [...new Set(faults.map(rowOf).filter((row) => row != null))], [faults]);
  return (
    <Page crumbs={crumbs} title={sheet.title} tabs={
      <Tabs label={t("Parts of the template")}>
        {tabs.map(([key, name]) => ({ href: hrefOf(key), name: key === "offers" && template.older > 0 ? `${name} ${count(template.older)}` : name, on: key === tab }))}
      </Tabs>
    }>
      <div className="template">
        <header className="vendor-head">
          <div>
            <h2>{sheet.title}{template.retired && <span className="tag">{t("retired")}</span>}</h2>
            <p className="second">
              {id} · {sheet.brand == null ? t("any brand") : brandName(sheet.brand)}{sheet.category != null && `, ${categoryWord(sheet.category).toLowerCase()}`} ·{" "}
              {version === 0 ? t("not published yet") : t("version {n}", { n: version })}
            </p>
          </div>
          <dl className="facts">
            <div><dt>{t("Milestones")}</dt><dd>{count(sheet.milestones.length)}</dd></div>
            <div><dt>{t("Open POs by it")}</dt><dd>{count(template.purchaseOrders)}</dd></div>
            <div><dt>{t("By an older version")}</dt><dd>{count(template.older)}</dd></div>
          </dl>
          <div className="asides head-acts">
            {mayPlan && !editing && <button className="button line" onClick={edit}>{t("Edit")} <Kbd>E</Kbd></button>}
            {version > 0 && <button className="button" onClick={() => open("duplicate")}>{t("Duplicate")}</button>}
            {mayPlan && version > 0 && !template.retired && <button className="button" onClick={() => open("retire")}>{t("Retire")}</button>}
          </div>
        </header>
        {editing && (
          <div className="draft-bar" role="region" aria-label={t("Draft")}>
            <b>{t("Draft of version {n}", { n: version + 1 })}</b>
            <span className="second">{typed ? t("not saved") : t("saved")}</span>
            {faults.length > 0 ? (
              <span className="h-critical draft-faults">
                {tn(faults.length, "{n} problem", "{n} problems")}
                {rowsAtFault.slice(0, 6).map((row) => (
                  <button key={row} className="chip" onClick={() => { go(hrefOf("milestones")); setGoTo({ row }); }}>{sheet.milestones[row]?.code || t("row {n}", { n: row + 1 })}</button>
                ))}
              </span>
            ) : preview.problem ? <span className="h-late">{preview.problem.title}</span> : <span className="second">{t("no problems")}</span>}
            <span className="space" />
            <button className="button" onClick={() => (draft ? open("discard") : type(null))}>{t("Discard")}</button>
            <button className="button line" disabled={!typed} onClick={() => void save()}>{t("Save")} <Kbd>Ctrl S</Kbd></button>
            <button className="button solid" disabled={typed != null || faults.length > 0} title={typed ? t("Save it first") : faults.length > 0 ? t("A draft with problems cannot be published") : undefined} onClick={() => open("publish")}>{t("Publish …")} <Kbd>Ctrl ↵</Kbd></button>
          </div>
        )}
        {problem && (
          <div className="form-problem" role="alert">
            <b>{problem.title}</b> <span>{problem.detail}</span>
            {problem.status === 412 && <button className="button line" onClick={() => { fail(null); settle(); }}>{t("Take theirs")}</button>}
          </div>
        )}
        {whole.map(({ pointer, detail }) => <p key={pointer + detail} className="form-problem" role="alert">{detail}</p>)}
        {tab === "milestones" && (
          <>
            {editing && (
              <div className="sheet-fields">
                <label>{t("Title")} <input type="text" value={sheet.title} aria-invalid={faults.some(({ pointer }) => pointer === "/title")} onChange={(event) => change({ ...sheet, title: event.target.value })} /></label>
              </div>
            )}
            <MilestoneTable
              sheet={sheet} attributes={list.attributes} change={editing ? change : null} faultsOf={(row, field) => faultsOf(faults, row, field)}
              floats={preview.floats} goTo={goTo}
            />
          </>
        )}
        {tab === "preview" && <PlanPreview preview={preview} example={example} attributes={list.attributes} />}
        {tab === "versions" && <Versions template={template} draft={editing ? sheet : null} />}
        {tab === "offers" && <Offers template={template} adopted={reload} />}
      </div>
      {dialog === "publish" && <PublishDialog template={template} close={() => open(null)} done={() => { open(null); settle(); }} />}
      {dialog === "duplicate" && <DuplicateDialog list={list} from={id} close={() => open(null)} />}
      {dialog === "retire" && (
        <ReasonDialog
          title={t("Retire {id}", { id })} act={t("Retire")} close={() => open(null)} send={(reason) => retire(id, reason, revision)}
          done={() => { open(null); settle(); tell(t("{id} is retired: no new calendar is laid by it", { id })); }}
        >
          <p className="quiet">{t("No new calendar is laid by it.")} {tn(template.purchaseOrders, "{n} open PO keeps its own.", "{n} open POs keep theirs.")}</p>
        </ReasonDialog>
      )}
      {dialog === "discard" && (
        <ReasonDialog
          title={t("Discard the draft of version {n}", { n: version + 1 })} act={t("Discard")} reason={false} close={() => open(null)} send={() => discardDraft(id, revision)}
          done={() => {
            open(null);
            const dropped = draft!;
            type(null);
            if (version === 0) go("/calendars");
            else reload();
            tell(t("Draft of {id} discarded", { id }), () => saveDraft(id, dropped).then(reload));
          }}
        />
      )}
    </Page>
  );
}
