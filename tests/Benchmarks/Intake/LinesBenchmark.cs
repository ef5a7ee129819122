using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Gateway;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Intake;

/// <summary>
/// What HTTP costs a batch: (G) status events handed to their actors in the node's own process, (H) the same posted to it as
/// NDJSON; slices G H H G and so on, node and sender in one process.
/// </summary>
internal static class LinesBenchmark
{
    private const int ItemsEach = 500;
    // As many as the node itself has under way of a batch.
    private const int ActorsAtOnce = 64;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, count) = (arguments.Seconds(60), arguments.Number("orders", 10_000) / 4 * 4);
        var (events, atOnce) = (arguments.Number("events", 20_000) / ItemsEach * ItemsEach, arguments.Number("batches-at-once", 4));
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 30));
        arguments.RefuseUnknown();
        if (count < ItemsEach * atOnce)
            throw new ArgumentException($"{atOnce} batches at once of {ItemsEach} different orders each need {ItemsEach * atOnce} orders.");

        var server = await ServerTree.FindAsync();
        var season = new SampleSeason(count);
        var orders = season.Orders(1);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var node = Node.Build(builder, database, TimeProvider.System);
        await node.StartAsync();
        await node.Services.GetRequiredService<Rows>().CatchUpAsync(CancellationToken.None);
        var grains = node.Services.GetRequiredService<IGrainFactory>();
        using var sender = new BatchSender([new Uri(node.Urls.First())], orders, atOnce, ItemsEach, asLines: true);
        var (dice, next) = (new Random(7), 0);

        var rounds = await Rounds.PlayAsync(warmUp, duration, async () =>
        {
            var within = await WithinAsync();
            var there = new Round(within, await PostedAsync());
            var posted = await PostedAsync();
            return new[] { there, new Round(await WithinAsync(), posted) };
        });
        await node.StopAsync();

        var report = new Report("lines", "status events as NDJSON over HTTP against the same handed to their actors in the process");
        report.Note($"POST /api/v1/events with {ItemsEach} lines each into {count} purchase orders of the sample season, {atOnce} under way; every event names another order than its neighbours and is accepted. In the process as many batches and {ActorsAtOnce} actors of each are under way.");
        report.Note("Node and sender are one process, whose CPU is counted with that of the whole PostgreSQL server.");
        report.Add("postedPerSecond", "Posted as NDJSON", Ratio.MedianOf(rounds.Select(r => r.Posted.PerSecond)), "events/s");
        report.Add("withinPerSecond", "Handed over in the process", Ratio.MedianOf(rounds.Select(r => r.Within.PerSecond)), "events/s");
        report.Add("postedCpu", "CPU of an event posted, with its sender's", Ratio.MedianOf(rounds.Select(r => r.Posted.MicrosecondsEach)), "µs");
        report.Add("withinCpu", "CPU of an event handed over", Ratio.MedianOf(rounds.Select(r => r.Within.MicrosecondsEach)), "µs");
        report.Add("ratioToWithin", "Posted / handed over, rate", Ratio.Of([.. rounds.Select(r => r.Posted.PerSecond / r.Within.PerSecond)]), ">= 0.8");
        report.Add("resent", "Batches sent again after 503, warm-up included", sender.Resent, "", "0", sender.Resent.ToString());
        report.Add("rounds", "Slices of each", rounds.Count, "", shown: rounds.Count.ToString());
        return report;

        TimeSpan Spent() => ProcessorTime.Own + server.Spent;

        Task<Slice> PostedAsync()
        {
            var batches = sender.Write(events, TimeProvider.System.GetUtcNow());
            return Slice.MeasureAsync(Spent, () => sender.SendAsync(batches));
        }

        Task<Slice> WithinAsync()
        {
            var now = TimeProvider.System.GetUtcNow();
            var from = new Provenance("benchmark", Channel.Api);
            var batches = Enumerable.Range(0, events / ItemsEach).Select(_ => Enumerable.Range(0, ItemsEach).Select(_ => Next(now)).ToArray()).ToArray();
            return Slice.MeasureAsync(Spent, async () =>
            {
                await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (batch, _) =>
                    await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = ActorsAtOnce }, async (said, _) =>
                    {
                        var verdict = (await grains.GetGrain<IPurchaseOrderGrain>(said.Key).Report([said.ToAsked(from, ofBrand: true)]))[0];
                        if (verdict.Status != VerdictStatus.Accepted)
                            throw new InvalidOperationException($"{verdict.Status}: {verdict.Problem}");
                    }));
                return events;
            });
        }

        StatusEvent Next(DateTimeOffset now)
        {
            var order = orders[next];
            next = (next + 1) % orders.Length;
            return new StatusEvent(Kinds.PurchaseOrder, order.Number, order.Next.Next(now, dice));
        }
    }

    private sealed record Round(Slice Within, Slice Posted);
}
