using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Vendors;

/// <summary>What a vendor is asked for. In the order in which a message lists it.</summary>
public enum ChaseKind
{
    /// <summary>A milestone of theirs that is past its day.</summary>
    Overdue,

    /// <summary>One that is due within a week.</summary>
    Due,

    /// <summary>Something that they are to send or say for an approval.</summary>
    Approval,

    /// <summary>A version of an order that they have yet to confirm.</summary>
    Answer,

    /// <summary>Statements about a line that contradict each other.</summary>
    Discrepancy,

    /// <summary>A line of which nothing has been heard for longer than is usual.</summary>
    Silent,

    /// <summary>A change that they have proposed and that has no answer yet: so that they know that it is seen.</summary>
    Proposal,
}

/// <summary>All that was open with a vendor, asked for in one message.</summary>
/// <param name="Until">When the vendor's own day ended: until then it is not chased again without a reason.</param>
/// <param name="By">Id of the person.</param>
/// <param name="Again">Why a second time on that day; null where it was the first.</param>
[GenerateSerializer, Immutable, Alias("chase")]
public sealed record Chase(DateTimeOffset At, DateTimeOffset Until, string By, ImmutableArray<ChasedThing> Listed, string? Again);

/// <param name="Subject">Such as <c>PO-1001/1</c>; number of a style, or of a whole order.</param>
/// <param name="What">In words.</param>
/// <param name="Due">The day by which it was wanted.</param>
[GenerateSerializer, Immutable, Alias("chased-thing")]
public sealed record ChasedThing(ChaseKind Kind, string Subject, string What, DateOnly Due);

/// <summary>What lists need of one vendor, written with every append. Begins as a <see cref="VendorSheet"/>, so that what was written as one reads.</summary>
/// <param name="ChasedAt">When it was last asked for all that is open; null while it never was.</param>
/// <param name="ChasedUntil">When that day ended where it works.</param>
/// <param name="ChasedBy">Id of the person.</param>
public sealed record VendorRow(
    string Code, string Name, string Country, string? City, string? Address, string? ProductType, int? Workers, ImmutableArray<string> Brands,
    DateTimeOffset? ChasedAt = null, DateTimeOffset? ChasedUntil = null, string? ChasedBy = null)
{
    public bool IsChased(DateTimeOffset now) => now < ChasedUntil;

    public static VendorRow Of(VendorState vendor)
    {
        var sheet = vendor.Sheet!;
        return new VendorRow(
            sheet.Code, sheet.Name, sheet.Country, sheet.City, sheet.Address, sheet.ProductType, sheet.Workers, sheet.Brands,
            vendor.Chase?.At, vendor.Chase?.Until, vendor.Chase?.By);
    }
}
