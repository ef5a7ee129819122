using System.Collections.Immutable;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Rivals;
using Selvedge.Benchmarks.Season;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Appending;

/// <summary>
/// (A) reports through the journal's group commit, (B) COPY of the rows that A left, (C) one row of state per commit:
/// slices A B C C B A and so on, so that what the machine does meanwhile meets all three.
/// </summary>
internal static class AppendBenchmark
{
    private const int DistinctOrders = 1_000;
    private const int ReportsEach = 8;

    // The third variant is some ten times slower: a slice of it lasts about as long with a tenth of the work.
    private const int RowsShare = 10;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, streams) = (arguments.Seconds(60), arguments.Number("streams", 20_000));
        var (callers, reports) = (arguments.Number("callers", 2_000), arguments.Number("reports", 40_000));
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 5));
        arguments.RefuseUnknown();

        var server = await ServerTree.FindAsync();
        var scripts = new SampleSeason(Math.Min(DistinctOrders, streams) / 4 * 4).Orders(ReportsEach);
        await using var journalled = await JournalledStreams.PlaceAsync(await TestServer.CloneDatabaseAsync(), scripts, streams, callers);
        await using var copy = new CopyOfSameRows(Database.Open(await TestServer.CloneDatabaseAsync()));
        var rows = scripts.Select(s => (s.Number, s.Placing.Row)).ToImmutableArray();
        await using var rival = await RowPerCommit.CreateAsync(
            await TestServer.CreateEmptyDatabaseAsync(), Enumerable.Range(0, streams).Select(i => ($"{rows[i % rows.Length].Number}-{i / rows.Length}", rows[i % rows.Length].Row)));
        var versions = new long[streams];

        var rounds = await Rounds.PlayAsync(warmUp, duration, async () =>
        {
            var a = await AppendSliceAsync();
            var b = await CopySliceAsync(a.Done);
            var c = await RowSliceAsync();
            var there = new Round(a.Slice, b, c, Events(a.Done), a.Done.Length);
            c = await RowSliceAsync();
            // The rows of the A before: its own come only after it.
            b = await CopySliceAsync(a.Done);
            a = await AppendSliceAsync();
            return new[] { there, new Round(a.Slice, b, c, Events(a.Done), a.Done.Length) };
        });

        return Describe(rounds, scripts, streams, callers);

        TimeSpan Spent() => ProcessorTime.Own + server.Spent;

        async Task<(Slice Slice, Appended[] Done)> AppendSliceAsync()
        {
            Appended[] done = [];
            var slice = await Slice.MeasureAsync(Spent, async () => Events(done = await journalled.AppendAsync(reports)));
            return (slice, done);
        }

        async Task<Slice> CopySliceAsync(Appended[] done)
        {
            var plan = CopyOfSameRows.Plan(done);
            Slice? best = null;
            foreach (var connections in (int[])[1, 2])
            {
                await copy.EmptyAsync();
                var slice = await Slice.MeasureAsync(Spent, async () =>
                {
                    await copy.CopyAsync(plan, connections);
                    return Events(done);
                });
                if (best is null || slice.PerSecond > best.PerSecond)
                    best = slice;
            }

            return best!;
        }

        Task<Slice> RowSliceAsync() => Slice.MeasureAsync(Spent, async () =>
        {
            var each = Math.Max(1, reports / RowsShare / RowPerCommit.Connections);
            await Task.WhenAll(Enumerable.Range(0, RowPerCommit.Connections).Select(connection => Task.Run(async () =>
            {
                for (var i = 0; i < each; i++)
                {
                    var stream = (connection + i * RowPerCommit.Connections) % streams;
                    var (number, row) = rows[stream % rows.Length];
                    await rival.WriteAsync($"{number}-{stream / rows.Length}", versions[stream]++, row);
                }
            })));
            return each * RowPerCommit.Connections;
        });
    }

    private static Report Describe(List<Round> rounds, ImmutableArray<OrderScript> scripts, int streams, int callers)
    {
        var steps = scripts.SelectMany(s => s.Reports).ToArray();
        var report = new Report("append", "group commit against COPY of the same rows, and against one row per commit");
        report.Note($"{callers} callers report on {streams} purchase orders of the sample season; each report appends its events, the order's row, its command id, and its due time where that moved.");
        report.Note("CPU is that of this process and of the whole PostgreSQL server. Ratios are medians over adjacent slices, with the 95 % interval of the median.");
        report.Add("eventsPerReport", "Events of a report", steps.Average(s => s.Events.Length), "");
        report.Add("payloadBytes", "Event's payload", steps.Average(s => s.Events.Average(e => e.Data.Length)), "bytes");
        report.Add("originBytes", "Event's origin", steps.Average(s => s.Events.Average(e => e.Origin.Length)), "bytes");
        report.Add("rowBytes", "Board row of an order", steps.Average(s => s.Row.Length), "bytes");
        report.Add("longRowShare", "Board rows above 2,000 bytes, which PostgreSQL compresses", steps.Average(s => s.Row.Length > 2_000 ? 1.0 : 0.0), "");
        report.Add("dueMovedShare", "Reports that move the due time", steps.Average(s => s.Due != s.PreviousDue ? 1.0 : 0.0), "");
        report.Add("eventsPerSecond", "Appended", Ratio.MedianOf(rounds.Select(r => r.Append.PerSecond)), "events/s");
        report.Add("reportsPerSecond", "Appended", Ratio.MedianOf(rounds.Select(r => r.Append.PerSecond / r.EventsPerReport)), "reports/s");
        report.Add("copyEventsPerSecond", "Copied (best of 1 and 2 connections)", Ratio.MedianOf(rounds.Select(r => r.Copy.PerSecond)), "events/s");
        report.Add("rowsPerSecond", $"One row per commit, {RowPerCommit.Connections} connections", Ratio.MedianOf(rounds.Select(r => r.Row.PerSecond)), "reports/s");
        report.Add("cpuMicrosecondsPerEvent", "CPU of an appended event", Ratio.MedianOf(rounds.Select(r => r.Append.MicrosecondsEach)), "µs");
        report.Add("cpuMicrosecondsPerReport", "CPU of an appended report", Ratio.MedianOf(rounds.Select(r => r.Append.MicrosecondsEach * r.EventsPerReport)), "µs");
        report.Add("copyCpuMicrosecondsPerEvent", "CPU of a copied event", Ratio.MedianOf(rounds.Select(r => r.Copy.MicrosecondsEach)), "µs");
        report.Add("rowCpuMicroseconds", "CPU of one row in its commit", Ratio.MedianOf(rounds.Select(r => r.Row.MicrosecondsEach)), "µs");
        report.Add("ratioToCopy", "Append rate / COPY rate", Ratio.Of([.. rounds.Select(r => r.Append.PerSecond / r.Copy.PerSecond)]), ">= 0.5");
        report.Add("rowCpuToEvent", "CPU of one row in its commit / of an event", Ratio.Of([.. rounds.Select(r => r.Row.MicrosecondsEach / r.Append.MicrosecondsEach)]), ">= 8");
        report.Add("rowCpuToReport", "CPU of one row in its commit / of a report", Ratio.Of([.. rounds.Select(r => r.Row.MicrosecondsEach / (r.Append.MicrosecondsEach * r.EventsPerReport))]));
        report.Add("rounds", "Slices of each", rounds.Count, "", shown: rounds.Count.ToString());
        return report;
    }

    private static long Events(Appended[] done) => done.Sum(d => (long)d.Append.Events.Length);

    private sealed record Round(Slice Append, Slice Copy, Slice Row, long Events, int Reports)
    {
        public double EventsPerReport => (double)Events / Reports;
    }
}
