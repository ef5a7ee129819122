import { Link } from "wouter";
import type { List } from "../api/types";
import { useResource } from "../api/useResource";
import { Dialog } from "../controls/Dialog";
import { ProblemPanel, Skeleton } from "../frame/states";
import { said, t, tn } from "../language/language";
import { count, shortDay, signedDays, today as todayOf, type Day } from "../vocabulary/days";
import { brandName } from "../vocabulary/words";
import type { FigureLine } from "./figures";

const mostShown = 200;

interface Props {
  title: string;
  /** Where the lines are asked for. */
  path: string;
  /** The day with which they are compared. */
  against: "baseline" | "committed";
  daysTitle: string;
  days: (line: FigureLine) => number;
  /** Whether the heaviest reason is shown. */
  reasons?: boolean;
  close: () => void;
}

/** The lines behind a figure, each leading to its order. */
export function LinesDialog({ title, path, against, daysTitle, days, reasons = false, close }: Props) {
  const list = useResource<List<FigureLine>>(`${path}&limit=${mostShown}`);
  const today = todayOf(Date.now());
  const day = (date: Day | null | undefined) => (date == null ? "–" : shortDay(date, today));
  return (
    <Dialog title={title} close={close} className="figure-lines">
      {!list.data ? (
        list.problem ? <ProblemPanel problem={list.problem} retry={list.retry} /> : <Skeleton rows={6} height={26} what={t("the lines")} />
      ) : (
        <>
          <p className="quiet">
            {tn(list.data.total, "{n} line", "{n} lines")}{list.data.total > list.data.items.length && t(", the {n} with most days", { n: count(list.data.items.length) })}
          </p>
          <div className="figure-lines-scroll" tabIndex={0} role="group" aria-label={title}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t("PO line")}</th><th scope="col">{t("Style, colour")}</th><th scope="col">{t("Brand")}</th><th scope="col">{t("Vendor")}</th>
                  <th scope="col" className="number">{against === "baseline" ? t("Baseline") : t("Committed")}</th><th scope="col" className="number">{t("Actual, forecast")}</th><th scope="col" className="number">{daysTitle}</th>
                  {reasons && <th scope="col">{t("Most of all")}</th>}
                </tr>
              </thead>
              <tbody>
                {list.data.items.map((line) => (
                  <tr key={line.id}>
                    <th scope="row"><Link href={`/pos/${encodeURIComponent(line.purchaseOrder)}?line=${line.line}`} onClick={close}>{line.purchaseOrder}/{line.line}</Link></th>
                    <td>{line.styleName} <span className="second">{line.colour}</span></td>
                    <td>{brandName(line.brand)}</td>
                    <td>{line.vendorName}</td>
                    <td className="number">{day(line[against])}</td>
                    <td className="number">{line.actual == null ? <span className="second">{day(line.forecast)}</span> : day(line.actual)}</td>
                    <td className="number">{signedDays(days(line))}</td>
                    {reasons && <td>{said(line.cause ?? "")}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Dialog>
  );
}
