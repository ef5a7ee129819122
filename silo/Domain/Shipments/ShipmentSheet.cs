using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;

namespace Selvedge.Domain.Shipments;

public enum TransportMode
{
    Sea,
    Air,
    Rail,
    Road,
}

/// <summary>What happens to a shipment on its way, in the usual sequence.</summary>
public enum TransportMoment
{
    /// <summary>On board.</summary>
    Load,
    Departure,
    Arrival,
    Discharge,

    /// <summary>Out of the terminal.</summary>
    GateOut,

    /// <summary>May come before arrival, see <see cref="TransportMoments.IsOfTheWay"/>.</summary>
    CustomsCleared,

    /// <summary>In the buyer's warehouse.</summary>
    Received,
}

public static class TransportMoments
{
    /// <summary>Whether it says how far the goods have come: customs may clear what is still at sea.</summary>
    public static bool IsOfTheWay(this TransportMoment moment) => moment != TransportMoment.CustomsCleared;
}

/// <summary>What was booked.</summary>
/// <param name="Booking">The carrier's reference.</param>
/// <param name="From">UN/LOCODE where it is loaded.</param>
/// <param name="To">UN/LOCODE where it is discharged.</param>
/// <param name="Containers">Equipment references; the same container travels again on other shipments. May be empty.</param>
/// <param name="Lines">At least one, each PO line once.</param>
[GenerateSerializer, Immutable, Alias("shipment-sheet")]
public sealed record ShipmentSheet(
    string Booking, string Carrier, TransportMode Mode, string From, string To, ImmutableArray<string> Containers, ImmutableArray<CarriedLine> Lines);

/// <param name="Quantity">Pieces or pairs of the line in this shipment.</param>
[GenerateSerializer, Immutable, Alias("carried-line")]
public sealed record CarriedLine(string PurchaseOrder, int Line, int Quantity);

/// <summary>
/// Somebody's statement about a shipment's way. The same <paramref name="Source"/> and <paramref name="EventId"/> again with
/// a later <paramref name="UpdatedAt"/> replaces what it said before.
/// </summary>
/// <param name="Moment">May be null where it is retracted: what it was of need not be said again. Then classifier and date say nothing.</param>
/// <param name="Location">UN/LOCODE; null for the port that was booked. Elsewhere than booked it is transhipped.</param>
/// <param name="Equipment">The one container that is meant; null for all.</param>
[GenerateSerializer, Immutable, Alias("report-transport")]
public sealed record ReportTransport(
    string Source, string EventId, DateTimeOffset UpdatedAt, bool Retracted, TransportMoment? Moment, Classifier Classifier, DateOnly Date,
    string? Location, string? Equipment, string? Note)
{
    public bool Is(ReportTransport other) => EventId == other.EventId && Source == other.Source;
}

/// <summary>What may be asked of a shipment.</summary>
public abstract record ShipmentCommand
{
    private ShipmentCommand() { }

    public sealed record Book(string Id, ShipmentSheet Sheet, string By) : ShipmentCommand;

    public sealed record Report(ReportTransport Transport) : ShipmentCommand;
}

/// <summary>What happened to a shipment. Stored for ever: additive only.</summary>
public abstract record ShipmentEvent
{
    private ShipmentEvent() { }

    /// <param name="By">Id of the person or partner.</param>
    public sealed record Booked(string Id, ShipmentSheet Sheet, string By, DateTimeOffset At) : ShipmentEvent;

    public sealed record TransportReported(string Id, ReportTransport Report, DateTimeOffset HeardAt) : ShipmentEvent;
}

/// <summary>A shipment as its events left it. <see cref="Sheet"/> is null until it was booked.</summary>
/// <param name="Said">The last word under each source and event id, also where it was taken back; sorted by these.</param>
/// <param name="Version">Number of events.</param>
public sealed record ShipmentState(string Id, ShipmentSheet? Sheet, string By, DateTimeOffset BookedAt, ImmutableArray<ReportTransport> Said, int Version)
{
    public static ShipmentState Empty { get; } = new("", null, "", default, [], 0);
}
