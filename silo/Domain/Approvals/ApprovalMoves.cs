using System.Collections.Frozen;
using System.Collections.Immutable;
using static Selvedge.Domain.Approvals.ApprovalMove;
using static Selvedge.Domain.Approvals.ApprovalStatus;

namespace Selvedge.Domain.Approvals;

/// <summary>Which move is legal where.</summary>
/// <remarks>
/// What happened in the world (sent, received) is taken as soon as the approval is planned, asked for or not; what is
/// decided needs something to look at.
/// </remarks>
public static class ApprovalMoves
{
    private static readonly FrozenDictionary<ApprovalMove, ImmutableArray<ApprovalStatus>> From =
        new Dictionary<ApprovalMove, ImmutableArray<ApprovalStatus>>
        {
            [Request] = [Planned, Requested, Confirmed],
            [Confirm] = [Requested],
            [Propose] = [Requested, Confirmed],
            [Send] = [Planned, Requested, Confirmed, Sent],
            [Receive] = [Planned, Requested, Confirmed, Sent],
            [Review] = [Received],
            [Approve] = [Received, InReview],
            [ApproveWithComments] = [Received, InReview],
            [Reject] = [Received, InReview],
            [Drop] = [Received, InReview],
            [Waive] = [Planned, Requested, Confirmed, Sent, Received, InReview, OnHold],
            [CarryOver] = [Planned, Requested, Confirmed, Sent, Received, InReview, OnHold],
            [Hold] = [Planned, Requested, Confirmed, Sent, Received, InReview],
            [Resume] = [OnHold],
            [Cancel] = [Planned, Requested, Confirmed, Sent, Received, InReview, OnHold],
            [Reopen] = [Approved, ApprovedWithComments, RejectedDrop, Waived, CarriedOver, Cancelled],
            [TakeBack] = [Approved, ApprovedWithComments],
            [NameMill] = [Planned, Requested, Confirmed],
        }.ToFrozenDictionary();

    public static bool IsLegal(ApprovalMove move, ApprovalStatus from) => From[move].Contains(from);

    /// <summary>Whether it is legal from a status, and still of use to somebody.</summary>
    public static bool IsLegal(ApprovalMove move, ApprovalStatus from, ApprovalSheet sheet) => IsLegal(move, from) && !IsEnded(move, sheet);

    /// <summary>Whether it would have somebody wait for what nothing waits for any more.</summary>
    public static bool IsEnded(ApprovalMove move, ApprovalSheet sheet) => sheet.Ended is not null && move is (Reopen or TakeBack);

    /// <summary>The moves that are legal from a status, in their own order.</summary>
    public static ImmutableArray<ApprovalMove> LegalFrom(ApprovalStatus status) =>
        [.. Enum.GetValues<ApprovalMove>().Where(move => IsLegal(move, status))];

    /// <summary>Whether the move leads where the approval stands already: nothing to do, and no fault.</summary>
    public static bool Holds(ApprovalMove move, ApprovalStatus status) => (move, status) switch
    {
        (Confirm, Confirmed) or (Receive, Received) or (Review, InReview) or (Approve, Approved)
            or (ApproveWithComments, ApprovalStatus.ApprovedWithComments) or (Drop, RejectedDrop) or (Waive, Waived)
            or (CarryOver, CarriedOver) or (Hold, OnHold) or (Cancel, Cancelled) => true,
        _ => false,
    };

    /// <summary>Why the move is not legal, and what would be.</summary>
    public static Refusal Refuse(ApprovalMove move, ApprovalStatus status) => new(
        "illegal-move", "/act",
        $"It is {status.Said()}: {Said(move)} comes after {string.Join(", ", From[move].Select(s => s.Said()))}; "
        + $"from here: {string.Join(", ", LegalFrom(status).Select(Said))}.");

    /// <summary>Why it is not asked for again.</summary>
    public static Refusal RefuseEnded(ApprovalSheet sheet) => sheet.Ended switch
    {
        ApprovalEnd.Dropped => new Refusal("milestone-dropped", "/act", $"{sheet.Milestone} dropped out of the calendar: nothing waits for it any more."),
        ApprovalEnd.ColourGone => new Refusal("colour-gone", "/act", $"{sheet.Subject.Colour} was taken off {sheet.Subject.Style}: nothing waits for it any more."),
        _ => new Refusal(
            "line-has-ended", "/act",
            $"Line {sheet.Subject.Line} of {sheet.Subject.PurchaseOrder} is {sheet.Ended.ToString()!.ToLowerInvariant()}: nothing waits for it any more."),
    };

    /// <summary>As the wire and a sentence say it.</summary>
    public static string Said(ApprovalMove move) => move switch
    {
        ApprovalMove.ApproveWithComments => "approve-with-comments",
        CarryOver => "carry-over",
        TakeBack => "take-back",
        NameMill => "name-mill",
        _ => move.ToString().ToLowerInvariant(),
    };
}
