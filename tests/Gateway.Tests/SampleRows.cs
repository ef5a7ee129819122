using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Boards;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests;

/// <summary>Rows as a node would hold them: four orders of two vendors and brands, two styles, two people.</summary>
internal static class SampleRows
{
    public static PersonSheet Person(
        string id = "somebody", string[]? brands = null, string[]? categories = null, string[]? vendors = null, string[]? hidden = null) =>
        new(id, $"{id} Ruiz", "assistant", "brand", [.. brands ?? []], [.. categories ?? []], [.. vendors ?? []], [.. hidden ?? []]);

    public static PurchaseOrderRow Order(
        string number, string brand = "HALDEN", string category = "apparel", string vendor = "V-1", string season = "SS27",
        Health health = Health.OnTrack, bool open = true, string? style = null, int slipDays = 0, DateOnly? forecast = null) =>
        new(number, brand, category, vendor, season, health, open,
            [new LineRow(1, style, "Linen shirt", "Ecru", 1_200, Stage.Cutting, health, slipDays, 3, new DateOnly(2027, 1, 5), new DateOnly(2027, 1, 5),
                forecast, null, null, null, null, null)]);

    /// <summary>One line of 1,200 shirts, ex-factory 5 Jan 2027, placed on 1 Oct 2026.</summary>
    public static OrderSheet Sheet(string number) => new(
        number, "HALDEN", "apparel", "SS27", "V-1", "FOB", "sea", null,
        [new OrderLine(1, "ST-1", "Linen shirt", "Ecru", 1_200, [], new DateOnly(2027, 1, 5), null, null)], []);

    public static Surroundings On(DateOnly day) =>
        new(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), CalendarShelf.BuiltIn.OfCountry("BD"));

    /// <summary>The events of one command after those before it.</summary>
    public static IEnumerable<PurchaseOrderEvent> Decided(IEnumerable<PurchaseOrderEvent> before, PurchaseOrderCommand command, DateOnly day) =>
        PurchaseOrder.Decide(command, before.Aggregate(PurchaseOrder.Initial, PurchaseOrder.Evolve), On(day)) is { Refusal: null } decision
            ? decision.Events
            : throw new InvalidOperationException("The sample is refused.");

    public static PurchaseOrderState OrderState(string number) =>
        Decided([], new PurchaseOrderCommand.Record(Sheet(number), []), new DateOnly(2026, 10, 1)).Aggregate(PurchaseOrder.Initial, PurchaseOrder.Evolve);

    /// <summary>V-1 is always six days late with fabric, all others of apparel one; nobody knows anything of footwear.</summary>
    public static PublishedRecord? TrackRecord(string key) => key switch
    {
        "vendor/V-1" => new(4, new DateOnly(2026, 11, 20), [new("APPAREL", "A21", [.. Enumerable.Repeat(6, 23)])]),
        "category/apparel" => new(
            19, new DateOnly(2026, 11, 21), [new("APPAREL", "A21", [.. Enumerable.Repeat(1, 200)]), new("APPAREL", "A34", [.. Enumerable.Repeat(1, 200)])]),
        _ => null,
    };

    public static Rows Rows()
    {
        var rows = new Rows(_ => Task.FromResult(0L));
        var position = 0L;
        Put(Kinds.PurchaseOrder, "PO-1", Order("PO-1", style: "ST-1", health: Health.Late, slipDays: 6, forecast: new DateOnly(2027, 1, 11)));
        Put(Kinds.PurchaseOrder, "PO-2", Order("PO-2", vendor: "V-2", style: "ST-2", forecast: new DateOnly(2027, 1, 5)));
        Put(Kinds.PurchaseOrder, "PO-3", Order("PO-3", brand: "OTHER", category: "footwear", health: Health.Critical, slipDays: 20));
        Put(Kinds.PurchaseOrder, "PO-4", Order("PO-4", open: false, health: Health.Done, season: "AW26"));
        foreach (var style in new[] { "ST-1", "ST-2" })
            Put(Kinds.Style, style, new StyleRow(style, "Shirt", "HALDEN", "apparel", "SS27", null, null, ["Ecru"], null, Health.Plan));
        Put(Kinds.Vendor, "V-1", new VendorSheet("V-1", "Dhaka Shirts", "BD", "Dhaka", null, null, 900, ["HALDEN"]));
        Put(Kinds.Vendor, "V-2", new VendorSheet("V-2", "Porto Knits", "PT", null, null, null, null, []));
        Put(Kinds.Person, "ana", Person("ana", vendors: ["V-1"], hidden: ["quantity"]));
        Put(Kinds.Person, "ben", Person("ben"));
        rows.Advance(position, DateTimeOffset.UnixEpoch);
        return rows;

        void Put<T>(string kind, string id, T row) =>
            rows.Load(new StreamRow(new StreamKey(kind, id), 3, ++position, StoredForm.Write(row)), 100);
    }
}
