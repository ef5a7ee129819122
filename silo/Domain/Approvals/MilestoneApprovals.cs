using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Approvals;

/// <summary>How the approvals that a milestone waits for stand together. In the order of the rules: the first that holds.</summary>
public enum ApprovalsStand
{
    /// <summary>None is asked for.</summary>
    None,
    Rejected,
    OnHold,
    Open,

    /// <summary>All are closed well.</summary>
    Closed,
}

/// <summary>
/// All approvals of one milestone, taken together: what its owner keeps, and the report that follows. A function of their
/// standings alone, so that any order of their events ends in the same.
/// </summary>
/// <param name="Version">Only rises with what happens to them: the owner keeps the highest.</param>
/// <param name="Waiting">Which one is waited for, in words; null when none is.</param>
/// <param name="WaitsOn">Whose turn it is there: a role or a vendor's code.</param>
/// <param name="Report">The day it was reached or is expected; retracted while neither can be said.</param>
/// <param name="Ours">Of those that are still to be reached, the round that the brand has let lie longest past its day; null for none.</param>
/// <param name="Theirs">The same of the vendor.</param>
[GenerateSerializer, Immutable, Alias("milestone-approvals")]
public sealed record MilestoneApprovals(
    ApprovedMilestone Of, int Version, ApprovalsStand Stand, string? Waiting, string? WaitsOn, ReportMilestone Report,
    OverdueRound? Ours = null, OverdueRound? Theirs = null)
{
    /// <summary>Whose reports they are; nobody else may report under this name.</summary>
    public const string Source = "selvedge:approvals";

    /// <param name="all">At least one, each once.</param>
    public static MilestoneApprovals Together(ApprovedMilestone milestone, ImmutableArray<ApprovalStanding> all)
    {
        var counting = all.Where(a => a.IsMandatory && a.Status != ApprovalStatus.Cancelled).OrderBy(a => a.Id, StringComparer.Ordinal).ToArray();
        var stand = counting.Length == 0 ? ApprovalsStand.None
            : counting.Any(a => a.IsRejected && a.ReachedOn is null) ? ApprovalsStand.Rejected
            : counting.Any(a => a.Status == ApprovalStatus.OnHold && a.ReachedOn is null) ? ApprovalsStand.OnHold
            : counting.Any(a => a.ReachedOn is null) ? ApprovalsStand.Open
            : ApprovalsStand.Closed;
        var open = counting.Where(a => a.ReachedOn is null).ToArray();
        var waiting = open.FirstOrDefault(a => a.IsRejected) ?? open.FirstOrDefault(a => a.Status == ApprovalStatus.OnHold) ?? open.FirstOrDefault();
        return new MilestoneApprovals(
            milestone, all.Sum(a => a.Moves), stand, waiting is null ? null : Named(waiting), waiting?.WaitsOn,
            ReportOf(milestone, stand, counting, all.Max(a => a.At)),
            OverdueRound.Worst(open.Select(a => a.Overdue), Party.Brand), OverdueRound.Worst(open.Select(a => a.Overdue), Party.Vendor));
    }

    private static ReportMilestone ReportOf(ApprovedMilestone of, ApprovalsStand stand, ApprovalStanding[] counting, DateTimeOffset at)
    {
        var id = $"{of.Line}/{of.Milestone}/{of.Colour}";
        if (stand == ApprovalsStand.Closed)
        {
            var last = counting.MaxBy(a => a.ReachedOn)!;
            return new ReportMilestone(
                Source, id, at, false, of.Line, of.Milestone, Classifier.Actual, last.ReachedOn!.Value, last.Reason, null, of.Colour);
        }

        // Once of one more is known than the plan, the others count with theirs.
        var open = counting.Where(a => a.ReachedOn is null).ToArray();
        if (open.All(a => a.Expected is null))
            return new ReportMilestone(Source, id, at, true, of.Line, of.Milestone, Classifier.Estimate, DateOnly.MinValue, null, null, of.Colour);
        var latest = open.MaxBy(a => a.Expected ?? a.PlannedFor)!;
        return new ReportMilestone(
            Source, id, at, false, of.Line, of.Milestone, Classifier.Estimate, latest.Expected ?? latest.PlannedFor, latest.Reason, Named(latest),
            of.Colour);
    }

    private static string Named(ApprovalStanding approval) => Named(approval.Type, approval.Round, approval.Status);

    internal static string Named(string type, int round, ApprovalStatus status) => $"{ApprovalTypes.Find(type)?.Name ?? type}, round {round}, {status.Said()}";
}

/// <summary>How the approvals of a milestone stood when its owner last heard of them.</summary>
/// <param name="Colour">Where the milestone is reached by colour.</param>
/// <param name="Ours">As of <see cref="MilestoneApprovals"/>, and so is <paramref name="Theirs"/>.</param>
public sealed record KeptApprovals(
    string Milestone, string? Colour, int Version, ApprovalsStand Stand, string? Waiting, string? WaitsOn, OverdueRound? Ours = null, OverdueRound? Theirs = null)
{
    public static KeptApprovals Of(MilestoneApprovals taken) =>
        new(taken.Of.Milestone, taken.Of.Colour, taken.Version, taken.Stand, taken.Waiting, taken.WaitsOn, taken.Ours, taken.Theirs);

    /// <summary>Null while nothing was heard.</summary>
    public static KeptApprovals? Find(ImmutableArray<KeptApprovals> kept, string milestone, string? colour = null)
    {
        foreach (var one in kept)
            if (one.Milestone == milestone && one.Colour == colour)
                return one;
        return null;
    }

    /// <summary>
    /// Whether a milestone lets go on what it holds up, a gate what follows and a stage's its close. Where an approval is asked
    /// for it, that takes the approval itself, closed well or waived, or the word of the brand's own people: what anybody else
    /// reports is kept and forecast by, and opens nothing.
    /// </summary>
    public static bool Pass(ImmutableArray<KeptApprovals> kept, Timeline timeline, int milestone)
    {
        var asks = timeline.Template.Milestones[milestone];
        if (timeline.Actual(milestone) is null)
            return false;
        var isHeardOf = false;
        foreach (var one in kept)
        {
            if (one.Milestone != asks.Code)
                continue;
            if (one.Stand is not (ApprovalsStand.None or ApprovalsStand.Closed) && !timeline.IsVouchedFor(asks.Code, one.Colour))
                return false;
            isHeardOf |= one.Colour is null;
        }

        // While one is only planned nothing is heard of it.
        return isHeardOf || !asks.Approvals.Any(a => a.IsPlanned)
            || (asks.PerColour ? timeline.ColoursOf(milestone).Cast<string?>() : [null]).All(c => Find(kept, asks.Code, c) is not null || timeline.IsVouchedFor(asks.Code, c));
    }

    public static ImmutableArray<KeptApprovals> With(ImmutableArray<KeptApprovals> kept, KeptApprovals taken) =>
        [.. kept.Where(one => one.Milestone != taken.Milestone || one.Colour != taken.Colour), taken];

    /// <summary>Whether it says more than what is kept: an older standing that comes late says nothing.</summary>
    public static bool IsNews(ImmutableArray<KeptApprovals> kept, MilestoneApprovals taken) =>
        Find(kept, taken.Of.Milestone, taken.Of.Colour) is not { } held || held.Version < taken.Version;

    /// <summary>The report to keep of it; null where it stands already, or takes back what never stood.</summary>
    public static ReportMilestone? ReportOf(MilestoneApprovals taken, Timeline timeline, MilestoneHome home)
    {
        var report = taken.Report;
        var isKnown = report.Retracted ? !timeline.Knows(report.Source, report.EventId) : timeline.Stands(report) == true;
        // Whether its day has come was judged by the approval, on its vendor's calendar.
        return isKnown || Reporting.Refuse(report, home, timeline, today: report.Date) is not null ? null : report;
    }
}
