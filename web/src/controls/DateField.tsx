import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "../frame/icons";
import { t } from "../language/language";
import { dayOf, epochDay, longDay, shortDay, type Day } from "../vocabulary/days";
import { Field } from "./Form";
import { readDay } from "./typedDay";

interface Props {
  label: string;
  pointer: string;
  value: Day | null;
  change: (day: Day | null) => void;
  today: Day;
  /** What "+5" counts from. */
  from: Day;
  /** What is worth saying of the day chosen. */
  note?: (day: Day) => ReactNode;
  /** What is worth knowing before. */
  hint?: string;
}

/** A day, typed as `readDay` reads it, stepped with the arrows or picked; what was understood always stands below. */
export function DateField({ label, pointer, value, change, today, from, note, hint: before }: Props) {
  const [typed, setTyped] = useState(value == null ? "" : shortDay(value, today));
  const picker = useRef<HTMLInputElement>(null);
  const set = (day: Day) => {
    setTyped(shortDay(day, today));
    change(day);
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(dayOf(epochDay(value ?? today) + by));
  };
  const hint = value != null ? <><b>{longDay(value)}</b>{note && <> · {note(value)}</>}</>
    : typed.trim() === "" ? <>{before != null && <>{before}. </>}{t("Such as 14/3, 14 mar, +5, t, fri, w12")}</> : t("Not a day: such as 14/3, 14 mar, +5, t, fri, w12");
  return (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => (
        <div className="date-input">
          <input
            {...described}
            data-autofocus
            type="text"
            autoComplete="off"
            value={typed}
            onFocus={(event) => event.target.select()}
            onKeyDown={step}
            onChange={(event) => {
              setTyped(event.target.value);
              change(readDay(event.target.value, today, from));
            }}
          />
          <button type="button" aria-label={t("Pick a day")} tabIndex={-1} onClick={() => picker.current?.showPicker()}><Icon name="calendar" /></button>
          <input ref={picker} type="date" aria-hidden="true" tabIndex={-1} value={value ?? ""} onChange={(event) => event.target.value !== "" && set(event.target.value)} />
        </div>
      )}
    </Field>
  );
}
