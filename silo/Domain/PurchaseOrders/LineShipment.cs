using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A shipment that carries pieces of a line, as the line has heard of it.</summary>
/// <param name="Version">Of the shipment: of two words about it the one of the higher version is the newer.</param>
/// <param name="Quantity">Pieces or pairs of the line in it; others may travel on other shipments.</param>
/// <param name="Days">The shipment's own: only moments of which a day is known, each as far as its last container.</param>
[GenerateSerializer, Immutable, Alias("line-shipment")]
public sealed record LineShipment(
    string Id, int Version, string Booking, string Carrier, TransportMode Mode, string From, string To, int Quantity, ImmutableArray<TransportDays> Days)
{
    /// <summary>It has departed, as is said of that or of what comes after it on the way.</summary>
    internal bool HasDeparted => Days.Any(d => d.Actual is not null && d.Moment.IsOfTheWay() && d.Moment > TransportMoment.Load);

    /// <summary>By how many days it is behind its plan while it is on the way; 0 where it is not, or nobody knows.</summary>
    internal int DaysLate => IsReceived ? 0 : Math.Max(0, TransportDays.Slip(Days) ?? 0);

    internal bool IsReceived => Days.Any(d => d is { Moment: TransportMoment.Received, Actual: not null });

    /// <summary>
    /// How far a line has come that has left the factory: in transit once a shipment of it departed, received once shipments
    /// that were received carried all of it.
    /// </summary>
    internal static Stage Reached(ImmutableArray<LineShipment> shipments, int ordered) =>
        shipments.Where(s => s.IsReceived).Sum(s => (long)s.Quantity) is > 0 and var received && received >= ordered ? Stage.Received
        : shipments.Any(s => s.HasDeparted) ? Stage.InTransit
        : Stage.ExFactory;
}

/// <summary>What a line of an order hears of a shipment.</summary>
[GenerateSerializer, Immutable, Alias("line-cargo")]
public sealed record LineCargo(int Line, LineShipment Shipment);

/// <summary>What an order hears of one shipment: a word for each of its lines that it carries.</summary>
[GenerateSerializer, Immutable, Alias("order-cargo")]
public sealed record OrderCargo(ImmutableArray<LineCargo> Lines)
{
    /// <summary>What each order is to hear, by its number.</summary>
    public static ImmutableDictionary<string, OrderCargo> Of(ShipmentView shipment)
    {
        var (sheet, row) = (shipment.Row.Sheet, shipment.Row);
        return sheet.Lines.GroupBy(l => l.PurchaseOrder, StringComparer.Ordinal).ToImmutableDictionary(
            order => order.Key,
            order => new OrderCargo(
            [
                .. order.Select(l => new LineCargo(l.Line, new LineShipment(
                    row.Id, shipment.Version, sheet.Booking, sheet.Carrier, sheet.Mode, sheet.From, sheet.To, l.Quantity, row.Days))),
            ]),
            StringComparer.Ordinal);
    }

    /// <summary>What is newer than what the order's lines hold; a line that there is no more hears nothing.</summary>
    internal ImmutableArray<LineCargo> NewsTo(PurchaseOrderState order) =>
        Lines.RemoveAll(word => order.Line(word.Line) is not { } line || line.Carried.Any(s => s.Id == word.Shipment.Id && s.Version >= word.Shipment.Version));
}
