import { useState } from "react";
import { askApproval, type Approval } from "../api/approvals";
import { useVendors } from "../api/useResource";
import { ActDialog, TextField } from "../pages/orders/ActDialog";
import { said, t } from "../language/language";

/** Vendors to choose a mill from. */
export function MillList({ id }: { id: string }) {
  return <datalist id={id}>{useVendors().map(({ code, name }) => <option key={code} value={code}>{name}</option>)}</datalist>;
}

/** Names who makes the material of an approval that nobody has answered with goods. */
export function MillDialog({ approval, done, close }: { approval: Approval; done: () => void; close: () => void }) {
  const [mill, name] = useState(approval.mill ?? "");
  return (
    <ActDialog
      number={approval.id} ask={async (...sent) => { const answer = await askApproval(...sent); done(); return answer; }} title={t("Mill of {what}", { what: said(approval.typeName) })} act={t("Name|a mill")}
      path="acts" body={() => ({ act: "name-mill", mill: mill.trim() })} done={t("{what}: the mill is named", { what: said(approval.typeName) })} held={approval.version} close={close}
    >
      <p className="quiet">{t("It is asked for of this mill. Where two mills make the same colour, ask for one more: each has its own rounds and its own thread.")}</p>
      <TextField focus label={t("Mill")} pointer="/mill" hint={t("Code of a vendor, or a name")} list="mill-vendors" value={mill} change={name} />
      <MillList id="mill-vendors" />
    </ActDialog>
  );
}
