using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Selvedge.Domain.Vendors;

/// <summary>What may be asked of a vendor.</summary>
public abstract record VendorCommand
{
    private VendorCommand() { }

    /// <summary>The vendor as a disclosure or file says it is: registers it, revises it, or finds nothing new.</summary>
    public sealed record Record(VendorSheet Sheet) : VendorCommand;

    /// <summary>Somebody has asked the vendor for all that is open.</summary>
    /// <param name="By">Id of the person.</param>
    /// <param name="Again">Why a second time on one day; null where it is the first.</param>
    public sealed record Chase(ImmutableArray<ChasedThing> Listed, string By, string? Again) : VendorCommand;
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

    public sealed record Chased(Chase What) : VendorEvent;
}

/// <summary>A vendor as its events left it. <see cref="Sheet"/> is null until it was registered.</summary>
/// <param name="Chase">The last; null while there was none.</param>
public sealed record VendorState(VendorSheet? Sheet, LastChase? Chase = null)
{
    public static VendorState Empty { get; } = new((VendorSheet?)null);
}

/// <summary>When it was last asked for all that is open, until when that counts and by whom: what was listed is for its history alone.</summary>
public sealed record LastChase(DateTimeOffset At, DateTimeOffset Until, string By);

/// <summary>The rules of one vendor.</summary>
public sealed class Vendor : IDecider<VendorCommand, VendorEvent, VendorState>
{
    private const int LongestReason = 500;

    private Vendor() { }

    public static VendorState Initial => VendorState.Empty;

    public static Decision<VendorEvent> Decide(VendorCommand command, VendorState vendor, Surroundings around) => command switch
    {
        VendorCommand.Record { Sheet: var sheet } =>
            vendor.Sheet is null
                ? ImmutableArray.Create<VendorEvent>(new VendorEvent.Registered(sheet))
                : vendor.Sheet.Equals(sheet) ? ImmutableArray<VendorEvent>.Empty : [new VendorEvent.Revised(sheet)],
        VendorCommand.Chase chase => Chase(chase, vendor, around),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static VendorState Evolve(VendorState vendor, VendorEvent happened) => happened switch
    {
        VendorEvent.Registered e => vendor with { Sheet = e.Sheet },
        VendorEvent.Revised e => vendor with { Sheet = e.Sheet },
        VendorEvent.Chased e => vendor with { Chase = new LastChase(e.What.At, e.What.Until, e.What.By) },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(VendorState vendor) => null;

    // Once a day, so that who is asked for everything keeps reading it.
    private static Decision<VendorEvent> Chase(VendorCommand.Chase chase, VendorState vendor, Surroundings around)
    {
        if (vendor.Sheet is null)
            return new Refusal("unknown-vendor", "", "There is no such vendor.");
        if (chase.Again is { Length: > LongestReason })
            return new Refusal("wrong-type", "/again", $"Expected at most {LongestReason} characters.");
        if (chase.Again is null && vendor.Chase is { } last && around.Now < last.Until)
            return new Refusal("chased-today", "/again", $"{vendor.Sheet.Name} was chased today at {last.At:HH:mm} UTC by {last.By}: say why again.");
        if (chase.Listed.IsEmpty)
            return new Refusal("nothing-open", "", $"{vendor.Sheet.Name} owes nothing now.");
        return ImmutableArray.Create<VendorEvent>(new VendorEvent.Chased(new Chase(
            around.Now, around.Calendar.MidnightAfter(around.Calendar.DayAt(around.Now)), chase.By, chase.Listed, chase.Again)));
    }
}
