using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Plans the approvals that a style or an order needs, after it was registered, placed, issued or revised, or took another calendar.
/// What somebody asked for by hand goes by the same calendar, also by what changed while it was asked for. What was for a line that was
/// cancelled, or an order that is over, for a colour that was taken off, or for a milestone that dropped out, is withdrawn. It reads what is
/// needed at present, and an approval that is planned already finds nothing new.
/// </summary>
public sealed class ApprovalPlanning(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<ApprovalPlanning> log)
    : Reaction("approval-planning", feed, checkpoints, time, log)
{
    private const string Planned = "approval.planned";

    // What is needed is read at present, so the newest of these events speaks for those before it.
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Type == Planned ? null : happened.Stream;

    protected override bool Concerns(RecordedEvent happened) => happened.Type is Planned
        or "style.registered" or "style.revised" or "style.template-adopted" or "style.milestone-overridden" or "style.override-lifted"
        or "purchase-order.placed" or "purchase-order.issued" or "purchase-order.revised" or "purchase-order.template-adopted" or "purchase-order.milestone-overridden"
        or "purchase-order.override-lifted" or "purchase-order.calendars-fitted" or "purchase-order.cancelled" or "purchase-order.closed";

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Type == Planned)
            return await OfferedBeforeAsync(happened);
        var needed = happened.Stream.Kind == Kinds.Style
            ? await grains.GetGrain<IStyleGrain>(happened.Stream.Id).NeededApprovals(all: false)
            : await grains.GetGrain<IPurchaseOrderGrain>(happened.Stream.Id).NeededApprovals(all: false);
        var asked = await AskedForAsync(happened.Stream, cancellationToken);
        var dropped = MayDrop(happened) ? await DroppedAsync(happened.Stream, cancellationToken) : [];
        return
        [
            .. needed.Concat(asked.Where(sheet => !needed.Any(n => n.Subject.Id == sheet.Subject.Id))).Concat(dropped).Select(sheet => Plan(happened, sheet)),
        ];
    }

    private static bool MayDrop(RecordedEvent happened) => happened.Type is
        "style.revised" or "style.template-adopted" or "style.milestone-overridden" or "style.override-lifted"
        or "purchase-order.template-adopted" or "purchase-order.milestone-overridden" or "purchase-order.override-lifted" or "purchase-order.calendars-fitted";

    // What somebody asked for by hand is asked for by its style or order, and not by a milestone.
    private async Task<IReadOnlyList<ApprovalSheet>> DroppedAsync(StreamKey of, CancellationToken cancellationToken)
    {
        var milestones = of.Kind == Kinds.Style
            ? await grains.GetGrain<IStyleGrain>(of.Id).DroppedMilestones()
            : await grains.GetGrain<IPurchaseOrderGrain>(of.Id).DroppedMilestones();
        var sheets = new List<ApprovalSheet>();
        foreach (var milestone in milestones)
            foreach (var id in await journal.LinkedToAsync(new StreamKey(Targets.Milestone, milestone.ToString()), ct: cancellationToken))
                if (await grains.GetGrain<IApprovalGrain>(id.Id).Read() is { Sheet: { IsByHand: false, Ended: null } sheet })
                    sheets.Add(sheet with { Ended = ApprovalEnd.Dropped });
        return sheets;
    }

    // What is asked for by hand is offered first and planned then: what changed between found nothing to tell yet.
    private async Task<IReadOnlyList<Sending>> OfferedBeforeAsync(RecordedEvent happened) =>
        ((ApprovalEvent.Planned)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span)).Sheet is { IsByHand: true, Subject.Id: var id }
        && await AgainAsync(id) is { } sheet
            ? [Plan(happened, sheet)]
            : [];

    private Sending Plan(RecordedEvent cause, ApprovalSheet sheet) => new(
        cause, new StreamKey(Kinds.Approval, sheet.Subject.Id), OriginOf(cause),
        header => grains.GetGrain<IApprovalGrain>(sheet.Subject.Id).Plan(new Asked<PlannedApproval>(header, new PlannedApproval(sheet, []))));

    private async Task<IEnumerable<ApprovalSheet>> AskedForAsync(StreamKey of, CancellationToken cancellationToken)
    {
        var ids = await journal.LinkedToAsync(new StreamKey(of.Kind == Kinds.Style ? Targets.AskedOfStyle : Targets.AskedOfOrder, of.Id), ct: cancellationToken);
        return (await Task.WhenAll(ids.Select(id => AgainAsync(id.Id)))).OfType<ApprovalSheet>();
    }

    // Null for what cannot be asked for any more, such as one without a calendar: it stays as it was.
    private async Task<ApprovalSheet?> AgainAsync(string approval)
    {
        if (await grains.GetGrain<IApprovalGrain>(approval).Read() is not { Sheet: var sheet })
            return null;
        var (of, wish) = (sheet.Subject, ApprovalWish.Of(sheet));
        var offer = of.PurchaseOrder is { } order
            ? await grains.GetGrain<IPurchaseOrderGrain>(order).OfferApproval(of.Line, wish)
            : await grains.GetGrain<IStyleGrain>(of.Style!).OfferApproval(wish);
        return offer.Sheet;
    }
}
