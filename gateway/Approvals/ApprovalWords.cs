using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Approvals;

/// <summary>The vocabulary of approvals, as forms and filters choose from it.</summary>
/// <param name="Items">What is approved.</param>
/// <param name="RejectReasons">In the order of the keys 1 to 9.</param>
/// <param name="Moves">Per status, what may be done from it.</param>
public sealed record ApprovalWords(
    ImmutableArray<ApprovalTypeShape> Items, ImmutableArray<RejectReason> RejectReasons, ImmutableArray<StatusMoves> Moves)
{
    // Part of the build: made once.
    internal static ApprovalWords All { get; } = new(
        [
            .. ApprovalTypes.All.Select(t => new ApprovalTypeShape(
                t.Code, t.Name, t.Reviewer, t.Submitter, t.Home, t.PerColour, t.IsSample, t.RoundDays,
                [.. t.Completes.Select(c => new CompletedShape(c.Milestone, c.IsPlanned, c.AtReceipt))])),
        ],
        Domain.Approvals.RejectReasons.All,
        [.. Enum.GetValues<ApprovalStatus>().Where(s => s != ApprovalStatus.RejectedResubmit).Select(s => new StatusMoves(s, ApprovalMoves.LegalFrom(s)))]);
}

/// <param name="Submitter">Who carries the days until it is here.</param>
/// <param name="Home">Approved for the style or the line, where no milestone says otherwise.</param>
/// <param name="RoundDays">Calendar days from being asked to being here, as usual.</param>
public sealed record ApprovalTypeShape(
    string Code, string Name, string Reviewer, Side Submitter, MilestoneHome Home, bool PerColour, bool Sample, int RoundDays,
    ImmutableArray<CompletedShape> Completes);

/// <param name="Planned">Asked for by itself; else only where somebody asks.</param>
/// <param name="AtReceipt">The milestone is reached when it is here.</param>
public sealed record CompletedShape(string Milestone, bool Planned, bool AtReceipt);

public sealed record StatusMoves(ApprovalStatus Status, ImmutableArray<ApprovalMove> Moves);
