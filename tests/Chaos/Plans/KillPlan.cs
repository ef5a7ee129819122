namespace Selvedge.Chaos.Plans;

/// <summary>The only node is killed at random moments and comes back.</summary>
internal static class KillPlan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        campaign.Begin(Patience);
        var longest = Math.Max(0.2, Math.Min(3, (double)options.Seconds / Math.Max(1, options.Faults)));
        var node = campaign.Nodes[0];
        for (var i = 0; i < options.Faults; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(campaign.Random.NextDouble() * longest), ct);
            await node.KillAsync();
            campaign.History.Measure("longest restart until ready, s", (await node.StartAsync(ct)).TotalSeconds);
        }

        await Task.Delay(Ending, ct);
        campaign.History.Measure("kills", options.Faults);
    }
}
