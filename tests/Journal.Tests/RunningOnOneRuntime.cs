using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Selvedge.Journal.Tests;

public sealed class RunningOnOneRuntime : JournalSpec
{
    [Fact]
    public async Task Nodes_of_one_kind_share_a_database_and_another_kind_is_refused_while_one_lives()
    {
        await using (await TakeAsync("the one"))
        await using (await TakeAsync("the one"))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync("the other"));
            Assert.Equal(
                "Refusing to run on the other: nodes on the one serve this database. Stop them first, or start this node on the one as well.",
                refused.Message);
            // What was refused holds nothing.
            await using var third = await TakeAsync("the one");
        }

        RuntimeLock? taken = null;
        await UntilAsync("the server has ended the connections", async () =>
        {
            try
            {
                taken = await TakeAsync("the other");
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        });
        await using var other = taken!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync("the one"));
    }

    [Fact]
    public async Task A_lock_lost_with_its_connection_is_taken_again()
    {
        await using var held = await TakeAsync("the one");
        Assert.Equal(1L, await QueryAsync<long>(
            "select count(*) filter (where pg_terminate_backend(pid, 10000)) from pg_stat_activity where datname = current_database() and application_name = 'the one'"));
        await UntilAsync("the lock is back", async () => await QueryAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and objsubid = 2 and database = (select oid from pg_database where datname = current_database())") == 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync("the other"));
    }

    private Task<RuntimeLock> TakeAsync(string kind) => RuntimeLock.TakeAsync(ConnectionString, kind, NullLogger.Instance);
}
