import type { Problem } from "../api/client";
import { leaveProvider } from "../api/provider";
import { Empty } from "../frame/states";
import { t } from "../language/language";

/** For who has signed in, and is nobody here: instead of pages that would all be refused. */
export function NotListedPage({ problem }: { problem: Problem }) {
  return (
    <main id="content" className="page" tabIndex={-1}>
      <Empty title={problem.title}>
        <p>{problem.detail}</p>
        <button className="button solid" onClick={leaveProvider}>{t("Sign out")}</button>
      </Empty>
    </main>
  );
}
