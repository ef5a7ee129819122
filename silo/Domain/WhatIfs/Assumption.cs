using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.WhatIfs;

/// <summary>What kind of thing is supposed.</summary>
public enum AssumptionKind
{
    /// <summary>A milestone, or what a supplier delivers, comes some days later than it is forecast now.</summary>
    Delay,

    /// <summary>It comes on one day.</summary>
    Date,

    /// <summary>A vendor's factory stands still.</summary>
    Closure,

    /// <summary>The goods travel otherwise.</summary>
    ShipMode,
}

/// <summary>Who is late: what they deliver is the milestone that is meant.</summary>
public enum Supplier
{
    /// <summary>Of the goods: ex-factory.</summary>
    Vendor,

    /// <summary>Of the bulk fabric, leather or upper material: its arrival at the factory.</summary>
    Mill,
}

/// <summary>One thing that is supposed to be so.</summary>
/// <param name="Milestone">Code, of a delay or a date; null where a supplier is named.</param>
/// <param name="Days">Of a delay: calendar days; negative for earlier.</param>
/// <param name="From">Of a closure, as <paramref name="To"/>: both days are included.</param>
/// <param name="Name">Of a closure.</param>
/// <param name="Reason">Delay reason code; null for none.</param>
/// <param name="ShipMode">By which the goods would travel.</param>
[GenerateSerializer, Immutable, Alias("assumption")]
public sealed record Assumption(
    AssumptionKind Kind, LineSelection Where, Supplier? Supplier, string? Milestone, int? Days, DateOnly? Date, DateOnly? From, DateOnly? To,
    string? Name, string? Reason, string? ShipMode = null);

/// <summary>Open lines, by all that is named; of a closure the vendor alone.</summary>
/// <param name="Mill">Who makes the material, as their approvals name it.</param>
/// <param name="Lines">Empty for any.</param>
[GenerateSerializer, Immutable, Alias("line-selection")]
public sealed record LineSelection(
    string? Brand, string? Category, string? Season, string? Vendor, string? Mill, string? Style, ImmutableArray<LineKey> Lines);

[GenerateSerializer, Immutable, Alias("line-key")]
public sealed record LineKey(string PurchaseOrder, int Line);
