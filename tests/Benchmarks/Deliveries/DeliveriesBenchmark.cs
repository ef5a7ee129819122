using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Selvedge.Benchmarks.Live;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Deliveries;

/// <summary>
/// Webhooks of many partners on one node: how soon healthy endpoints hear of an event, by themselves (Q) and beside one that is
/// slow and one that is dead (T); slices Q T T Q and so on.
/// </summary>
internal static class DeliveriesBenchmark
{
    // For the last messages; what has not come by then is missing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, each) = (arguments.Seconds(240), TimeSpan.FromSeconds(arguments.Number("slice-seconds", 30)));
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 60));
        var (endpointCount, rate) = (arguments.Number("endpoints", 200), arguments.Number("events-per-second", 18));
        var waiting = arguments.Number("dead-queue", 200_000);
        var count = arguments.Number("orders", 2_000) / 4 * 4;
        arguments.RefuseUnknown();
        if (endpointCount % 10 != 0)
            throw new ArgumentException("Partners have ten endpoints each: --endpoints takes a multiple of ten.");

        var season = new SampleSeason(count);
        var orders = season.Orders(0);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        orders = [.. orders.Where(order => order.IsOpen)];
        var server = await ServerTree.FindAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var gateway = await ServerProcess.StartGatewayAsync(database, new() { ["Selvedge__Webhooks__AllowLoopback"] = "true" });
        await using var endpoints = await Endpoints.StartAsync(endpointCount);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        var audience = await Audience.GatherAsync(client, endpoints, endpointCount, orders);
        var dice = new Random(11);

        await audience.ListenAsync();
        var rounds = await Rounds.PlayAsync(warmUp, duration, async () =>
        {
            var quiet = await MeasureAsync();
            await DeadQueue.FillAsync(source, await audience.AddTroubledAsync(), [.. orders.Select(Audience.SubjectOf)], waiting);
            await DeadQueue.SweepAsync(source);
            var troubled = await MeasureAsync();
            var again = await MeasureAsync();
            await audience.DropTroubledAsync();
            await DeadQueue.SweepAsync(source);
            return new[] { new Round(quiet, troubled), new Round(await MeasureAsync(), again) };
        });
        var burst = await CatchUpAsync();
        // Last, when all is compiled: what the events themselves cost.
        await audience.LeaveAsync();
        var untold = await Slice.MeasureAsync(Spent, () => SendAsync(each));
        return Describe(rounds, untold, burst, endpoints.Forged, endpointCount, audience.Steady, rate, waiting, each);

        TimeSpan Spent() => gateway.Spent + server.Spent;

        async Task<long> SendAsync(TimeSpan time)
        {
            await OpenLoop.RunAsync(rate, time, async _ => await LiveBenchmark.PostAsync(
                client, orders[dice.Next(orders.Length)].Next.NextAsJson(TimeProvider.System.GetUtcNow(), dice)));
            return (long)(rate * time.TotalSeconds);
        }

        async Task<Told> MeasureAsync()
        {
            var after = await HeadAsync(source);
            endpoints.Forget();
            List<(int Endpoint, long Position)> expected = [];
            var slice = await Slice.MeasureAsync(Spent, async () =>
            {
                await SendAsync(each);
                expected = await audience.ExpectedAsync(after);
                await AwaitAsync(() => SteadyReceipts().Count() >= expected.Count);
                return SteadyReceipts().Count();
            });
            return Told.Of([.. SteadyReceipts()], expected, slice, rate * each.TotalSeconds);
        }

        // The slow one's receipts are not what is measured.
        IEnumerable<Receipt> SteadyReceipts() => endpoints.Receipts.Where(r => r.Endpoint >= 2);

        async Task<Slice> CatchUpAsync()
        {
            var after = await HeadAsync(source);
            await SendAsync(each);
            var expected = (await audience.ExpectedAsync(after)).Count;
            await AwaitAsync(() => endpoints.Receipts.Count(r => r.Position > after) >= expected);
            endpoints.Forget();
            return await Slice.MeasureAsync(Spent, async () =>
            {
                var queued = await audience.ReplayAsync(after);
                await AwaitAsync(() => endpoints.Receipts.Count >= queued);
                return endpoints.Receipts.Count;
            });
        }
    }

    private static async Task AwaitAsync(Func<bool> isThere)
    {
        var from = Stopwatch.GetTimestamp();
        while (!isThere() && Stopwatch.GetElapsedTime(from) < Patience)
            await Task.Delay(20);
    }

    private static async Task<long> HeadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select position from journal.head");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Report Describe(List<Round> rounds, Slice untold, Slice burst, int forged, int endpoints, int steady, int rate, int waiting, TimeSpan each)
    {
        var report = new Report("deliveries", "webhooks to many endpoints, by themselves and beside one that is slow and one that is dead");
        report.Note($"{endpoints} endpoints of {endpoints / 10} partners, each at a loopback address of its own, over HTTP without TLS; {steady} take what they are sent, one answers after 19 of the 20 seconds that it has, one refuses connections, as it has for days: {waiting} messages wait for it.");
        report.Note($"{rate} status events a second by the clock, one by one, each told to all ten endpoints of the partner that sees its order; slices of {each.TotalSeconds:0} s, each until its last message has come.");
        report.Note("How long: from an event's being recorded, which is before its commit, to the message's arrival with a signature that is right. CPU is that of the node and of the whole PostgreSQL server, less what as many events cost that were told to nobody.");
        foreach (var (key, what, slices) in new[]
                 {
                     ("", "By themselves: ", rounds.Select(r => r.Quiet).ToList()),
                     ("Beside", "Beside a slow and a dead one: ", rounds.Select(r => r.Beside).ToList()),
                 })
        {
            report.Add($"perMinute{key}", what + "messages taken", Ratio.MedianOf(slices.Select(s => s.Slice.PerSecond * 60)), "/min", ">= 10000");
            report.Add($"p50{key}", what + "how long, p50", Ratio.MedianOf(slices.Select(s => s.Ages.Percentile(0.50))), "ms");
            report.Add($"p99{key}", what + "how long, p99", Ratio.MedianOf(slices.Select(s => s.Ages.Percentile(0.99))), "ms");
            report.Add($"max{key}", what + "how long, longest", slices.Max(s => s.Ages.Percentile(1)), "ms");
            report.Add($"cpuMicroseconds{key}", what + "CPU of a message", Ratio.MedianOf(slices.Select(s => s.MicrosecondsEach(untold))), "µs");
        }

        var all = rounds.SelectMany(r => new[] { r.Quiet, r.Beside }).ToList();
        report.Add("p99Ratio", "p99 beside them / by themselves", Ratio.Of([.. rounds.Select(r => r.Beside.Ages.Percentile(0.99) / r.Quiet.Ages.Percentile(0.99))]), "<= 1.1");
        Count("missing", "Messages that never came", all.Sum(s => s.Missing));
        Count("otherId", "Events that came under two ids", all.Sum(s => s.OtherId));
        Count("repeated", "Messages that came again under their id", all.Sum(s => s.Repeated));
        Count("outOfSequence", "Messages of an order that came before an earlier one", all.Sum(s => s.OutOfSequence));
        Count("forged", "Messages whose signature was wrong", forged);
        report.Add("burstPerMinute", "Messages taken when all wait at once", burst.PerSecond * 60, "/min");
        report.Add("burstCpuMicroseconds", "CPU of one of these", burst.MicrosecondsEach, "µs");
        report.Add("rounds", "Slices of each", rounds.Count, "", shown: rounds.Count.ToString());
        return report;

        void Count(string key, string what, int found) => report.Add(key, what, found, "", "0", found.ToString());
    }

    private sealed record Round(Told Quiet, Told Beside);
}
