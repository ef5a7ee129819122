using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What happened to a purchase order. Stored for ever: additive only.</summary>
public abstract record PurchaseOrderEvent
{
    private PurchaseOrderEvent() { }

    public sealed record Placed(
        string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode,
        string? Template, ImmutableArray<ScheduledLine> Lines, DateOnly AsOf) : PurchaseOrderEvent;

    /// <summary>The buyer changed the order: header as it now is, and the lines that were added or altered.</summary>
    public sealed record Revised(
        string Season, string Vendor, string? Incoterm, string? ShipMode, ImmutableArray<ScheduledLine> Lines) : PurchaseOrderEvent;

    public sealed record MilestonesReported(ImmutableArray<ReportMilestone> Reports, DateTimeOffset HeardAt) : PurchaseOrderEvent;

    /// <param name="Lines">Numbers of the lines that took them.</param>
    public sealed record StyleDatesTaken(StyleDates Dates, ImmutableArray<int> Lines) : PurchaseOrderEvent;

    /// <summary>A day has begun at the factory on which something fell due.</summary>
    public sealed record DayTurned(DateOnly Day) : PurchaseOrderEvent;

    /// <summary>Nothing is to go on until it is released.</summary>
    public sealed record Held(Hold Hold) : PurchaseOrderEvent;

    public sealed record Released(string? Note) : PurchaseOrderEvent;

    /// <summary>What the events before it in the same decision did to the lines' forecasts.</summary>
    /// <param name="Past">The track records that were leaned on; null for none.</param>
    public sealed record ForecastsMoved(DateOnly AsOf, ImmutableArray<LineForecast> Lines, PastVersions? Past = null) : PurchaseOrderEvent;

    /// <summary>Lines are done. What they contribute to the track records is fixed now: no later date improves it.</summary>
    public sealed record OutcomesMeasured(string Vendor, string Category, ImmutableArray<LineOutcomes> Lines) : PurchaseOrderEvent;
}

/// <param name="Schedule">Null for a line without a date.</param>
public sealed record ScheduledLine(OrderLine Line, Schedule? Schedule);

/// <param name="NextWake">When the line must next be looked at, or null.</param>
/// <param name="Blocks">What stands in its way; null when nothing does.</param>
public sealed record LineForecast(
    int Line, Outlook Outlook, Health Health, Stage Stage, DateTimeOffset? NextWake, ImmutableArray<Block>? Blocks = null);
