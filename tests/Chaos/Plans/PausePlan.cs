using System.Diagnostics;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// One of two nodes is stopped and continued. What it had in hand must lose on its version or be known; the other
/// answers meanwhile as if nothing were.
/// </summary>
internal static class PausePlan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var (paused, other) = (campaign.Nodes[0], campaign.Nodes[1]);
        for (var i = 0; i < 2; i++)
        {
            campaign.BeginAt(i, paused, Patience);
            var isFirst = true;
            campaign.BeginAt(2 + i, other, Patience, (_, took, status) =>
            {
                // Its code is being compiled: that has nothing to do with the other node.
                if (isFirst)
                {
                    isFirst = false;
                    campaign.History.Measure("first answer of a node just started, s", took.TotalSeconds);
                    return;
                }

                campaign.History.Measure("longest answer of the node that runs, s", took.TotalSeconds);
                if (took > AtOnce)
                    campaign.History.Misbehaviour.Enqueue($"node {other.Name} answered {(int)status} after {took.TotalSeconds:F1} s while {paused.Name} was stopped now and then");
            });
        }

        campaign.Watch();
        var share = (double)options.Seconds / Math.Max(1, options.Faults);
        for (var i = 0; i < options.Faults; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(campaign.Random.NextDouble() * share / 2), ct);
            var stopped = Stopwatch.StartNew();
            paused.Pause();
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Max(0.5, campaign.Random.NextDouble() * share)), ct);
            }
            finally
            {
                paused.Resume();
            }

            campaign.History.Measure("longest pause, s", stopped.Elapsed.TotalSeconds);
        }

        await Task.Delay(Ending, ct);
        campaign.History.Measure("pauses", options.Faults);
    }
}
