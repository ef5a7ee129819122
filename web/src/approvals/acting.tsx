import { useCallback, useState, type ReactNode } from "react";
import { decide, type Act, type ActVerdict, type Move } from "../api/approvals";
import { Problem } from "../api/client";
import { tell } from "../frame/Notice";
import { ActDialog } from "./ActDialog";
import { asks, moveWords } from "./words";
import { said as nameOfServer, t, tn } from "../language/language";

/** What can be acted upon, as it was last looked at. */
export interface Target {
  id: string;
  version: number;
  typeName: string;
  /** Which of its type it is, such as a colour or a PO. */
  of: string;
}

export type Said = Omit<Act, "id" | "version" | "act">;

/** What became of an act, counting apart what was done and what waits for a second person. `what` names the only one. */
export function doneWords(move: Move, verdicts: readonly Pick<ActVerdict, "status" | "proposal">[], what: string | null): string {
  const taken = verdicts.filter(({ status }) => status !== "refused");
  const waiting = taken.filter(({ proposal }) => proposal != null).length;
  const said = (words: string, number: number) => `${words}: ${what ?? tn(number, "{n} approval", "{n} approvals")}`;
  return [
    ...(waiting < taken.length || waiting === 0 ? [said(moveWords[move][1], taken.length - waiting)] : []),
    ...(waiting > 0 ? [said(waiting === 1 ? t("Proposed, it waits for a second person") : t("Proposed, they wait for a second person"), waiting)] : []),
  ].join(". ");
}

/**
 * Acts upon approvals, asking first for what has to be said. Tells what became of it; `done` gets those that were taken.
 * @returns what to call, and the dialog that asks.
 */
export function useActing(done: (ids: readonly string[]) => void): { act: (move: Move, targets: readonly Target[]) => void; dialog: ReactNode } {
  const [asking, ask] = useState<{ move: Move; targets: readonly Target[] } | null>(null);
  const send = useCallback(async (move: Move, targets: readonly Target[], said: Said) => {
    const verdicts = await decide(targets.map(({ id, version }) => ({ id, version, act: move, ...said })));
    const refused = verdicts.filter(({ status }) => status === "refused");
    // One act that is refused for what was said with it is mended where it was said.
    const only = targets.length === 1 ? refused[0]?.problem : null;
    if (only) throw new Problem(only.title, only.detail ?? only.errors[0]?.detail ?? null, 422, null, only.errors.map((error) => ({ ...error, pointer: error.pointer.replace(/^\/0/, "") })));
    return { verdicts, refused };
  }, []);
  const report = useCallback((move: Move, targets: readonly Target[], { verdicts, refused }: Awaited<ReturnType<typeof send>>) => {
    const taken = targets.filter((_, index) => verdicts[index]!.status !== "refused");
    const what = targets.length === 1 ? `${nameOfServer(targets[0]!.typeName)}, ${targets[0]!.of}` : null;
    const why = refused[0]?.problem;
    tell(`${doneWords(move, verdicts, what)}${why ? `. ${t("{n} refused: {why}", { n: refused.length, why: why.errors[0]?.detail ?? why.detail ?? why.title })}` : ""}`);
    done(taken.map(({ id }) => id));
  }, [done]);
  const act = useCallback((move: Move, targets: readonly Target[]) => {
    if (targets.length === 0) return;
    if (asks[move]) return ask({ move, targets });
    send(move, targets, {}).then(
      (answer) => report(move, targets, answer),
      (error: unknown) => tell(error instanceof Problem ? t("{act} was refused. {why}", { act: moveWords[move][0], why: error.detail ?? error.title }) : t("It could not be sent")),
    );
  }, [send, report]);
  const dialog = asking && (
    <ActDialog
      move={asking.move} targets={asking.targets} send={(said) => send(asking.move, asking.targets, said)} close={() => ask(null)}
      done={(answer) => {
        ask(null);
        report(asking.move, asking.targets, answer);
      }}
    />
  );
  return { act, dialog };
}
