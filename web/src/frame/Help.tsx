import { Dialog } from "../controls/Dialog";
import { t } from "../language/language";
import { healths, healthWord, type Health } from "../vocabulary/health";
import { HealthIcon } from "../vocabulary/marks";
import { Kbd } from "./icons";
import { places } from "./places";

type Section = readonly [title: string, keys: readonly (readonly [key: string, what: string])[]];

const everywhere: readonly Section[] = [
  [t("Anywhere"), [
    ["Ctrl K", t("Find a PO, style or vendor")],
    ...places.map(({ name, key }) => [`G ${key.toUpperCase()}`, name] as const),
    ["F", t("Figures, on the overview")], ["G T", t("Look at a past moment; Esc leads back")], ["G S", t("What changed since Monday, of a board or a page")], ["P  <  >  -  +", t("In the past: replay, a step back or on, slower, faster")], ["P", t("Pause and resume live changes")], ["T", t("Light or dark")], ["Ctrl Z", t("Undo, the last first")], ["?", t("This page")], ["Esc", t("Back, up")],
  ]],
  [t("Board and lists"), [
    ["↑ ↓  J K", t("Move")], ["Enter", t("Open")], ["Space", t("Peek")], ["/", t("Filter")],
    ["← →", t("Go into the cells; Esc leads back to the row")], ["⇧ ← ↑ ↓ →", t("A range of cells, or lines while none is chosen")], ["Ctrl C", t("Copy cells or lines, for a sheet")], ["F2  Enter", t("Type a day into a cell, or just begin: 14/3, +5, t")], ["Ctrl V", t("Paste days, after a look at what would change")], ["Ctrl D", t("Fill a range down from its first row")], ["X", t("Select lines, with Space from the second on")], ["Ctrl A", t("Select all of a filter")], ["S E R A", t("Shift, set a day, responsible, approve: all selected")],
    [".", t("Apply what is held")], ["W", t("What if, of these lines")], ["N", t("New purchase order")], ["E", t("Download what is shown")], ["D", t("Row height 24, 32, 40")], ["O", t("Columns: which, in which order, how wide")], ["[  ]", t("Previous, next saved view")],
    ["F  A", t("My day: report a milestone's forecast, or that it happened")],
  ]],
  [t("New purchase order"), [["Ctrl Enter", t("One more line, like the last")], ["Enter", t("Save the draft")]]],
  [t("Line review"), [
    ["A", t("Adopt")], ["D", t("Drop, with why")], ["R", t("Revise, with what")], ["U", t("Undecided again")], ["J K", t("Next, previous style")], ["C", t("Close it")], ["N", t("New line review")],
  ]],
  [t("Calendar templates"), [
    ["N", t("New template")], ["E", t("Edit")], ["↑ ↓", t("Same column, other milestone")], ["Ctrl S", t("Save the draft")], ["Ctrl Enter", t("Publish it")],
  ]],
];

const onOrders: Section = [
  t("Purchase order and style"), [
    ["J K", t("Choose a milestone")], ["F", t("Report its forecast")], ["A", t("Report that it happened")], ["O", t("Let it differ from the template")], ["L", t("Driving path")], ["D", t("Raise a discrepancy")],
    ["[  ]", t("Previous, next line")], ["M", t("What can be done with the order")], ["C", t("Move its committed day")], ["N", t("Write a comment; Ctrl Enter sends it")], ["M  C", t("What can be done with the style; close its stage")], ["1 2 3 4 5 6", t("Parts of a style")],
  ],
];

const onApprovals: Section = [
  t("Approvals"), [
    ["A", t("Approve")], ["⇧A", t("Approve with comments")], ["R", t("Reject: reasons 1 to 9, Enter")], ["V", t("It came in")], ["I", t("Take into review")],
    ["S", t("Ask for it, or ask again")], ["C", t("Comment")], ["N", t("Ask for one more")], ["X", t("Select")], ["Ctrl A", t("Select all of a filter")],
  ],
];

const meaning: Record<Health, string> = {
  critical: t("Will miss its cancel date, or is past the agreed day by more than a week"),
  late: t("Forecast is past the agreed day"),
  blocked: t("Waits on somebody by name"),
  risk: t("More than half of the float is used, or a milestone is past due"),
  stale: t("Nothing heard for longer than is usual"),
  ontrack: t("Makes its day"),
  plan: t("Nothing due and nothing reported yet"),
  done: t("Happened; late ones keep their days"),
};

export function Help({ close }: { close: () => void }) {
  return (
    <Dialog title={t("Keys and marks")} close={close} keys={{ "?": close }} className="help" reading>
      <div>{everywhere.map((section) => <KeyList key={section[0]} section={section} />)}</div>
      <div>
        <section>
          <h3>{t("Marks")}</h3>
          <dl className="legend">
            {healths.map((health) => (
              <div key={health}>
                <dt><span className={`mark h-${health}`}><HealthIcon health={health} /> {healthWord(health)}</span></dt>
                <dd>{meaning[health]}</dd>
              </div>
            ))}
          </dl>
        </section>
        <KeyList section={onOrders} />
        <KeyList section={onApprovals} />
      </div>
    </Dialog>
  );
}

function KeyList({ section: [title, keys] }: { section: Section }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt aria-label={key}>{key.split(/\s+/).map((part) => <Kbd key={part}>{part}</Kbd>)}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
