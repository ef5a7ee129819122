import { signInHref } from "../api/provider";
import { Empty } from "../frame/states";
import { t } from "../language/language";

/** Without the frame: nobody is there to show anything to. */
export function SignedOutPage() {
  const failed = new URLSearchParams(location.search).has("failed");
  return (
    <main id="content" className="page" tabIndex={-1}>
      <Empty title={failed ? t("You were not signed in") : t("You are signed out")}>
        <p>{failed ? t("The sign-in was given up, or took too long. Nothing is lost: begin again.") : t("Close the window, or sign in again.")}</p>
        <a href={signInHref("/")} className="button solid">{t("Sign in")}</a>
      </Empty>
    </main>
  );
}
