import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { sides, type Attribute, type AttributeValue, type Fault, type MilestoneSheet, type TemplateSheet } from "../../api/calendars";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { Menu, MenuItem } from "../../controls/Menu";
import { Icon } from "../../frame/icons";
import { tell } from "../../frame/Notice";
import { said, t } from "../../language/language";
import { stages, stageWord } from "../../vocabulary/stage";
import { heldStages, styleStageWord } from "../../vocabulary/styleStage";
import { sideWord } from "../../vocabulary/words";
import { useTypeNames } from "../../approvals/useTypeNames";
import { approvalsText, approvalsWords, attributeWord, changeMilestone, conditionsText, conditionText, insertAfter, lagsText, move, offsetText, readApprovals, readLags, removeMilestone } from "./templateSheet";

interface Props {
  sheet: TemplateSheet;
  attributes: readonly Attribute[];
  /** Null where it may not be changed. */
  change: ((sheet: TemplateSheet) => void) | null;
  faultsOf: (row: number, field?: string) => Fault[];
  /** By code. */
  floats: ReadonlyMap<string, number>;
  /** A row to show, as often as it is another object. */
  goTo: { row: number } | null;
}

/** The milestones as people write them; in a draft every cell is typed in place, and what is wrong stands under its row. */
export function MilestoneTable({ sheet, attributes, change, faultsOf, floats, goTo }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const latest = useRef(sheet);
  latest.current = sheet;
  const [conditioned, condition] = useState<number | null>(null);
  const nameOf = useTypeNames();
  const focus = (row: number, field: string) =>
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-field="${field}"]`)?.focus());
  useEffect(() => {
    if (!goTo) return;
    body.current?.querySelector(`[data-row="${goTo.row}"]`)?.scrollIntoView({ block: "center" });
    const row = body.current?.querySelector(`[data-row="${goTo.row}"]`);
    (row?.querySelector<HTMLElement>("[aria-invalid=true]") ?? row?.querySelector<HTMLElement>("input"))?.focus();
  }, [goTo]);

  // Up, down and Enter stay in the column; Enter in the last row goes nowhere.
  const arrows = (event: KeyboardEvent) => {
    const target = event.target;
    if (!(target instanceof HTMLInputElement) || target.type === "checkbox") return;
    const by = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    const row = Number(target.closest("tr")?.dataset.row);
    if (by === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focus(row + by, target.dataset.field!);
  };
  const remove = (row: number) => {
    const before = sheet;
    const after = removeMilestone(sheet, row);
    change!(after);
    tell(t("{code} removed; what followed it follows what it followed", { code: sheet.milestones[row]!.code }), () => {
      if (latest.current !== after) return Promise.reject(new Error(t("changed since")));
      change!(before);
      return Promise.resolve();
    });
  };

  return (
    <div className="milestones-box">
      <table className={`milestones${change ? " edited" : ""}`} aria-label={t("Milestones")}>
        <thead>
          <tr>
            <th scope="col" className="m-code">{t("Code")}</th>
            <th scope="col" className="m-name">{t("Milestone")}</th>
            <th scope="col" className="m-role">{t("Owner")}</th>
            <th scope="col" className="m-side" title={t("Who carries lost days when nobody says why")}>{t("Side")}</th>
            <th scope="col" className="m-home">{t("Lives on")}</th>
            <th scope="col" className="number m-offset" title={t("Days before ex-factory on which it is sent for approval")}>{t("Sent T−")}</th>
            <th scope="col" className="number m-offset" title={t("Days before ex-factory on which it is due")}>{t("Due T−")}</th>
            <th scope="col" className="m-after" title={t("What it follows, by at least so many calendar days")}>{t("Follows + days")}</th>
            <th scope="col" className="m-when" title={t("It takes place only where this holds")}>{t("Only where")}</th>
            <th scope="col" className="m-stage" title={t("The stage that is reached with it")}>{t("Stage")}</th>
            <th scope="col" className="m-flag" title={t("Done for each colour of the style")}>{t("Colours")}</th>
            <th scope="col" className="m-approvals" title={change ? t("Types of approval by which it is reached: ? where only given by hand, ! where the sample is to be here") : t("Types of approval by which it is reached")}>{t("Approvals")}</th>
            <th scope="col" className="m-flag" title={t("What follows may not begin until it is done or waived")}>{t("Gate")}</th>
            <th scope="col" className="m-stage" title={t("The stage of the style that does not close until it is done or waived")}>{t("Holds")}</th>
            <th scope="col" className="number m-float" title={t("Days that it may be late before ex-factory moves, for the example order")}>{t("Float")}</th>
            {change && <th scope="col" className="m-acts"><span className="vh">{t("Acts")}</span></th>}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={arrows}>
          {sheet.milestones.map((milestone, row) => (
            <Row
              key={row} row={row} milestone={milestone} float={floats.get(milestone.code)} nameOf={nameOf} faultsOf={(field) => faultsOf(row, field)}
              change={change && ((part) => change(changeMilestone(sheet, row, part)))}
              acts={change && {
                condition: () => condition(row),
                insert: () => { change(insertAfter(sheet, row, false)); focus(row + 1, "name"); },
                copy: () => { change(insertAfter(sheet, row, true)); focus(row + 1, "code"); },
                move: (by) => change(move(sheet, row, by)),
                remove: () => remove(row),
              }}
            />
          ))}
        </tbody>
      </table>
      {conditioned != null && change && (
        <ConditionsDialog
          milestone={sheet.milestones[conditioned]!} attributes={attributes} close={() => condition(null)}
          done={(when) => { change(changeMilestone(sheet, conditioned, { when })); condition(null); }}
        />
      )}
    </div>
  );
}

interface RowProps {
  row: number;
  milestone: MilestoneSheet;
  float: number | undefined;
  /** Of a type of approval. */
  nameOf: (type: string) => string | undefined;
  faultsOf: (field?: string) => Fault[];
  change: ((part: Partial<MilestoneSheet>) => void) | null;
  acts: { condition: () => void; insert: () => void; copy: () => void; move: (by: number) => void; remove: () => void } | null;
}

function Row({ row, milestone, float, nameOf, faultsOf, change, acts }: RowProps) {
  const { code, name, role, side, home, submitOffset, dueOffset, after, when, stage, perColour, gate, holds, approvals } = milestone;
  const faults = faultsOf();
  const note = `fault-${row}`;
  const marks = (field: string) => ({
    "data-field": field,
    ...(faultsOf(field).length > 0 ? { "aria-invalid": true, "aria-describedby": note } : {}),
  });
  const floatCell = float === undefined ? <span className="none" title={t("It does not apply to the example order, or the draft has problems")}>–</span> : float;
  if (!change || !acts)
    return (
      <tr data-row={row}>
        <td className="m-code">{code}</td>
        <th scope="row">{said(name)}</th>
        <td className="second">{role}</td>
        <td className="second">{sideWord(side)}</td>
        <td className="second">{home === "style" ? t("Style") : t("PO line|home")}</td>
        <td className="number second">{submitOffset == null ? "" : offsetText(submitOffset)}</td>
        <td className="number">{offsetText(dueOffset)}</td>
        <td>{lagsText(after)}</td>
        <td>{conditionsText(when)}</td>
        <td className="second">{stage != null && stageWord(stage)}</td>
        <td>{perColour && t("each|colour")}</td>
        <td>{approvalsWords(approvals, nameOf)}</td>
        <td>{gate && t("gate")}</td>
        <td className="second">{holds != null && styleStageWord(holds)}</td>
        <td className="number second">{floatCell}</td>
      </tr>
    );
  const label = (field: string) => t("{field} of {what}", { field, what: code || t("row {n}", { n: row + 1 }) });
  return (
    <>
      <tr data-row={row} className={faults.length > 0 ? "at-fault" : undefined}>
        <td className="m-code"><Cell {...marks("code")} label={label(t("Code"))} value={code} commit={(text) => change({ code: text.trim().toUpperCase() })} /></td>
        <td><Cell {...marks("name")} label={label(t("Name"))} value={name} commit={(text) => change({ name: text })} /></td>
        <td><Cell {...marks("role")} label={label(t("Owner"))} value={role} commit={(text) => change({ role: text })} /></td>
        <td>
          <select {...marks("side")} aria-label={label(t("Side"))} value={side} onChange={(event) => change({ side: event.target.value as typeof side })}>
            {sides.map((each) => <option key={each} value={each}>{sideWord(each)}</option>)}
          </select>
        </td>
        <td>
          <select {...marks("home")} aria-label={label(t("Lives on"))} value={home} onChange={(event) => change({ home: event.target.value as typeof home })}>
            <option value="style">{t("Style")}</option>
            <option value="line">{t("PO line|home")}</option>
          </select>
        </td>
        <td><Offset {...marks("submitOffset")} label={label(t("Sent|for approval"))} value={submitOffset} commit={(submitOffset) => change({ submitOffset })} /></td>
        <td><Offset {...marks("dueOffset")} label={label(t("Due"))} value={dueOffset} commit={(dueOffset) => change({ dueOffset })} /></td>
        <td><Cell {...marks("after")} label={label(t("Follows"))} value={lagsText(after)} commit={(text) => change({ after: readLags(text) })} placeholder={stage === "exfactory" ? "" : t("such as A25+3")} /></td>
        <td>
          <button {...marks("when")} className="cell cut" aria-label={`${label(t("Conditions"))}: ${conditionsText(when) || t("always")}`} title={conditionsText(when)} onClick={acts.condition}>{conditionsText(when) || <span className="none">{t("always")}</span>}</button>
        </td>
        <td>
          <select {...marks("stage")} aria-label={label(t("Stage"))} value={stage ?? ""} onChange={(event) => change({ stage: (event.target.value || null) as typeof stage })}>
            <option value=""> </option>
            {stages.map((each) => <option key={each} value={each}>{stageWord(each)}</option>)}
          </select>
        </td>
        <td><input {...marks("perColour")} type="checkbox" aria-label={label(t("Per colour"))} checked={perColour} onChange={(event) => change({ perColour: event.target.checked })} /></td>
        <td title={approvalsWords(approvals, nameOf)}><Cell {...marks("approvals")} label={label(t("Approvals"))} value={approvalsText(approvals)} commit={(text) => change({ approvals: readApprovals(text) })} placeholder={submitOffset == null ? "" : t("such as pp")} /></td>
        <td><input {...marks("gate")} type="checkbox" aria-label={label(t("Gate"))} checked={gate} onChange={(event) => change({ gate: event.target.checked })} /></td>
        <td>
          <select {...marks("holds")} aria-label={label(t("Holds"))} value={holds ?? ""} onChange={(event) => change({ holds: (event.target.value || null) as typeof holds })}>
            <option value=""> </option>
            {heldStages.map((each) => <option key={each} value={each}>{styleStageWord(each)}</option>)}
          </select>
        </td>
        <td className="number second">{floatCell}</td>
        <td className="m-acts">
          <Menu label={label(t("Acts"))} face={<Icon name="more" />}>
            <MenuItem act={acts.insert}>{t("Insert one after it")}</MenuItem>
            <MenuItem act={acts.copy}>{t("Duplicate")}</MenuItem>
            <MenuItem act={() => acts.move(-1)}>{t("Move up")}</MenuItem>
            <MenuItem act={() => acts.move(1)}>{t("Move down")}</MenuItem>
            <MenuItem act={acts.remove}>{t("Remove")}</MenuItem>
          </Menu>
        </td>
      </tr>
      {faults.length > 0 && (
        <tr className="fault-row">
          <td colSpan={16} id={note}>{faults.map(({ pointer, detail }) => <p key={pointer + detail}>{detail}</p>)}</td>
        </tr>
      )}
    </>
  );
}

interface CellProps {
  label: string;
  value: string;
  commit: (text: string) => void;
  placeholder?: string;
  "data-field": string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}

/** What is typed counts once it is left: half a code would be a fault of everything that names it. */
function Cell({ label, value, commit, ...rest }: CellProps): ReactNode {
  const [typed, type] = useState<string | null>(null);
  const leave = () => {
    if (typed != null && typed !== value) commit(typed);
    type(null);
  };
  return (
    <input
      {...rest} type="text" className="cell" autoComplete="off" spellCheck={false} aria-label={label} value={typed ?? value}
      onChange={(event) => type(event.target.value)} onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.ctrlKey || event.metaKey) leave();
        if (event.key === "Escape" && typed != null) {
          event.stopPropagation();
          type(null);
        }
      }}
    />
  );
}

/** Days before ex-factory, typed without a sign. */
function Offset({ value, commit, ...rest }: Omit<CellProps, "value" | "commit"> & { value: number | null; commit: (offset: number | null) => void }) {
  return (
    <Cell
      {...rest} value={value == null ? "" : String(-value)}
      commit={(text) => {
        const days = Number.parseInt(text.replace(/^[^\d]*/, ""), 10);
        commit(Number.isNaN(days) ? null : days === 0 ? 0 : -days);
      }}
    />
  );
}

function ConditionsDialog({ milestone, attributes, close, done }: { milestone: MilestoneSheet; attributes: readonly Attribute[]; close: () => void; done: (when: AttributeValue[]) => void }) {
  const [when, set] = useState(milestone.when);
  const choose = (attribute: string, value: string) =>
    set([...when.filter((each) => each.attribute !== attribute), ...(value === "" ? [] : [{ attribute, value }])]);
  const ordered = attributes.flatMap(({ name }) => when.filter(({ attribute }) => attribute === name));
  return (
    <Dialog title={t("{what} takes place", { what: `${milestone.code} ${said(milestone.name)}` })} close={close}>
      <Form send={() => Promise.resolve(ordered)} done={done} cancel={close} act={t("Set")}>
        <p className="quiet">{ordered.length === 0 ? t("On every order.") : t("Only where: {conditions}.", { conditions: conditionsText(ordered) })}</p>
        <div className="conditions">
          {attributes.map(({ name, values }) => (
            <Field key={name} label={attributeWord(name)} pointer={`/${name}`}>
              {(described) => (
                <select {...described} value={when.find(({ attribute }) => attribute === name)?.value ?? ""} onChange={(event) => choose(name, event.target.value)}>
                  <option value="">{t("either way")}</option>
                  {values.map((value) => <option key={value} value={value}>{conditionText({ attribute: name, value })}</option>)}
                </select>
              )}
            </Field>
          ))}
        </div>
      </Form>
    </Dialog>
  );
}
