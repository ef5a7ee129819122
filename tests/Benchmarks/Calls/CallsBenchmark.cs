using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Clustering;
using Selvedge.Contracts;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Calls;

/// <summary>What a grain call and an activation cost in the runtime under the grains, without storage; and an order's activation, with it.</summary>
internal static class CallsBenchmark
{
    private const int Grains = 1_000;
    private const int CallsBetweenLooks = 256;
    private const int ReportsEach = 8;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, callers) = (arguments.Seconds(20) / 4, arguments.Number("callers", 64));
        var (activations, orders) = (arguments.Number("activations", 200_000), arguments.Number("orders", 4_000));
        arguments.RefuseUnknown();

        var report = new Report("calls", "calls and activations of the runtime under the grains");
        report.Note($"Calls from within the process: {callers} callers, each waiting for its answer before the next call, on {Grains} grains or all on one.");

        using (var host = await StartAsync(services => services.AddSilo(null, typeof(PingGrain).Assembly)))
        {
            var factory = host.Services.GetRequiredService<IGrainFactory>();
            var names = Enumerable.Range(0, Grains).Select(i => $"grain-{i}").ToArray();
            await CallAsync(factory, names, callers, TimeSpan.FromSeconds(1));
            await MeasureAsync("one", "one caller, one grain", names[..1], 1);
            await MeasureAsync("many", $"{callers} callers, {Grains} grains", names, callers);
            await MeasureAsync("same", $"{callers} callers, the same grain", names[..1], callers);

            var activated = await Slice.MeasureAsync(() => ProcessorTime.Own, async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
                {
                    for (var i = caller; i < activations; i += callers)
                        await factory.GetGrain<IPingGrain>($"fresh-{i}").Ping(1);
                })));
                return activations;
            });
            report.Add("activationsPerSecond", "Activations by their first call", activated.PerSecond, "a second");
            report.Add("cpuMicrosecondsPerActivation", "CPU of an activation", activated.MicrosecondsEach, "µs");
            await host.StopAsync();

            async Task MeasureAsync(string key, string what, string[] grains, int callers)
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var slice = await Slice.MeasureAsync(() => ProcessorTime.Own, () => CallAsync(factory, grains, callers, duration));
                report.Add(key + "CallsPerSecond", $"Calls, {what}", slice.PerSecond, "a second");
                report.Add(key + "CpuMicrosecondsPerCall", $"CPU of a call, {what}", slice.MicrosecondsEach, "µs");
                report.Add(key + "BytesPerCall", $"Allocated by a call, {what}", (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / slice.Operations, "bytes");
            }
        }

        var season = new SampleSeason(orders / 4 * 4);
        await MeasureDecisionsAsync(report, season);
        await MeasureOrdersAsync(report, season, callers);
        return report;
    }

    // What deciding costs is what scripts with reports cost more than scripts without.
    private static async Task MeasureDecisionsAsync(Report report, SampleSeason season)
    {
        await WriteAsync(ReportsEach);
        var (without, with) = (await WriteAsync(0), await WriteAsync(ReportsEach));
        report.Add(
            "cpuMicrosecondsPerDecision", "CPU of a report's decision, its events and its row, as bytes",
            (with.Processor - without.Processor).TotalMicroseconds / (with.Operations * ReportsEach), "µs");

        Task<Slice> WriteAsync(int reportsEach) =>
            Slice.MeasureAsync(() => ProcessorTime.Own, () => Task.FromResult((long)season.Orders(reportsEach).Length));
    }

    private static async Task MeasureOrdersAsync(Report report, SampleSeason season, int callers)
    {
        var orders = season.Orders(0);
        var count = orders.Length;
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        var server = await ServerTree.FindAsync();
        using var host = await StartAsync(services => services.AddJournal(database).AddActors());
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        await Parallel.ForEachAsync(orders.Take(count / 8), new ParallelOptions { MaxDegreeOfParallelism = callers }, ReadAsync);
        var slice = await Slice.MeasureAsync(() => ProcessorTime.Own + server.Spent, async () =>
        {
            await Parallel.ForEachAsync(orders.Skip(count / 8), new ParallelOptions { MaxDegreeOfParallelism = callers }, ReadAsync);
            return count - count / 8;
        });
        report.Add("orderActivationsPerSecond", "Orders activated from the journal", slice.PerSecond, "a second");
        report.Add("cpuMicrosecondsPerOrderActivation", "CPU of an order's activation, with PostgreSQL", slice.MicrosecondsEach, "µs");
        await host.StopAsync();

        async ValueTask ReadAsync(OrderScript order, CancellationToken ct) => await factory.GetGrain<IPurchaseOrderGrain>(order.Number).Read();
    }

    private static async Task<long> CallAsync(IGrainFactory factory, string[] grains, int callers, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = grains.Where((_, i) => i % callers == caller % grains.Length).Select(name => factory.GetGrain<IPingGrain>(name)).ToArray();
            var calls = 0L;
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                for (var i = 0; i < CallsBetweenLooks; i++)
                    await mine[calls++ % mine.Length].Ping(1);
                // A call that is answered at once never gives up its thread: the others must get their turn.
                await Task.Yield();
            }

            return calls;
        })));
        return counts.Sum();
    }

    private static async Task<IHost> StartAsync(Action<IServiceCollection> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        add(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
