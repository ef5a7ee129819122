import { Component, type ReactNode } from "react";
import { t } from "../language/language";

const triedAgainMilliseconds = 30_000;

/**
 * Keeps a page that fails from taking the frame with it. Give it a key: another page is then another try. Where nobody
 * is there to press anything it loads again by itself.
 */
export class Boundary extends Component<{ children: ReactNode; unattended?: boolean }, { failure: string | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: String(error) };
  }

  override componentDidCatch() {
    if (this.props.unattended) setTimeout(() => location.reload(), triedAgainMilliseconds);
  }

  override render() {
    const { failure } = this.state;
    if (failure == null) return this.props.children;
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
