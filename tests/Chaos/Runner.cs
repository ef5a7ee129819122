using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Selvedge.Chaos.Checking;
using Selvedge.Chaos.Plans;

namespace Selvedge.Chaos;

/// <summary>What a run came to.</summary>
/// <param name="Clients">How many sent.</param>
/// <param name="LoadBefore">How many processes wanted to run, in the minute before; null where the system does not tell.</param>
/// <param name="Measured">By what it is, in the order of names.</param>
internal sealed record Outcome(
    Options Options, TimeSpan Took, int Clients, double? LoadBefore, ImmutableArray<Finding> Findings, ImmutableArray<(string What, double Value)> Measured, Evidence Evidence)
{
    public bool Holds => Findings.All(f => f.Holds);
}

internal static class Runner
{
    /// <summary>Runs one plan from its start to its judgement, and leaves nothing behind.</summary>
    /// <param name="database">An empty database to use; null starts a private server. The plan postgres takes none.</param>
    public static async Task<Outcome> RunAsync(Options options, string? database, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var load = ReadLoad();
        var nodes = options.Plan switch { "two-nodes" or "pause" => 2, "pause-minute" or "failover" or "upgrade" or "endurance" => 3, _ => 1 };
        await using var campaign = await Campaign.StartAsync(
            options, nodes, options.Plan == "postgres" ? null : database,
            options.Plan == "kill" ? (node, ct) => KillPlan.KillWhileMigratingAsync(node, options, ct) : null, ct,
            options.Plan == "endurance" ? EndurancePlan.Orders : Campaign.UsualOrders);
        await (options.Plan switch
        {
            "kill" => KillPlan.RunAsync(campaign, options, ct),
            "two-nodes" => TwoNodesPlan.RunAsync(campaign, options, ct),
            "pause" => PausePlan.RunAsync(campaign, options, ct),
            "pause-minute" => PausePlan.RunForAMinuteAsync(campaign, options, ct),
            "upgrade" => UpgradePlan.RunAsync(campaign, options, ct),
            "endurance" => EndurancePlan.RunAsync(campaign, options, ct),
            "failover" => FailoverPlan.RunAsync(campaign, options, ct),
            "postgres" => PostgresPlan.RunAsync(campaign, options, ct),
            _ => throw new UnreachableException(options.Plan),
        });
        var evidence = await campaign.TakeEvidenceAsync(ct);
        var history = campaign.History;
        foreach (var told in Enum.GetValues<Told>())
            history.Measure($"sendings {told.ToString().ToLowerInvariant()}", evidence.Sendings.Count(s => s.Told == told));
        history.Measure("events in the log", evidence.Tables.Head);
        return new Outcome(
            options, watch.Elapsed, campaign.SenderCount, load, Checker.Check(evidence), [.. history.Measured.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => (m.Key, m.Value))], evidence);
    }

    private static double? ReadLoad() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
