using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Approvals;

/// <summary>What a milestone that waits for an approval needs to know of it.</summary>
/// <param name="Completes">Null when no milestone waits for it.</param>
/// <param name="Moves">Only rises: of two standings of one approval the one with more is the newer.</param>
/// <param name="WaitsOn">The reviewer's role or the vendor's code; null when it is nobody's turn.</param>
/// <param name="ReachedOn">The day on which it let the milestone go; null while it has not.</param>
/// <param name="Expected">The day on which it will, as far as somebody has said more than the plan.</param>
/// <param name="PlannedFor">The plan's day for that.</param>
/// <param name="Reason">Delay reason code of the side that lost most days; null when none were lost.</param>
/// <param name="At">When somebody last had something to say of it.</param>
/// <param name="Overdue">That the day of whoever has its round has passed; null where it has not.</param>
[GenerateSerializer, Immutable, Alias("approval-standing")]
public sealed record ApprovalStanding(
    string Id, string Type, ApprovedMilestone? Completes, bool IsMandatory, ApprovalStatus Status, bool IsRejected, int Round, string? WaitsOn, int Moves, DateOnly? ReachedOn,
    DateOnly? Expected, DateOnly PlannedFor, string? Reason, DateTimeOffset At,
    OverdueRound? Overdue = null)
{
    /// <summary>Null until it was planned.</summary>
    public static ApprovalStanding? Of(ApprovalState approval)
    {
        if (approval.Sheet is not { } sheet)
            return null;
        return new ApprovalStanding(
            sheet.Subject.Id, sheet.Subject.Type, sheet.Completes, sheet.IsMandatory, approval.Status, approval.IsRejected, approval.Round?.Number ?? 1,
            approval.Dates.WaitsOn switch { Party.Vendor => sheet.Vendor ?? "vendor", Party.Brand => sheet.Reviewer, _ => null },
            approval.Moves, Reached(approval), approval.Dates.Expected,
            sheet.AtReceipt ? sheet.SubmitBy : sheet.DecideBy, ReasonOf(approval), approval.Dates.At,
            OverdueRound.Of(approval));
    }

    private static DateOnly? Reached(ApprovalState approval) =>
        approval.Sheet!.AtReceipt && approval.Rounds.FirstOrDefault(r => r.ReceivedOn is not null)?.ReceivedOn is { } received ? received
        : approval.Status.IsClosedWell() ? approval.Round!.DecidedOn
        : null;

    private static string? ReasonOf(ApprovalState approval)
    {
        var lost = LostDays.Of(approval);
        return lost is { Vendor: 0, Brand: 0 } ? null
            : lost.Brand > lost.Vendor ? "BR-APPR"
            : approval.Type.ReasonOfSubmitter(approval.Rounds.Any(r => r.Outcome == ApprovalStatus.RejectedResubmit));
    }
}

/// <summary>A round that has been asked for, and whose side has let its day pass.</summary>
/// <param name="What">The approval, its round and how it stands, in words.</param>
/// <param name="Days">Past that day, when it was last looked at.</param>
[GenerateSerializer, Immutable, Alias("overdue-round")]
public sealed record OverdueRound(Party Side, string What, int Days)
{
    /// <summary>As a cause says it.</summary>
    public string Text => $"{What}: {(Days == 1 ? "1 day" : $"{Days} days")} overdue with {(Side == Party.Brand ? "us" : "the vendor")}";

    // What nobody has asked for yet is work that is planned, and no round.
    internal static OverdueRound? Of(ApprovalState approval) =>
        approval is { Round: { } round, Status: not ApprovalStatus.Planned, Dates: { WaitsOn: { } side, OverdueDays: > 0 and var days } }
            ? new OverdueRound(side, MilestoneApprovals.Named(approval.Sheet!.Subject.Type, round.Number, approval.Status), days)
            : null;

    /// <summary>The one that has lain longest with that side; null for none.</summary>
    internal static OverdueRound? Worst(IEnumerable<OverdueRound?> rounds, Party side) => rounds.Where(r => r?.Side == side).MaxBy(r => r!.Days);
}

/// <summary>Calendar days by which each side passed its days, over all rounds; a round that was sent back is the vendor's. Who was never asked is late only from the day on which it was sent.</summary>
[GenerateSerializer, Immutable, Alias("lost-days")]
public sealed record LostDays(int Vendor, int Brand)
{
    public static LostDays Of(ApprovalState approval)
    {
        var (vendor, brand) = (0, 0);
        for (var i = 0; i < approval.Rounds.Length; i++)
        {
            var round = approval.Rounds[i];
            var isLast = i == approval.Rounds.Length - 1;
            var running = isLast && approval.Status.IsOpen() ? approval.Dates.OverdueDays : 0;
            if (i == 0 && round.RequestedOn is { } asked)
                brand += After(asked, approval.Sheet!.RequestBy);
            if (round.ReceivedOn is { } received)
            {
                Late(round, After(received, round.SubmitBy), received);
                brand += round.DecidedOn is { } decided ? After(decided, ApprovalDates.DecisionDue(round, approval.Sheet!)) : running;
                // The time that another round is given; what it takes beyond that counts there.
                if (round.Outcome == ApprovalStatus.RejectedResubmit && !isLast)
                    vendor += After(approval.Rounds[i + 1].SubmitBy, round.DecidedOn!.Value);
            }
            else
            {
                Late(round, running, approval.Dates.AsOf);
            }
        }

        return new LostDays(vendor, brand);

        void Late(Round round, int days, DateOnly until)
        {
            var theirs = round.RequestedOn is not null ? days : Math.Min(days, round.SentOn is { } sent ? After(until, sent) : 0);
            vendor += theirs;
            brand += days - theirs;
        }
    }

    private static int After(DateOnly day, DateOnly limit) => Math.Max(0, day.DayNumber - limit.DayNumber);
}
