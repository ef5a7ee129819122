import { useCallback, useState } from "react";
import { isSettled, readBulkAct, undoBulkAct, type BulkActDetail } from "../../api/bulkActs";
import { Problem } from "../../api/client";
import { useUntil, type Followed } from "../../api/useUntil";
import { plural } from "../../vocabulary/days";
import { undoneWords } from "./words";

const isTold = ({ act }: BulkActDetail) => isSettled(act);

/** How far an act has come, asked for until all of its rows are told. */
export function useBulkAct(id: string): Followed<BulkActDetail> {
  return useUntil(useCallback(() => readBulkAct(id), [id]), isTold);
}

/** What has come of an act so far, and its way back. */
export function Progress({ of: { found: detail, problem, again } }: { of: Followed<BulkActDetail> }) {
  const [failed, fail] = useState<string | null>(null);
  if (detail == null) return <p className="quiet" role="status">{problem?.message ?? "Applying …"}</p>;
  const { act } = detail;
  const undoing = act.undone != null;
  const [told, all] = undoing ? [act.restored, act.toRestore] : [act.settled, act.rows];
  return (
    <div className="bulk-progress" role="status" data-settled={told === all}>
      <progress value={told} max={all} aria-label={undoing ? "Rows taken back" : "Rows applied"} />
      {told < all ? <p>{undoing ? "Taking back" : "Applying"}: {told} of {plural(all, "row")} …</p>
        : undoing ? <p><b>{undoneWords(act)[0]}</b> {undoneWords(act)[1]}</p>
        : <p><b>{plural(act.done, "row")} done</b>{act.proposed > 0 && <>, {act.proposed} wait for a second person</>}{act.unchanged > 0 && <>, {act.unchanged} stood so already</>}{act.refused + act.left > 0 && <>, <b>{act.refused + act.left} left</b></>}.</p>}
      {failed != null && <p className="form-problem" role="alert">{failed}</p>}
      {act.mayUndo && (
        <button className="button line" onClick={() => undoBulkAct(act, "Taken back").then(again, (error: unknown) => fail(error instanceof Problem ? error.message : String(error)))}>
          {undoing ? `Try again for ${plural(act.hindered, "row")}` : "Undo all of it"}
        </button>
      )}
    </div>
  );
}
