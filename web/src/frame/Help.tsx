import { Dialog } from "../controls/Dialog";
import { healths, healthWord, type Health } from "../vocabulary/health";
import { HealthIcon } from "../vocabulary/marks";
import { Kbd } from "./icons";
import { places } from "./places";

type Section = readonly [title: string, keys: readonly (readonly [key: string, what: string])[]];

const everywhere: readonly Section[] = [
  ["Anywhere", [
    ["Ctrl K", "Find a PO, style or vendor"],
    ...places.map(({ name, key }) => [`G ${key.toUpperCase()}`, name] as const),
    ["F", "Figures, on the overview"], ["G T", "Look at a past moment; Esc leads back"], ["P  <  >  -  +", "In the past: replay, a step back or on, slower, faster"], ["P", "Pause and resume live changes"], ["T", "Light or dark"], ["Ctrl Z", "Undo, the last first"], ["?", "This page"], ["Esc", "Back, up"],
  ]],
  ["Board and lists", [
    ["↑ ↓  J K", "Move"], ["Enter", "Open"], ["Space", "Peek"], ["/", "Filter"],
    ["← →", "Go into the cells; Esc leads back to the row"], ["⇧ and arrows", "A range of cells, or lines while none is chosen"], ["Ctrl C", "Copy cells or lines, for a sheet"], ["F2  Enter", "Type a day into a cell, or just begin: 14/3, +5, t"], ["Ctrl V", "Paste days, after a look at what would change"], ["Ctrl D", "Fill a range down from its first row"], ["X", "Select lines, with Space from the second on"], ["Ctrl A", "Select all of a filter"], ["S E R A", "Shift, set a day, responsible, approve: all selected"],
    [".", "Apply what is held"], ["W", "What if, of these lines"], ["N", "New purchase order"], ["E", "Download what is shown"], ["D", "Row height 24, 32, 40"], ["O", "Columns: which, in which order, how wide"], ["[  ]", "Previous, next saved view"],
    ["F  A", "My day: report a milestone's forecast, or that it happened"],
  ]],
  ["New purchase order", [["Ctrl Enter", "One more line, like the last"], ["Enter", "Save the draft"]]],
  ["Line review", [
    ["A", "Adopt"], ["D", "Drop, with why"], ["R", "Revise, with what"], ["U", "Undecided again"], ["J K", "Next, previous style"], ["C", "Close it"], ["N", "New line review"],
  ]],
  ["Calendar templates", [
    ["N", "New template"], ["E", "Edit"], ["↑ ↓", "Same column, other milestone"], ["Ctrl S", "Save the draft"], ["Ctrl Enter", "Publish it"],
  ]],
];

const onOrders: Section = [
  "Purchase order and style", [
    ["J K", "Choose a milestone"], ["F", "Report its forecast"], ["A", "Report that it happened"], ["O", "Let it differ from the template"], ["L", "Driving path"], ["D", "Raise a discrepancy"],
    ["[  ]", "Previous, next line"], ["M", "What can be done with the order"], ["C", "Move its committed day"], ["N", "Write a comment; Ctrl Enter sends it"], ["M  C", "What can be done with the style; close its stage"], ["1 2 3 4 5 6", "Parts of a style"],
  ],
];

const onApprovals: Section = [
  "Approvals", [
    ["A", "Approve"], ["⇧A", "Approve with comments"], ["R", "Reject: reasons 1 to 9, Enter"], ["V", "It came in"], ["I", "Take into review"],
    ["S", "Ask for it, or ask again"], ["C", "Comment"], ["N", "Ask for one more"], ["X", "Select"], ["Ctrl A", "Select all of a filter"],
  ],
];

const meaning: Record<Health, string> = {
  critical: "Will miss its cancel date, or is past the agreed day by more than a week",
  late: "Forecast is past the agreed day",
  blocked: "Waits on somebody by name",
  risk: "More than half of the float is used, or a milestone is past due",
  stale: "Nothing heard for longer than is usual",
  ontrack: "Makes its day",
  plan: "Nothing due and nothing reported yet",
  done: "Happened; late ones keep their days",
};

export function Help({ close }: { close: () => void }) {
  return (
    <Dialog title="Keys and marks" close={close} keys={{ "?": close }} className="help" reading>
      <div>{everywhere.map((section) => <KeyList key={section[0]} section={section} />)}</div>
      <div>
        <section>
          <h3>Marks</h3>
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
