using Orleans;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>Plan (a proposal for the committed date), forecast, or fact.</summary>
public enum Classifier
{
    Plan,
    Estimate,
    Actual,
}

/// <summary>
/// Somebody's statement about one milestone. The same <paramref name="Source"/> and <paramref name="EventId"/>
/// again with a later <paramref name="UpdatedAt"/> replaces what it said before.
/// </summary>
/// <param name="Line">PO line number; 0 on a style.</param>
/// <param name="Retracted">The statement is taken back; the next best claim holds again.</param>
/// <param name="Reason">Delay reason code (facts 4.9), or null.</param>
/// <param name="Colour">Of a style's milestone per colour: the one that is meant; null for all.</param>
/// <param name="Outside">
/// Said by somebody who is not of the brand's own people; null where it is, or the house itself concludes it. Reports that were
/// stored before this was written down have null as well, and so count as the brand's own.
/// </param>
/// <param name="Quantity">Pieces or pairs of the line that were counted when it happened; null where nobody counted.</param>
/// <param name="Channel">How it came; null where the product concludes it, and in what was stored before this was written down.</param>
/// <param name="By">Id of who sent it, where that is not the source itself.</param>
/// <param name="Contributing">Reasons beside the first; null for none.</param>
[GenerateSerializer, Immutable, Alias("report-milestone")]
public sealed record ReportMilestone(
    string Source, string EventId, DateTimeOffset UpdatedAt, bool Retracted, int Line, string Milestone,
    Classifier Classifier, DateOnly Date, string? Reason, string? Note, string? Colour = null,
    bool? Outside = null, int? Quantity = null, Channel? Channel = null, string? By = null, ContributingReasons? Contributing = null)
{
    internal ReportMilestone Sent(Provenance from) => this with { Channel = from.Channel, By = from.By == Source ? null : from.By };
}

/// <summary>A report that stands. Of several for one milestone and classifier the latest updated holds.</summary>
/// <param name="Quantity">Pieces or pairs that were counted; null where nobody counted.</param>
/// <param name="By">Id of who sent it, where that is not the source itself.</param>
/// <param name="Contributing">Reasons beside the first; null for none.</param>
public sealed record Claim(
    string Source, string EventId, DateTimeOffset UpdatedAt, DateOnly Date, string? Reason, string? Note, DateTimeOffset HeardAt,
    bool? Outside = null, int? Quantity = null, Channel? Channel = null, string? By = null, ContributingReasons? Contributing = null)
{
    public static Claim Of(ReportMilestone report, DateTimeOffset heardAt) =>
        new(report.Source, report.EventId, report.UpdatedAt, report.Date, report.Reason, report.Note, heardAt, report.Outside, report.Quantity, report.Channel, report.By,
            report.Contributing);

    /// <summary>Whether this claim holds against the other: later update, ties by source, then event id, never by arrival.</summary>
    public bool Outranks(Claim other)
    {
        var byTime = UpdatedAt.CompareTo(other.UpdatedAt);
        if (byTime != 0)
            return byTime > 0;
        var bySource = string.CompareOrdinal(Source, other.Source);
        return bySource != 0 ? bySource > 0 : string.CompareOrdinal(EventId, other.EventId) > 0;
    }

    // Claims of one actor mostly have the same source: the id tells them apart sooner.
    public bool Is(string source, string eventId) => EventId == eventId && Source == source;
}

/// <summary>A milestone's code and a day, as events and hand-overs carry them.</summary>
[GenerateSerializer, Immutable, Alias("milestone-day")]
public sealed record MilestoneDay(string Milestone, DateOnly Day);
