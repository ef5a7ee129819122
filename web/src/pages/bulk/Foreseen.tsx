import type { BulkItem, BulkPreview } from "../../api/bulkActs";
import { plural } from "../../vocabulary/days";
import { healthWord } from "../../vocabulary/health";
import { HealthMark } from "../../vocabulary/marks";

/** What would become of all of it, in a sentence. */
export function Sum({ preview: { done, proposed, unchanged, refused, newlyLate, recovered }, of }: { preview: BulkPreview; of: "row" | "day" }) {
  return (
    <>
      <b>{plural(done, of)}</b> {of === "day" ? "set" : "done"} at once{proposed > 0 && <>, <b>{proposed}</b> wait for a second person</>}{unchanged > 0 && <>, {unchanged} stand so already</>}
      {refused > 0 && <>, <b>{refused}</b> left</>}.
      {newlyLate > 0 && <span className="h-late"> {plural(newlyLate, "line")} would turn late.</span>}
      {recovered > 0 && <> {plural(recovered, "line")} would no longer be late.</>}
    </>
  );
}

/** Head of the table that says so row by row. */
export function ForeseenHead() {
  return <thead><tr><th>Line</th><th>Of</th><th className="number">Before</th><th className="number">After</th><th className="number">Days</th><th>Health</th><th>Then</th></tr></thead>;
}

export function HealthCell({ item }: { item: Pick<BulkItem, "before" | "after"> | undefined }) {
  return (
    <td className="bulk-health">
      {item?.before && item.after && item.before.health !== item.after.health && <span className="second">{healthWord(item.before.health)} → </span>}
      {item?.after && <HealthMark health={item.after.health} />}
    </td>
  );
}
