using System.Diagnostics;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// Many kills and pauses of one of three nodes at a time, spread over a log that grows to a given length. It ends by itself:
/// with the last event, or when its time is over, which is told as a failure.
/// </summary>
internal static class EndurancePlan
{
    public const int Orders = 48;

    private const int ClientsOfNode = 2;
    private const int ClientsOfAny = 3;
    private const int MaxBatch = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDown = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var index = 0;
        foreach (var node in campaign.Nodes)
            for (var i = 0; i < ClientsOfNode; i++)
                campaign.BeginAt(index++, [node], Patience, maxBatch: MaxBatch);
        for (var i = 0; i < ClientsOfAny; i++)
            campaign.BeginAt(index++, campaign.Nodes, Patience, maxBatch: MaxBatch);
        campaign.Watch();

        var (watch, history, random) = (Stopwatch.StartNew(), campaign.History, campaign.Random);
        var faults = new bool[options.Faults + options.Pauses];
        Array.Fill(faults, true, 0, options.Faults);
        random.Shuffle(faults);
        var done = 0;
        var reached = true;
        while (reached && done < faults.Length)
        {
            reached = await GrownAsync(options.Events * done / faults.Length);
            if (!reached)
                break;
            var node = campaign.Nodes[random.Next(campaign.Nodes.Count)];
            await (faults[done] ? KillAsync(node) : PauseAsync(node));
            done++;
        }

        reached = reached && await GrownAsync(options.Events);
        if (!reached)
            history.Misbehaviour.Enqueue($"not done within {options.Seconds} s: {done} of {faults.Length} faults, {await campaign.ReadHeadAsync(ct)} of {options.Events} events");
        history.Measure("kills", faults.Take(done).Count(isKill => isKill));
        history.Measure("pauses", faults.Take(done).Count(isKill => !isKill));
        history.Measure("seconds of kills, pauses and load", watch.Elapsed.TotalSeconds);

        // False when the time is over before.
        async Task<bool> GrownAsync(long events)
        {
            while (await campaign.ReadHeadAsync(ct) < events)
            {
                if (watch.Elapsed.TotalSeconds > options.Seconds)
                    return false;
                await Task.Delay(100, ct);
            }

            return watch.Elapsed.TotalSeconds <= options.Seconds;
        }

        async Task KillAsync(NodeProcess node)
        {
            await node.KillAsync();
            await Task.Delay(LongestDown * random.NextDouble(), ct);
            history.Measure("longest restart until ready, s", (await node.StartAsync(ct)).TotalSeconds);
        }

        async Task PauseAsync(NodeProcess node)
        {
            var length = LongestPause * random.NextDouble();
            history.Measure("longest pause, s", length.TotalSeconds);
            node.Pause();
            try
            {
                await Task.Delay(length, ct);
            }
            finally
            {
                node.Resume();
            }
        }
    }
}
