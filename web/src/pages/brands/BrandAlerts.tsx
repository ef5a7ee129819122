import type { AlertSettings } from "../../api/brands";
import { limitedRoles } from "../../api/brands";
import { Field } from "../../controls/Form";
import { Icon } from "../../frame/icons";
import { t } from "../../language/language";
import { categories, categoryWord, roleWord } from "../../vocabulary/words";
import { causeNames, causes, ladderWords, newRule, newStep, ruleWords, severities, type TypedAlerts, type TypedRule, type TypedStep } from "./alertSheet";

interface Props {
  alerts: TypedAlerts;
  /** What holds where the brand decides nothing. */
  usual: AlertSettings;
  change: (alerts: TypedAlerts) => void;
  may: boolean;
}

/** What somebody is alerted of, how loud, and whom that reaches when. */
export function BrandAlerts({ alerts, usual, change, may }: Props) {
  const { rules, steps } = alerts;
  const changeRule = (index: number, part: Partial<TypedRule>) => change({ ...alerts, rules: rules.with(index, { ...rules[index]!, ...part }) });
  const changeStep = (index: number, part: Partial<TypedStep>) => change({ ...alerts, steps: steps.with(index, { ...steps[index]!, ...part }) });
  return (
    <section aria-label={t("Alerts")}>
      <h2 className="section-head">{t("Alerts")} <span>{t("a vendor’s rule comes before its category’s, and that before the brand’s; open alerts follow at once")}</span></h2>
      {rules.map((rule, index) => <Rule key={rule.key} rule={rule} index={index} change={(part) => changeRule(index, part)} remove={may ? () => change({ ...alerts, rules: rules.toSpliced(index, 1) }) : null} />)}
      {may && <button type="button" className="button line" onClick={() => change({ ...alerts, rules: [...rules, newRule()] })}><Icon name="plus" size={12} /> {t("One more rule")}</button>}
      <Usual what={t("What no rule names is alerted of as the product has it")} lines={[...usual.rules.map(ruleWords), t("A critical line is P1 wherever anybody is alerted of it")]} />
      {steps.map((step, index) => <Step key={step.key} step={step} index={index} change={(part) => changeStep(index, part)} remove={may ? () => change({ ...alerts, steps: steps.toSpliced(index, 1) }) : null} />)}
      {may && <button type="button" className="button line" onClick={() => change({ ...alerts, steps: [...steps, newStep(steps)] })}><Icon name="plus" size={12} /> {t("One more step")}</button>}
      <Usual what={t("A severity without steps reaches whom the product has it reach")} lines={severities.map((severity) => ladderWords(severity, usual.steps))} />
    </section>
  );
}

function Usual({ what, lines }: { what: string; lines: readonly string[] }) {
  return <div className="quiet brand-usual"><p>{what}</p><ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul></div>;
}

function Rule({ rule, index, change, remove }: { rule: TypedRule; index: number; change: (part: Partial<TypedRule>) => void; remove: (() => void) | null }) {
  const at = `/alerts/rules/${index}`;
  return (
    <div className="brand-limit brand-rule" role="group" aria-label={t("Rule {n}", { n: index + 1 })}>
      <Field label={t("What")} pointer={`${at}/cause`}>
        {(described) => <select {...described} value={rule.cause} onChange={(event) => change({ cause: event.target.value as TypedRule["cause"] })}>{causes.map((cause) => <option key={cause} value={cause}>{causeNames[cause]}</option>)}</select>}
      </Field>
      <Field label={t("Category")} pointer={`${at}/category`}>
        {(described) => (
          <select {...described} value={rule.category} onChange={(event) => change({ category: event.target.value })}>
            <option value="">{t("All|categories")}</option>
            {categories.map((category) => <option key={category} value={category}>{categoryWord(category)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t("Vendor")} pointer={`${at}/vendor`}>
        {(described) => <input {...described} type="text" autoComplete="off" placeholder={t("All|vendors")} value={rule.vendor} onChange={(event) => change({ vendor: event.target.value })} />}
      </Field>
      <Field label={t("From days")} pointer={`${at}/fromDays`}>
        {(described) => <input {...described} type="text" inputMode="numeric" autoComplete="off" disabled={rule.cause === "silent-vendor"} value={rule.cause === "silent-vendor" ? "" : rule.fromDays} onChange={(event) => change({ fromDays: event.target.value })} />}
      </Field>
      <Field label={t("How loud")} pointer={`${at}/severity`}>
        {(described) => (
          <select {...described} value={rule.severity} onChange={(event) => change({ severity: event.target.value as TypedRule["severity"] })}>
            {severities.map((severity) => <option key={severity} value={severity}>{severity.toUpperCase()}</option>)}
            <option value="">{t("Nobody is alerted")}</option>
          </select>
        )}
      </Field>
      {remove && <button type="button" className="button" aria-label={t("Remove rule {n}", { n: index + 1 })} onClick={remove}><Icon name="close" size={10} /></button>}
    </div>
  );
}

function Step({ step, index, change, remove }: { step: TypedStep; index: number; change: (part: Partial<TypedStep>) => void; remove: (() => void) | null }) {
  const at = `/alerts/steps/${index}`;
  return (
    <div className="brand-limit brand-step" role="group" aria-label={t("Step {n}", { n: index + 1 })}>
      <Field label={t("How loud")} pointer={`${at}/severity`}>
        {(described) => <select {...described} value={step.severity} onChange={(event) => change({ severity: event.target.value as TypedStep["severity"] })}>{severities.map((severity) => <option key={severity} value={severity}>{severity.toUpperCase()}</option>)}</select>}
      </Field>
      <Field label={t("Reaches")} pointer={`${at}/role`}>
        {(described) => <select {...described} value={step.role} onChange={(event) => change({ role: event.target.value })}>{limitedRoles.map((role) => <option key={role} value={role}>{roleWord(role)}</option>)}</select>}
      </Field>
      <Field label={t("After working days")} pointer={`${at}/afterDays`}>
        {(described) => <input {...described} type="text" inputMode="numeric" autoComplete="off" value={step.afterDays} onChange={(event) => change({ afterDays: event.target.value })} />}
      </Field>
      {remove && <button type="button" className="button" aria-label={t("Remove step {n}", { n: index + 1 })} onClick={remove}><Icon name="close" size={10} /></button>}
    </div>
  );
}
