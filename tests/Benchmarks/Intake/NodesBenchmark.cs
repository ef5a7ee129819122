using System.Collections.Immutable;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Intake;

/// <summary>
/// What it costs that several nodes share the work of one machine: status events over HTTP into (1) one node, (K) three nodes
/// on one database, each order kept to one of them, (S) the same three, batches scattered over them; slices 1 K S S K 1 and so on.
/// </summary>
internal static class NodesBenchmark
{
    private const int Nodes = 3;
    private const int ReportsEach = 8;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, count) = (arguments.Seconds(60), arguments.Number("orders", 6_000));
        var (events, atOnce) = (arguments.Number("events", 12_000), arguments.Number("batches-at-once", 15));
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 90));
        arguments.RefuseUnknown();
        if (atOnce % Nodes != 0 || events % (100 * Nodes) != 0)
            throw new ArgumentException($"Batches at once, and events by the hundred, are shared by {Nodes} nodes alike.");

        var server = await ServerTree.FindAsync();
        var season = new SampleSeason(count / 12 * 12);
        await using var one = await Cluster.StartAsync(season, 1);
        await using var three = await Cluster.StartAsync(season, Nodes);
        using var single = new Senders([new BatchSender(one.Addresses, one.Orders, atOnce)]);
        var share = three.Orders.Length / Nodes;
        // Both ways report to orders of their own, so that what one leaves behind is not the other's.
        var (shares, half) = (three.Orders.Chunk(share).Select(o => o.ToImmutableArray()).ToArray(), share / 2);
        using var kept = new Senders([.. shares.Select((orders, node) => new BatchSender([three.Addresses[node]], orders[..half], atOnce / Nodes))]);
        using var scattered = new Senders([new BatchSender(three.Addresses, [.. shares.SelectMany(orders => orders[half..])], atOnce)]);

        var rounds = await Rounds.PlayAsync(warmUp, duration, async () =>
        {
            var (first, second, third) = (await SliceAsync(one, single), await SliceAsync(three, kept), await SliceAsync(three, scattered));
            var there = new Round(first, second, third);
            (third, second, first) = (await SliceAsync(three, scattered), await SliceAsync(three, kept), await SliceAsync(one, single));
            return new[] { there, new Round(first, second, third) };
        }, () =>
        {
            foreach (var senders in new[] { single, kept, scattered })
                senders.Forget();
        });

        var report = new Report("nodes", "status events over HTTP into one node and into three on the same cores");
        report.Note($"POST /api/v1/events in batches of 100 into purchase orders of the sample season, {count} for one node and as many for three, {atOnce} batches under way, straight to the nodes without nginx; every event is accepted.");
        report.Note("Kept: every order's batches go to one of the three. Scattered: each batch goes to the next of the three, so that an order moves from node to node with every report.");
        Add("one", "One node", r => r.One, single);
        Add("kept", "Three nodes, orders kept", r => r.Kept, kept);
        Add("scattered", "Three nodes, batches scattered", r => r.Scattered, scattered);
        report.Add("ratioKept", "Three nodes kept / one node, events a second", Ratio.Of([.. rounds.Select(r => r.Kept.PerSecond / r.One.PerSecond)]), ">= 0.85");
        report.Add("ratioScattered", "Three nodes scattered / one node", Ratio.Of([.. rounds.Select(r => r.Scattered.PerSecond / r.One.PerSecond)]));
        report.Add("resent", "Batches sent again after 503, warm-up included", single.Resent + kept.Resent + scattered.Resent, "", "0", $"{single.Resent + kept.Resent + scattered.Resent}");
        report.Add("rounds", "Slices of each", rounds.Count, "", shown: rounds.Count.ToString());
        return report;

        Task<Slice> SliceAsync(Cluster nodes, Senders senders) => senders.SendAsync(events, () => nodes.Spent + server.Spent);

        void Add(string name, string words, Func<Round, Slice> slice, Senders senders)
        {
            report.Add($"{name}EventsPerSecond", $"{words}: events", Ratio.MedianOf(rounds.Select(r => slice(r).PerSecond)), "events/s");
            report.Add($"{name}CpuMicroseconds", $"{words}: CPU of an event, nodes and PostgreSQL", Ratio.MedianOf(rounds.Select(r => slice(r).MicrosecondsEach)), "µs");
            report.Add($"{name}P50", $"{words}: a batch answered, p50", senders.Percentile(0.5), "ms");
            report.Add($"{name}P99", $"{words}: a batch answered, p99", senders.Percentile(0.99), "ms");
        }
    }

    private sealed record Round(Slice One, Slice Kept, Slice Scattered);

    /// <summary>Nodes on a database of their own, filled with the season.</summary>
    private sealed class Cluster(ImmutableArray<ServerProcess> nodes, ImmutableArray<OrderScript> orders) : IAsyncDisposable
    {
        public ImmutableArray<OrderScript> Orders => orders;

        public ImmutableArray<Uri> Addresses => [.. nodes.Select(node => node.Address)];

        public TimeSpan Spent => nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Spent);

        public static async Task<Cluster> StartAsync(SampleSeason season, int count)
        {
            var orders = season.Orders(ReportsEach);
            var database = await TestServer.CloneDatabaseAsync();
            await season.SeedAsync(database, orders);
            var nodes = ImmutableArray.CreateBuilder<ServerProcess>(count);
            for (var i = 0; i < count; i++)
                nodes.Add(await ServerProcess.StartGatewayAsync(database));
            return new Cluster(nodes.MoveToImmutable(), orders);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    /// <summary>Senders that share a slice alike.</summary>
    private sealed class Senders(ImmutableArray<BatchSender> senders) : IDisposable
    {
        public int Resent => senders.Sum(s => s.Resent);

        public double Percentile(double share) => senders.Max(s => s.Answered.Percentile(share));

        public void Forget()
        {
            foreach (var sender in senders)
                sender.Forget();
        }

        public Task<Slice> SendAsync(int events, Func<TimeSpan> processor)
        {
            var batches = senders.Select(sender => (sender, Batches: sender.Write(events / senders.Length, TimeProvider.System.GetUtcNow()))).ToArray();
            return Slice.MeasureAsync(processor, async () => (await Task.WhenAll(batches.Select(b => b.sender.SendAsync(b.Batches)))).Sum());
        }

        public void Dispose()
        {
            foreach (var sender in senders)
                sender.Dispose();
        }
    }
}
