import { useCallback, useMemo, useState, type ComponentProps } from "react";
import { useLocation, useSearch } from "wouter";
import type { ApprovalSummary, QueueRow, QueueTotals } from "../api/approvals";
import type { List } from "../api/types";
import { useAll, useResource } from "../api/useResource";
import { Icon } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { useMay } from "../frame/Person";
import { Empty, ProblemPanel, Skeleton } from "../frame/states";
import { useAsOf } from "../live/cursor";
import { useNow, useRows, useTopics } from "../live/hooks";
import { daysBetween, longDay, shortDay, type Day } from "../vocabulary/days";
import { useActing } from "./acting";
import { ApprovalPeek } from "./ApprovalPeek";
import { AskDialog, type AskedOf } from "./AskDialog";
import { matrixOf } from "./matrix";
import { approvalWord, dueWords } from "./words";
import { said, t } from "../language/language";

/** The approvals of a style, or of one line of an order, as the server has them; asked for again with each `version` of theirs. */
export function useApprovals(of: { style: string } | { purchaseOrder: string }, version: unknown, state = "all") {
  const where = "style" in of ? `style=${encodeURIComponent(of.style)}` : `purchaseOrder=${encodeURIComponent(of.purchaseOrder)}`;
  return useAll<ApprovalSummary>(`approvals?state=${state}&sort=id&limit=500&${where}`, version);
}

/** Those of a material, whatever styles are made of it: the first that a page holds. */
export function useMaterialApprovals(material: string, version: unknown, state: string) {
  return useResource<List<ApprovalSummary>>(`approvals?state=${state}&sort=due&limit=200&material=${encodeURIComponent(material)}`, version);
}

/** Types across, colours or PO lines down: where each approval stands. A cell opens its peek. */
export function ApprovalMatrix({ all, of, rowName, today, absent }: { all: ReturnType<typeof useApprovals>; of: AskedOf | null; rowName: (approval: ApprovalSummary) => string; today: Day; /** What an empty cell says, where it does not go by what its calendar asks for. */ absent?: string }) {
  const [open, setOpen] = useOpened();
  const { data, problem, retry } = all;
  const { act, dialog } = useActing(useCallback(() => retry(), [retry]));
  const { rows, types, emptyWord } = useMemo(() => matrixOf(data?.items ?? [], rowName), [data, rowName]);
  const asOf = useAsOf();
  useKeys(open == null ? {} : { escape: () => setOpen(null) });
  if (!data) return problem ? <ProblemPanel problem={problem} retry={retry} /> : <Skeleton rows={5} what={t("the approvals")} />;
  if (data.items.length === 0)
    return (
      <Empty title={t("No approvals")}>
        <p>{t("Its calendar asks for none, or it has no calendar yet.")}</p>
        {asOf == null && of != null && <AskButton of={of} done={retry} />}
      </Empty>
    );
  const shown = data.items.find(({ id }) => id === open);
  return (
    <div className="approvals-of">
      <div className="matrix-scroll">
        <table className="plain approval-matrix" aria-label={t("Approvals")}>
          <thead>
            <tr><th scope="col"><span className="vh">{t("Of")}</span></th>{types.map(([code, name]) => <th key={code} scope="col">{said(name)}</th>)}</tr>
          </thead>
          <tbody>
            {[...rows].map(([name, cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {types.map(([code]) => (
                  <td key={code}>
                    {cells.get(code)?.map((approval) => <Cell key={approval.id} approval={approval} today={today} on={approval.id === open} choose={() => setOpen(approval.id === open ? null : approval.id)} />)
                      ?? <span className="none">{absent ?? emptyWord(name, code)}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {asOf == null && of != null && <AskButton of={of} done={retry} />}
      </div>
      {shown && <Opened approval={shown} today={today} act={act} close={() => setOpen(null)} />}
      {dialog}
    </div>
  );
}

/** The approval that is open is in the address. */
function useOpened() {
  const search = useSearch();
  const [path, go] = useLocation();
  const open = (id: string | null) => {
    const params = new URLSearchParams(search);
    if (id == null) params.delete("approval");
    else params.set("approval", id);
    go(`${path}${params.size > 0 ? `?${params}` : ""}${location.hash}`, { replace: true });
  };
  return [new URLSearchParams(search).get("approval"), open] as const;
}

const lookAgainMilliseconds = 10_000;

/** Its peek, which hears what is said: the queue tells of all that are on somebody's list, the others are looked at again now and then. While it is open, N comments on it. */
function Opened({ approval: { id, version, brand, category }, ...rest }: { approval: ApprovalSummary } & Pick<ComponentProps<typeof ApprovalPeek>, "today" | "act" | "close">) {
  const [writing, write] = useState({ of: id, times: 0 });
  useKeys({ n: () => write(({ times }) => ({ of: id, times: times + 1 })) });
  const listed = useRows<QueueRow>(useTopics<QueueRow, QueueTotals>([`approvals:${brand}:${category}`])).find((row) => row.id === id);
  const [now, asOf] = [useNow(lookAgainMilliseconds), useAsOf()];
  const looks = listed != null || asOf != null ? 0 : Math.floor(now / lookAgainMilliseconds);
  return (
    <ApprovalPeek
      id={id} version={`${Math.max(version, listed?.version ?? 0)} ${looks}`} focus={writing.of === id ? writing.times : 0} comments={listed?.comments.changes ?? looks} {...rest}
    />
  );
}

function AskButton({ of, done }: { of: AskedOf; done: () => void }) {
  const [asking, ask] = useState(false);
  return useMay("ask-for-approvals") && (
    <>
      <button className="button line" onClick={() => ask(true)}><Icon name="plus" size={12} /> {t("Ask for one more")}</button>
      {asking && <AskDialog of={of} close={() => ask(false)} done={() => { ask(false); done(); }} />}
    </>
  );
}

function Cell({ approval, today, on, choose }: { approval: ApprovalSummary; today: Day; on: boolean; choose: () => void }) {
  const over = approval.overdueDays > 0;
  const when = approval.decidedOn ?? approval.due;
  return (
    <button className="approval-cell" aria-expanded={on} data-status={approval.status} title={approval.due == null ? undefined : `${dueWords(approval)} ${longDay(approval.due)}`} onClick={choose}>
      <b className={over ? "h-late" : undefined}>{approvalWord(approval.status)}{approval.mill != null && ` · ${approval.millName ?? approval.mill}`}</b>
      <span className="second">
        {approval.round > 1 && `R${approval.round} · `}
        {when == null ? "" : over ? t("{n}d over", { n: approval.overdueDays }) : approval.decidedOn != null ? shortDay(when, today) : daysBetween(today, when) >= 0 ? t("by {day}", { day: shortDay(when, today) }) : shortDay(when, today)}
      </span>
    </button>
  );
}
