using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Selvedge.Benchmarks.Appending;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.TimeTravel;

/// <summary>Boards of all orders as of past moments: what they take to answer, and what keeping the rows takes.</summary>
internal static class AsOfBenchmark
{
    private const int Callers = 1_000;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (count, reports, runs) = (arguments.Number("orders", 24_700) / 4 * 4, arguments.Number("reports", 100_000), arguments.Number("runs", 12));
        arguments.RefuseUnknown();

        var season = new SampleSeason(count);
        var orders = season.Orders(Math.Max(1, reports / count));
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, []);
        await using var source = NpgsqlDataSource.Create(database);
        var first = await AppendWhileCopyingAsync(database, source, orders, reports);

        var moments = await MomentsAsync(source, first, 3 * runs + 2);
        var server = await ServerTree.FindAsync();
        await using var gateway = await ServerProcess.StartGatewayAsync(database);
        using var client = new HttpClient { BaseAddress = gateway.Address, Timeout = TimeSpan.FromMinutes(5) };
        await MeasureAsync("/api/v1/boards/overview", moments.Take(2));
        var overview = await MeasureAsync("/api/v1/boards/overview", moments.Skip(2).Take(runs));
        var board = await MeasureAsync("/api/v1/boards/board:*:apparel", moments.Skip(2 + runs).Take(runs));
        var order = await MeasureAsync($"/api/v1/purchase-orders/{orders[0].Number}-0", moments.Skip(2 + 2 * runs));

        var report = new Report("as-of", "boards and orders as of past moments");
        report.Note($"{count:#,0} purchase orders with {orders.Sum(o => o.Lines):#,0} lines; {reports:#,0} reports about them after the whole copy, copied as they came. {runs} random moments each, none asked for twice, so that nothing is held from before.");
        report.Note("Times are of the HTTP answer, read to its end; CPU is of the node and of PostgreSQL.");
        Describe("overview", "The overview of all orders", overview, "< 2");
        Describe("board", $"The largest board, {board.Bytes / 1e6:0} MB", board, "< 2");
        Describe("order", "One order", order, "");
        await DescribeCopiesAsync();
        return report;

        void Describe(string key, string what, Times times, string goal)
        {
            report.Add(key + "Seconds", $"{what}: median", times.Seconds.Percentile(0.5) / 1_000, "s", goal);
            report.Add(key + "WorstSeconds", $"{what}: worst", times.Seconds.Percentile(1) / 1_000, "s", goal);
            report.Add(key + "CpuSeconds", $"{what}: CPU", times.Cpu.TotalSeconds / times.Seconds.Count, "s");
        }

        async Task DescribeCopiesAsync()
        {
            await using var command = source.CreateCommand(
                """
                select sum(rows) filter (where not is_whole), sum(length(data)) filter (where not is_whole),
                       sum(rows) filter (where is_whole) / count(distinct to_position) filter (where is_whole),
                       sum(length(data)) filter (where is_whole) / count(distinct to_position) filter (where is_whole),
                       (select avg(length(board_row)) from journal.streams where kind = 'purchase-order'),
                       pg_total_relation_size('journal.events')::numeric / (select count(*) from journal.events)
                  from journal.row_copies
                """);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            report.Add("rowBytes", "An order's row", (double)reader.GetDecimal(4), "bytes");
            report.Add("copiedRowBytes", "The same, copied in a stretch", (double)reader.GetDecimal(1) / reader.GetInt64(0), "bytes");
            report.Add("eventBytes", "An event in its table, with indexes", (double)reader.GetDecimal(5), "bytes");
            report.Add("wholeCopyMegabytes", $"A whole copy, of {reader.GetDecimal(2):#,0} rows", (double)reader.GetDecimal(3) / 1e6, "MB");
        }

        async Task<Times> MeasureAsync(string path, IEnumerable<DateTimeOffset> at)
        {
            var (seconds, bytes, spent) = (new Latencies(), 0L, gateway.Spent + server.Spent);
            foreach (var moment in at)
            {
                var started = Stopwatch.GetTimestamp();
                var answer = await client.GetByteArrayAsync($"{path}?asOf={moment:yyyy-MM-ddTHH:mm:ss.ffffff}Z");
                seconds.Add(started, Stopwatch.GetTimestamp());
                bytes = answer.Length;
            }

            return new Times(seconds, bytes, gateway.Spent + server.Spent - spent);
        }
    }

    /// <returns>The position from which on everything is copied.</returns>
    private static async Task<long> AppendWhileCopyingAsync(
        string database, NpgsqlDataSource source, System.Collections.Immutable.ImmutableArray<OrderScript> orders, int reports)
    {
        await using var streams = await JournalledStreams.PlaceAsync(database, orders, orders.Length, Callers);
        await using var feed = new Feed(streams.Journal);
        await feed.StartAsync(CancellationToken.None);
        using var copier = new RowCopier(
            source, streams.Journal, feed, new Checkpoints(source, new JournalOptions()), TimeProvider.System, NullLogger<RowCopier>.Instance);
        await copier.StartAsync(CancellationToken.None);
        var first = await streams.Journal.ReadHeadAsync();
        await Eventually.HoldsAsync("A whole copy is kept", () => AskAsync(source, "select count(*) from journal.row_copies where is_whole"), n => n > 0);
        await streams.AppendAsync(reports);
        var head = await streams.Journal.ReadHeadAsync();
        await Eventually.HoldsAsync("The rows are copied", () => AskAsync(
            source, $"select position from journal.checkpoints where follower = '{RowCopier.Follower}'"), copied => copied > head - 10_000);
        await copier.StopAsync(CancellationToken.None);
        await SampleSeason.ServeReactionsAsync(source);
        return first;
    }

    private static async Task<DateTimeOffset[]> MomentsAsync(NpgsqlDataSource source, long after, int count)
    {
        var (dice, head) = (new Random(1), await AskAsync(source, "select position from journal.head"));
        var moments = new HashSet<DateTimeOffset>();
        while (moments.Count < count)
        {
            await using var command = source.CreateCommand($"select recorded_at from journal.events where position = {dice.NextInt64(after, head) + 1}");
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            moments.Add(reader.GetFieldValue<DateTimeOffset>(0));
        }

        return [.. moments];
    }

    private static async Task<long> AskAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Times(Latencies Seconds, long Bytes, TimeSpan Cpu);
}
