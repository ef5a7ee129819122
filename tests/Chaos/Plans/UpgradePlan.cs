using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// Three nodes of another build are told to stop one by one and started again as this build, and then back again, while callers go on
/// as through a balancer. Each build reads what the other wrote.
/// </summary>
internal static class UpgradePlan
{
    private const int Clients = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var (callers, history) = (new List<Caller>(), campaign.History);
        for (var i = 0; i < Clients; i++)
        {
            var caller = new Caller();
            callers.Add(caller);
            campaign.BeginAt(i, campaign.Nodes, Patience, caller.Answered);
        }

        campaign.Watch();
        var calm = TimeSpan.FromSeconds((double)options.Seconds / Math.Max(1, options.Faults) / (2 * campaign.Nodes.Count) / 2);
        for (var i = 0; i < options.Faults; i++)
        {
            await ReplaceAllAsync(Build.Gateway);
            // What the newer build alone wrote: orders and all about them.
            await campaign.Book.PlaceAsync(campaign.Nodes[0], campaign.Nodes.Count, ct);
            await ReplaceAllAsync(options.Before!);
        }

        await Task.Delay(calm, ct);
        history.Measure("nodes replaced", 2 * campaign.Nodes.Count * options.Faults);

        async Task ReplaceAllAsync(string gateway)
        {
            foreach (var node in campaign.Nodes)
            {
                await Task.Delay(calm, ct);
                history.Measure("longest gap of a caller while nothing is done, s", callers.Max(c => c.TakeGap()));
                await node.StopAsync(ct);
                node.Gateway = gateway;
                history.Measure("longest restart until ready, s", (await node.StartAsync(ct)).TotalSeconds);
                history.Measure("longest gap of a caller while a node is replaced, s", callers.Max(c => c.TakeGap()));
            }
        }
    }
}
