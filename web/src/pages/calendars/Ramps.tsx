import { useState } from "react";
import type { CalendarSheet, Ramp, WorkingCalendar } from "../../api/calendars";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { t } from "../../language/language";
import { readRampDays, readRampPercent, withRamp } from "./ramps";
import { rampText } from "./workingDays";

interface Props {
  calendar: WorkingCalendar;
  sheet: CalendarSheet;
  /** Null for who may not. */
  change: ((sheet: CalendarSheet) => void) | null;
}

/** What is made less around the yearly closures of the country: as it is customary by one click, or as it is typed. */
export function Ramps({ calendar, sheet, change }: Props) {
  const [editing, edit] = useState<Ramp | null>(null);
  if (calendar.customary.length === 0) return null;
  const own = sheet.ramps ?? [];
  const set = (closure: string, ramp: Ramp | null) => {
    edit(null);
    change?.(withRamp(sheet, closure, ramp));
  };
  return (
    <section>
      <h3>{t("Around yearly closures")} <span>{own.length === 0 ? t("as much is made as ever") : t("{some} of {all} with a ramp of its own", { some: own.length, all: calendar.customary.length })}</span></h3>
      <ul className="entries">
        {calendar.customary.map((customary) => {
          const ramp = own.find(({ closure }) => closure === customary.closure);
          const usual = rampText(customary);
          return (
            <li key={customary.closure}>
              <span>{customary.closure}{ramp && (rampText(ramp) || t(", no ramp"))}</span>
              {!ramp && usual !== "" && <span className="second"> {t("customary")}{usual}</span>}
              {change && !ramp && usual !== "" && <button className="button" aria-label={t("Use it: the customary ramp of {closure}", { closure: customary.closure })} onClick={() => set(customary.closure, customary)}>{t("Use it")}</button>}
              {change && <button className="button" aria-label={t("Change the ramp of {closure}", { closure: customary.closure })} onClick={() => edit(ramp ?? customary)}>{t("Change …")}</button>}
              {change && ramp && <button className="button" aria-label={t("Remove the ramp of {closure}", { closure: customary.closure })} onClick={() => set(customary.closure, null)}>{t("Remove")}</button>}
            </li>
          );
        })}
      </ul>
      {editing && change && <RampDialog ramp={editing} done={(ramp) => set(ramp.closure, ramp)} close={() => edit(null)} />}
    </section>
  );
}

function RampDialog({ ramp, done, close }: { ramp: Ramp; done: (ramp: Ramp) => void; close: () => void }) {
  const [typed, type] = useState({ beforeDays: String(ramp.beforeDays), beforePercent: String(ramp.beforePercent), afterDays: String(ramp.afterDays), afterPercent: String(ramp.afterPercent) });
  const send = async (): Promise<Ramp> => ({
    closure: ramp.closure,
    beforeDays: readRampDays(typed.beforeDays, "/beforeDays"), beforePercent: readRampPercent(typed.beforePercent, "/beforePercent"),
    afterDays: readRampDays(typed.afterDays, "/afterDays"), afterPercent: readRampPercent(typed.afterPercent, "/afterPercent"),
  });
  const field = (name: keyof typeof typed, label: string) => (
    <Field label={label} pointer={`/${name}`}>
      {(described) => <input {...described} type="text" inputMode="numeric" autoComplete="off" value={typed[name]} onChange={(event) => type({ ...typed, [name]: event.target.value })} />}
    </Field>
  );
  return (
    <Dialog title={t("Around {closure}, every year", { closure: ramp.closure })} close={close}>
      <Form send={send} done={done} cancel={close} act={t("See what it does")}>
        <p className="quiet">{t("People leave early and come back bit by bit: on these days less is made than usual.")}</p>
        <div className="conditions">
          {field("beforeDays", t("Days before it"))}
          {field("beforePercent", t("Of the usual output before it, %"))}
          {field("afterDays", t("Days after it"))}
          {field("afterPercent", t("Of the usual output after it, %"))}
        </div>
      </Form>
    </Dialog>
  );
}
