import { useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Act, PurchaseOrder, PurchaseOrderLine } from "../../api/types";
import { Field } from "../../controls/Form";
import { Menu, MenuItem, MenuRefusal } from "../../controls/Menu";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { useMay } from "../../frame/Person";
import { useAsOf } from "../../live/cursor";
import { actWord } from "../../vocabulary/orders";
import type { Day } from "../../vocabulary/days";
import { ActDialog, NoteDialog, TextField } from "./ActDialog";
import { ChangeDialog } from "./ChangeDialog";
import { CloseDialog } from "./CloseDialog";
import { CommitDialog } from "./CommitDialog";
import { said, t, tn } from "../../language/language";

// What the order waits for stands beside the menu: the first that may be done, of the buyer's own or of the vendor's.
const expected: readonly Act[] = ["release", "issue", "commit", "revise"];
const expectedOfVendors: readonly Act[] = ["confirm", "acknowledge"];

// What answers something that stands in the strip above is done there.
const elsewhere: readonly Act[] = ["agree-plan", "decline-plan", "accept-change", "decline-change", "confirm-proposal", "decline-proposal", "withdraw-proposal", "acknowledge-profile"];

// The server says what the order allows: of these the line must go on too.
const ofOneLine: readonly Act[] = ["commit", "waive"];

/** What may be done with the order as the server says, and why the rest may not be done now. */
export function Acts({ order, line, today }: { order: PurchaseOrder; line: PurchaseOrderLine; today: Day }) {
  // As it was looked at: what changes meanwhile must not be taken for what the dialog asks.
  const [chosen, keep] = useState<{ act: Act; order: PurchaseOrder; line: PurchaseOrderLine } | null>(null);
  const choose = (act: Act) => keep({ act, order, line });
  const menu = useRef<HTMLDivElement>(null);
  // What is past takes no acts.
  const past = useAsOf() != null;
  const acts = past ? [] : order.acts.filter(({ act }) => !elsewhere.includes(act))
    .map((each) => (each.why == null && line.stage === "cancelled" && ofOneLine.includes(each.act) ? { ...each, why: t("Line {line} is cancelled", { line: String(line.number) }) } : each));
  const mayDraft = useMay("draft-orders") && !past;
  const [, go] = useLocation();
  const possible = (act: Act) => acts.some((each) => each.act === act && each.why == null);
  const first = (acts.some(({ act }) => act === "revise") ? expected : expectedOfVendors).find(possible);
  useKeys({
    ...(acts.length > 0 ? { m: () => menu.current?.querySelector<HTMLElement>(".menu-button")?.click() } : {}),
    ...(possible("commit") ? { c: () => choose("commit") } : {}),
  });
  if (acts.length === 0) return null;
  return (
    <div className="acts" ref={menu}>
      {first && <button className="button solid" onClick={() => choose(first)}>{actWord(first)} {first === "commit" && <Kbd>C</Kbd>}</button>}
      <Menu label={t("Order M: what can be done")} face={<span className="button line">{t("Order")} <Kbd>M</Kbd></span>}>
        {acts.filter(({ why }) => why == null).map(({ act }) => <MenuItem key={act} act={() => choose(act)}>{actWord(act)}</MenuItem>)}
        {mayDraft && <MenuItem act={() => go(`/pos/new?parent=${encodeURIComponent(order.number)}`)}>{t("Reorder")}</MenuItem>}
        {acts.filter(({ why }) => why != null).map(({ act, why }) => <MenuRefusal key={act} why={why!}>{actWord(act)}</MenuRefusal>)}
      </Menu>
      {chosen && <ChosenDialog {...chosen} today={today} close={() => keep(null)} />}
    </div>
  );
}

function ChosenDialog({ act, order, line, today, close }: { act: Act; order: PurchaseOrder; line: PurchaseOrderLine; today: Day; close: () => void }) {
  const { number, document: { version } } = order;
  const same = { number, path: act, close };
  switch (act) {
    case "commit":
      return <CommitDialog order={order} line={line} today={today} close={close} />;
    case "amend":
    case "revise":
    case "propose-change":
      return <ChangeDialog kind={act} order={order} line={line} today={today} close={close} />;
    case "close":
      return <CloseDialog order={order} close={close} />;
    case "hold":
      return <HoldDialog order={order} close={close} />;
    case "waive":
      return <WaiveDialog order={order} line={line} close={close} />;
    case "cancel":
      return <CancelDialog order={order} line={line} close={close} />;
    case "issue":
      return <NoteDialog {...same} title={t("Issue {number}", { number })} act={t("Issue")} done={t("{number} is issued", { number })} held={order.version} />;
    case "acknowledge":
      return <NoteDialog {...same} title={t("Acknowledge version {version}", { version })} act={t("Acknowledge")} done={t("Version {version} is acknowledged", { version })} extra={{ version }} />;
    case "confirm":
      return <NoteDialog {...same} title={t("Confirm version {version}", { version })} act={t("Confirm")} done={t("Version {version} is confirmed", { version })} extra={{ version }} />;
    case "reject":
      return <NoteDialog {...same} title={t("Reject version {version}", { version })} act={t("Reject")} done={t("Version {version} is rejected", { version })} extra={{ version }} label={t("Why it is rejected")} />;
    default:
      return <NoteDialog {...same} title={`${actWord(act)} ${number}`} act={actWord(act)} done={t("{what}: done", { what: `${number}, ${actWord(act).toLowerCase()}` })} />;
  }
}

function HoldDialog({ order, close }: { order: PurchaseOrder; close: () => void }) {
  const [reason, setReason] = useState("");
  const [waitsOn, setWaitsOn] = useState("");
  return (
    <ActDialog
      number={order.number} title={t("Put {number} on hold", { number: order.number })} act={t("Hold")} path="hold" done={t("{number} is on hold", { number: order.number })} close={close}
      body={() => ({ reason: reason.trim() || null, waitsOn: waitsOn.trim() || null })}
    >
      <TextField focus label={t("Why it waits")} pointer="/reason" value={reason} change={setReason} />
      <TextField label={t("Who can lift it")} pointer="/waitsOn" hint={t("A person, a vendor or a role; you, where it is left empty")} value={waitsOn} change={setWaitsOn} />
    </ActDialog>
  );
}

function WaiveDialog({ order, line, close }: { order: PurchaseOrder; line: PurchaseOrderLine; close: () => void }) {
  const gates = (line.gates ?? []).map((code) => ({ code, name: said(line.milestones.find((each) => each.code === code)?.name ?? code) }));
  const [milestone, setMilestone] = useState(gates[0]?.code ?? "");
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      number={order.number} title={t("Waive a gate of line {line}", { line: line.number })} act={t("Waive")} path="waive" held={order.version} close={close}
      done={t("{what} is waived", { what: gates.find(({ code }) => code === milestone)?.name ?? milestone })}
      body={() => ({ line: line.number, milestone, reason: reason.trim() || null })}
    >
      <Field label={t("Gate")} pointer="/milestone" hint={gates.length === 0 ? t("Line {line} has passed all of its gates", { line: line.number }) : undefined}>
        {(described) => (
          <select {...described} value={milestone} onChange={(event) => setMilestone(event.target.value)}>
            {gates.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
          </select>
        )}
      </Field>
      <TextField focus label={t("Why")} pointer="/reason" value={reason} change={setReason} />
      <p className="quiet">{t("The line goes on without it: the gate drops out of its calendar, and what follows no longer waits for it.")}</p>
    </ActDialog>
  );
}

function CancelDialog({ order, line, close }: { order: PurchaseOrder; line: PurchaseOrderLine; close: () => void }) {
  const [reason, setReason] = useState("");
  const [whole, setWhole] = useState(true);
  const choice = order.lines.length > 1 && order.document.version > 0;
  return (
    <ActDialog
      number={order.number} title={t("Cancel {number}", { number: order.number })} act={t("Cancel it")} path="cancel" held={order.version} close={close}
      done={whole ? t("{number} is cancelled", { number: order.number }) : t("Line {line} is cancelled", { line: line.number })}
      body={() => ({ reason: reason.trim() || null, ...(choice && !whole ? { lines: [line.number] } : {}) })}
    >
      {choice && (
        <Field label={t("What is cancelled")} pointer="/lines">
          {(described) => (
            <select {...described} value={whole ? "whole" : "line"} onChange={(event) => setWhole(event.target.value === "whole")}>
              <option value="whole">{tn(order.lines.length, "The whole order, {n} line", "The whole order, {n} lines")}</option>
              <option value="line">{t("Line {line}", { line: line.number })}, {line.styleName} {line.colour}</option>
            </select>
          )}
        </Field>
      )}
      <TextField focus label={t("Why")} pointer="/reason" value={reason} change={setReason} />
    </ActDialog>
  );
}
