import { useCallback, useState } from "react";
import { readProgress, readUndo, undoWhatIf, type Progress, type WhatIf, type WhatIfUndo, type WhatIfs } from "../../api/whatIfs";
import { useResource } from "../../api/useResource";
import { useUntil } from "../../api/useUntil";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { t, tn } from "../../language/language";
import { count, moment } from "../../vocabulary/days";
import { undoneWords } from "../bulk/words";

const isTold = ({ settled }: Progress) => settled;
const isBack = ({ whatIf }: WhatIfUndo) => whatIf.restored === whatIf.toRestore;

/** How far an applied what-if has come, until everybody was told; from then on, its way back. */
export function Applied({ id }: { id: string }) {
  const { found: progress, problem } = useUntil(useCallback(() => readProgress(id), [id]), isTold);
  return (
    <div className="w-applied">
      <p role="status">
        {problem != null ? t("It was applied and goes on; how far it is cannot be read: {why}", { why: problem.title })
          : progress == null ? t("Applied; telling those concerned …")
          : <><b>{progress.reason}</b> {progress.settled
            ? `${tn(progress.lines, "applied: {n} line changed", "applied: {n} lines changed")}, ${tn(progress.targets, "{n} order, style or factory told", "{n} orders, styles and factories told")}`
            : t("applied; {done} of {all} told", { done: count(progress.done), all: count(progress.targets) })}</>}
      </p>
      {progress != null && !progress.settled && <progress max={progress.targets} value={progress.done} aria-label={t("Told")} />}
      {progress?.settled && <WayBack id={id} />}
    </div>
  );
}

function WayBack({ id }: { id: string }) {
  const { found, problem, again } = useUntil(useCallback(() => readUndo(id), [id]), isBack);
  const [asking, ask] = useState(false);
  const mayUndo = found?.whatIf.mayUndo ?? false;
  const open = () => {
    if (!mayUndo) return;
    // Others may have spoken since it was last looked at.
    again();
    ask(true);
  };
  useKeys({ u: open });
  if (found == null) return problem == null ? null : <p className="form-problem" role="alert">{problem.title}</p>;
  const { whatIf } = found;
  const isUndone = whatIf.undone != null;
  return (
    <>
      <span className="space" />
      {isUndone && (whatIf.restored < whatIf.toRestore
        ? <><p role="status">{tn(whatIf.toRestore, "Taking back: {done} of {n} row …", "Taking back: {done} of {n} rows …", { done: count(whatIf.restored) })}</p><progress max={whatIf.toRestore} value={whatIf.restored} aria-label={t("Taken back")} /></>
        : <p role="status"><b>{undoneWords(whatIf)[0]}</b> {undoneWords(whatIf)[1]}</p>)}
      {mayUndo && <button className="button line" onClick={open}>{isUndone ? tn(whatIf.hindered, "Try again for {n} row …", "Try again for {n} rows …") : <>{t("Take back …")} <Kbd>U</Kbd></>}</button>}
      {isUndone && found.left.length > 0 && <LeftRows of={found} />}
      {asking && (
        <ReasonDialog title={t("Take the what-if back")} act={t("Take back")} send={(note) => undoWhatIf(whatIf, note)} close={() => ask(false)} done={() => {
          ask(false);
          tell(t("Taking it back"));
          again();
        }}>
          {isUndone ? <p className="quiet">{t("What stood in the way is tried once more.")}</p> : (
            <>
              <p className="quiet">
                {tn(found.back, "{n} row of {all} would stand as before", "{n} rows of {all} would stand as before", { all: count(found.rows) })}
                {found.toConfirm > 0 && tn(found.toConfirm, ", {n} would wait for a second person", ", {n} would wait for a second person")}
                {found.left.length > 0 && tn(found.left.length, ", and {n} would be left:", ", and {n} would be left:")}
              </p>
              {found.left.length > 0 && <LeftRows of={found} />}
            </>
          )}
        </ReasonDialog>
      )}
    </>
  );
}

/** What stays, and why. */
function LeftRows({ of: { left } }: { of: WhatIfUndo }) {
  return (
    <ul className="w-left" aria-label={t("Left|as it is")}>
      {left.map(({ purchaseOrder, line, style, colour, milestone, vendor, why }, index) => (
        <li key={index}>
          <b>{purchaseOrder != null ? `${purchaseOrder}/${line}` : style ?? vendor}</b> {[milestone, colour].filter(Boolean).join(" ")} <span className="second">{why.detail}</span>
        </li>
      ))}
    </ul>
  );
}

/** Those that were applied, newest first: each leads to its way back. */
export function AppliedBefore({ shown, show, now }: { shown: string | null; show: (id: string) => void; now: number }) {
  const { data } = useResource<WhatIfs>("what-ifs?limit=20", shown);
  const items: readonly WhatIf[] = data?.items ?? [];
  return items.length === 0 ? null : (
    <section className="w-before">
      <h2>{t("Applied before")}</h2>
      <ul>
        {items.map((each) => (
          <li key={each.id}>
            <button className="link" aria-pressed={each.id === shown} onClick={() => show(each.id)}>{each.reason}</button>
            <span className="second"> {tn(each.lines, "{n} line", "{n} lines")}, {each.byName}, {moment(each.at, now)}{each.undone != null && `; ${t("taken back by {who}", { who: each.undoneBy ?? "" })}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
