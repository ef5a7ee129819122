using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Selvedge.Chaos.Driving;
using Selvedge.Clustering;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed class MeetingAnotherRuntime
{
    [Fact]
    public async Task A_node_refuses_to_start_beside_one_of_another_kind_and_starts_when_that_is_gone()
    {
        var database = await TestServer.CloneDatabaseAsync();
        await using var node = new NodeProcess("A", database, LoopbackPorts.Choose());
        await using (await RuntimeLock.TakeAsync(database, "another runtime", NullLogger.Instance))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => node.StartAsync(CancellationToken.None));
            Assert.Contains($"Refusing to run on {SiloExtensions.Runtime}: nodes on another runtime serve this database.", refused.Message, StringComparison.Ordinal);
        }

        await Eventually.HoldsAsync("The other is gone", async () =>
        {
            await using var source = NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and application_name = 'another runtime'");
            return (long)(await command.ExecuteScalarAsync())!;
        }, left => left == 0);
        await node.StartAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RuntimeLock.TakeAsync(database, "another runtime", NullLogger.Instance));
    }
}
