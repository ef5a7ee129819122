using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Shipments;

/// <summary>Why somebody should look at a shipment.</summary>
public enum ShipmentException
{
    /// <summary>Behind its plan.</summary>
    Late,

    /// <summary>Something should have happened by today and is not said to have.</summary>
    Overdue,

    /// <summary>What is said of it contradicts itself or the booking.</summary>
    Discrepancy,
}

/// <summary>A shipment as lists show it.</summary>
/// <param name="PurchaseOrders">Those that the reader sees.</param>
/// <param name="Quantity">Pieces and pairs of these.</param>
/// <param name="Days">Only moments of which a day is known, in the sequence of the way; each as far as the last container.</param>
/// <param name="SlipDays">Days behind the plan; below 0 when ahead, null where no plan or nothing beside it is known.</param>
/// <param name="Overdue">What should have happened by today.</param>
/// <param name="Exceptions">Empty where all is well.</param>
/// <param name="Lines">How many of these orders.</param>
/// <param name="Next">What comes next of that of which a day is known; null where nothing does.</param>
/// <param name="Health">Done once received; late behind its plan; stale where something is overdue; on track once it is under way, planned before.</param>
public sealed record ShipmentSummary(
    string Id, string Booking, string Carrier, TransportMode Mode, string From, string To, ImmutableArray<string> Containers, ImmutableArray<string> PurchaseOrders,
    int Quantity, ImmutableArray<TransportDays> Days, int? SlipDays, TransportMoment? Overdue, ImmutableArray<ShipmentException> Exceptions, DateTimeOffset BookedAt,
    int Lines, TransportDays? Next, Health Health)
{
    internal static ShipmentSummary Of(ShipmentRow row, Sight sight, DateOnly today)
    {
        var (sheet, lines) = (row.Sheet, row.Sheet.Lines.Where(l => sight.SeesOrder(l.PurchaseOrder)).ToArray());
        return new ShipmentSummary(
            row.Id, sheet.Booking, sheet.Carrier, sheet.Mode, sheet.From, sheet.To, sheet.Containers,
            [.. lines.Select(l => l.PurchaseOrder).Distinct().Order(StringComparer.Ordinal)], lines.Sum(l => l.Quantity), row.Days, row.SlipDays,
            row.OverdueOn(today), ExceptionsOf(row, today), row.BookedAt, lines.Length, row.Next, row.HealthOn(today));
    }

    internal static ImmutableArray<ShipmentException> ExceptionsOf(ShipmentRow row, DateOnly today) =>
    [
        .. row.SlipDays > 0 ? [ShipmentException.Late] : Array.Empty<ShipmentException>(),
        .. row.OverdueOn(today) is not null ? [ShipmentException.Overdue] : Array.Empty<ShipmentException>(),
        .. row.Discrepancies > 0 ? [ShipmentException.Discrepancy] : Array.Empty<ShipmentException>(),
    ];
}

/// <summary>One shipment whole.</summary>
/// <param name="Lines">Of the orders that the reader sees.</param>
/// <param name="Stops">Of the whole shipment and of single containers, with whose word holds.</param>
public sealed record ShipmentDetail(
    int Version, ShipmentSummary Summary, ImmutableArray<ShippedLine> Lines, ImmutableArray<TransportStop> Stops, ImmutableArray<ShipmentDiscrepancy> Discrepancies)
{
    internal static ShipmentDetail Of(ShipmentView shipment, Rows rows, Sight sight, DateOnly today) => new(
        shipment.Version, ShipmentSummary.Of(shipment.Row, sight, today),
        [
            .. from line in shipment.Row.Sheet.Lines
               where sight.SeesOrder(line.PurchaseOrder)
               let order = rows.TryGetPurchaseOrder(line.PurchaseOrder, out var found) ? found.Row : null
               select ShippedLine.Of(line, order, order?.Lines.FirstOrDefault(o => o.Number == line.Line), order is null ? null : rows.VendorName(order.Vendor)),
        ],
        shipment.Stops, shipment.Discrepancies);
}

/// <param name="Quantity">In this shipment; the rest of the line may travel on others.</param>
/// <param name="Stage">Of the whole line, as are the members after it; null where the order has no such line any more.</param>
/// <param name="Committed">Ex-factory day that is agreed.</param>
/// <param name="Left">Day on which it left the factory; null while it has not.</param>
public sealed record ShippedLine(
    string PurchaseOrder, int Line, string? Style, string? Description, string? Colour, int Quantity,
    string? Vendor, string? VendorName, Stage? Stage, Health? Health, DateOnly? Committed, DateOnly? Left)
{
    internal static ShippedLine Of(CarriedLine line, PurchaseOrderRow? order, LineRow? ordered, string? vendorName) => new(
        line.PurchaseOrder, line.Line, ordered?.Style, ordered?.Description, ordered?.Colour, line.Quantity,
        order?.Vendor, vendorName, ordered?.Stage, ordered?.Health, ordered?.Committed, ordered?.Actual);
}

/// <summary>What was booked, as it is sent.</summary>
/// <param name="Booking">The carrier's reference.</param>
/// <param name="Mode">sea, air, rail or road.</param>
/// <param name="From">UN/LOCODE where it is loaded.</param>
/// <param name="To">UN/LOCODE where it is discharged.</param>
/// <param name="Containers">Equipment references; may be left out.</param>
public sealed record BookingDocument(
    string Booking, string Carrier, string Mode, string From, string To, ImmutableArray<string>? Containers, ImmutableArray<CarriedLine> Lines);

/// <summary>What became of a booking, and the id under which its events are reported.</summary>
public sealed record BookedVerdict(string Id, WriteStatus Status, int Version, long Position);
