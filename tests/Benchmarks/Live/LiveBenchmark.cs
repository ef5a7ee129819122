using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Live;

/// <summary>
/// From the moment an event should be sent over HTTP to the frame that shows it having arrived, on every screen that
/// follows a topic it concerns.
/// </summary>
internal static class LiveBenchmark
{
    private const int WarmUpPerSecond = 300;

    // For the frames of the last events; what has not come by then counts as missing.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, screens) = (arguments.Seconds(20), arguments.Number("followers", 200));
        var count = arguments.Number("orders", 2_000) / 4 * 4;
        var rates = arguments.Has("rate") ? [arguments.Number("rate", 100)] : (int[])[100, 1_000];
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 15));
        arguments.RefuseUnknown();

        var server = await ServerTree.FindAsync();
        var season = new SampleSeason(count);
        var orders = season.Orders(0);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        orders = [.. orders.Where(o => o.IsOpen)];
        await using var gateway = await ServerProcess.StartGatewayAsync(database);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        await using var room = await Screens.OpenAsync(gateway.Address, Topics(orders, screens));

        var report = new Report("live", "from an event's sending to its frame on the screens");
        report.Note($"{screens} screens follow the grid of topics of {orders.Length} open orders: a tenth the overview, two tenths vendors, the rest brands and categories.");
        report.Note($"Events one by one over HTTP by the clock, {duration.TotalSeconds:0} s at each rate; times count from when an event should have been sent. Sender and screens share the machine with the node.");
        await SendAsync(WarmUpPerSecond, warmUp);
        foreach (var rate in rates)
            await MeasureAsync(rate);
        return report;

        async Task MeasureAsync(int rate)
        {
            room.Forget();
            var (node, database, own) = (gateway.Spent, server.Spent, ProcessorTime.Own);
            var sent = await SendAsync(rate, duration);
            await Task.Delay(Afterwards);
            var seconds = (duration + Afterwards).TotalSeconds;
            Describe(report, rate, sent, room);
            report.Add(
                $"nodeCpuPerFrameAt{rate}", $"At {rate} events/s: CPU of the node for each frame, its events included",
                (gateway.Spent - node).TotalMicroseconds / Math.Max(1, room.Frames), "µs");
            report.Add($"nodeCpuAt{rate}", $"At {rate} events/s: CPU of the node", (gateway.Spent - node).TotalSeconds / seconds, "cores");
            report.Add($"postgresCpuAt{rate}", $"At {rate} events/s: CPU of PostgreSQL", (server.Spent - database).TotalSeconds / seconds, "cores");
            report.Add($"ownCpuAt{rate}", $"At {rate} events/s: CPU of sender and screens", (ProcessorTime.Own - own).TotalSeconds / seconds, "cores");
        }

        async Task<Sent[]> SendAsync(int rate, TimeSpan during)
        {
            var sent = new ConcurrentBag<Sent>();
            var dice = new Random(rate);
            await OpenLoop.RunAsync(rate, during, async scheduled =>
            {
                var order = orders[dice.Next(orders.Length)];
                var position = await PostAsync(client, order.Next.NextAsJson(TimeProvider.System.GetUtcNow(), dice));
                sent.Add(new Sent(order, scheduled, Stopwatch.GetTimestamp(), position));
            });
            return [.. sent];
        }
    }

    private static void Describe(Report report, int rate, Sent[] sent, Screens room)
    {
        var sighted = new Sighted();
        foreach (var one in sent)
            room.Look(one.Position, one.Scheduled, TopicsOf(one.Order), sighted);
        var seen = sighted.Ages;
        var answered = new Latencies();
        foreach (var one in sent)
            answered.Add(one.Scheduled, one.AnsweredAt);

        var at = $"At {rate} events/s: ";
        report.Add($"p50At{rate}", at + "seen, p50", seen.Percentile(0.50), "ms");
        report.Add($"p99At{rate}", at + "seen, p99", seen.Percentile(0.99), "ms", rate >= 1_000 ? "< 1000" : "< 250");
        report.Add($"maxAt{rate}", at + "seen, longest", seen.Percentile(1), "ms");
        report.Add($"answeredP50At{rate}", at + "answered, p50", answered.Percentile(0.50), "ms");
        report.Add($"answeredP99At{rate}", at + "answered, p99", answered.Percentile(0.99), "ms");
        report.Add($"sightingsAt{rate}", at + "sightings", seen.Count, "", shown: seen.Count.ToString("#,0"));
        report.Add($"missingAt{rate}", at + "never seen", sighted.Missing, "", "0", sighted.Missing.ToString());
        report.Add($"framesAt{rate}", at + "frames", room.Frames, "", shown: room.Frames.ToString("#,0"));
        report.Add($"frameBytesAt{rate}", at + "mean frame", room.Bytes / Math.Max(1.0, room.Frames), "bytes");
    }

    /// <summary>What so many screens follow.</summary>
    public static IEnumerable<string> Topics(ImmutableArray<OrderScript> orders, int screens)
    {
        var boards = orders.Select(BoardOf).Distinct().Order(StringComparer.Ordinal).ToArray();
        var vendors = orders.GroupBy(o => o.Vendor).OrderByDescending(g => g.Count()).Select(g => "vendor:" + g.Key).ToArray();
        for (var i = 0; i < screens; i++)
            yield return (i % 10) switch
            {
                0 => "overview",
                1 or 2 => vendors[i / 5 % vendors.Length],
                _ => boards[i % boards.Length],
            };
    }

    /// <summary>Those that a change of the order concerns.</summary>
    public static string[] TopicsOf(OrderScript order) => ["overview", BoardOf(order), "vendor:" + order.Vendor];

    private static string BoardOf(OrderScript order) => $"board:{order.Brand}:{order.Category}";

    /// <returns>The event's position.</returns>
    /// <exception cref="InvalidOperationException">The event was not accepted.</exception>
    public static async Task<long> PostAsync(HttpClient client, byte[] body)
    {
        while (true)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = Json;
            using var answer = await client.PostAsync("/api/v1/events", content);
            // Sent again as the answer says; the time it costs is the event's own.
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                continue;
            using var verdicts = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            return verdicts.RootElement.TryGetProperty("items", out var items) && items[0].TryGetProperty("position", out var position)
                ? position.GetInt64()
                : throw new InvalidOperationException(verdicts.RootElement.ToString());
        }
    }

    private readonly record struct Sent(OrderScript Order, long Scheduled, long AnsweredAt, long Position);
}
