using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What may be asked of a purchase order.</summary>
public abstract record PurchaseOrderCommand
{
    private PurchaseOrderCommand() { }

    /// <summary>The order as the buyer's system or file says it is: places it, revises it, or finds nothing new.</summary>
    /// <param name="Styles">The present dates of the styles that the lines name, as far as they have any.</param>
    /// <param name="Found">What was found out of the order where its sheet says nothing; null for nothing.</param>
    public sealed record Record(
        OrderSheet Sheet, ImmutableArray<StyleDates> Styles, ImmutableArray<AttributeValue>? Found = null) : PurchaseOrderCommand;

    public sealed record Report(ReportMilestone What) : PurchaseOrderCommand;

    /// <summary>The present dates of a style that lines of this order wait on.</summary>
    public sealed record TakeStyleDates(StyleDates Dates) : PurchaseOrderCommand;

    /// <param name="Found">What was found out of the order for the version; null for nothing.</param>
    public sealed record Adopt(AdoptTemplate What, ImmutableArray<AttributeValue>? Found = null) : PurchaseOrderCommand;

    public sealed record Override(OverrideMilestone What) : PurchaseOrderCommand;

    public sealed record Lift(LiftOverride What) : PurchaseOrderCommand;

    /// <summary>How the approvals of a milestone of one line stand.</summary>
    public sealed record TakeApprovals(MilestoneApprovals Approvals) : PurchaseOrderCommand;

    /// <summary>How a shipment stands that carries lines of it.</summary>
    public sealed record TakeShipment(OrderCargo Cargo) : PurchaseOrderCommand;

    /// <summary>Somebody says which of two contradicting statements is right.</summary>
    /// <param name="Id">That of the command.</param>
    /// <param name="By">Id of the person.</param>
    public sealed record Resolve(Guid Id, ResolveDiscrepancy What, string By) : PurchaseOrderCommand;

    /// <summary>Somebody says that two contradict each other.</summary>
    /// <param name="By">Id of the person.</param>
    public sealed record Raise(RaiseDiscrepancy What, string By) : PurchaseOrderCommand;

    /// <summary>The factory's working days may have changed.</summary>
    public sealed record LookAgain : PurchaseOrderCommand;

    /// <summary>A person asks for something.</summary>
    /// <param name="Id">That of the command: what must wait for a second person is known by it.</param>
    /// <param name="Styles">The present dates of the styles that the lines name, where the act needs them.</param>
    /// <param name="Parent">What holds of the order that it repeats, where the act issues it; null for nothing.</param>
    /// <param name="Found">What was found out of the order, where the act issues it; null for nothing.</param>
    /// <param name="Held">The version that the person looked at; null to act upon any.</param>
    public sealed record Ask(
        Guid Id, OrderAct Act, Author By, ImmutableArray<StyleDates> Styles, HeldApprovals? Parent = null,
        ImmutableArray<AttributeValue>? Found = null, int? Held = null) : PurchaseOrderCommand;

    /// <summary>One row of a bulk act is done, or taken back.</summary>
    /// <param name="Id">That of the command: what must wait for a second person is known by it.</param>
    public sealed record Take(Guid Id, BulkTask Task, Author By) : PurchaseOrderCommand;

    /// <summary>The committed due time has come.</summary>
    public sealed record Wake : PurchaseOrderCommand;
}

/// <summary>A purchase order as it is written down: header, lines, and what is known of its past.</summary>
/// <param name="Category">apparel, footwear, accessories or other: decides the calendar template.</param>
/// <param name="Template">Template id where it is not the category's own; null otherwise.</param>
/// <param name="Past">Reports that come with the order, such as the delivery of a historic one.</param>
/// <param name="Attributes">What it is like, as far as it decides milestones; null where nothing is said.</param>
/// <param name="Reasons">Of lines that are to leave on another day than was agreed; null where no row says why.</param>
[GenerateSerializer, Immutable, Alias("order-sheet")]
public sealed record OrderSheet(
    string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode,
    string? Template, ImmutableArray<OrderLine> Lines, ImmutableArray<ReportMilestone> Past,
    ImmutableArray<AttributeValue>? Attributes = null, ImmutableArray<DayReason>? Reasons = null);

/// <summary>Why a row has another ex-factory day than was agreed.</summary>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days; null where the row does not say.</param>
[GenerateSerializer, Immutable, Alias("day-reason")]
public sealed record DayReason(int Line, string Reason, Side? Side);

/// <param name="Number">From 1, unique within the order.</param>
/// <param name="Style">Style number, or null when the line names none.</param>
/// <param name="Quantity">Pieces or pairs, above 0.</param>
/// <param name="ExFactory">The day from which the calendar counts; null for a line without one.</param>
/// <param name="Committed">The agreed ex-factory day, where one was agreed; else the baseline counts as committed.</param>
/// <param name="Cancel">The last day on which the buyer takes the goods.</param>
/// <param name="Price">For one piece or pair; null where none is known.</param>
/// <param name="Currency">ISO 4217; null without a price.</param>
/// <param name="ShipMode">Where it travels otherwise than the order; null where it does not.</param>
[GenerateSerializer, Immutable, Alias("order-line")]
public sealed record OrderLine(
    int Number, string? Style, string Description, string Colour, int Quantity, ImmutableArray<SizeQuantity> Sizes,
    DateOnly? ExFactory, DateOnly? Committed, DateOnly? Cancel, decimal? Price = null, string? Currency = null, string? ShipMode = null)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(OrderLine? other) =>
        other is not null && Number == other.Number && Style == other.Style && Description == other.Description
        && Colour == other.Colour && Quantity == other.Quantity && Sizes.SequenceEqual(other.Sizes)
        && ExFactory == other.ExFactory && Committed == other.Committed && Cancel == other.Cancel
        && Price == other.Price && Currency == other.Currency && ShipMode == other.ShipMode;

    public override int GetHashCode() => HashCode.Combine(Number, Style, Colour, Quantity, ExFactory);
}

[GenerateSerializer, Immutable, Alias("size-quantity")]
public sealed record SizeQuantity(string Size, int Quantity);
