namespace Selvedge.Journal.Tests;

public sealed class Checkpointing : JournalSpec
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private Checkpoints Checkpoints => new(Source, Patient);

    [Fact]
    public async Task A_checkpoint_commits_with_the_effect_or_not_at_all()
    {
        await Checkpoints.EnterAsync("inbox", 7);
        await Checkpoints.EnterAsync("inbox", 99);
        await using var connection = await Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal(7, await Checkpoints.TryLockAsync(transaction, "inbox"));
            await Checkpoints.AdvanceAsync(transaction, "inbox", 8);
            await transaction.RollbackAsync();
        }
        Assert.Equal(7, await Checkpoints.ReadAsync("inbox"));
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Checkpoints.TryLockAsync(transaction, "inbox");
            await Checkpoints.AdvanceAsync(transaction, "inbox", 8);
            await transaction.CommitAsync();
        }
        Assert.Equal(8, await Checkpoints.ReadAsync("inbox"));
        Assert.Null(await Checkpoints.ReadAsync("nobody"));
    }

    [Fact]
    public async Task Whoever_holds_the_row_works_and_others_do_not_wait()
    {
        await Checkpoints.EnterAsync("outbox");
        await using var one = await Source.OpenConnectionAsync();
        await using var other = await Source.OpenConnectionAsync();
        await using var working = await one.BeginTransactionAsync();
        await using var idle = await other.BeginTransactionAsync();
        Assert.Equal(0, await Checkpoints.TryLockAsync(working, "outbox"));
        Assert.Null(await Checkpoints.TryLockAsync(idle, "outbox"));
        await working.RollbackAsync();
        Assert.Equal(0, await Checkpoints.TryLockAsync(idle, "outbox"));
    }

    [Fact]
    public async Task A_lease_is_held_by_one_and_moves_on_with_its_targets()
    {
        await Checkpoints.EnterAsync("hand-over", 3);
        await using (var lease = (await Checkpoints.TryLeaseAsync("hand-over", Lease))!)
        {
            Assert.Null(await Checkpoints.TryLeaseAsync("hand-over", Lease));
            Assert.True(await lease.RenewAsync());
            Assert.True(await lease.AdvanceAsync(5, [Order("PO-1"), Order("PO-2")], []));
        }
        await using var next = (await Checkpoints.TryLeaseAsync("hand-over", Lease))!;
        Assert.Equal(5, next.Position);
        Assert.Equal([Order("PO-1"), Order("PO-2")], next.Done.AsEnumerable());
    }

    [Fact]
    public async Task A_lost_lease_moves_nothing()
    {
        await Checkpoints.EnterAsync("reaction");
        await using var paused = (await Checkpoints.TryLeaseAsync("reaction", TimeSpan.Zero))!;
        CheckpointLease? taken = null;
        await UntilAsync("the lease runs out", async () => (taken = await Checkpoints.TryLeaseAsync("reaction", Lease)) is not null);
        await using var holder = taken!;
        Assert.False(await paused.RenewAsync());
        Assert.False(await paused.AdvanceAsync(9, [], [new ParkedTarget(9, null)]));
        Assert.Equal(0, await Checkpoints.ReadAsync("reaction"));
        Assert.Equal(0L, await QueryAsync<long>("select count(*) from journal.parked"));
    }

    [Fact]
    public async Task What_is_parked_comes_again_after_growing_pauses_until_it_is_settled()
    {
        await Checkpoints.EnterAsync("parking");
        ParkedTarget one = new(3, Order("PO-1")), whole = new(4, null);
        var before = await NowAsync();
        await using (var lease = (await Checkpoints.TryLeaseAsync("parking", Lease))!)
        {
            Assert.True(await lease.AdvanceAsync(5, [], [one, whole]));
            Assert.True(await lease.AdvanceAsync(5, [], [one]));
        }

        await AreParkedForAsync(1, before);
        foreach (var seconds in new[] { 2, 4, 8 })
        {
            await SetAsync("retry_at = clock_timestamp() + interval '1 hour'");
            Assert.Empty(await Checkpoints.TakeParkedAsync("parking", 10));
            await SetAsync("retry_at = clock_timestamp() - interval '1 second'");
            before = await NowAsync();
            Assert.Equal([one, whole], (await Checkpoints.TakeParkedAsync("parking", 10)).OrderBy(p => p.Position));
            await AreParkedForAsync(seconds, before);
        }

        await SetAsync("attempts = 100000, retry_at = clock_timestamp() - interval '1 second'");
        await Checkpoints.SettleAsync("parking", one);
        before = await NowAsync();
        Assert.Equal([whole], (await Checkpoints.TakeParkedAsync("parking", 10)).AsEnumerable());
        await AreParkedForAsync(300, before);
    }

    // Told by the database's clock, by which the pauses run.
    private Task<string> NowAsync() => QueryAsync<string>("select clock_timestamp()::text");

    private Task<long> SetAsync(string what) => QueryAsync<long>($"with parked as (update journal.parked set {what} returning 1) select count(*) from parked");

    private async Task AreParkedForAsync(int seconds, string since) => Assert.True(
        await QueryAsync<bool>($"""
            select bool_and(retry_at - interval '{seconds} seconds' between timestamptz '{since}' and clock_timestamp()) from journal.parked
            """), $"A pause is not of {seconds} s.");
}
