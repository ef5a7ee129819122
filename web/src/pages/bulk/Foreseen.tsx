import type { BulkItem, BulkPreview } from "../../api/bulkActs";
import { t, tn } from "../../language/language";
import { healthWord } from "../../vocabulary/health";
import { HealthMark } from "../../vocabulary/marks";

/** What would become of all of it, in a sentence. */
export function Sum({ preview: { done, proposed, unchanged, refused, newlyLate, recovered }, of }: { preview: BulkPreview; of: "row" | "day" }) {
  return (
    <>
      <b>{of === "day" ? tn(done, "{n} day set at once", "{n} days set at once") : tn(done, "{n} row done at once", "{n} rows done at once")}</b>
      {proposed > 0 && <>, <b>{tn(proposed, "{n} waits for a second person", "{n} wait for a second person")}</b></>}
      {unchanged > 0 && <>, {tn(unchanged, "{n} stands so already", "{n} stand so already")}</>}
      {refused > 0 && <>, <b>{tn(refused, "{n} left|as it was", "{n} left|as it was")}</b></>}.
      {newlyLate > 0 && <span className="h-late"> {tn(newlyLate, "{n} line would turn late.", "{n} lines would turn late.")}</span>}
      {recovered > 0 && <> {tn(recovered, "{n} line would no longer be late.", "{n} lines would no longer be late.")}</>}
    </>
  );
}

/** Head of the table that says so row by row. */
export function ForeseenHead() {
  return <thead><tr><th>{t("Line")}</th><th>{t("Of|a milestone")}</th><th className="number">{t("Before")}</th><th className="number">{t("After")}</th><th className="number">{t("Days")}</th><th>{t("Health")}</th><th>{t("Then")}</th></tr></thead>;
}

export function HealthCell({ item }: { item: Pick<BulkItem, "before" | "after"> | undefined }) {
  return (
    <td className="bulk-health">
      {item?.before && item.after && item.before.health !== item.after.health && <span className="second">{healthWord(item.before.health)} → </span>}
      {item?.after && <HealthMark health={item.after.health} />}
    </td>
  );
}
