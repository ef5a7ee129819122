import { useState } from "react";
import { Link } from "wouter";
import { lazily } from "../frame/lazily";
import { t, tn } from "../language/language";
import type { Typed } from "../pages/bulk/words";
import type { BoardRow } from "../api/types";
import { useKeys } from "../frame/keys";
import type { Day } from "../vocabulary/days";

const BulkDialog = lazily(async () => (await import("../pages/bulk/BulkDialog")).BulkDialog);

const acts: readonly (readonly [operation: Typed["operation"], name: string, key: string])[] = [
  ["shift", t("Shift days"), "s"], ["redate", t("Set a day"), "e"], ["assign", t("Responsible"), "r"], ["approve", t("Approve"), "a"],
];

/** What can be done to the chosen lines at once; stays in sight while there are any. */
export function SelectionBar({ rows, today, clear }: { rows: readonly BoardRow[]; today: Day; clear: () => void }) {
  // What is open stays as it was chosen, whatever moves on the board meanwhile.
  const [asked, ask] = useState<{ operation: Typed["operation"]; rows: readonly BoardRow[] } | null>(null);
  const choose = (operation: Typed["operation"]) => ask({ operation, rows });
  const gone = rows.filter(({ actual }) => actual != null).length;
  useKeys(Object.fromEntries(acts.map(([each, , key]) => [key, () => choose(each)])));
  return (
    <div className="selection" role="toolbar" aria-label={t("Selected lines")}>
      <b role="status">{tn(rows.length, "{n} line", "{n} lines")}</b>
      {gone > 0 && <span className="second">{t("{gone} of {n} have left already", { gone, n: rows.length })}</span>}
      {acts.map(([each, name, key]) => <button key={each} className="button line" title={t("{act} of all selected ({key})", { act: name, key: key.toUpperCase() })} onClick={() => choose(each)}>{name} …</button>)}
      <button className="button" onClick={clear} title={t("Select nothing (Esc)")}>{t("Clear")}</button>
      <span className="space" />
      <Link href="/bulk-acts" className="button">{t("Earlier acts")}</Link>
      {asked != null && (
        <BulkDialog {...asked} today={today} close={() => ask(null)} />
      )}
    </div>
  );
}
