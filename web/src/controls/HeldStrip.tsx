import { Kbd } from "../frame/icons";
import { t } from "../language/language";

/** What waits so that nothing jumps under the reader, and the button that lets it in. */
export function HeldStrip({ what, apply }: { what: string; apply: () => void }) {
  return (
    <div className="held">
      <b>{what}</b> <span>{t("held so that nothing jumps")}</span>
      <button className="button" onClick={apply}>{t("Apply")} <Kbd>.</Kbd></button>
    </div>
  );
}
