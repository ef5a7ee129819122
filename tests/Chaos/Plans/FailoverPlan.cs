using Npgsql;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// One of three nodes is killed and comes back. What is measured is the longest time for which a caller of one of the others was
/// answered nothing but "not now".
/// </summary>
internal static class FailoverPlan
{
    private const int ClientsOfNode = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var callers = new List<Caller>();
        foreach (var node in campaign.Nodes)
            for (var i = 0; i < ClientsOfNode; i++)
            {
                var caller = new Caller(node);
                callers.Add(caller);
                campaign.BeginAt(callers.Count, [node], Patience, caller.Answered);
            }

        campaign.Watch();
        var half = TimeSpan.FromSeconds((double)options.Seconds / Math.Max(1, options.Faults) / 2);
        var gaps = new List<double>();
        for (var i = 0; i < options.Faults; i++)
        {
            await CalmAsync(campaign, callers, half * (0.5 + campaign.Random.NextDouble() / 2), ct);
            var killed = campaign.Nodes[campaign.Random.Next(campaign.Nodes.Count)];
            await killed.KillAsync();
            var left = callers.Where(c => c.Node != killed).ToArray();
            await Task.Delay(half, ct);
            gaps.Add(left.Max(c => c.TakeGap()));
            campaign.History.Measure("longest restart until ready, s", (await killed.StartAsync(ct)).TotalSeconds);
            campaign.History.Measure("longest gap of a caller while a node comes back, s", left.Max(c => c.TakeGap()));
            foreach (var caller in callers.Except(left))
                caller.Forget();
        }

        await Task.Delay(Ending, ct);
        campaign.History.Measure("kills", options.Faults);
        campaign.History.Measure("longest gap of a caller after a kill, s", gaps.Max());
        campaign.History.Measure("median of the longest gaps after kills, s", gaps.Order().ElementAt(gaps.Count / 2));
        if (await DeadSilosAsync(campaign.Site.ConnectionString) is { } dead)
            campaign.History.Measure("silos taken for dead that were not killed", dead - options.Faults);
    }

    // A node that others took for dead ends itself; it is started again, as whoever watches over processes does.
    private static async Task CalmAsync(Campaign campaign, List<Caller> callers, TimeSpan time, CancellationToken ct)
    {
        await Task.Delay(time, ct);
        foreach (var node in campaign.Nodes.Where(n => n.HasEnded))
        {
            await node.StartAsync(ct);
            foreach (var caller in callers.Where(c => c.Node == node))
                caller.Forget();
        }

        campaign.History.Measure("longest gap of a caller while nothing is done, s", callers.Max(c => c.TakeGap()));
    }

    // Null where the nodes know no membership.
    private static async Task<int?> DeadSilosAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var exists = source.CreateCommand("select to_regclass('orleans.silos') is not null");
        if (await exists.ExecuteScalarAsync() is not true)
            return null;
        await using var count = source.CreateCommand("select count(*)::int from orleans.silos where status = 6");
        return (int)(await count.ExecuteScalarAsync())!;
    }
}
