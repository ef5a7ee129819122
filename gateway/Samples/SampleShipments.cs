using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Shipments;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// What the forwarder of a sample books and says of it: the lines of a brand that left the factories of a country in one week
/// travel together. Which lines these are follows from how they stand.
/// </summary>
internal sealed class SampleShipments(IGrainFactory grains, Rows rows, SampleSender send, int seed, DateOnly today)
{
    private const int MostShipments = 120;
    private const int MostLines = 40;
    private const int LinesOfAContainer = 14;

    private static readonly (string Carrier, string Owner)[] Liners = [("MAEU", "MSKU"), ("HLCU", "HLXU"), ("CMDU", "CMAU")];

    /// <param name="modes">How each order is to travel, by its number.</param>
    public async Task BookAsync(IReadOnlyDictionary<string, string?> modes, CancellationToken ct)
    {
        await send.CatchUpAsync(rows, ct);
        var groups = from order in rows.PurchaseOrders.Select(o => o.Row)
                     let origin = rows.TryGetVendor(order.Vendor, out var vendor) ? vendor.Row.Country : null
                     where PortOf(origin) is not null && PortOf(origin) != PortOf(SampleWords.CountryOf(order.Brand))
                     from line in order.Lines
                     where line.Actual is not null && line.Stage != Stage.Cancelled && line.Quantity > 0
                     let left = line.Actual!.Value
                     group (new CarriedLine(order.Number, line.Number, line.Quantity), left)
                         by (order.Brand, Origin: origin!, Mode: ModeOf(modes.GetValueOrDefault(order.Number), SampleWords.CountryOf(order.Brand)), Year: ISOWeek.GetYear(left.ToDateTime(TimeOnly.MinValue)), Week: ISOWeek.GetWeekOfYear(left.ToDateTime(TimeOnly.MinValue)));
        foreach (var group in groups.OrderByDescending(g => (g.Key.Year, g.Key.Week)).ThenBy(g => g.Key.Brand, StringComparer.Ordinal).ThenBy(g => g.Key.Origin, StringComparer.Ordinal).ThenBy(g => g.Key.Mode).Take(MostShipments))
        {
            var lines = group.OrderBy(l => l.Item1.PurchaseOrder, StringComparer.Ordinal).ThenBy(l => l.Item1.Line).Take(MostLines).ToArray();
            await BookAsync(
                $"{group.Key.Brand} {group.Key.Origin} {group.Key.Mode} {group.Key.Year} {group.Key.Week}", group.Key.Origin, SampleWords.CountryOf(group.Key.Brand), group.Key.Mode,
                [.. lines.Select(l => l.Item1)], lines.Max(l => l.left), ct);
        }
    }

    private async Task BookAsync(string key, string from, string to, TransportMode mode, ImmutableArray<CarriedLine> lines, DateOnly left, CancellationToken ct)
    {
        var dice = new Random(Seeds.Of(seed, $"shipment {key}", 0));
        var (carrier, owner) = dice.Of<(string, string)>(Liners);
        var number = dice.Next(100_000, 999_000);
        ImmutableArray<string> containers = mode == TransportMode.Sea
            ? [.. Enumerable.Range(0, 1 + lines.Length / LinesOfAContainer).Select(i => Containers.Of(owner, number + i))]
            : [];
        var header = send.Header("shipment", key, SamplePeople.Forwarder);
        var id = ShipmentId.Of(header.Id);
        var shipment = grains.GetGrain<IShipmentGrain>(id);
        var sheet = new ShipmentSheet($"{(mode == TransportMode.Sea ? carrier : "NKP")}{number}", mode == TransportMode.Sea ? carrier : "NORDKAP", mode, PortOf(from)!, PortOf(to)!, containers, lines);
        await send.RecordAsync("shipment", key, () => shipment.Book(new(header, sheet), SamplePeople.Forwarder), ct);

        var said = WayOf(left.AddDays(mode == TransportMode.Sea ? 5 : 2), DaysOf(mode, to), dice);
        await send.RecordAsync("way", key, async () => (await shipment.Report(
            [.. said.Select((report, i) => new Asked<ReportTransport>(send.Header("way", $"{key} {i}", SamplePeople.Forwarder), report))]))[0], ct);
    }

    // Planned when it was booked; rolled now and then; what has come is said to have happened, what is to come is expected.
    private List<ReportTransport> WayOf(DateOnly departs, int days, Random dice)
    {
        var said = new List<ReportTransport>();
        var late = dice.Draw([70, 17, 9, 4]) switch { 0 => 0, 1 => dice.Next(1, 3), 2 => dice.Next(3, 7), _ => dice.Next(7, 13) };
        var atPort = dice.Happens(0.2) ? dice.Next(1, 4) : 0;
        foreach (var (moment, planned, behind) in new[]
        {
            (TransportMoment.Departure, departs, late), (TransportMoment.Arrival, departs.AddDays(days), late + atPort),
            (TransportMoment.CustomsCleared, departs.AddDays(days + 3), late + atPort), (TransportMoment.Received, departs.AddDays(days + 7), late + atPort),
        })
        {
            Say(moment, Classifier.Plan, planned, departs.AddDays(-7));
            var day = planned.AddDays(behind);
            if (day < today)
                Say(moment, Classifier.Actual, day, day);
            else if (departs.AddDays(late) <= today.AddDays(14))
                Say(moment, Classifier.Estimate, day, today.AddDays(-1));
        }

        return said;

        void Say(TransportMoment moment, Classifier classifier, DateOnly day, DateOnly on) => said.Add(new ReportTransport(
            SamplePeople.Forwarder, $"{moment}-{classifier}".ToLowerInvariant(), new DateTimeOffset((on < today ? on : today.AddDays(-1)).ToDateTime(new TimeOnly(15, 0)), TimeSpan.Zero),
            false, moment, classifier, day, null, null, null));
    }

    // A truck that is to cross a sea brings it to the port.
    private static TransportMode ModeOf(string? said, string to) => said switch
    {
        "Air" => TransportMode.Air,
        "Truck" when to != "US" => TransportMode.Road,
        _ => TransportMode.Sea,
    };

    private static int DaysOf(TransportMode mode, string to) => (mode, to) switch
    {
        (TransportMode.Air, _) => 3,
        (TransportMode.Road, _) => 5,
        (_, "US") => 22,
        _ => 30,
    };

    private static string? PortOf(string? country) => country switch
    {
        "BD" => "BDCGP",
        "CN" => "CNNGB",
        "IN" => "INNSA",
        "IT" => "ITGOA",
        "PT" => "PTLEI",
        "TR" => "TRIST",
        "US" => "USLAX",
        "VN" => "VNSGN",
        _ => null,
    };
}
