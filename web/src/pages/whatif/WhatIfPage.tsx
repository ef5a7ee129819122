import { useId, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { TemplateList } from "../../api/calendars";
import type { Problem } from "../../api/client";
import type { MaterialSummary } from "../../api/materials";
import type { OverviewRow, Vendor } from "../../api/types";
import { applyWhatIf, type Assumption, type Where } from "../../api/whatIfs";
import { useAll, useResource, useVendors } from "../../api/useResource";
import { Field } from "../../controls/Form";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { Page } from "../../frame/Frame";
import { Icon, Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { said as saidIn, t, tn } from "../../language/language";
import { useNow, useRows, useTopics } from "../../live/hooks";
import { age, clockTime, today as todayOf } from "../../vocabulary/days";
import { assumptionsOf, readScenario, said, scopeOf, writeScenario, type Scenario } from "../../vocabulary/scenario";
import { brandName, categories, categoryWord } from "../../vocabulary/words";
import { Applied, AppliedBefore } from "./Applied";
import { ChangeForm, type Choice } from "./ChangeForm";
import { Result } from "./Result";
import { useForesight } from "./useForesight";

/** What would be if something were so: supposed on the left, foreseen on the right, then applied or dropped. All of it is in the address. */
export function WhatIfPage() {
  const search = useSearch();
  const [path, go] = useLocation();
  const now = useNow(30_000);
  const scenario = useMemo(() => readScenario(search), [search]);
  const assumptions = useMemo(() => assumptionsOf(scenario), [scenario]);
  const { data, problem, stale, again, more } = useForesight(assumptions);
  const [asking, ask] = useState(false);
  const [applied, setApplied] = useState<string | null>(null);
  const suppose = useRef<HTMLDivElement>(null);
  const foresee = useRef<HTMLElement>(null);

  const vendors = useVendors();
  const names = useMemo(() => new Map(vendors.map(({ code, name }) => [code, name])), [vendors]);
  const vendorName = (code: string) => names.get(code) ?? code;
  const templates = useResource<TemplateList>("calendar-templates").data?.items ?? [];
  const milestones = useMemo(() => milestonesOf(templates, scenario.where), [templates, scenario.where]);
  const milestoneName = (code: string) => milestones.find((each) => each.code === code)?.name ?? code;

  const change = (next: Scenario) => {
    setApplied(null);
    go(`${path}${writeScenario(next)}`, { replace: true });
  };
  const drop = () => (search === "" ? go(boardHref()) : change({ where: {}, changes: [] }));
  const mayApply = data != null && problem == null && !stale && data.affected > 0 && applied == null;
  useKeys({
    "+": () => suppose.current?.querySelector<HTMLElement>("[data-first]")?.focus(),
    a: () => mayApply && ask(true),
    r: again,
    escape: drop,
  });

  return (
    <Page crumbs={[{ name: t("What-if") }]}>
      <div className="whatif">
        <div className="w-suppose" ref={suppose}>
          <section>
            <h2>{t("Which lines")}</h2>
            <ScopeForm where={scenario.where} vendors={vendors} change={(where) => change({ ...scenario, where })} />
            <Chips items={scopeOf(scenario.where, vendorName).map(({ text, without }) => [text, () => change({ ...scenario, where: without })])} />
          </section>
          <section>
            <h2>{t("Suppose")} <Kbd>+</Kbd></h2>
            <ChangeForm
              milestones={milestones} vendors={vendors} vendor={scenario.where.vendor} today={todayOf(now)}
              add={(added) => {
                change({ ...scenario, changes: [...scenario.changes, added] });
                // Whoever typed looks at the effect next: there the single keys act.
                foresee.current?.focus({ preventScroll: true });
              }}
            />
            <Chips items={scenario.changes.map((each, index) => [
              said(each, milestoneName, vendorName), () => change({ ...scenario, changes: scenario.changes.toSpliced(index, 1) }),
            ])} />
          </section>
        </div>
        <section className="w-foresee" ref={foresee} tabIndex={-1} aria-label={t("What would be")} aria-busy={stale} data-stale={(stale && data != null) || undefined}>
          {assumptions == null ? (
            <>
              {applied != null && <Applied key={applied} id={applied} />}
              <Empty title={scenario.changes.length === 0 ? t("Add a change to see its effect") : t("Say which lines are meant")}>
                <p>{t("Such as a mill that is 9 days late, for one vendor. Nothing is written until you apply it.")}</p>
              </Empty>
              <AppliedBefore shown={applied} show={setApplied} now={now} />
            </>
          ) : (
            <>
              <div className="w-bar">
                {data != null && <span className="quiet">{now - Date.parse(data.at) > 60_000 ? t("As of {time}, {age} ago", { time: clockTime(data.at, false), age: age(data.at, now) }) : t("As of {time}", { time: clockTime(data.at, false) })}</span>}
                {data != null && <button className="button" onClick={again}>{t("Ask again")} <Kbd>R</Kbd></button>}
                <span className="space" />
                <button className="button line" onClick={drop}>{t("Drop|a what-if")} <Kbd>Esc</Kbd></button>
                {applied == null && <button className="button solid" disabled={!mayApply} onClick={() => ask(true)}>{t("Apply …")} <Kbd>A</Kbd></button>}
              </div>
              {applied != null && <Applied key={applied} id={applied} />}
              {problem ? <ProblemPanel problem={{ ...problem, title: problem.title, detail: detailOf(problem) }} retry={again} />
                : data == null ? <Skeleton rows={14} what={t("what would be")} />
                : <Result foreseen={data} vendorName={vendorName} more={more} />}
            </>
          )}
        </section>
      </div>
      {asking && assumptions != null && data != null && (
        <Apply assumptions={assumptions} lines={data.affected} close={() => ask(false)} done={(id) => {
          setApplied(id);
          ask(false);
        }} />
      )}
    </Page>
  );
}

/** Each error stands for itself: what it points to is typed elsewhere. */
function detailOf(problem: Problem): string | null {
  return problem.errors.length > 0 ? problem.errors.map(({ detail }) => detail).join(" ") : problem.detail;
}

function milestonesOf(templates: TemplateList["items"], { category, brand }: Where) {
  const found = new Map<string, string>();
  for (const template of templates)
    if ((category === undefined || template.category == null || template.category === category) && (brand === undefined || template.brand == null || template.brand === brand))
      for (const { code, name } of template.milestones) found.set(code, saidIn(name));
  return [...found].map(([code, name]) => ({ code, name }));
}

/** Who makes what styles are made of. */
function millsOf(materials: readonly MaterialSummary[]): Choice[] {
  const found = new Map(materials.flatMap(({ mills }) => mills.map(({ code, name }) => [code, name] as const)));
  return [...found].map(([code, name]) => ({ code, name })).toSorted((a, b) => a.name.localeCompare(b.name));
}

function ScopeForm({ where, vendors, change }: { where: Where; vendors: readonly Vendor[]; change: (where: Where) => void }) {
  const rows = useRows<OverviewRow>(useTopics<OverviewRow, unknown>(["overview"]));
  const brands = [...new Set(rows.map(({ brand }) => brand))].toSorted();
  const materials = useAll<MaterialSummary>("materials?limit=500").data?.items;
  const mills = useMemo(() => millsOf(materials ?? []), [materials]);
  const set = (key: "vendor" | "brand" | "category" | "style" | "mill", value: string) => {
    const { [key]: _, ...rest } = where;
    change(value === "" ? rest : { ...rest, [key]: value } as Where);
  };
  return (
    <div className="scope-form">
      <Field label={t("Vendor")} pointer="">
        {(described) => (
          <select {...described} value={where.vendor ?? ""} onChange={(event) => set("vendor", event.target.value)}>
            <option value="">{t("Any")}</option>
            {vendors.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
          </select>
        )}
      </Field>
      <div className="pair">
        <Field label={t("Brand")} pointer="">
          {(described) => (
            <select {...described} value={where.brand ?? ""} onChange={(event) => set("brand", event.target.value)}>
              <option value="">{t("Any")}</option>
              {brands.map((brand) => <option key={brand} value={brand}>{brandName(brand)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t("Category")} pointer="">
          {(described) => (
            <select {...described} value={where.category ?? ""} onChange={(event) => set("category", event.target.value)}>
              <option value="">{t("Any")}</option>
              {categories.map((category) => <option key={category} value={category}>{categoryWord(category)}</option>)}
            </select>
          )}
        </Field>
      </div>
      <div className="pair">
        <NameField label={t("Style")} placeholder={t("Number, Enter")} set={(number) => set("style", number)} />
        <NameField label={t("Mill")} placeholder={t("Name, Enter")} set={(name) => set("mill", name)} offered={mills} />
      </div>
    </div>
  );
}

/** What is typed holds from Enter on. */
function NameField({ label, placeholder, set, offered }: { label: string; placeholder: string; set: (name: string) => void; offered?: readonly Choice[] }) {
  const [name, type] = useState("");
  const list = useId();
  return (
    <form onSubmit={(event) => { event.preventDefault(); set(name.trim()); type(""); }}>
      <Field label={label} pointer="">
        {(described) => <input {...described} type="text" autoComplete="off" value={name} placeholder={placeholder} list={offered && list} onChange={(event) => type(event.target.value)} />}
      </Field>
      {offered && <datalist id={list}>{offered.map(({ code, name }) => <option key={code} value={name} />)}</datalist>}
    </form>
  );
}

function Chips({ items }: { items: readonly (readonly [text: string, remove: () => void])[] }) {
  return items.length === 0 ? null : (
    <p className="chips">
      {items.map(([text, remove], index) => (
        <button key={index} className="chip" aria-label={t("Remove {what}", { what: text })} onClick={remove}>{text} <Icon name="close" size={10} /></button>
      ))}
    </p>
  );
}

function Apply({ assumptions, lines, done, close }: { assumptions: readonly Assumption[]; lines: number; done: (id: string) => void; close: () => void }) {
  const [key] = useState(() => crypto.randomUUID());
  const [closes, reships] = (["closure", "shipmode"] as const).map((kind) => assumptions.some((each) => each.kind === kind));
  return (
    <ReasonDialog title={tn(lines, "Apply to {n} line", "Apply to {n} lines")} act={t("Apply")} send={(reason) => applyWhatIf(assumptions, reason, key)} done={({ id }) => done(id)} close={close}>
      <p className="quiet">
        {t("What was foreseen is told as estimates, by the source what-if.")} {closes && `${t("The factory's calendar is closed.")} `}{reships && `${t("Orders whose lines travel otherwise are revised.")} `}{t("Lines that moved meanwhile are foreseen anew.")}
      </p>
    </ReasonDialog>
  );
}
