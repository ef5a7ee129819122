using System.Diagnostics;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>The only node is killed at random moments and comes back: while it makes the schema, while it serves, and while it starts.</summary>
internal static class KillPlan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1);

    // From the start of the process until a node of an empty database is ready.
    private static readonly TimeSpan FirstStart = TimeSpan.FromSeconds(1.5);

    /// <summary>Before the campaign: the node that makes the schema is killed in the middle, one time for ten of the kills to come.</summary>
    public static async Task KillWhileMigratingAsync(NodeProcess node, Options options, CancellationToken ct)
    {
        var random = new Random(options.Seed);
        for (var i = 0; i < Math.Max(1, options.Faults / 10); i++)
            await KillWhileStartingAsync(node, random.NextDouble() * FirstStart, ct);
    }

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        campaign.Begin(Patience);
        var longest = Math.Max(0.2, Math.Min(3, (double)options.Seconds / Math.Max(1, options.Faults)));
        var node = campaign.Nodes[0];
        var (start, whileStarting) = (FirstStart, 0);
        for (var i = 0; i < options.Faults; i++)
        {
            if (FallsWhileStarting(i))
            {
                await KillWhileStartingAsync(node, campaign.Random.NextDouble() * start, ct);
                whileStarting++;
            }
            else
            {
                await ServeAsync(campaign, TimeSpan.FromSeconds(campaign.Random.NextDouble() * longest), ct);
                await node.KillAsync();
            }

            if (FallsWhileStarting(i + 1) && i + 1 < options.Faults)
                continue;
            start = await node.StartAsync(ct);
            campaign.History.Measure("longest restart until ready, s", start.TotalSeconds);
        }

        await ServeAsync(campaign, Ending, ct);
        campaign.History.Measure("kills", options.Faults);
        campaign.History.Measure("kills while starting", whileStarting);
    }

    // A third of all, each after one that found it serving: so it has something to catch up with.
    private static bool FallsWhileStarting(int kill) => kill % 3 == 1;

    // However slow the machine: a kill has something to lose only once something was acknowledged.
    private static async Task ServeAsync(Campaign campaign, TimeSpan time, CancellationToken ct)
    {
        var (before, watch) = (Accepted(), Stopwatch.StartNew());
        await Task.Delay(time, ct);
        while (Accepted() == before && watch.Elapsed < time + Patience)
            await Task.Delay(20, ct);

        int Accepted() => campaign.History.Sendings.Count(s => s.Told == Told.Accepted);
    }

    private static async Task KillWhileStartingAsync(NodeProcess node, TimeSpan after, CancellationToken ct)
    {
        node.Launch();
        await Task.Delay(after, ct);
        await node.KillAsync();
    }
}
