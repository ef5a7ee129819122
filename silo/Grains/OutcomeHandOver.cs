using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells the vendor's track record, and its category's, what lines contributed when they were done. An order measures each of
/// its lines once, and a repeat of the telling is a duplicate: so no line counts twice.
/// </summary>
public sealed class OutcomeHandOver(
    Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<OutcomeHandOver> log)
    : Reaction("outcome-hand-over", feed, checkpoints, time, log)
{
    protected override bool Concerns(RecordedEvent happened) => happened.Type == "purchase-order.outcomes-measured";

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var measured = (PurchaseOrderEvent.OutcomesMeasured)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span);
        var outcomes = new OrderOutcomes(happened.Stream.Id, measured.Lines);
        return Task.FromResult<IReadOnlyList<Sending>>(
        [
            SendingTo(TrackRecordKeys.OfVendor(measured.Vendor)),
            SendingTo(TrackRecordKeys.OfCategory(measured.Category)),
        ]);

        Sending SendingTo(string key) => new(
            happened, new StreamKey(Kinds.TrackRecord, key), OriginOf(happened),
            header => grains.GetGrain<ITrackRecordGrain>(key).Add(new Asked<OrderOutcomes>(header, outcomes)));
    }
}
