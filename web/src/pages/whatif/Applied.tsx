import { useCallback, useState } from "react";
import { readProgress, readUndo, undoWhatIf, type Progress, type WhatIf, type WhatIfUndo, type WhatIfs } from "../../api/whatIfs";
import { useResource } from "../../api/useResource";
import { useUntil } from "../../api/useUntil";
import { ReasonDialog } from "../../controls/ReasonDialog";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { count, moment, plural } from "../../vocabulary/days";
import { undoneWords } from "../bulk/words";

const isTold = ({ settled }: Progress) => settled;
const isBack = ({ whatIf }: WhatIfUndo) => whatIf.restored === whatIf.toRestore;

/** How far an applied what-if has come, until everybody was told; from then on, its way back. */
export function Applied({ id }: { id: string }) {
  const { found: progress, problem } = useUntil(useCallback(() => readProgress(id), [id]), isTold);
  return (
    <div className="w-applied">
      <p role="status">
        {problem != null ? `It was applied and goes on; how far it is cannot be read: ${problem.title}`
          : progress == null ? "Applied; telling those concerned …"
          : <><b>{progress.reason}</b> {progress.settled ? `applied: ${plural(progress.lines, "line")} changed, ${plural(progress.targets, "order, style or factory", "orders, styles and factories")} told` : `applied; ${count(progress.done)} of ${count(progress.targets)} told`}</>}
      </p>
      {progress != null && !progress.settled && <progress max={progress.targets} value={progress.done} aria-label="Told" />}
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
        ? <><p role="status">Taking back: {count(whatIf.restored)} of {plural(whatIf.toRestore, "row")} …</p><progress max={whatIf.toRestore} value={whatIf.restored} aria-label="Taken back" /></>
        : <p role="status"><b>{undoneWords(whatIf)[0]}</b> {undoneWords(whatIf)[1]}</p>)}
      {mayUndo && <button className="button line" onClick={open}>{isUndone ? `Try again for ${plural(whatIf.hindered, "row")} …` : <>Take back … <Kbd>U</Kbd></>}</button>}
      {isUndone && found.left.length > 0 && <LeftRows of={found} />}
      {asking && (
        <ReasonDialog title="Take the what-if back" act="Take back" send={(note) => undoWhatIf(whatIf, note)} close={() => ask(false)} done={() => {
          ask(false);
          tell("Taking it back");
          again();
        }}>
          {isUndone ? <p className="quiet">What stood in the way is tried once more.</p> : (
            <>
              <p className="quiet">
                {plural(found.back, "row")} of {count(found.rows)} would stand as before{found.toConfirm > 0 && `, ${found.toConfirm} would wait for a second person`}{found.left.length > 0 ? `, and ${found.left.length} would be left:` : "."}
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
    <ul className="w-left" aria-label="Left">
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
      <h2>Applied before</h2>
      <ul>
        {items.map((each) => (
          <li key={each.id}>
            <button className="link" aria-pressed={each.id === shown} onClick={() => show(each.id)}>{each.reason}</button>
            <span className="second"> {plural(each.lines, "line")}, {each.byName}, {moment(each.at, now)}{each.undone != null && <>; taken back by {each.undoneBy}</>}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
