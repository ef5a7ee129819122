using Orleans;
using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Which versions of its style's profile a line is made by; 0 for none.</summary>
/// <param name="Issued">With the present version of the order.</param>
/// <param name="Brand">The last that the brand's side has acknowledged or issued.</param>
/// <param name="Vendor">The last that the vendor has acknowledged, by itself or with the order.</param>
/// <param name="Asked">The last that both sides were asked to acknowledge, because it came after the sealed sample.</param>
/// <param name="Due">By when; null while nothing is due.</param>
/// <param name="Sealed">The one by which the sample was sealed that the goods are made by.</param>
[GenerateSerializer, Immutable, Alias("line-profile")]
public sealed record LineProfile(
    int Issued, int Brand, int Vendor, int Asked = 0, DateTimeOffset? Due = null, bool IsOverdue = false, int Sealed = 0)
{
    public static LineProfile None { get; } = new(0, 0, 0);

    /// <summary>A side has yet to acknowledge what both were asked to.</summary>
    public bool IsOpen => Math.Min(Brand, Vendor) < Asked;

    internal LineProfile OpenedFor(int version, DateTimeOffset due) => this with { Asked = version, Due = due, IsOverdue = false };

    /// <summary>The order has gone out with this version.</summary>
    internal LineProfile IssuedWith(int version, bool isConfirmed) =>
        (this with { Issued = version, Brand = version, Vendor = isConfirmed ? version : Vendor }).Settled();

    /// <summary>The vendor has the order as it was issued.</summary>
    internal LineProfile Confirmed() => Held(Party.Vendor, Issued);

    internal LineProfile Held(Party side, int version) =>
        (side == Party.Brand ? this with { Brand = Math.Max(Brand, version) } : this with { Vendor = Math.Max(Vendor, version) }).Settled();

    private LineProfile Settled() => IsOpen ? this : this with { Due = null, IsOverdue = false };
}

/// <summary>An acknowledgement that is open.</summary>
/// <param name="Due">By when.</param>
/// <param name="OfBrand">The brand's side has yet to give it.</param>
/// <param name="OfVendor">The vendor has.</param>
public sealed record ProfileAsk(int Version, DateTimeOffset Due, bool OfBrand, bool OfVendor)
{
    /// <summary>Null where none is.</summary>
    internal static ProfileAsk? Of(LineState line) => line is { IsOver: false, Profile: { IsOpen: true, Due: { } due } held }
        ? new ProfileAsk(held.Asked, due, held.Brand < held.Asked, held.Vendor < held.Asked)
        : null;
}
