import { useState } from "react";
import type { PurchaseOrder } from "../../api/types";
import { ActDialog, TextField } from "./ActDialog";
import { QuantityFields, readQuantities, type Typed } from "./QuantityFields";
import { t } from "../../language/language";

/** What came of every line: the server says whether that is full, short or over. */
export function CloseDialog({ order, close }: { order: PurchaseOrder; close: () => void }) {
  const lines = order.lines.filter(({ stage }) => stage !== "cancelled");
  const [typed, setTyped] = useState<Record<number, Typed>>({});
  const [note, setNote] = useState("");
  return (
    <ActDialog
      number={order.number} title={t("Close {number}", { number: order.number })} act={t("Close")} path="close" held={order.version} done={t("{number} is closed", { number: order.number })} close={close}
      body={() => ({ lines: lines.map((line) => ({ number: line.number, ...readQuantities(typed[line.number] ?? {}, line, true) })), note: note.trim() || null })}
    >
      {lines.map((line, index) => (
        <fieldset key={line.number} className="received">
          <legend>{t("{line}: what came", { line: `${t("Line {line}", { line: line.number })}, ${line.styleName} ${line.colour}` })}</legend>
          <QuantityFields line={line} typed={typed[line.number] ?? {}} change={(next) => setTyped({ ...typed, [line.number]: next })} pointer={`/lines/${index}`} />
        </fieldset>
      ))}
      <TextField label={t("Note")} pointer="/note" hint={t("Why, where it is short or over")} value={note} change={setNote} />
    </ActDialog>
  );
}
