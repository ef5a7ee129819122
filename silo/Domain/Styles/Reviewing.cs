using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.Styles.StyleEvent;

namespace Selvedge.Domain.Styles;

/// <summary>What a line review has decided of a style.</summary>
/// <param name="Review">Its id.</param>
/// <param name="Date">Of the review.</param>
/// <param name="DecidedAt">When the review was closed: of two decisions the later stands.</param>
/// <param name="By">Who said so.</param>
[GenerateSerializer, Immutable, Alias("style-decision")]
public sealed record StyleDecision(string Review, DateOnly Date, DateTimeOffset DecidedAt, ReviewOutcome Outcome, string? Note, Author By);

/// <param name="AcknowledgedBy">Who of its owners has read it; null while nobody has.</param>
[GenerateSerializer, Immutable, Alias("reviewed-style")]
public sealed record ReviewedStyle(StyleDecision Decision, string? AcknowledgedBy)
{
    public bool IsDropped => Decision.Outcome == ReviewOutcome.Drop;
}

/// <summary>How a style takes what line reviews decide.</summary>
internal static class Reviewing
{
    public const string Source = "line-review";

    /// <summary>The decision and the milestones that it reaches; nothing for what is known or older than what stands.</summary>
    public static ImmutableArray<Event> Take(StyleDecision decision, StyleState style, Surroundings around)
    {
        if (style.Reviewed is { } known && known.Decision.DecidedAt >= decision.DecidedAt)
            return [];
        ImmutableArray<Event> facts = [new Event.DecisionTaken(decision)];
        if (style.Timeline is not { } timeline)
            return facts;
        var isAdopted = decision.Outcome == ReviewOutcome.Adopt;
        if (ReportsOf(decision, Reached(timeline, isAdopted), style.Profile!.Number, timeline, around) is { IsEmpty: false } reports)
            facts = facts.Add(new Event.MilestonesReported(reports, around.Now));
        return isAdopted ? facts.AddRange(Closing(decision.By, facts.Aggregate(style, Style.Evolve), around)) : facts;
    }

    // What the adoption follows is the review, if it follows one alone: of several nobody could say which it is.
    private static ImmutableArray<string> Reached(Timeline timeline, bool isAdopted) => StageGates.PublishedAdoption(timeline) switch
    {
        null => [],
        { After: [{ Milestone: var review }] } adoption => isAdopted ? [review, adoption.Code] : [review],
        var adoption => isAdopted ? [adoption.Code] : [],
    };

    // As far as nothing holds the stages: where something does, the style waits for it although it is adopted.
    private static ImmutableArray<Event> Closing(Author by, StyleState style, Surroundings around)
    {
        var closed = ImmutableArray<Event>.Empty;
        while (style.Life.Stage < StyleStage.Adopted && StageGates.Holding(style, style.Life.Stage).IsEmpty)
        {
            var next = StyleActJudge.Closing(by, "adopted in line review", null, style, around);
            (closed, style) = (closed.AddRange(next), next.Aggregate(style, Style.Evolve));
        }

        return closed;
    }

    /// <summary>Only of the decision that was read: of a newer one nobody knows yet.</summary>
    public static Decision<Event> Acknowledge(string review, string by, StyleState style) =>
        style.Reviewed is not { } known || known.Decision.Review != review ? new Refusal("changed-since", "", "Another review has decided since.")
        : known.AcknowledgedBy is not null ? ImmutableArray<Event>.Empty
        : ImmutableArray.Create<Event>(new Event.DecisionAcknowledged(review, by));

    // What somebody has reported already stays as it was said. Why it was decided so is the house's own, and no note of a report.
    private static ImmutableArray<ReportMilestone> ReportsOf(
        StyleDecision decision, ImmutableArray<string> reached, string style, Timeline timeline, Surroundings around)
    {
        var today = around.Calendar.DayAt(around.Now);
        var day = decision.Date < today ? decision.Date : today;
        return
        [
            .. from code in reached
               let m = timeline.Template.IndexOf(code)
               where m >= 0 && timeline.Template.Milestones[m].Home == MilestoneHome.Style && timeline.Facts()[m].Happened is null
               select new ReportMilestone(
                   Source, $"{decision.Review}/{style}/{code}", decision.DecidedAt, false, 0, code, Classifier.Actual, day, null, null),
        ];
    }
}
