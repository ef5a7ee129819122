using Selvedge.Contracts.Stored;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Production;

/// <summary>Tells a style's events as a person would, remembering what held before. One style, its events in order; not thread-safe.</summary>
/// <param name="rights">Of who reads it: fields that are hidden from them are not told.</param>
public sealed class StyleHistory(Rights rights)
{
    private const string Target = "targetExFactory";
    private readonly List<HistoryEntry> entries = [];
    private readonly Dictionary<string, DateOnly> forecast = [];
    private readonly Dictionary<(string Source, string EventId), string> reportedAs = [];
    private CalendarTemplate? template;
    private StyleProfile? profile;
    private Health? health;

    /// <summary>In the order of the events.</summary>
    public IReadOnlyList<HistoryEntry> Entries => entries;

    public void Tell(RecordedEvent recorded)
    {
        // What is kept back from the log outside is told here as well: it is this style's own past.
        var type = Vocabulary.TypeOf(recorded.Type) ?? recorded.Type;
        switch (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span))
        {
            case StyleEvent.Registered registered:
                Say(rights.MaySeeField("season") ? $"Registered for {registered.Profile.Season}" : "Registered",
                    to: rights.MaySeeField(Target) ? registered.Profile.TargetExFactory : null);
                Lay(registered.Profile, registered.Schedule);
                break;
            case StyleEvent.Revised revised:
                TellRevision(profile!, revised);
                Lay(revised.Profile, revised.Schedule);
                break;
            case StyleEvent.MilestonesReported reported:
                foreach (var report in reported.Reports)
                    TellReport(rights.ShownOfStyle(report));
                break;
            case StyleEvent.ForecastsMoved moved:
                TellForecast(moved);
                break;
            case StyleEvent.TemplateAdopted adopted:
                Lay(profile!, adopted.Schedule);
                Say($"Went over to version {adopted.Schedule.TemplateVersion} of template {adopted.Schedule.Template}: {adopted.Reason}");
                break;
            case StyleEvent.MilestoneOverridden overridden:
                // Named as it was before where it drops out, as it is after where it is put in.
                var before = NameOf(overridden.Change.Milestone);
                Lay(profile!, overridden.Schedule);
                Say(HistoryWords.Of(overridden.Change, before), overridden.Change.Milestone);
                break;
            case StyleEvent.DecisionTaken { Decision: var decision }:
                Say($"{decision.Outcome switch
                {
                    ReviewOutcome.Adopt => "Adopted",
                    ReviewOutcome.Drop => "Dropped",
                    _ => "To be revised",
                }} in the line review of {HistoryWords.Of(decision.Date)}{(decision.Note is { Length: > 0 } note ? $": {note}" : "")}");
                break;
            case StyleEvent.DecisionAcknowledged:
                Say("The decision of the line review was acknowledged");
                break;
            case StyleEvent.OverrideLifted lifted:
                Lay(profile!, lifted.Schedule);
                Say(HistoryWords.OfLifted(NameOf(lifted.Milestone), lifted.Reason), lifted.Milestone);
                break;
            case StyleEvent.DateCommitted { Commitment: var agreed }:
                Say(rights.MaySeeSidesOfStyles ? HistoryWords.OfCommitted(NameOf(agreed.Milestone), agreed) : $"{NameOf(agreed.Milestone)} committed to {HistoryWords.Of(agreed.Date)}",
                    agreed.Milestone, agreed.From, agreed.Date);
                break;
            case StyleEvent.MilestoneWaived { Waiver: var waiver }:
                Say($"{NameOf(waiver.Milestone)} waived by {waiver.By.Id}{(rights.MaySeeSidesOfStyles ? $": {waiver.Reason}" : "")}", waiver.Milestone);
                break;
            case StyleEvent.DiscrepancyOpened { What: var what }:
                Say(Contradiction(what), what.Milestone);
                break;
            case StyleEvent.DiscrepancyReopened { What: var what }:
                Say($"Open again: {Contradiction(what)}", what.Milestone);
                break;
            case StyleEvent.DiscrepancyCleared cleared:
                Say($"{NameOf(cleared.Milestone)}: what was said agrees again", cleared.Milestone);
                break;
            case StyleEvent.DiscrepancyResolved { How: var how } resolved:
                Say($"{HistoryWords.OfSettled(how.Right)} of {NameOf(how.Right.Milestone)}: {how.Reason}", resolved.Milestone, to: how.Right.Says is null ? how.Right.Date : null);
                break;
            case StyleEvent other when StyleLifeWords.Of(other, NameOf) is { } words:
                Say(words, to: (other as StyleEvent.StageReached)?.On);
                break;
        }

        void Say(string text, string? milestone = null, DateOnly? from = null, DateOnly? to = null, string? source = null) =>
            entries.Add(HistoryEntry.Of(recorded, type, text, null, milestone, from, to, source));

        void TellRevision(StyleProfile before, StyleEvent.Revised revised)
        {
            var changes = rights.Shown(FieldChange.Between(before, revised.Profile));
            var others = changes.RemoveAll(c => c.Field == Target);
            var changed = others.IsEmpty ? "" : $": {StyleLifeWords.Of(others)}";
            var note = OrderLifeWords.Note(revised.Reason);
            if (others.Length == changes.Length)
                Say($"Changed{changed}{note}");
            else
                Say((revised.Profile.TargetExFactory is { } target ? $"Re-dated to ex-factory {HistoryWords.Of(target)}" : "Lost its target ex-factory day")
                    + (changed.Length > 0 ? $"; changed{changed}" : "") + note, from: before.TargetExFactory, to: revised.Profile.TargetExFactory);
        }

        void TellReport(ReportMilestone report)
        {
            var about = (report.Source, report.EventId);
            if (!report.Retracted)
            {
                reportedAs[about] = report.Milestone;
                Say(HistoryWords.Of(report, NameOf(report.Milestone)), report.Milestone, to: report.Date, source: report.Source);
            }
            else if (reportedAs.Remove(about, out var milestone))
                Say(HistoryWords.OfRetraction(report, NameOf(milestone)), milestone);
            else
                Say(HistoryWords.OfRetraction(report, null));
        }

        void TellForecast(StyleEvent.ForecastsMoved moved)
        {
            // The last that moved is how far it reaches: its lines wait for that one.
            if (moved.Outlook.Moved.LastOrDefault(m => IsTold(m.Milestone)) is { } last)
                Say($"Forecast of {NameOf(last.Milestone)} moved to {HistoryWords.Of(last.Day)}", last.Milestone,
                    forecast.TryGetValue(last.Milestone, out var before) ? before : null, last.Day);
            foreach (var move in moved.Outlook.Moved)
                forecast[move.Milestone] = move.Day;
            if (health is { } was && was != moved.Health)
                Say($"Went from {HistoryWords.Of(was)} to {HistoryWords.Of(moved.Health)}");
            health = moved.Health;
        }
    }

    private void Lay(StyleProfile laid, Schedule? schedule)
    {
        profile = laid;
        template = schedule is null ? null : Templates.Published(schedule.Template, schedule.TemplateVersion)?.Fit(schedule.Tailoring);
        for (var i = 0; i < template?.Milestones.Length; i++)
            forecast.TryAdd(template.Milestones[i].Code, schedule!.Baseline[i]);
    }

    private bool IsTold(string milestone) => template?.IndexOf(milestone) is { } i and >= 0 && template.Milestones[i].Home == MilestoneHome.Style;

    private string Contradiction(Discrepancy what) => what switch
    {
        { Kind: DiscrepancyKind.Raised } => $"{NameOf(what.Milestone)}: {HistoryWords.OfRaised(what)}",
        { Kind: DiscrepancyKind.Sequence, Statements: [var first, var then] } =>
            $"{NameOf(then.Milestone)} happened {HistoryWords.Of(then.Date)}, before {NameOf(first.Milestone)} on {HistoryWords.Of(first.Date)}",
        _ => $"{NameOf(what.Milestone)} {string.Join(", ", what.Statements.Select(s => $"{(s.IsExpected ? "is expected" : "happened")} {HistoryWords.Of(s.Date)} says {s.Source}"))}",
    };

    private string NameOf(string milestone) => template?.IndexOf(milestone) is { } i and >= 0 ? template.Milestones[i].Name : milestone;
}
