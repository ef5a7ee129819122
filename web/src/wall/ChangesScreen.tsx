import { useMemo } from "react";
import { t } from "../language/language";
import { useTicks } from "../ticker/useTicks";
import { age } from "../vocabulary/days";

/** What just changed and why. Lines keep their places for as long as the page stands, and say nobody's name. */
export function ChangesScreen({ position, since, rows, now }: { position: number | null; since: number; rows: number; now: number }) {
  const { ticks, failed } = useTicks(position);
  const any = ticks != null;
  const shown = useMemo(() => ticks?.slice(0, rows) ?? [], [any, since, rows]);
  if (!any) return <p className="wall-none" role="status">{failed ? t("What just changed cannot be asked for") : t("Looking …")}</p>;
  if (shown.length === 0) return <p className="wall-none">{t("Nothing moved of late")}</p>;
  return (
    <table className="wall-lines wall-changes">
      {failed && <caption role="status">{t("The last look failed: this may lack what came since")}</caption>}
      <thead>
        <tr><th scope="col">{t("PO line")}</th><th scope="col">{t("What changed")}</th><th scope="col">{t("Why")}</th><th scope="col" className="number">{t("Ago")}</th></tr>
      </thead>
      <tbody>
        {shown.map(({ id, po, line, what, why, at }) => (
          <tr key={id}><td><b>{po}{line != null && `/${line}`}</b></td><td>{what}</td><td className="second">{why}</td><td className="number second">{age(at, now)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
