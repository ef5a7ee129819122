import { useEffect, useRef } from "react";
import { Kbd } from "./icons";
import { useKeys } from "./keys";
import { HealthMark, HealthIcon } from "../vocabulary/marks";
import { healths, type Health } from "../vocabulary/health";

const sections: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ["Anywhere", [
    ["Ctrl K", "Find a PO, style or vendor"], ["G O", "Overview"], ["G B", "Boards"], ["G V", "Vendors"],
    ["P", "Pause and resume live changes"], ["T", "Light or dark"], ["?", "This page"], ["Esc", "Back, up"],
  ]],
  ["Board", [
    ["↑ ↓  J K", "Move"], ["Enter", "Open the purchase order"], ["Space", "Peek"], ["/", "Filter"],
    [".", "Apply what is held"], ["D", "Row height 24, 32, 40"],
  ]],
  ["Purchase order", [["L", "Driving path"], ["[  ]", "Previous, next line"]]],
];

const meaning: Record<Health, string> = {
  critical: "Will miss its cancel date, or is past the agreed day by more than a week",
  late: "Forecast is past the agreed day",
  blocked: "Waits on somebody by name",
  risk: "More than half of the float is used, or a milestone is past due",
  stale: "Nothing heard for longer than is usual",
  ontrack: "Makes its day",
  plan: "Nothing due and nothing reported yet",
  done: "Happened; late ones keep their days",
};

export function Help({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys({ "?": close }, true);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="help" aria-label="Keys and marks" onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div className="help-columns">
        <div>
          {sections.map(([title, keys]) => (
            <section key={title}>
              <h2>{title}</h2>
              <dl>
                {keys.map(([key, what]) => (
                  <div key={key}>
                    <dt aria-label={key}>{key.split(/\s+/).map((part) => <Kbd key={part}>{part}</Kbd>)}</dt>
                    <dd>{what}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <section>
          <h2>Marks</h2>
          <dl className="legend">
            {healths.map((health) => (
              <div key={health}>
                <dt>
                  {(health === "ontrack" || health === "plan") && <HealthIcon health={health} />} <HealthMark health={health} />
                </dt>
                <dd>{meaning[health]}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <form method="dialog">
        <button className="button line">Close</button>
      </form>
    </dialog>
  );
}
