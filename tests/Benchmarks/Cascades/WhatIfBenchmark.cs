using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Cascades;

/// <summary>What would become of thousands of lines if something were so: from the question over HTTP to the whole answer.</summary>
internal static class WhatIfBenchmark
{
    // The sample has about four.
    private const int LinesPerOrder = 3;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (lines, runs) = (arguments.Number("lines", 5_000), arguments.Number("runs", 10));
        arguments.RefuseUnknown();

        var season = new SampleSeason((lines / LinesPerOrder + 3) / 4 * 4);
        var orders = season.Orders(0);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        var server = await ServerTree.FindAsync();
        await using var gateway = await ServerProcess.StartGatewayAsync(database);
        using var client = new HttpClient { BaseAddress = gateway.Address, Timeout = TimeSpan.FromMinutes(2) };

        var meant = orders.Where(order => order.IsOpen)
            .SelectMany(order => Enumerable.Range(1, order.Lines).Select(line => new { purchaseOrder = order.Number, line })).Take(lines).ToArray();
        var where = new { lines = meant };
        // First of actors that sleep, then of those that are awake.
        var cold = await AskAsync(new { kind = "delay", supplier = "mill", days = 9, where });
        var awake = new Latencies();
        var spent = gateway.Spent + server.Spent;
        for (var run = 0; run < runs; run++)
        {
            var asked = await AskAsync(run % 2 == 0 ? new { kind = "delay", supplier = "mill", days = 10 + run, where } : new { kind = "delay", supplier = "vendor", days = run, where });
            awake.Add(asked.From, asked.To);
        }

        var perLine = (gateway.Spent + server.Spent - spent).TotalMicroseconds / runs / cold.Lines;
        var report = new Report("what-if", "thousands of lines foreseen under an assumption");
        report.Note($"{cold.Lines:#,0} lines of {cold.Orders:#,0} purchase orders, named one by one; {cold.Affected:#,0} of them are affected by a mill that is 9 days late. Times are of the HTTP answer with its first 200 lines, read to its end.");
        report.Note("Cold: the node has just started, and every order is read from the journal. Awake: a mill or a vendor late by other days each time.");
        report.Add("coldSeconds", "Cold", Stopwatch.GetElapsedTime(cold.From, cold.To).TotalSeconds, "s", "< 2");
        report.Add("awakeSeconds", "Awake: median", awake.Percentile(0.5) / 1_000, "s", "< 2");
        report.Add("awakeWorstSeconds", "Awake: worst", awake.Percentile(1) / 1_000, "s", "< 2");
        report.Add("cpuMicrosecondsPerLine", "Awake: CPU of node and PostgreSQL", perLine, "µs a line");
        return report;

        async Task<(long From, long To, int Lines, int Orders, int Affected)> AskAsync(object assumption)
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsJsonAsync("/api/v1/what-ifs?limit=200", new { assumptions = new[] { assumption } });
            var body = await answer.Content.ReadAsByteArrayAsync();
            var to = Stopwatch.GetTimestamp();
            using var said = JsonDocument.Parse(body);
            return answer.IsSuccessStatusCode
                ? (from, to, said.RootElement.GetProperty("lines").GetInt32(), said.RootElement.GetProperty("purchaseOrders").GetInt32(), said.RootElement.GetProperty("affected").GetInt32())
                : throw new InvalidOperationException(said.RootElement.ToString());
        }
    }
}
