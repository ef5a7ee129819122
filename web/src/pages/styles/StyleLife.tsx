import { useRef, useState } from "react";
import type { AttributeValue } from "../../api/calendars";
import { askStyle, type StyleMove } from "../../api/styles";
import type { Style } from "../../api/types";
import { AttributeFields } from "../../controls/AttributeFields";
import { DateField } from "../../controls/DateField";
import { Menu, MenuItem, MenuRefusal } from "../../controls/Menu";
import { Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { useMyId, usePeopleNames } from "../../frame/Person";
import { tx } from "../../language/Said";
import { said, t } from "../../language/language";
import { useAsOf } from "../../live/cursor";
import { moment, shortDay, type Day } from "../../vocabulary/days";
import { HealthIcon } from "../../vocabulary/marks";
import { reasonWords } from "../../vocabulary/reasons";
import { closingWord, fieldChangeWords, fieldWord, styleStages, styleStageWord, type StyleStage } from "../../vocabulary/styleStage";
import { ActDialog, NoteDialog, TextField } from "../orders/ActDialog";
import { CommitDays } from "../orders/CommitDialog";
import { typedOtherwise } from "./typedFields";

type Chosen = { act: "advance" | "revise" | "commit" } | { act: "waive"; milestone: string; name: string } | { act: "answer"; path: string; name: string; title: string };

/** Where a style stands, what holds it there, and what can be done about it as the server says. */
export function StyleLife({ style, today, now }: { style: Style; today: Day; now: number }) {
  // As it was looked at: what changes meanwhile must not be taken for what the dialog asks.
  const [chosen, keep] = useState<{ what: Chosen; style: Style } | null>(null);
  const choose = (what: Chosen) => keep({ what, style });
  const name = usePeopleNames();
  const me = useMyId();
  const menu = useRef<HTMLDivElement>(null);
  const past = useAsOf() != null;
  const { standing } = style;
  const acts = past ? [] : standing.acts;
  const may = (act: StyleMove) => acts.some((each) => each.act === act && each.why == null);
  const whyNot = (act: StyleMove) => acts.find((each) => each.act === act)?.why;
  useKeys({
    ...(acts.length > 0 ? { m: () => menu.current?.querySelector<HTMLElement>(".menu-button")?.click() } : {}),
    ...(may("advance") ? { c: () => choose({ act: "advance" }) } : {}),
  });
  const closing = closingWord(standing.stage);
  return (
    <section className="style-life" aria-label={t("Stage")}>
      <div className="stage-line">
        <ol className="stages">
          {styleStages.map((stage, index) => {
            const at = styleStages.indexOf(standing.stage);
            return (
              <li key={stage} className={index < at ? "done" : index === at ? "here" : undefined} aria-current={index === at ? "step" : undefined}>
                {index < at && <HealthIcon health="done" />}{styleStageWord(stage)}
              </li>
            );
          })}
        </ol>
        {acts.length > 0 && (
          <div className="acts" ref={menu}>
            {may("advance") && <button className="button solid" onClick={() => choose({ act: "advance" })}>{closing} <Kbd>C</Kbd></button>}
            <Menu label={t("Style M: what can be done")} face={<span className="button line">{t("Style")} <Kbd>M</Kbd></span>}>
              {may("advance") ? <MenuItem act={() => choose({ act: "advance" })}>{closing}</MenuItem> : <MenuRefusal why={whyNot("advance") ?? ""}>{t("Close the stage")}</MenuRefusal>}
              {may("waive")
                ? standing.holds.map(({ milestone, name }) => <MenuItem key={milestone} act={() => choose({ act: "waive", milestone, name })}>{t("Waive {what}", { what: said(name) })}</MenuItem>)
                : <MenuRefusal why={whyNot("waive") ?? ""}>{t("Waive a milestone")}</MenuRefusal>}
              {may("commit") ? <MenuItem act={() => choose({ act: "commit" })}>{t("Move a committed day")}</MenuItem> : <MenuRefusal why={whyNot("commit") ?? ""}>{t("Move a committed day")}</MenuRefusal>}
              {may("revise") ? <MenuItem act={() => choose({ act: "revise" })}>{t("Change fields")}</MenuItem> : <MenuRefusal why={whyNot("revise") ?? ""}>{t("Change fields")}</MenuRefusal>}
            </Menu>
          </div>
        )}
      </div>
      {standing.holds.length > 0 && (
        <div className="holds">
          <h3>{t("Open before {stage} closes", { stage: styleStageWord(standing.stage).toLowerCase() })}{aheadOf(style)}</h3>
          <ul>
            {standing.holds.map(({ milestone, name, role, due, forecast }) => (
              <li key={milestone}>
                <span><b>{said(name)}</b> <span className="second">{forecast === due ? t("{role}, due {day}", { role, day: shortDay(due, today) }) : t("{role}, due {day}, expected {forecast}", { role, day: shortDay(due, today), forecast: shortDay(forecast, today) })}</span></span>
                {may("waive") && <button className="button line" onClick={() => choose({ act: "waive", milestone, name })}>{t("Waive")}</button>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {standing.waivers.length > 0 && (
        <p className="waivers second">
          {standing.waivers.map(({ milestone, name: what, reason, by, confirmedBy, at }) => (
            <span key={milestone}>{tx("{what} waived", { what: <b>{said(what)}</b> })}{reason === "" ? "" : `: ${reason}`} ({name(by)}{confirmedBy != null && t(", confirmed by {name}", { name: name(confirmedBy) })}, {moment(at, now)})</span>
          ))}
        </p>
      )}
      {standing.proposals.map(({ id, act, by, at, name: what, stage, reason: why, changes, from, to }) => {
        const reason = act === "commit" && why != null ? reasonWords(why) : why;
        const title = act === "waive" ? t("Waiving {what}", { what: said(what ?? "") })
          : act === "commit" && to != null ? from == null ? t("{what} to {to}", { what: said(what ?? ""), to: shortDay(to, today) }) : t("{what} from {from} to {to}", { what: said(what ?? ""), from: shortDay(from, today), to: shortDay(to, today) })
          : act === "advance" && stage ? closingWord(stage) : t("Changing fields");
        const answers = by === me ? (["withdraw"] as const) : (["confirm", "decline"] as const);
        return (
          <div className="strip" key={id}>
            <div>
              <b>{t("{what} waits for a second person", { what: title })}</b> {reason} <span className="second">{name(by)}, {moment(at, now)}</span>
              {changes.length > 0 && <ul>{changes.map((change) => <li key={change.field}>{fieldChangeWords(change)}</li>)}</ul>}
            </div>
            <div className="strip-acts">
              {answers.filter((answer) => may(`${answer}-proposal`)).map((answer, index) => {
                const word = answerWord[answer];
                return <button key={answer} className={`button ${index === 0 ? "solid" : "line"}`} onClick={() => choose({ act: "answer", path: `proposals/${id}/${answer}`, name: word, title })}>{word}</button>;
              })}
            </div>
          </div>
        );
      })}
      {chosen && <ChosenDialog {...chosen} today={today} close={() => keep(null)} />}
    </section>
  );
}

const answerWord = { withdraw: t("Withdraw"), confirm: t("Confirm"), decline: t("Decline") };

// Orders go on whatever the style's stage says.
function aheadOf({ standing: { stage, orders } }: Style): string {
  return orders != null && styleStages.indexOf(orders) > styleStages.indexOf(stage) ? t("; its orders are {stage} already", { stage: styleStageWord(orders).toLowerCase() }) : "";
}

function ChosenDialog({ what, style, today, close }: { what: Chosen; style: Style; today: Day; close: () => void }) {
  const { number, standing: { stage, completeness: { missing } }, version } = style;
  const same = { number, ask: askStyle, held: version, close };
  switch (what.act) {
    case "advance":
      return (
        <AdvanceDialog {...same} stage={stage} today={today}>
          {stage === "development" && missing.length > 0 && <p className="h-risk">{t("Missing from its profile: {fields}.", { fields: missing.map((field) => fieldWord(field).toLowerCase()).join(", ") })}</p>}
          {stage === "development" && <p className="quiet">{t("Its profile is frozen as version 1. What is changed of it later is a version that orders and vendors are held to.")}</p>}
        </AdvanceDialog>
      );
    case "waive":
      return (
        <NoteDialog {...same} title={t("Waive {what}", { what: said(what.name) })} act={t("Waive")} path="waive" done={t("{what} is waived", { what: said(what.name) })} extra={{ milestone: what.milestone }} label={t("Why")} pointer="/reason">
          <p className="quiet">{t("The stage may close without it. The milestone stays open: it may still happen.")}</p>
        </NoteDialog>
      );
    case "answer":
      return <NoteDialog {...same} title={`${what.name}: ${what.title}`} act={what.name} path={what.path} done={t("{what}: done", { what: number })} />;
    case "commit":
      return (
        <CommitDays
          subject={{ number, ask: askStyle, held: version }} title={t("Move a committed day of {number}", { number })} open={style.milestones.filter(({ actual }) => actual == null)}
          today={today} close={close}
        />
      );
    case "revise":
      return <ReviseDialog style={style} close={close} />;
  }
}

function AdvanceDialog({ stage, today, children, ...same }: Pick<Parameters<typeof NoteDialog>[0], "number" | "ask" | "held" | "close" | "children"> & { stage: StyleStage; today: Day }) {
  const [on, setOn] = useState<Day | null>(today);
  return (
    <NoteDialog
      {...same} title={`${closingWord(stage)}: ${same.number}`} act={closingWord(stage)} path="advance"
      done={t("{number}: {stage} is closed", { number: same.number, stage: styleStageWord(stage).toLowerCase() })} extra={{ stage, ...(on === today ? {} : { on: on ?? "" }) }}
    >
      {children}
      <DateField label={t("Happened on")} pointer="/on" today={today} from={today} value={on} change={setOn} />
    </NoteDialog>
  );
}

const filledFields = ["gender", "articleType", "material", "composition", "sizeRange", "techPack"] as const;
type Filled = (typeof filledFields)[number];

function ReviseDialog({ style, close }: { style: Style; close: () => void }) {
  const [name, setName] = useState(style.name);
  const [season, setSeason] = useState(style.season);
  const listedNow = style.colours.join(", ");
  const [colours, setColours] = useState(listedNow);
  const [attributes, setAttributes] = useState<readonly AttributeValue[] | null>(null);
  const [filled, fill] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const now = (field: Filled) => field === "gender" || field === "articleType" ? style[field] : style.spec?.[field];
  return (
    <ActDialog
      number={style.number} ask={askStyle} title={t("Change {number}", { number: style.number })} act={t("Change")} path="revise" done={t("{number} is changed", { number: style.number })} held={style.version} close={close}
      body={() => ({
        ...(name.trim() === style.name ? {} : { name: name.trim() }), ...(season.trim() === style.season ? {} : { season: season.trim() }),
        ...typedOtherwise(filled, (field) => now(field as Filled)),
        // Only where they were touched: a colour may have a comma in its name.
        ...(colours === listedNow ? {} : { colours: colours.split(",").map((colour) => colour.trim()).filter(Boolean) }),
        ...(attributes == null ? {} : { attributes }), reason: reason.trim() || null,
      })}
    >
      <TextField focus label={t("Name")} pointer="/name" value={name} change={setName} />
      <TextField label={t("Season")} pointer="/season" value={season} change={setSeason} />
      <TextField label={t("Colours")} pointer="/colours" hint={t("With commas between")} value={colours} change={setColours} />
      <div className="conditions">
        {filledFields.map((field) => (
          <TextField
            key={field} label={fieldWord(field)} pointer={`/${field}`} value={filled[field] ?? now(field) ?? ""}
            change={(value) => fill((before) => ({ ...before, [field]: value }))}
          />
        ))}
      </div>
      <AttributeFields value={attributes ?? style.attributes} change={setAttributes} unsaid={t("Not said")} />
      <TextField label={t("Why")} pointer="/reason" hint={t("It stands in the history")} value={reason} change={setReason} />
    </ActDialog>
  );
}
