using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Approvals;

/// <summary>One approval whole. Holds what is private to either side: whoever shows it leaves out the other's.</summary>
/// <param name="Version">Number of events that led to it.</param>
/// <param name="Moves">What may be done next, by whoever has the right to.</param>
/// <param name="Proposals">What waits for a second person, oldest first.</param>
/// <param name="Lost">Days by which each side passed its days.</param>
/// <param name="SubmitBy">See <see cref="ApprovalState.SubmitBy"/>, as for <paramref name="DecideBy"/>.</param>
[GenerateSerializer, Immutable, Alias("approval-view")]
public sealed record ApprovalView(
    string Id, ApprovalSheet Sheet, ApprovalStatus Status, bool IsRejected, int Version, Party? WaitsOn, DateOnly? Due, int OverdueDays,
    DateOnly? Expected, ImmutableArray<Round> Rounds, LostDays Lost, ImmutableArray<Remark> Remarks, ImmutableArray<Attachment> Attachments,
    SamplePlace? Place, CustomsRecord? Customs, ImmutableArray<ApprovalMove> Moves, ImmutableArray<ApprovalProposalView> Proposals,
    DateOnly SubmitBy, DateOnly DecideBy)
{
    /// <summary>Null until it was planned. Clocks that run are shown as of now.</summary>
    public static ApprovalView? Of(ApprovalState approval, Surroundings around)
    {
        if (approval.Sheet is not { } sheet)
            return null;
        var today = around.Calendar.DayAt(around.Now);
        return new ApprovalView(
            sheet.Subject.Id, sheet, approval.Status, approval.IsRejected, approval.Version, approval.Dates.WaitsOn, approval.Dates.Due,
            approval.Dates.Due is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0, approval.Dates.Expected,
            [.. approval.Rounds.Select(r => r with { Clocks = r.Clocks.At(today, around.Calendar, around.Office) })],
            LostDays.Of(approval), approval.Remarks, approval.Attachments, approval.Place, approval.Customs,
            [.. ApprovalMoves.LegalFrom(approval.Status).Where(m => !ApprovalMoves.IsEnded(m, sheet) && (m != ApprovalMove.NameMill || approval.Type.Submitter == Side.Material))],
            [.. approval.Proposals.Select(ApprovalProposalView.Of)], approval.SubmitBy, approval.DecideBy);
    }
}
