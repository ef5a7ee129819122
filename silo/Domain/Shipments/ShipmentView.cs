using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Shipments;

/// <summary>What lists need of one shipment.</summary>
/// <param name="Discrepancies">How many.</param>
/// <param name="SlipDays">Days behind the plan; null where no plan or nothing beside it is known.</param>
[GenerateSerializer, Immutable, Alias("shipment-row")]
public sealed record ShipmentRow(string Id, ShipmentSheet Sheet, string By, DateTimeOffset BookedAt, ImmutableArray<TransportDays> Days, int? SlipDays, int Discrepancies)
{
    /// <summary>Only after an event.</summary>
    public static ShipmentRow Of(ShipmentState shipment) => Of(shipment, Journey.Of(shipment.Sheet!, shipment.Said));

    internal static ShipmentRow Of(ShipmentState shipment, Journey journey) =>
        new(shipment.Id, shipment.Sheet!, shipment.By, shipment.BookedAt, journey.Days, journey.SlipDays, journey.Discrepancies.Length);

    /// <summary>What should have happened before that day, by forecast or else by plan, and is not said to have.</summary>
    public TransportMoment? OverdueOn(DateOnly today) =>
        Ahead.Where(d => (d.Estimated ?? d.Planned) < today).Select(d => (TransportMoment?)d.Moment).FirstOrDefault();

    /// <summary>What comes next of that of which a day is known; null where nothing does.</summary>
    public TransportDays? Next => Ahead.FirstOrDefault();

    public bool IsReceived => Days.Any(d => d is { Moment: TransportMoment.Received, Actual: not null });

    /// <summary>Done once received; late behind its plan; stale where something is overdue; on track once it is under way, planned before.</summary>
    public Health HealthOn(DateOnly today) =>
        IsReceived ? Health.Done
        : SlipDays > 0 ? Health.Late
        : OverdueOn(today) is not null ? Health.Stale
        : Days.Any(d => d.Actual is not null && d.Moment.IsOfTheWay()) ? Health.OnTrack
        : Health.Plan;

    // Who says that it was discharged need not say that it arrived.
    private IEnumerable<TransportDays> Ahead
    {
        get
        {
            var reached = Days.Where(d => d.Actual is not null && d.Moment.IsOfTheWay()).Select(d => d.Moment).DefaultIfEmpty((TransportMoment)(-1)).Max();
            return Days.Where(d => d.Actual is null && d.Moment > reached);
        }
    }
}

/// <summary>One shipment whole.</summary>
[GenerateSerializer, Immutable, Alias("shipment-view")]
public sealed record ShipmentView(
    ShipmentRow Row, ImmutableArray<TransportStop> Stops, ImmutableArray<ShipmentDiscrepancy> Discrepancies, int Version)
{
    /// <summary>Null until it was booked.</summary>
    public static ShipmentView? Of(ShipmentState shipment)
    {
        if (shipment.Sheet is not { } sheet)
            return null;
        var journey = Journey.Of(sheet, shipment.Said);
        return new ShipmentView(ShipmentRow.Of(shipment, journey), journey.Stops, journey.Discrepancies, shipment.Version);
    }
}
