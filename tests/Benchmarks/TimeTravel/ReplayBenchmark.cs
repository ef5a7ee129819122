using Npgsql;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Benchmarks.TimeTravel;

/// <summary>Everything made anew from the log alone, and compared with what is stored.</summary>
internal static class ReplayBenchmark
{
    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (orders, reports) = (arguments.Number("orders", 1_000) / 4 * 4, arguments.Number("reports", 60));
        var (times, runs, parts) = (arguments.Number("times", 10), arguments.Number("runs", 3), arguments.Number("parts", Environment.ProcessorCount));
        arguments.RefuseUnknown();

        var database = await GrownJournal.MakeAsync(orders, reports, times);
        await using var source = NpgsqlDataSource.Create(database);
        var server = await ServerTree.FindAsync();
        var first = await ReplayAsync();
        List<Slice> slices = [], ofServer = [];
        for (var run = 0; run < runs; run++)
        {
            var before = server.Spent;
            slices.Add(await Slice.MeasureAsync(() => ProcessorTime.Own, async () => (await ReplayAsync()).Events));
            ofServer.Add(slices[^1] with { Processor = server.Spent - before });
        }

        var report = new Report("replay", "everything made anew from the log alone, and compared with what is stored");
        report.Note($"{first.Events:#,0} events of {first.Streams:#,0} streams: {orders:#,0} orders with {reports} reports each, standing there {times} times; {parts} parts side by side, best of {runs} after a first.");
        var best = slices.MinBy(slice => slice.Elapsed)!;
        report.Add("eventsPerSecond", "Events replayed and compared", best.PerSecond, "a second", ">= 100,000");
        report.Add("cpuMicrosecondsPerEvent", "CPU of an event, in this process", slices.Min(slice => slice.MicrosecondsEach), "µs");
        report.Add("serverCpuMicrosecondsPerEvent", "CPU of an event, in PostgreSQL", ofServer.Min(slice => slice.MicrosecondsEach), "µs");
        report.Add("eventsPerStream", "Events of a stream", (double)first.Events / first.Streams, "");
        report.Add("differences", "Streams that differ from what is stored", first.DifferenceCount, "", "0");
        return report;

        Task<ReplayResult> ReplayAsync() => Replay.RunAsync(source, parts, CancellationToken.None);
    }
}
