import { useState, type FormEvent } from "react";
import { Icon, Kbd } from "../../frame/icons";
import { shipModes, type ShipMode } from "../../api/whatIfs";
import { Field } from "../../controls/Form";
import { ReasonField } from "../../controls/ReasonField";
import { readDay } from "../../controls/typedDay";
import { t } from "../../language/language";
import { longDay, type Day } from "../../vocabulary/days";
import type { Change, Moving } from "../../vocabulary/scenario";

type Kind = "mill" | "vendor" | "milestone" | "date" | "closure" | "shipmode";

const kinds: readonly (readonly [Kind, string])[] = [
  ["mill", t("The mill is late")], ["vendor", t("The vendor is late")], ["milestone", t("A milestone is late")], ["date", t("A milestone on a day")], ["closure", t("A factory closes")], ["shipmode", t("They travel otherwise")],
];

const modeWords: Record<ShipMode, string> = { air: t("air"), sea: t("sea"), road: t("road"), rail: t("rail") };

export interface Choice {
  code: string;
  name: string;
}

interface Props {
  /** With the name of each. */
  milestones: readonly Choice[];
  vendors: readonly Choice[];
  /** The vendor whose lines are meant, if it is one. */
  vendor: string | undefined;
  today: Day;
  add: (change: Change) => void;
}

/** One more thing to suppose. What it asks for depends on its kind; Enter adds it. */
export function ChangeForm({ milestones, vendors, vendor, today, add }: Props) {
  const [kind, setKind] = useState<Kind>("mill");
  const [days, setDays] = useState("9");
  const [milestone, setMilestone] = useState("");
  const [typed, setTyped] = useState({ date: "", from: "", to: "" });
  const [closed, setClosed] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [mode, setMode] = useState<ShipMode>("air");
  const [wrong, setWrong] = useState<string | null>(null);
  const day = (name: keyof typeof typed) => readDay(typed[name], today, today);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const change = made();
    setWrong(typeof change === "string" ? change : null);
    if (typeof change !== "string") add(change);
  };
  const made = (): Change | string => {
    if (kind === "closure") {
      const [from, to, whose] = [day("from"), day("to"), closed ?? vendor ?? ""];
      return whose === "" ? t("Choose the factory.") : from == null || to == null ? t("Type both days: 14/3, 14 mar, +5, fri or w12.") : to < from ? t("It ends before it begins.") : { kind, vendor: whose, from, to, name: t("Closed|a factory") };
    }
    if (kind === "shipmode") return reason == null ? t("Choose a reason: the orders are revised by it.") : { kind, mode, reason };
    const of: Moving = kind === "mill" || kind === "vendor" ? kind : { milestone };
    if (typeof of !== "string" && milestone === "") return t("Choose the milestone.");
    if (kind === "date") {
      const date = day("date");
      return date == null ? t("Type a day: 14/3, 14 mar, +5, fri or w12.") : { kind, of, date, reason };
    }
    const late = Number(days.replace("−", "-"));
    return Number.isInteger(late) && late !== 0 && Math.abs(late) <= 365 ? { kind: "delay", of, days: late, reason } : t("Type some days: 9, or −3 for earlier.");
  };

  const dayInput = (name: keyof typeof typed, label: string) => (
    <Field label={label} pointer="" hint={day(name) == null ? "" : longDay(day(name)!)}>
      {(described) => (
        <input {...described} type="text" autoComplete="off" value={typed[name]} placeholder={t("14/3, +5, fri")} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />
      )}
    </Field>
  );
  return (
    <form className="change-form" onSubmit={submit} aria-label={t("Suppose something")}>
      <Field label={t("What if")} pointer="">
        {(described) => (
          <select {...described} value={kind} data-first onChange={(event) => { setKind(event.target.value as Kind); setWrong(null); }}>
            {kinds.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
          </select>
        )}
      </Field>
      {(kind === "milestone" || kind === "date") && (
        <Field label={t("Milestone")} pointer="">
          {(described) => (
            <select {...described} value={milestone} onChange={(event) => setMilestone(event.target.value)}>
              <option value="">{t("Choose")}</option>
              {milestones.map(({ code, name }) => <option key={code} value={code}>{code} · {name}</option>)}
            </select>
          )}
        </Field>
      )}
      {kind === "closure" && (
        <Field label={t("Factory")} pointer="">
          {(described) => (
            <select {...described} value={closed ?? vendor ?? ""} onChange={(event) => setClosed(event.target.value)}>
              <option value="">{t("Choose")}</option>
              {vendors.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
            </select>
          )}
        </Field>
      )}
      {kind === "closure" ? <div className="pair">{dayInput("from", t("From|a day"))}{dayInput("to", t("To, included"))}</div>
        : kind === "date" ? dayInput("date", t("Day"))
        : kind === "shipmode" ? (
          <Field label={t("By|a way to travel")} pointer="">
            {(described) => (
              <select {...described} value={mode} onChange={(event) => setMode(event.target.value as ShipMode)}>
                {shipModes.map((each) => <option key={each} value={each}>{modeWords[each]}</option>)}
              </select>
            )}
          </Field>
        )
        : (
          <Field label={t("Days late")} pointer="">
            {(described) => (
              <input {...described} type="text" inputMode="numeric" autoComplete="off" value={days} onFocus={(event) => event.target.select()} onChange={(event) => setDays(event.target.value)} />
            )}
          </Field>
        )}
      {kind !== "closure" && <ReasonField pointer="" value={reason} change={setReason} />}
      {wrong != null && <p className="field-error" role="alert">{wrong}</p>}
      <button className="button line"><Icon name="plus" size={12} /> {t("Add")} <Kbd>↵</Kbd></button>
    </form>
  );
}
