using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells the orders of which a shipment carries lines how it stands, after it was booked or something was said of its way. It
/// reads that at present, and the shipment's version numbers what it read, so that of two tellings the newer stands
/// whichever comes first.
/// </summary>
public sealed class ShipmentHandOver(Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<ShipmentHandOver> log)
    : Reaction("shipment-hand-over", feed, checkpoints, time, log)
{
    // How it stands is read at present, so the newest event of a shipment speaks for those before it.
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Stream;

    protected override bool Concerns(RecordedEvent happened) => happened.Stream.Kind == Kinds.Shipment;

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken) =>
        await grains.GetGrain<IShipmentGrain>(happened.Stream.Id).Read() is { } shipment
            ? [.. OrderCargo.Of(shipment).Select(order => Tell(happened, order.Key, order.Value))]
            : [];

    private Sending Tell(RecordedEvent cause, string order, OrderCargo cargo) => new(
        cause, new StreamKey(Kinds.PurchaseOrder, order), OriginOf(cause),
        header => grains.GetGrain<IPurchaseOrderGrain>(order).TakeShipment(new Asked<OrderCargo>(
            header with { Id = CommandIds.Of(header.Id.ToString(), cargo.Lines[0].Shipment.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)) }, cargo)));
}
