using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Benchmarks.Intake;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;

namespace Selvedge.Benchmarks.Live;

/// <summary>Status events into one node by the clock: one by one, and from a thousand a second on in batches.</summary>
internal sealed class TimedLoad(ServerProcess node, ServerTree database, ImmutableArray<OrderScript> orders) : IDisposable
{
    public const int BatchSize = 100;

    private const int BatchedFrom = 1_000;
    private const int BatchesAtOnce = 64;

    private readonly HttpClient client = new() { BaseAddress = node.Address };
    private readonly BatchSender batches = new([node.Address], orders, BatchesAtOnce);
    private readonly Random dice = new(5);

    /// <summary>Ends when all has been answered.</summary>
    public async Task<Phase> SendAsync(int rate, TimeSpan duration)
    {
        var isBatched = rate >= BatchedFrom;
        var bodies = isBatched ? batches.Write((int)(rate * duration.TotalSeconds), TimeProvider.System.GetUtcNow()) : [];
        var (next, resent) = (0, batches.Resent);
        var spent = (Node: node.Spent, Database: database.Spent, Own: ProcessorTime.Own);
        var from = Stopwatch.GetTimestamp();
        await (isBatched
            ? OpenLoop.RunAsync(rate / BatchSize, duration, async _ => await batches.SendAsync([bodies[next++ % bodies.Length]]))
            : OpenLoop.RunAsync(rate, duration, async _ => await LiveBenchmark.PostAsync(
                client, orders[dice.Next(orders.Length)].Next.NextAsJson(TimeProvider.System.GetUtcNow(), dice))));
        return new Phase(
            (int)(rate * duration.TotalSeconds), batches.Resent - resent, Stopwatch.GetElapsedTime(from),
            node.Spent - spent.Node, database.Spent - spent.Database, ProcessorTime.Own - spent.Own);
    }

    public void Dispose()
    {
        client.Dispose();
        batches.Dispose();
    }
}

/// <param name="Node">CPU time, as the two after it: of the database, and of sender and screens.</param>
internal sealed record Phase(int Events, int Resent, TimeSpan Elapsed, TimeSpan Node, TimeSpan Database, TimeSpan Own)
{
    public static Phase operator +(Phase a, Phase? b) => b is null ? a : new(
        a.Events + b.Events, a.Resent + b.Resent, a.Elapsed + b.Elapsed, a.Node + b.Node, a.Database + b.Database, a.Own + b.Own);
}
