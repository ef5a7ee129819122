using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A purchase order as its events left it. <see cref="Placed"/> is null until it was placed.</summary>
/// <param name="Hold">Null while nobody holds it.</param>
/// <param name="Past">The newest track records that a forecast leaned on; null while none did.</param>
/// <param name="Calendar">Id of the working calendar that its forecasts were last made by, and which version: none older is taken again.</param>
public sealed record PurchaseOrderState(
    OrderHeader? Placed, ImmutableArray<LineState> Lines, DateOnly AsOf, Hold? Hold = null, PastVersions? Past = null,
    string? Calendar = null, int CalendarVersion = 0)
{
    public static PurchaseOrderState Empty { get; } = new(null, [], DateOnly.MinValue);

    /// <summary>Open while a line has not left the factory; a line without a calendar does not keep it open.</summary>
    public bool IsOpen => Lines.Any(l => l.Timeline is not null && l.Health != Health.Done);

    public Health Health => Lines.Select(l => l.Health).DefaultIfEmpty(Health.Plan).Aggregate(HealthRules.Worst);

    public LineState? Line(int number) => Lines.FirstOrDefault(l => l.Order.Number == number);

    public bool Stands(ReportMilestone report) => Line(report.Line)?.Timeline?.Stands(report) == true;

    /// <summary>Keeps a report; what its sender said before under the same id, on whichever line, no longer stands.</summary>
    public PurchaseOrderState Altering(ReportMilestone report, DateTimeOffset heardAt) => this with
    {
        Lines =
        [
            .. Lines.Select(l => l.Timeline is not { } timeline
                ? l
                : l.Order.Number == report.Line && !report.Retracted
                    ? l with { Timeline = timeline.With(report, heardAt) }
                    : timeline.Without(report.Source, report.EventId) is var rest && ReferenceEquals(rest, timeline)
                        ? l
                        : l with { Timeline = rest }),
        ],
    };
}

/// <param name="Attributes">What it was found to be like when it was placed; null where nothing was said.</param>
public sealed record OrderHeader(
    string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode, string? Template,
    ImmutableArray<AttributeValue>? Attributes = null);

/// <summary>Nothing is to go on with the order until it is released.</summary>
/// <param name="WaitsOn">Who can lift it: the id of a person, the code of a vendor, or a role.</param>
/// <param name="By">Id of the person who held it.</param>
[GenerateSerializer, Immutable, Alias("hold")]
public sealed record Hold(string Reason, string WaitsOn, string By, DateTimeOffset Since);

/// <param name="Timeline">Null for a line without a date.</param>
/// <param name="Blocks">What stands in its way; empty when nothing does.</param>
/// <param name="Measured">Its outcomes have been contributed to the track records.</param>
public sealed record LineState(
    OrderLine Order, Timeline? Timeline, Health Health, Stage Stage, DateTimeOffset? NextWake, ImmutableArray<Block> Blocks,
    bool Measured = false)
{
    public DateOnly? Baseline => Timeline?.Schedule.Baseline[^1];

    /// <summary>The agreed ex-factory day: as written, else where the buyer moved it after it was placed, else the baseline.</summary>
    public DateOnly? Committed => Order.Committed ?? (Order.ExFactory is { } day && day != Timeline?.Schedule.Target ? day : Baseline);

    public DateOnly? Forecast => Timeline?.Forecast[^1];
}
