import { useState } from "react";
import { askApproval, type Approval } from "../api/approvals";
import { useMyId, usePeopleNames } from "../frame/Person";
import { useAsOf } from "../live/cursor";
import { longDay, moment } from "../vocabulary/days";
import { NoteDialog } from "../pages/orders/ActDialog";
import { said, t } from "../language/language";
import { moveWords } from "./words";

interface Asked {
  path: string;
  title: string;
  act: string;
  version: number;
}

const answerWords = { withdraw: t("Withdraw"), confirm: t("Confirm"), decline: t("Decline") } as const;

/** Acts upon an approval that wait for a second person, and what the reader may say to them. */
export function Proposals({ approval, now, changed }: { approval: Approval; now: number; changed: () => void }) {
  const [asked, ask] = useState<Asked | null>(null);
  const [me, name, past] = [useMyId(), usePeopleNames(), useAsOf() != null];
  return (
    <>
      {approval.proposals.map(({ id, act, by, at, text, date, from }) => {
        const title = moveWords[act][0];
        const answers = past ? [] : by === me ? (["withdraw"] as const) : approval.mayConfirm ? (["confirm", "decline"] as const) : [];
        const more = [from != null && t("from {where}", { where: from }), date != null && t("wanted by {day}", { day: longDay(date) })].filter(Boolean).join(", ");
        return (
          <div className="strip" key={id}>
            <div><b>{t("{act} waits for a second person", { act: title })}</b> {text} <span className="second">{more !== "" && `${more}; `}{name(by)}, {moment(at, now)}</span></div>
            <div className="strip-acts">
              {answers.map((answer, index) => {
                const word = answerWords[answer];
                return (
                  <button key={answer} className={`button ${index === 0 ? "solid" : "line"}`} onClick={() => ask({ path: `proposals/${id}/${answer}`, title: `${word}: ${title.toLowerCase()} ${said(approval.typeName)}`, act: word, version: approval.version })}>
                    {word}
                  </button>
                );
              })}
            </div>
          </div>
        );
      })}
      {asked && (
        <NoteDialog
          number={approval.id} ask={async (...sent) => { const answer = await askApproval(...sent); changed(); return answer; }}
          title={asked.title} act={asked.act} path={asked.path} done={t("{what}: done", { what: said(approval.typeName) })} held={asked.version} close={() => ask(null)}
        />
      )}
    </>
  );
}
