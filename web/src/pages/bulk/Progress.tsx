import { useCallback, useState } from "react";
import { isSettled, readBulkAct, undoBulkAct, type BulkActDetail } from "../../api/bulkActs";
import { Problem } from "../../api/client";
import { useUntil, type Followed } from "../../api/useUntil";
import { t, tn } from "../../language/language";
import { count } from "../../vocabulary/days";
import { undoneWords } from "./words";

const isTold = ({ act }: BulkActDetail) => isSettled(act);

/** How far an act has come, asked for until all of its rows are told. */
export function useBulkAct(id: string): Followed<BulkActDetail> {
  return useUntil(useCallback(() => readBulkAct(id), [id]), isTold);
}

/** What has come of an act so far, and its way back. */
export function Progress({ of: { found: detail, problem, again } }: { of: Followed<BulkActDetail> }) {
  const [failed, fail] = useState<string | null>(null);
  if (detail == null) return <p className="quiet" role="status">{problem?.message ?? t("Applying …")}</p>;
  const { act } = detail;
  const undoing = act.undone != null;
  const [told, all] = undoing ? [act.restored, act.toRestore] : [act.settled, act.rows];
  return (
    <div className="bulk-progress" role="status" data-settled={told === all}>
      <progress value={told} max={all} aria-label={undoing ? t("Rows taken back") : t("Rows applied")} />
      {told < all ? <p>{undoing ? tn(all, "Taking back: {told} of {n} row …", "Taking back: {told} of {n} rows …", { told: count(told) }) : tn(all, "Applying: {told} of {n} row …", "Applying: {told} of {n} rows …", { told: count(told) })}</p>
        : undoing ? <p><b>{undoneWords(act)[0]}</b> {undoneWords(act)[1]}</p>
        : <p><b>{tn(act.done, "{n} row done", "{n} rows done")}</b>{act.proposed > 0 && <>, {tn(act.proposed, "{n} waits for a second person", "{n} wait for a second person")}</>}{act.unchanged > 0 && <>, {tn(act.unchanged, "{n} stood so already", "{n} stood so already")}</>}{act.refused + act.left > 0 && <>, <b>{tn(act.refused + act.left, "{n} left|as it was", "{n} left|as it was")}</b></>}.</p>}
      {failed != null && <p className="form-problem" role="alert">{failed}</p>}
      {act.mayUndo && (
        <button className="button line" onClick={() => undoBulkAct(act, t("Taken back")).then(again, (error: unknown) => fail(error instanceof Problem ? error.message : String(error)))}>
          {undoing ? tn(act.hindered, "Try again for {n} row", "Try again for {n} rows") : t("Undo all of it")}
        </button>
      )}
    </div>
  );
}
