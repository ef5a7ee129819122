using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells a style or an order how all approvals of one of its milestones stand, after any of them moved. It reads them at
/// present, and their moves together number what it read, so that of two tellings the newer stands whichever comes
/// first: no sequence of events can lose the day on which the last one was approved.
/// </summary>
public sealed class ApprovalHandOver(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<ApprovalHandOver> log)
    : Reaction("approval-hand-over", feed, checkpoints, time, log)
{
    // How they stand is read at present, so the newest event of an approval speaks for those before it.
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Stream;

    // What is said, attached, moved about or proposed beside an approval moves nothing that waits for it.
    protected override bool Concerns(RecordedEvent happened) => happened.Stream.Kind == Kinds.Approval && happened.Type is not
        ("approval.commented" or "approval.noted" or "approval.attached" or "approval.detached" or "approval.sample-moved" or "approval.customs-declared" or "approval.mill-named"
        or "approval.proposal-made" or "approval.proposal-confirmed" or "approval.proposal-declined" or "approval.proposal-withdrawn");

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Sending>>(
            [new Sending(happened, happened.Stream, OriginOf(happened), header => HandOverAsync(header, happened.Stream.Id, cancellationToken))]);

    private async Task HandOverAsync(CommandHeader header, string approval, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IApprovalGrain>(approval).Stand() is not { Completes: { } milestone })
            return;
        var ids = await journal.LinkedToAsync(new StreamKey(Targets.Milestone, milestone.ToString()), ct: cancellationToken);
        var all = await Task.WhenAll(ids.Select(one => grains.GetGrain<IApprovalGrain>(one.Id).Stand()));
        var together = MilestoneApprovals.Together(milestone, [.. all.OfType<ApprovalStanding>()]);
        // While all of them are only planned nobody knows more than the calendar does.
        if (together.Version == all.Length)
            return;
        var asked = new Asked<MilestoneApprovals>(
            header with { Id = CommandIds.Of(header.Id.ToString(), together.Version.ToString(CultureInfo.InvariantCulture)) }, together);
        await (milestone.PurchaseOrder is { } order
            ? grains.GetGrain<IPurchaseOrderGrain>(order).TakeApprovals(asked)
            : grains.GetGrain<IStyleGrain>(milestone.Style!).TakeApprovals(asked));
    }
}
