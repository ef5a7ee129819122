using Selvedge.Contracts.Stored;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Production;

/// <summary>Tells an order's events as a person would, remembering what held before. One order, its events in order; not thread-safe.</summary>
public sealed class PurchaseOrderHistory(Rights rights)
{
    private readonly List<HistoryEntry> entries = [];
    private readonly Dictionary<int, Told> lines = [];
    private RecordedEvent recorded = null!;

    /// <summary>In the order of the events.</summary>
    public IReadOnlyList<HistoryEntry> Entries => entries;

    /// <summary>The event that last reported a line's milestone, if it still stands; null when nobody did.</summary>
    public long? ReportOf(int line, string milestone) =>
        lines.TryGetValue(line, out var told) && told.Reports.TryGetValue(milestone, out var position) ? position : null;

    /// <summary>The event that last moved a line's forecast of a milestone; null when it never moved.</summary>
    public long? MoveOf(int line, string milestone) =>
        lines.TryGetValue(line, out var told) && told.Moves.TryGetValue(milestone, out var position) ? position : null;

    public void Tell(RecordedEvent next)
    {
        recorded = next;
        // What is kept back from the log outside is told here as well: it is this order's own past.
        var type = Vocabulary.TypeOf(recorded.Type) ?? recorded.Type;
        switch (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span))
        {
            case PurchaseOrderEvent.Placed placed:
                foreach (var line in placed.Lines)
                    Lay(line);
                Say(type, $"Placed with {HistoryWords.Count(placed.Lines.Length, "line")}");
                break;
            case PurchaseOrderEvent.Revised revised:
                TellRevised(type, revised);
                break;
            case PurchaseOrderEvent.MilestonesReported reported:
                foreach (var report in reported.Reports)
                    TellReport(type, report, recorded.Position);
                break;
            case PurchaseOrderEvent.StyleDatesTaken taken:
                Say(type, $"Took the dates of style {taken.Dates.Style}");
                break;
            case PurchaseOrderEvent.TemplateAdopted adopted:
                foreach (var line in adopted.Lines)
                    Relay(line);
                Say(type, $"Went over to version {adopted.Version} of template {adopted.Template}: {adopted.Reason}");
                break;
            case PurchaseOrderEvent.CalendarsFitted fitted:
                foreach (var line in fitted.Lines)
                    Relay(line);
                Say(type, $"The calendar of {HistoryWords.Count(fitted.Lines.Length, "line")} follows what the order and its styles are like now");
                break;
            case PurchaseOrderEvent.MilestoneOverridden { Line: var line, Change: var change }:
                TellOverride(type, line, change);
                break;
            case PurchaseOrderEvent.OverrideLifted { Line: var line } lifted:
                Relay(line);
                Say(type, HistoryWords.OfLifted(NameOf(lines.GetValueOrDefault(line.Line), lifted.Milestone), lifted.Reason), line.Line, lifted.Milestone);
                break;
            case PurchaseOrderEvent.GateWaived { Line: var line, Waiver: var waiver }:
                Say(type, $"{NameOf(lines.GetValueOrDefault(line), waiver.Milestone)} of line {line} waived by {waiver.By.Id}"
                    + $"{(waiver.Second is { } second ? $", confirmed by {second.Id}" : "")}: {waiver.Reason}", line, waiver.Milestone);
                break;
            case PurchaseOrderEvent.ForecastsMoved moved:
                foreach (var line in moved.Lines)
                    TellForecast(type, line, recorded.Position);
                break;
            case PurchaseOrderEvent.Drafted drafted:
                Say(type, $"Drafted with {HistoryWords.Count(drafted.Lines.Length, "line")}");
                break;
            case PurchaseOrderEvent.Issued issued:
                foreach (var line in issued.Schedules)
                    Lay(line);
                Say(type, OrderLifeWords.Of(issued with { Changes = rights.Shown(issued.Changes) }));
                break;
            case PurchaseOrderEvent.DateCommitted committed:
                TellCommitted(type, committed);
                break;
            case PurchaseOrderEvent.PlanAnswered { Plan: var plan } answered:
                Say(type, $"{(answered.IsAgreed ? "Agreed to" : "Declined")} the plan of {plan.Source} for "
                    + $"{NameOf(lines.GetValueOrDefault(answered.Line), plan.Milestone)} on line {answered.Line}: {HistoryWords.Of(answered.Date)}{OrderLifeWords.Note(answered.Note)}",
                    answered.Line, plan.Milestone, null, answered.Date);
                break;
            case PurchaseOrderEvent.DiscrepancyOpened { Line: var line, What: var what }:
                TellDiscrepancy(type, line, what, "");
                break;
            case PurchaseOrderEvent.DiscrepancyReopened { Line: var line, What: var what }:
                TellDiscrepancy(type, line, what, "Open again: ");
                break;
            case PurchaseOrderEvent.DiscrepancyCleared cleared:
                Say(type, $"{NameOf(lines.GetValueOrDefault(cleared.Line), cleared.Milestone)} on line {cleared.Line}: what was said agrees again", cleared.Line, cleared.Milestone);
                break;
            case PurchaseOrderEvent.DiscrepancyResolved { How: var how } resolved:
                var right = how.Right;
                Say(type, right.Says is not null ? $"{HistoryWords.OfSettled(right)} of {NameOf(lines.GetValueOrDefault(resolved.Line), right.Milestone)} on line {resolved.Line}: {how.Reason}"
                    : $"{right.Source} is right {(right.Quantity is null ? "that" : "about the quantity of")} {NameOf(lines.GetValueOrDefault(resolved.Line), right.Milestone)} on line {resolved.Line}"
                    + right switch
                    {
                        { Quantity: { } quantity } => rights.MaySeeField("quantity") ? $", {HistoryWords.Pieces(quantity)}" : "",
                        { IsExpected: true } => " has not happened yet",
                        _ => $" happened {HistoryWords.Of(right.Date)}",
                    } + $": {how.Reason}", resolved.Line, resolved.Milestone, null, right.Date);
                break;
            case PurchaseOrderEvent.ChangeProposed { Wish: var wish }:
                Say(type, OrderLifeWords.Of(wish with { Changes = rights.Shown(wish.Changes) }));
                break;
            case PurchaseOrderEvent.ProposalMade { Proposal: var proposal }:
                Say(type, OrderLifeWords.Of(proposal with { Changes = rights.Shown(proposal.Changes) }));
                break;
            case PurchaseOrderEvent.Closed closed:
                Say(type, OrderLifeWords.Of(closed with { Ending = rights.Shown(closed.Ending) })!);
                break;
            case PurchaseOrderEvent other when OrderLifeWords.Of(other) is { } words:
                Say(type, words);
                break;
        }
    }

    private void TellRevised(string type, PurchaseOrderEvent.Revised revised)
    {
        foreach (var line in revised.Lines)
        {
            var before = lines.GetValueOrDefault(line.Line.Number)?.Target;
            var isNew = !lines.ContainsKey(line.Line.Number);
            Lay(line);
            var target = lines[line.Line.Number].Target;
            Say(type, isNew ? $"Line {line.Line.Number} was added"
                : before != target && target is { } day ? $"Line {line.Line.Number} was re-dated to ex-factory {HistoryWords.Of(day)}"
                : $"Line {line.Line.Number} was changed", line.Line.Number, null, isNew ? null : before, target);
        }

        if (revised.Lines.IsEmpty)
            Say(type, $"Now with vendor {revised.Vendor} for season {revised.Season}");
    }

    private void TellOverride(string type, LineSchedule line, MilestoneOverride change)
    {
        // Named as it was before where it drops out, as it is after where it is put in.
        var before = NameOf(lines.GetValueOrDefault(line.Line), change.Milestone);
        Relay(line);
        Say(type, HistoryWords.Of(change, before), line.Line, change.Milestone);
    }

    private void TellDiscrepancy(string type, int line, Discrepancy what, string prefix)
    {
        var told = lines.GetValueOrDefault(line);
        var (name, sides) = (NameOf(told, what.Milestone), what.Statements);
        Say(type, prefix + what.Kind switch
        {
            DiscrepancyKind.Dates => $"{name} on line {line} happened {string.Join(", ", sides.Select(s => $"{HistoryWords.Of(s.Date)} says {s.Source}"))}",
            DiscrepancyKind.Quantities => $"{name} on line {line} is said of different quantities"
                + (rights.MaySeeField("quantity") ? $": {string.Join(", ", sides.Select(s => $"{HistoryWords.Pieces(s.Quantity!.Value)} says {s.Source}"))}" : ""),
            DiscrepancyKind.Status => $"{name} on line {line} happened {HistoryWords.Of(sides[0].Date)} says {sides[0].Source}, and is expected {HistoryWords.Of(sides[1].Date)} says {sides[1].Source}",
            DiscrepancyKind.Raised => $"{name} on line {line}: {HistoryWords.OfRaised(what)}",
            _ => $"{NameOf(told, sides[1].Milestone)} on line {line} happened {HistoryWords.Of(sides[1].Date)}, before {name} on {HistoryWords.Of(sides[0].Date)}",
        }, line, what.Milestone);
    }

    private void TellCommitted(string type, PurchaseOrderEvent.DateCommitted committed)
    {
        var agreed = committed.Commitment;
        Say(type, HistoryWords.OfCommitted($"{NameOf(lines.GetValueOrDefault(committed.Line), agreed.Milestone)} of line {committed.Line}", agreed), committed.Line, agreed.Milestone, agreed.From, agreed.Date);
    }

    private void TellReport(string type, ReportMilestone report, long position)
    {
        if (report.Retracted)
        {
            var (line, milestone) = Forget(report) ?? (report.Line, report.Milestone);
            Say(type, HistoryWords.OfRetraction(report, milestone.Length == 0 ? null : NameOf(lines.GetValueOrDefault(line), milestone)), Line(line), Code(milestone));
            return;
        }

        var told = lines.GetValueOrDefault(report.Line);
        if (told is not null)
        {
            told.Reports[report.Milestone] = position;
            told.ReportedAs[(report.Source, report.EventId)] = report.Milestone;
        }

        Say(type, HistoryWords.Of(report, NameOf(told, report.Milestone), rights.MaySeeField("quantity")), Line(report.Line), report.Milestone, null, report.Date, report.Source);
    }

    // The one thing everybody asks is when the goods leave; a date on the way is told only when that holds.
    private void TellForecast(string type, LineForecast line, long position)
    {
        if (!lines.TryGetValue(line.Line, out var told) || told.Template is null)
            return;
        var moved = line.Outlook.Moved;
        foreach (var move in moved)
            told.Moves[move.Milestone] = position;

        var exFactory = told.Template.Milestones[^1].Code;
        if (moved.FirstOrDefault(m => m.Milestone == exFactory) is { } leaves)
            Say(type, $"Ex-factory forecast of line {line.Line} moved to {HistoryWords.Of(leaves.Day)}", line.Line, exFactory, told.Move(leaves), leaves.Day, isExFactory: true);
        else if (moved.FirstOrDefault(m => told.Template.IndexOf(m.Milestone) is var i and >= 0 && told.Template.Milestones[i].Home == MilestoneHome.Line) is { } first)
            Say(type, $"Forecast of {NameOf(told, first.Milestone)} on line {line.Line} moved to {HistoryWords.Of(first.Day)}; ex-factory holds",
                line.Line, first.Milestone, told.Move(first), first.Day);
        foreach (var move in moved)
            told.Move(move);

        if (told.Health is { } before && before != line.Health)
            Say(type, $"Line {line.Line} went from {HistoryWords.Of(before)} to {HistoryWords.Of(line.Health)}", line.Line, health: new HealthChange(before, line.Health));
        told.Health = line.Health;
    }

    /// <summary>What it was about; null where it was never told.</summary>
    private (int Line, string Milestone)? Forget(ReportMilestone report)
    {
        foreach (var (line, told) in lines)
            if (told.ReportedAs.Remove((report.Source, report.EventId), out var milestone))
            {
                told.Reports.Remove(milestone);
                return (line, milestone);
            }

        return null;
    }

    private void Lay(ScheduledLine line)
    {
        var told = lines.TryGetValue(line.Line.Number, out var known) ? known : lines[line.Line.Number] = new Told();
        told.Lay(line.Schedule);
    }

    private void Relay(LineSchedule line)
    {
        if (lines.TryGetValue(line.Line, out var told))
            told.Lay(line.Schedule);
    }

    private void Say(
        string type, string text, int? line = null, string? milestone = null, DateOnly? from = null, DateOnly? to = null, string? source = null,
        bool isExFactory = false, HealthChange? health = null) =>
        entries.Add(HistoryEntry.Of(recorded, type, text, line, milestone, from, to, source) with { IsExFactory = isExFactory, Health = health });

    private static string NameOf(Told? told, string milestone) =>
        told?.Template is { } template && template.IndexOf(milestone) is var i and >= 0 ? template.Milestones[i].Name : milestone;

    private static int? Line(int number) => number == 0 ? null : number;

    private static string? Code(string milestone) => milestone.Length == 0 ? null : milestone;

    /// <summary>What was told of one line so far.</summary>
    private sealed class Told
    {
        private readonly Dictionary<string, DateOnly> forecast = [];

        public CalendarTemplate? Template { get; private set; }

        public DateOnly? Target { get; private set; }

        public Health? Health { get; set; }

        public Dictionary<string, long> Reports { get; } = [];

        public Dictionary<(string Source, string EventId), string> ReportedAs { get; } = [];

        public Dictionary<string, long> Moves { get; } = [];

        public void Lay(Schedule? schedule)
        {
            Template = schedule is null ? null : Templates.Published(schedule.Template, schedule.TemplateVersion)?.Fit(schedule.Tailoring);
            Target = schedule?.Target;
            if (Template is null)
                return;
            for (var i = 0; i < Template.Milestones.Length; i++)
                forecast.TryAdd(Template.Milestones[i].Code, schedule!.Baseline[i]);
        }

        /// <summary>The forecast before the move.</summary>
        public DateOnly? Move(MilestoneDay move)
        {
            DateOnly? before = forecast.TryGetValue(move.Milestone, out var day) ? day : null;
            forecast[move.Milestone] = move.Day;
            return before;
        }
    }
}
