using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>One purchase order whole, as it travels: the row of its topic and the answer of its route.</summary>
/// <param name="State">open or closed; a draft is open.</param>
/// <param name="Production">How far the goods have come; null before materials are ordered.</param>
/// <param name="Parent">Number of the order that it repeats; null for none.</param>
/// <param name="Wish">What the vendor would do instead; null while it has asked for nothing.</param>
/// <param name="Proposals">What waits for a second person: acts, and reported plans for committed days.</param>
/// <param name="Ending">How it was cancelled or closed; null while it goes on.</param>
/// <param name="Acts">What who reads it may ask of an order, and why not of this one as it stands.</param>
/// <param name="Attributes">What is said of its goods, as far as it decides milestones, otherwise than their styles say.</param>
public sealed record PurchaseOrderDetail(
    string Id, long V, string Number, string Brand, string BrandName, string Category, string Vendor, string? VendorName, string? Country,
    string Season, Health Health, int Version, string State, string? Incoterm, string? ShipMode, Hold? Hold, ImmutableArray<LineDetail> Lines,
    Phase Phase, ProductionState? Production, DocumentStanding Document, string? Parent, WishView? Wish, ImmutableArray<ProposalView> Proposals,
    Ending? Ending, ImmutableArray<ActView> Acts, ImmutableArray<AttributeValue> Attributes) : IRow
{
    /// <summary>What somebody of these rights sees of it; null for nothing.</summary>
    internal PurchaseOrderDetail? For(Rights rights) =>
        !rights.MaySee(Brand, Category, Vendor, Document.Version)
            ? null
            : this with
            {
                Wish = Wish is null ? null : Wish with { Changes = rights.Shown(Wish.Changes) },
                Proposals = [.. Proposals.Where(p => p.IsPlan || rights.MayPrepare).Select(p => p with { Changes = rights.Shown(p.Changes) })],
                Ending = Ending is null ? null : rights.Shown(Ending),
                Acts = Acts.RemoveAll(a => !rights.MayAct(a.Act)),
            };

    /// <summary>The journal position that last changed the order or a name that is shown with it.</summary>
    /// <remarks>Ask before reading the order: then what is read is at least of there.</remarks>
    public static long PositionOf(PurchaseOrderEntry order, Rows rows)
    {
        var position = order.SeenAt;
        if (rows.TryGetVendor(order.Row.Vendor, out var vendor))
            position = Math.Max(position, vendor.SeenAt);
        foreach (var line in order.Row.Lines)
            if (line.Style is { } number && rows.TryGetStyle(number, out var style))
                position = Math.Max(position, style.SeenAt);
        return position;
    }

    /// <param name="v">From <see cref="PositionOf"/>.</param>
    public static PurchaseOrderDetail Of(PurchaseOrderView order, long v, Rows rows)
    {
        rows.TryGetVendor(order.Vendor, out var vendor);
        var lines = ImmutableArray.CreateBuilder<LineDetail>(order.Lines.Length);
        foreach (var line in order.Lines)
            lines.Add(LineDetail.Of(line, line.Style is { } number && rows.TryGetStyle(number, out var style) ? style.Row.Name : line.Description));

        return new PurchaseOrderDetail(
            order.Number, v, order.Number, order.Brand, order.Brand, order.Category, order.Vendor, vendor?.Row.Name, vendor?.Row.Country,
            order.Season, order.Health, order.Version, order.Open || order.Standing.Phase is Phase.Draft or Phase.PendingApproval ? "open" : "closed", order.Incoterm, order.ShipMode,
            order.Standing.Hold, lines.MoveToImmutable(), order.Standing.Phase, order.Standing.Production, order.Standing.Document,
            order.Standing.Parent, order.Standing.Wish, order.Standing.Proposals, order.Standing.Ending, order.Standing.Acts, order.Standing.Attributes);
    }
}

/// <param name="Cause">What blocks it, else the cause that added most days, in words.</param>
/// <param name="Blocks">What stands in its way; empty when nothing does.</param>
/// <param name="Waivers">Gates that it goes on without.</param>
/// <param name="Gates">Codes of the gates that are still to be passed.</param>
/// <param name="Shipments">Those that carry it.</param>
public sealed record LineDetail(
    int Number, string? Style, string StyleName, string Colour, int Quantity, ImmutableArray<SizeQuantity> Sizes, Stage Stage, Health Health,
    int SlipDays, int? FloatDays, ExFactoryDates ExFactory, DateOnly? Cancel, DateTimeOffset? HeardAt, string? Cause,
    ImmutableArray<Block> Blocks, ImmutableArray<MilestoneView> Milestones, CalendarView? Calendar,
    decimal? Price, string? Currency, string? ShipMode, ImmutableArray<DiscrepancyView> Discrepancies, ProfileStanding? Profile,
    ImmutableArray<WaiverView> Waivers, ImmutableArray<string> Gates, ImmutableArray<LineShipment> Shipments)
{
    internal static LineDetail Of(LineView line, string styleName) => new(
        line.Number, line.Style, styleName, line.Colour, line.Quantity, line.Sizes, line.Stage, line.Health,
        line.SlipDays, line.FloatDays, line.ExFactory, line.Cancel, line.HeardAt, line.Blocks.IsEmpty ? line.Causes.MaxBy(c => c.Days)?.Text : line.Blocks[0].Text, line.Blocks, line.Milestones,
        line.Calendar, line.Price, line.Currency, line.ShipMode, line.Discrepancies ?? [], line.Profile, line.Waivers ?? [], line.Gates ?? [], line.Shipments ?? []);
}
