using Selvedge.Chaos;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Chaos;

/// <summary>Runs after the other tests and alone: boards are given two seconds, which a busy machine may not have.</summary>
[CollectionDefinition(nameof(RealProcesses), DisableParallelization = true)]
public sealed class RealProcesses;

/// <summary>The short form of the chaos plans, with real processes; the long form is run by hand.</summary>
[Collection(nameof(RealProcesses))]
public sealed class SurvivingFaults
{
    [Fact]
    public Task Nothing_is_lost_or_done_twice_when_the_node_is_killed() => HoldsAsync(new Options("kill", 2, 4, 1, false, false));

    [Fact]
    public Task Two_nodes_on_one_database_agree() => HoldsAsync(new Options("two-nodes", 0, 4, 1, false, false));

    private static async Task HoldsAsync(Options options)
    {
        var outcome = await Runner.RunAsync(options, await TestServer.CreateEmptyDatabaseAsync(), CancellationToken.None);
        Assert.True(outcome.Holds, Report.Text(outcome));
        Assert.Contains(outcome.Evidence.Sendings, s => s.Told == Told.Accepted);
    }
}
