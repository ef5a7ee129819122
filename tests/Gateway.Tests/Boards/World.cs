using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>
/// A journal in memory whose actors do whatever chance says, and the batches a feed would make of it: of any length, with
/// rows that may be newer than the batch.
/// </summary>
internal sealed class World(Random random)
{
    public const string ForeignBrand = "CANARYBRAND";
    public const string ForeignVendor = "CANARYVENDOR";
    public static readonly string[] Brands = ["HALDEN", "VIREO", ForeignBrand];
    public static readonly string[] Vendors = ["V1", "V2", "V3", ForeignVendor];
    public static readonly string[] Styles = ["S1", "S2", "S3"];
    private static readonly string[] Categories = ["apparel", "footwear"];

    private readonly List<(StreamKey Stream, DateTimeOffset At)> events = [];
    private readonly Dictionary<StreamKey, StreamRow> rows = [];
    private readonly Dictionary<string, PurchaseOrderRow> orders = new(StringComparer.Ordinal);
    private readonly DateTimeOffset begin = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public long Head => events.Count;

    public IReadOnlyCollection<PurchaseOrderRow> Orders => orders.Values;

    /// <summary>One event of one actor. Quantities are all of the form 77...: never a part of any other number here.</summary>
    public void Happen()
    {
        switch (random.Next(10))
        {
            case 0:
                var code = Pick(Vendors);
                Append(Kinds.Vendor, code, new VendorSheet(code, $"{code} Ltd {random.Next(3)}", Pick("BD", "VN"), null, null, null, null, []));
                break;
            case 1:
                var number = Pick(Styles);
                Append(Kinds.Style, number, new StyleRow(number, $"{number} name {random.Next(3)}", "HALDEN", "apparel", "AW26", null, null, [], null, Health.Plan));
                break;
            default:
                var order = $"PO-{random.Next(12)}";
                orders[order] = orders.TryGetValue(order, out var before) && random.Next(6) > 0 ? Move(before) : Place(order);
                Append(Kinds.PurchaseOrder, order, orders[order]);
                break;
        }
    }

    /// <summary>What was committed after a position, up to one that chance chooses; null when there is nothing.</summary>
    public FeedBatch? NextBatch(long after)
    {
        if (after >= Head)
            return null;
        var to = random.Next(3) == 0 ? Head : after + 1 + random.NextInt64(Head - after);
        var streams = events.GetRange((int)after, (int)(to - after)).Select(e => e.Stream).Distinct();
        return new FeedBatch(after, to, events[(int)to - 1].At, [], [.. streams.Select(s => rows[s])]);
    }

    public FeedBatch AllAtOnce() => new(0, Head, Head == 0 ? begin : events[^1].At, [], [.. rows.Values]);

    /// <summary>What the actor of an order would answer.</summary>
    public PurchaseOrderView? Read(string number)
    {
        if (!orders.TryGetValue(number, out var row))
            return null;
        return new PurchaseOrderView(
            row.Number, row.Brand, row.Category, row.Vendor, row.Season, "FOB", "sea", row.Health, row.Open, rows[new(Kinds.PurchaseOrder, number)].Version,
            OrderStanding.Of(SampleRows.OrderState(number)),
            [
                .. row.Lines.Select(l => new LineView(
                    l.Number, l.Style, l.Description, l.Colour, l.Quantity, [new SizeQuantity("M", l.Quantity)], l.Stage, l.Health, l.SlipDays, l.FloatDays, 0, [], [],
                    new ExFactoryDates(l.Baseline, l.Committed, l.Forecast, l.Actual), l.Cancel, l.HeardAt, ImmutableArray<MilestoneView>.Empty, null, null)),
            ]);
    }

    public void Append<TRow>(string kind, string id, TRow row)
    {
        var stream = new StreamKey(kind, id);
        events.Add((stream, begin.AddSeconds(events.Count)));
        rows[stream] = new StreamRow(
            stream, rows.TryGetValue(stream, out var before) ? before.Version + 1 : 1, Head, StoredForm.Write(row));
    }

    public static PurchaseOrderRow Order(string number, string brand, string category, string vendor, ImmutableArray<LineRow> lines) =>
        new(number, brand, category, vendor, "AW26", lines.IsEmpty ? Health.Plan : lines[0].Health, Open: true, lines);

    public static LineRow Line(int number, Health health, int slipDays, int quantity, string? style = null) => new(
        number, style, "as described", "black", quantity, Stage.Sewing, health, slipDays, null, new DateOnly(2026, 12, 1), null,
        new DateOnly(2026, 12, 1).AddDays(slipDays), null, null, new NextMilestone("A26", new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21)), null, null);

    private PurchaseOrderRow Place(string number) => Order(
        number, Pick(Brands), Pick(Categories), Pick(Vendors), [.. Enumerable.Range(1, random.Next(1, 4)).Select(RandomLine)]);

    private PurchaseOrderRow Move(PurchaseOrderRow order) => random.Next(8) switch
    {
        0 => order with { Open = !order.Open },
        1 => order with { Vendor = Pick(Vendors) },
        2 => order with { Lines = [.. order.Lines, RandomLine(order.Lines.Length == 0 ? 1 : order.Lines.Max(l => l.Number) + 1)] },
        3 when order.Lines.Length > 1 => order with { Lines = order.Lines.RemoveAt(random.Next(order.Lines.Length)) },
        4 => order,
        _ => order with { Lines = order.Lines.SetItem(0, RandomLine(order.Lines[0].Number)) },
    };

    private LineRow RandomLine(int number) => Line(number, (Health)random.Next(8), random.Next(40), 770_001 + random.Next(5), random.Next(2) == 0 ? null : Pick(Styles));

    private string Pick(params string[] of) => of[random.Next(of.Length)];
}
