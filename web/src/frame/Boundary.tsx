import { Component, type ReactNode } from "react";
import { t } from "../language/language";

const triedAgainMilliseconds = 30_000;
const askedMilliseconds = 2_000;
const reloadedKey = "selvedge.reloaded";

/** Whether it was the fetching of a page that failed, as browsers say it: then nothing is wrong with the page. */
export function isUnfetched(failure: string): boolean {
  return /dynamically imported module|Importing a module script failed/i.test(failure);
}

/** Loads again as soon as there is somebody to answer: at most once in a while, should the page be gone for good. */
async function reloadWhenAnswered(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, askedMilliseconds));
    if (Date.now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < triedAgainMilliseconds) continue;
    const answered = await fetch("/health/live", { cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (!answered) continue;
    sessionStorage.setItem(reloadedKey, String(Date.now()));
    location.reload();
    return;
  }
}

/**
 * Keeps a page that fails from taking the frame with it. Give it a key: another page is then another try. Where nobody
 * is there to press anything it loads again by itself.
 */
export class Boundary extends Component<{ children: ReactNode; unattended?: boolean }, { failure: string | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: String(error) };
  }

  override componentDidCatch(error: unknown) {
    if (isUnfetched(String(error))) void reloadWhenAnswered();
    else if (this.props.unattended) setTimeout(() => location.reload(), triedAgainMilliseconds);
  }

  override render() {
    const { failure } = this.state;
    if (failure == null) return this.props.children;
    if (isUnfetched(failure))
      return (
        <main id="content" className="page" tabIndex={-1}>
          <div className="state" role="alert">
            <h2>{t("The server does not answer")}</h2>
            <p>{t("This page was not fetched yet. It comes by itself when the connection is back.")}</p>
            <button className="button solid" onClick={() => location.reload()}>{t("Retry")}</button>
          </div>
        </main>
      );
    return (
      <main id="content" className="page" tabIndex={-1}>
        <div className="state" role="alert">
          <h2>{t("This page failed")}</h2>
          <p>{t("What was reported is safe. Reload the page, or go elsewhere by the main bar.")}</p>
          <p className="trace"><code>{failure}</code></p>
          <button className="button solid" onClick={() => location.reload()}>{t("Reload")}</button>
        </div>
      </main>
    );
  }
}
