import { useContext, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { decideSettings, limitedRoles, risks, settingsPath, type BrandDocument } from "../../api/brands";
import { Problem } from "../../api/client";
import { useResource } from "../../api/useResource";
import { Field, Form } from "../../controls/Form";
import { Page } from "../../frame/Frame";
import { Icon } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { PeopleContext, useMay } from "../../frame/Person";
import { lazily } from "../../frame/lazily";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { Tabs } from "../../frame/Tabs";
import { t, tn } from "../../language/language";
import { useAsOf } from "../../live/cursor";
import { useMoment } from "../../live/hooks";
import { moment } from "../../vocabulary/days";
import { brandName, roleWord } from "../../vocabulary/words";
import { BrandAlerts } from "./BrandAlerts";
import { decidedWords, newLimit, personValue, riskWords, settingsOf, typedOf, type NumberName, type TypedLimit, type TypedSettings } from "./brandSheet";

const Figures = lazily(async () => (await import("../../charts/Figures")).Figures, <Skeleton rows={14} what={t("the figures")} />);

/** How a brand's orders are worked on: read by its own people, decided by its directors. */
export function BrandPage({ brand }: { brand: string }) {
  const settings = useResource<BrandDocument>(settingsPath(brand));
  const [, go] = useLocation();
  const path = `/brands/${encodeURIComponent(brand)}`;
  const figures = new URLSearchParams(useSearch()).get("tab") === "figures";
  useKeys({ escape: () => go("/overview"), 1: () => go(path, { replace: true }), 2: () => go(`${path}?tab=figures`, { replace: true }) });
  return (
    <Page
      crumbs={[{ name: t("Overview"), href: "/overview" }, { name: brandName(brand) }]} title={figures ? t("{brand} figures", { brand: brandName(brand) }) : t("{brand} settings", { brand: brandName(brand) })}
      tabs={<Tabs label={t("Parts of the brand")}>{[{ href: path, name: t("Settings"), on: !figures }, { href: `${path}?tab=figures`, name: t("Figures"), on: figures }]}</Tabs>}
    >
      {figures ? (
        <Figures scope={{ brand }} by="vendor" />
      ) : settings.data ? (
        <div className="brand-page">
          <Settings key={settings.data.version} document={settings.data} reload={settings.retry} />
          <Decided document={settings.data} />
        </div>
      ) : settings.problem?.status === 404 ? (
        <Empty title={t("There is no brand {brand}", { brand })}>
          <p>{t("Or its settings are not for you: they are its own people’s.")}</p>
          <Link href="/overview" className="button solid">{t("Overview")}</Link>
        </Empty>
      ) : settings.problem ? (
        <ProblemPanel problem={settings.problem} retry={settings.retry} />
      ) : (
        <Skeleton rows={14} what={t("the settings")} />
      )}
    </Page>
  );
}

function Settings({ document, reload }: { document: BrandDocument; reload: () => void }) {
  const [typed, type] = useState(() => typedOf(document));
  const [overtaken, overtake] = useState(false);
  const past = useAsOf() != null;
  const may = useMay("decide-settings") && !past;
  const change = (part: Partial<TypedSettings>) => type({ ...typed, ...part });
  const changeLimit = (index: number, part: Partial<TypedLimit>) => change({ limits: typed.limits.with(index, { ...typed.limits[index]!, ...part }) });
  const decide = async () => {
    try {
      return await decideSettings(document.brand, settingsOf(typed), document.version);
    } catch (error) {
      overtake(error instanceof Problem && error.status === 412);
      throw error;
    }
  };
  const number = (name: NumberName, label: string, hint: string) => (
    <Field label={label} pointer={`/${name}`} hint={hint}>
      {(described) => <input {...described} type="text" inputMode="numeric" autoComplete="off" value={typed[name]} onChange={(event) => change({ [name]: event.target.value })} />}
    </Field>
  );
  return (
    <Form
      act={may ? t("Decide") : null} send={decide} cancel={() => type(typedOf(document))}
      done={({ version }) => { tell(t("Version {version} holds from each order’s next act on", { version })); reload(); }}
    >
      {!may && !past && <p className="quiet">{t("Decided by the brand’s directors.")}</p>}
      {overtaken && <p className="form-problem">{t("Somebody else has decided meanwhile.")} <button type="button" className="button line" onClick={reload}>{t("Take theirs")}</button></p>}
      <fieldset disabled={!may}>
        <section aria-label={t("Home|of a brand")}>
          <h2 className="section-head">{t("Home|of a brand")} <span>{t("what comes from elsewhere is imported, and our side of approvals is counted by the days of its office")}</span></h2>
          <div className="brand-fields">
            <Field label={t("Country")} pointer="/country" hint={t("Two letters, such as US")}>
              {(described) => <input {...described} type="text" autoComplete="off" maxLength={2} value={typed.country} onChange={(event) => change({ country: event.target.value })} />}
            </Field>
          </div>
          {document.country != null && <Link href={`/calendars/working/${encodeURIComponent(`office:${document.brand}`)}`} className="button line">{t("Working days of its office")}</Link>}
        </section>
        <section aria-label={t("Approval limits")}>
          <h2 className="section-head">{t("Approval limits")} <span>{t("of one order, without a second person; a person’s own come before those of the role")}</span></h2>
          {typed.limits.length === 0 && <p className="quiet">{t("Nobody has a limit.")}</p>}
          {typed.limits.map((limit, index) => (
            <Limit key={limit.key} limit={limit} index={index} change={(part) => changeLimit(index, part)} remove={may ? () => change({ limits: typed.limits.toSpliced(index, 1) }) : null} />
          ))}
          {may && <button type="button" className="button line" onClick={() => change({ limits: [...typed.limits, newLimit()] })}><Icon name="plus" size={12} /> {t("One more limit")}</button>}
        </section>
        <section aria-label={t("Tolerances")}>
          <h2 className="section-head">{t("Tolerances")}</h2>
          <div className="brand-fields">
            {number("smallTolerancePercent", t("Over or under, percent"), t("Of a size, still what was ordered"))}
            {number("largeTolerancePercent", t("The same of large sizes"), t("Percent"))}
            {number("largeFromUnits", t("Large is above, units"), t("Of one size"))}
            {number("exFactoryToleranceDays", t("Ex-factory, days"), t("Further than this it takes two people again"))}
          </div>
        </section>
        <BrandAlerts alerts={typed.alerts} usual={document.usualAlerts} change={(alerts) => change({ alerts })} may={may} />
        <section aria-label={t("Time to answer")}>
          <h2 className="section-head">{t("Time to answer")}</h2>
          <div className="brand-fields">{number("answerHours", t("Hours"), t("After issue or revision, then the answer is overdue"))}</div>
        </section>
        <section aria-label={t("What takes a second person")}>
          <h2 className="section-head">{t("What takes a second person")} <span>{t("where an assistant asks for it")}</span></h2>
          <Field label={t("Acts that are only proposed")} pointer="/risky">
            {(described) => (
              <div className="brand-risks">
                {risks.map((risk, index) => (
                  <label key={risk}>
                    <input
                      {...(index === 0 ? described : {})} type="checkbox" checked={typed.risky.includes(risk)}
                      onChange={(event) => change({ risky: event.target.checked ? [...typed.risky, risk] : typed.risky.filter((each) => each !== risk) })}
                    /> {riskWords[risk]}
                  </label>
                ))}
              </div>
            )}
          </Field>
        </section>
      </fieldset>
    </Form>
  );
}

function Limit({ limit, index, change, remove }: { limit: TypedLimit; index: number; change: (part: Partial<TypedLimit>) => void; remove: (() => void) | null }) {
  const people = (useContext(PeopleContext)?.data?.items ?? []).filter(({ role, hasLeft }) => !hasLeft && (limitedRoles as readonly string[]).includes(role));
  const at = `/limits/${index}`;
  const text = (name: "units" | "value" | "currency", label: string) => (
    <Field label={label} pointer={`${at}/${name}`}>
      {(described) => <input {...described} type="text" autoComplete="off" value={limit[name]} onChange={(event) => change({ [name]: event.target.value })} />}
    </Field>
  );
  return (
    <div className="brand-limit" role="group" aria-label={t("Limit {n}", { n: index + 1 })}>
      <Field label={t("Whose")} pointer={`${at}/role`}>
        {(described) => (
          <select {...described} value={limit.whose} onChange={(event) => change({ whose: event.target.value })}>
            <optgroup label={t("A role")}>{limitedRoles.map((role) => <option key={role} value={role}>{t("Every {role}", { role: roleWord(role) })}</option>)}</optgroup>
            <optgroup label={t("A person")}>
              {people.map(({ id, name, role }) => <option key={id} value={personValue(id)}>{name}, {roleWord(role)}</option>)}
              {limit.whose.startsWith(personValue("")) && !people.some(({ id }) => personValue(id) === limit.whose) && <option value={limit.whose}>{limit.whose.slice(personValue("").length)}</option>}
            </optgroup>
          </select>
        )}
      </Field>
      {text("units", t("Units"))}
      {text("value", t("Value"))}
      {text("currency", t("Currency"))}
      {remove && <button type="button" className="button" aria-label={t("Remove limit {n}", { n: index + 1 })} onClick={remove}><Icon name="close" size={10} /></button>}
    </div>
  );
}

/** The versions, each with what was decided otherwise, by whom and when. */
function Decided({ document: { version, history } }: { document: BrandDocument }) {
  const people = useContext(PeopleContext);
  const now = useMoment(60_000);
  const nameOf = (id: string) => people?.data?.items.find((person) => person.id === id)?.name ?? id;
  return (
    <section className="brand-history">
      <h2 className="section-head">{t("Versions")} <span>{version === 0 ? t("as the product comes") : tn(version, "{n} version", "{n} versions")}</span></h2>
      {history.length === 0 && <p className="quiet">{t("Nobody has decided anything: its orders go by what comes with the product.")}</p>}
      <ol>
        {history.map((each, index) => (
          <li key={each.version}>
            <p><b>{t("Version {version}", { version: each.version })}</b> <span className="second">{nameOf(each.by)}, {moment(each.at, now)}</span></p>
            <ul>{decidedWords(each.settings, history[index + 1]?.settings ?? null, nameOf).map((words) => <li key={words}>{words}</li>)}</ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
