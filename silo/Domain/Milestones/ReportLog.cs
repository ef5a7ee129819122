using System.Collections.Immutable;

namespace Selvedge.Domain.Milestones;

/// <summary>
/// All that was ever reported to one actor, in the order in which it was heard: read again from its stream where the
/// claims that its state keeps do not suffice.
/// </summary>
public sealed class ReportLog(ImmutableArray<HeardReport> heard)
{
    public ReportLog With(IEnumerable<HeardReport> more) => new([.. heard, .. more]);

    /// <summary>Whether exactly this report stands.</summary>
    public bool Stands(ReportMilestone report) => Standing().Any(s =>
        s.Report.Source == report.Source && s.Report.EventId == report.EventId && s.Report.UpdatedAt == report.UpdatedAt
        && s.Report.Date == report.Date && s.Report.Line == report.Line && Is(s.Report, report.Milestone, report.Classifier, report.Colour));

    /// <summary>The best claims that stand in a slot, as many as are kept.</summary>
    public SlotClaims Recall(int line, SlotClaims slot)
    {
        var all = Standing()
            .Where(s => s.Report.Line == line && Is(s.Report, slot.Milestone, slot.Classifier, slot.Colour))
            .Select(s => Claim.Of(s.Report, s.At)).ToList();
        all.Sort((one, other) => one.Outranks(other) ? -1 : 1);
        return slot with { Best = [.. all.Take(SlotClaims.Kept)], HasOlder = all.Count > SlotClaims.Kept };
    }

    // Of what a sender said under one id the last counts.
    private IEnumerable<HeardReport> Standing()
    {
        var last = new Dictionary<(string Source, string EventId), HeardReport>();
        foreach (var one in heard)
            last[(one.Report.Source, one.Report.EventId)] = one;
        return last.Values.Where(one => !one.Report.Retracted);
    }

    private static bool Is(ReportMilestone report, string milestone, Classifier classifier, string? colour) =>
        report.Milestone == milestone && report.Classifier == classifier && string.Equals(report.Colour, colour, StringComparison.OrdinalIgnoreCase);
}

/// <param name="At">When we heard of it.</param>
public readonly record struct HeardReport(ReportMilestone Report, DateTimeOffset At);
