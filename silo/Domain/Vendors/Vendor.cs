using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Vendors;

/// <summary>What may be asked of a vendor.</summary>
public abstract record VendorCommand
{
    private VendorCommand() { }

    /// <summary>The vendor as a disclosure or file says it is: registers it, revises it, or finds nothing new.</summary>
    public sealed record Record(VendorSheet Sheet) : VendorCommand;
}

/// <summary>A vendor or factory as it is written down.</summary>
/// <param name="Country">ISO 3166 alpha-2: decides its holidays and days off.</param>
/// <param name="Brands">Who discloses it.</param>
[GenerateSerializer, Immutable, Alias("vendor-sheet")]
public sealed record VendorSheet(
    string Code, string Name, string Country, string? City, string? Address, string? ProductType, int? Workers, ImmutableArray<string> Brands)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(VendorSheet? other) =>
        other is not null && Code == other.Code && Name == other.Name && Country == other.Country && City == other.City
        && Address == other.Address && ProductType == other.ProductType && Workers == other.Workers && Brands.SequenceEqual(other.Brands);

    public override int GetHashCode() => HashCode.Combine(Code, Name, Country);
}

/// <summary>What happened to a vendor. Stored for ever: additive only.</summary>
public abstract record VendorEvent
{
    private VendorEvent() { }

    public sealed record Registered(VendorSheet Sheet) : VendorEvent;

    public sealed record Revised(VendorSheet Sheet) : VendorEvent;
}

/// <summary>A vendor as its events left it. <see cref="Sheet"/> is null until it was registered.</summary>
public sealed record VendorState(VendorSheet? Sheet)
{
    public static VendorState Empty { get; } = new((VendorSheet?)null);
}

/// <summary>The rules of one vendor.</summary>
public sealed class Vendor : IDecider<VendorCommand, VendorEvent, VendorState>
{
    private Vendor() { }

    public static VendorState Initial => VendorState.Empty;

    public static Decision<VendorEvent> Decide(VendorCommand command, VendorState vendor, Surroundings around)
    {
        var sheet = ((VendorCommand.Record)command).Sheet;
        return vendor.Sheet is null
            ? ImmutableArray.Create<VendorEvent>(new VendorEvent.Registered(sheet))
            : vendor.Sheet.Equals(sheet) ? ImmutableArray<VendorEvent>.Empty : [new VendorEvent.Revised(sheet)];
    }

    public static VendorState Evolve(VendorState vendor, VendorEvent happened) => happened switch
    {
        VendorEvent.Registered e => new VendorState(e.Sheet),
        VendorEvent.Revised e => new VendorState(e.Sheet),
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(VendorState vendor) => null;
}
