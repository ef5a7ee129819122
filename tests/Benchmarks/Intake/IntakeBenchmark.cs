using System.Collections.Immutable;
using Selvedge.Benchmarks.Appending;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Rivals;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Intake;

/// <summary>
/// Status events over HTTP into their orders: (A) the journal alone, (I) the product's node, (R) the rival that writes
/// one row per commit; slices A I R R I A and so on.
/// </summary>
internal static class IntakeBenchmark
{
    private const int ReportsEach = 8;
    private const int RowsShare = 4;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, count) = (arguments.Seconds(60), arguments.Number("orders", 10_000));
        var (events, atOnce) = (arguments.Number("events", 20_000), arguments.Number("batches-at-once", 16));
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 30));
        arguments.RefuseUnknown();
        if (count < 100 * atOnce)
            throw new ArgumentException($"{atOnce} batches at once of 100 different orders each need {100 * atOnce} orders.");

        var server = await ServerTree.FindAsync();
        var season = new SampleSeason(count / 4 * 4);
        var orders = season.Orders(ReportsEach);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        await using var gateway = await ServerProcess.StartGatewayAsync(database);
        using var sender = new BatchSender([gateway.Address], orders, atOnce);

        var rivalDatabase = await TestServer.CreateEmptyDatabaseAsync();
        await using (await RowPerCommit.CreateAsync(rivalDatabase, orders.Select(o => (o.Number, o.Placing.Row))))
        {
        }

        await using var rival = await RowServer.StartAsync(rivalDatabase);
        using var rivalSender = new BatchSender([rival.Address], orders, atOnce);
        await using var journalled = await JournalledStreams.PlaceAsync(
            await TestServer.CloneDatabaseAsync(), orders, orders.Length, Math.Min(2_000, orders.Length));

        // Until then every order's actor is to be active.
        var first = Math.Max(events, orders.Length);
        var rounds = await Rounds.PlayAsync(warmUp, duration, async () =>
        {
            var a = await AppendSliceAsync();
            var i = await SendSliceAsync(gateway, sender, first);
            var r = await SendSliceAsync(rival, rivalSender, events / RowsShare);
            var there = new Round(a, i.Slice, r.Slice, i.Client);
            r = await SendSliceAsync(rival, rivalSender, events / RowsShare);
            i = await SendSliceAsync(gateway, sender, events);
            a = await AppendSliceAsync();
            return new[] { there, new Round(a, i.Slice, r.Slice, i.Client) };
        }, () => first = events);

        return Describe(rounds, count, atOnce, sender.Resent);

        Task<Slice> AppendSliceAsync() => Slice.MeasureAsync(
            () => ProcessorTime.Own + server.Spent, async () => (await journalled.AppendAsync(events)).Length);

        async Task<(Slice Slice, TimeSpan Client)> SendSliceAsync(ServerProcess target, BatchSender from, int count)
        {
            var batches = from.Write(count, TimeProvider.System.GetUtcNow());
            var client = ProcessorTime.Own;
            var slice = await Slice.MeasureAsync(() => target.Spent + server.Spent, () => from.SendAsync(batches));
            return (slice, ProcessorTime.Own - client);
        }
    }

    private static Report Describe(List<Round> rounds, int orders, int atOnce, int resent)
    {
        var report = new Report("intake", "status events over HTTP against the journal alone, and against one row per commit");
        report.Note($"POST /api/v1/events in batches of 100 into {orders} purchase orders of the sample season, {atOnce} batches under way; every event names another order than its neighbours and is accepted.");
        report.Note("CPU is that of the node and of the whole PostgreSQL server; the sender's is apart but on the same cores. A report of the journal alone is one append, as an event is.");
        report.Add("eventsPerSecond", "Status events through the node", Ratio.MedianOf(rounds.Select(r => r.Intake.PerSecond)), "events/s");
        report.Add("appendsPerSecond", "Reports through the journal alone", Ratio.MedianOf(rounds.Select(r => r.Append.PerSecond)), "reports/s");
        report.Add("rivalEventsPerSecond", "Status events through the rival", Ratio.MedianOf(rounds.Select(r => r.Rival.PerSecond)), "events/s");
        report.Add("cpuMicrosecondsPerEvent", "CPU of an event, node and PostgreSQL", Ratio.MedianOf(rounds.Select(r => r.Intake.MicrosecondsEach)), "µs");
        report.Add("senderCpuMicrosecondsPerEvent", "CPU of an event, sender", Ratio.MedianOf(rounds.Select(r => r.Client.TotalMicroseconds / r.Intake.Operations)), "µs");
        report.Add("appendCpuMicroseconds", "CPU of a report in the journal alone", Ratio.MedianOf(rounds.Select(r => r.Append.MicrosecondsEach)), "µs");
        report.Add("rivalCpuMicrosecondsPerEvent", "CPU of an event, rival and PostgreSQL", Ratio.MedianOf(rounds.Select(r => r.Rival.MicrosecondsEach)), "µs");
        report.Add("ratioToAppend", "Node's rate / journal's rate", Ratio.Of([.. rounds.Select(r => r.Intake.PerSecond / r.Append.PerSecond)]), ">= 0.3, aim 0.5");
        report.Add("ratioToRival", "Node's rate / rival's rate", Ratio.Of([.. rounds.Select(r => r.Intake.PerSecond / r.Rival.PerSecond)]), ">= 4");
        report.Add("rivalCpuToEvent", "Rival's CPU of an event / the node's", Ratio.Of([.. rounds.Select(r => r.Rival.MicrosecondsEach / r.Intake.MicrosecondsEach)]));
        report.Add("resent", "Batches sent again after 503, warm-up included", resent, "", "0", resent.ToString());
        report.Add("rounds", "Slices of each", rounds.Count, "", shown: rounds.Count.ToString());
        return report;
    }

    private sealed record Round(Slice Append, Slice Intake, Slice Rival, TimeSpan Client);
}
