using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Selvedge.Benchmarks.Live;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Cascades;

/// <summary>A country closes for a week: until every line has looked at itself anew, and how stale the boards are meanwhile.</summary>
internal static class HolidayBenchmark
{
    private const string Country = "CN";
    private const int ProbesPerSecond = 10;

    // Tens of thousands of lines in one country are more than the sample has: all its vendors move there.
    private const int LinesPerOrder = 4;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GivenUp = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(5);

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (lines, screens) = (arguments.Number("lines", 30_000), arguments.Number("followers", 50));
        arguments.RefuseUnknown();

        var season = new SampleSeason(lines / LinesPerOrder / 4 * 4, Country);
        var orders = season.Orders(0);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        orders = [.. orders.Where(order => order.IsOpen)];
        var server = await ServerTree.FindAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var gateway = await ServerProcess.StartGatewayAsync(database);
        using var client = new HttpClient { BaseAddress = gateway.Address, Timeout = TimeSpan.FromMinutes(5) };
        await using var room = await Screens.OpenAsync(gateway.Address, LiveBenchmark.Topics(orders, screens));
        var first = await AskAsync(source, "select position from journal.head");
        var spent = (Node: gateway.Spent, Server: server.Spent);

        using var settled = new CancellationTokenSource(GivenUp);
        var probes = new ConcurrentBag<(OrderScript Order, long Scheduled, long Position)>();
        var dice = new Random(1);
        var probing = ProbeAsync();
        var from = Stopwatch.GetTimestamp();
        await CloseAsync();
        var concerned = await SettledAsync();
        var took = Stopwatch.GetElapsedTime(from);
        var (node, postgres) = (gateway.Spent - spent.Node, server.Spent - spent.Server);
        await settled.CancelAsync();
        await probing;
        await Task.Delay(Afterwards);

        var sighted = new Sighted();
        foreach (var (order, scheduled, position) in probes)
            room.Look(position, scheduled, LiveBenchmark.TopicsOf(order), sighted);
        var seen = sighted.Ages;
        var moved = await AskAsync(source, $"select count(distinct stream) from journal.events where position > {first} and type = 'purchase-order.forecasts-moved'");
        var report = new Report("holiday", "a country's closure until every line has settled");
        report.Note($"{orders.Sum(order => order.Lines):#,0} lines of {concerned:#,0} open purchase orders in one country, which closes for the second week from now; {moved:#,0} orders append what it moves.");
        report.Note($"Meanwhile {ProbesPerSecond} status events a second, by the clock, about random orders of the same: a board is as stale as such an event takes to be seen on one of {screens} screens. Sender and screens share the machine with the node.");
        report.Add("settledSeconds", "Until every order has looked again", took.TotalSeconds, "s", "< 60");
        report.Add("staleP50", "Boards stale meanwhile, p50", seen.Percentile(0.5), "ms");
        report.Add("staleP99", "Boards stale meanwhile, p99", seen.Percentile(0.99), "ms", "< 2000");
        report.Add("staleMax", "Boards stale meanwhile, longest", seen.Percentile(1), "ms", "< 2000");
        report.Add("missing", "Never seen", sighted.Missing, "", "0", sighted.Missing.ToString());
        report.Add("movedOrders", "Orders that something moved for", moved, "", shown: moved.ToString("#,0"));
        report.Add("nodeCpu", "CPU of the node", node.TotalSeconds, "s");
        report.Add("postgresCpu", "CPU of PostgreSQL", postgres.TotalSeconds, "s");
        return report;

        Task ProbeAsync() => Task.Run(async () =>
        {
            while (!settled.IsCancellationRequested)
                await OpenLoop.RunAsync(ProbesPerSecond, TimeSpan.FromSeconds(1), async scheduled =>
                {
                    OrderScript order;
                    byte[] body;
                    lock (dice)
                    {
                        order = orders[dice.Next(orders.Length)];
                        body = order.Next.NextAsJson(TimeProvider.System.GetUtcNow(), dice);
                    }

                    probes.Add((order, scheduled, await LiveBenchmark.PostAsync(client, body)));
                });
        });

        async Task CloseAsync()
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/calendars/{Country}/apply")
                {
                    Content = JsonContent.Create(new
                    {
                        sheet = new { closures = new[] { new { from = today.AddDays(7), to = today.AddDays(13), name = "Election week" } } }, reason = "benchmark",
                    }),
                };
                request.Headers.Add("Idempotency-Key", "close");
                using var answer = await client.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                    return;
                // Sent again as the answer says; nothing is done twice.
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            }
        }

        async Task<int> SettledAsync()
        {
            while (!settled.IsCancellationRequested)
            {
                using var answer = await client.GetAsync($"/api/v1/calendars/{Country}/progress");
                // A node that is too busy to have seen everything says so, and is asked again.
                if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonElement>() is var progress && progress.GetProperty("settled").GetBoolean())
                    return progress.GetProperty("purchaseOrders").GetInt32();
                await Task.Delay(BetweenLooks);
            }

            throw new InvalidOperationException($"Not settled within {GivenUp}.");
        }
    }

    private static async Task<long> AskAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
