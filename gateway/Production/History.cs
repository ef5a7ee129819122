using System.Globalization;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;

namespace Selvedge.Gateway.Production;

/// <summary>One thing that happened to an order or a style, in words.</summary>
/// <param name="Position">Of the event in the log; one event may have several entries.</param>
/// <param name="Line">Null where it concerns the whole order, or a style.</param>
/// <param name="From">The day that held before; null when none did or no day is meant.</param>
public sealed record HistoryEntry(
    long Position, int Version, DateTimeOffset RecordedAt, string Type, string Text, int? Line, string? Milestone, DateOnly? From, DateOnly? To,
    HistoryOrigin By)
{
    /// <summary>Whether the days are those of the line's ex-factory.</summary>
    public bool IsExFactory { get; init; }

    /// <summary>What the line's health was and became; null where it did not change.</summary>
    public HealthChange? Health { get; init; }

    /// <param name="source">Whose report it is, where that came with others.</param>
    internal static HistoryEntry Of(
        RecordedEvent recorded, string type, string text, int? line = null, string? milestone = null, DateOnly? from = null, DateOnly? to = null,
        string? source = null)
    {
        var origin = HistoryOrigin.Of(StoredForm.Read<Origin>(recorded.Origin.Span));
        return new HistoryEntry(
            recorded.Position, recorded.Version, recorded.RecordedAt, type, text, line, milestone, from, to, origin with { Source = origin.Source ?? source });
    }
}

public sealed record HealthChange(Health From, Health To);

/// <param name="Actor">Person, partner or part of the product.</param>
/// <param name="Source">Whose report it was; null where it was none.</param>
/// <param name="Channel">How it came; null where the product acted by itself, and where nobody wrote it down.</param>
public sealed record HistoryOrigin(string Actor, string? Source, Channel? Channel)
{
    internal static HistoryOrigin Of(Origin origin) => new(origin.Actor, origin.Source, origin.Channel);
}

/// <summary>How a past is told.</summary>
internal static class HistoryWords
{
    /// <param name="withUnits">For who may see quantities.</param>
    public static string Of(ReportMilestone report, string milestone, bool withUnits = false)
    {
        var name = report.Colour is { } colour ? $"{milestone}, {colour}," : milestone;
        var text = report.Classifier switch
        {
            Classifier.Actual => $"{name} happened {Of(report.Date)}{(withUnits && report.Quantity is { } counted ? $", {Pieces(counted)}" : "")}",
            Classifier.Estimate => $"{name} is expected {Of(report.Date)}",
            _ => $"{name} is proposed for {Of(report.Date)}",
        };
        return DelayReasons.Find(report.Reason) is { } reason
            ? $"{text} ({string.Concat([reason.Words, .. (report.Contributing?.All ?? []).Select(share => $", also {DelayReasons.Find(share.Reason)?.Words ?? share.Reason} ({Count(share.Days, "day")})")])})"
            : text;
    }

    /// <param name="milestone">Null where it is not known what the report was about.</param>
    public static string OfRetraction(ReportMilestone report, string? milestone) =>
        $"{report.Source} took back its report {(milestone is null ? report.EventId : $"on {milestone}")}";

    /// <param name="before">What the milestone was called until now.</param>
    public static string Of(MilestoneOverride change, string before) => change.Kind switch
    {
        OverrideKind.NotApplicable => $"{before} does not apply: {change.Reason}",
        OverrideKind.Responsible => $"{change.Role} sees to {before}: {change.Reason}",
        OverrideKind.Extra => $"{change.Extra!.Name} was put in: {change.Reason}",
        OverrideKind.CarriedOver => $"{before} is not done again: {change.Reason}{(change.Reached is { } day ? $", reached {Of(day)}" : "")}",
        _ => $"{before} follows {string.Join(" and ", change.Lags.Select(l => $"{l.Milestone} by {Count(l.MinDays, "day")}"))}: {change.Reason}",
    };

    public static string OfRaised(Discrepancy what) => $"{what.Note}: {string.Join(", ", what.Statements.Select(s => $"“{s.Says}” says {s.Source}"))}";

    /// <summary>Such as “V-17 is right, 4 Jan,”: of which milestone follows.</summary>
    public static string OfSettled(Statement right) => $"{right.Source} is right, {right switch
    {
        { Says: { } says } => $"“{says}”",
        { IsExpected: true } => "not yet,",
        _ => $"{Of(right.Date)},",
    }}";

    /// <param name="what">The milestone, and of what line where it is of one.</param>
    public static string OfCommitted(string what, Commitment agreed)
    {
        var text = $"{what} committed to {Of(agreed.Date)}: {Words(agreed.Reason)}, {agreed.Side.ToString().ToLowerInvariant()} carries the days";
        text += OrderLifeWords.Beside(agreed.Contributing);
        if (agreed.ConfirmedBy is { } second)
            text += $"; asked for by {agreed.By}, confirmed by {second}";
        return text + OrderLifeWords.Note(agreed.Note);

        static string Words(string reason) => DelayReasons.Find(reason)?.Words ?? reason;
    }

    public static string OfLifted(string milestone, string reason) => $"{milestone} is as the template says again: {reason}";

    public static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";

    public static string Pieces(int n) => $"{n.ToString("N0", CultureInfo.InvariantCulture)} pieces";

    public static string Of(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string Of(Health health) => health switch
    {
        Health.OnTrack => "on track",
        Health.Risk => "at risk",
        Health.Plan => "planned",
        _ => health.ToString().ToLowerInvariant(),
    };
}
