using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// How far each follower has come. One that writes tables locks its row in its own transaction, so that effect and
/// checkpoint commit together; a reaction, which holds no transaction while it sends, takes a lease. Thread-safe.
/// Leases run by the database's clock.
/// </summary>
public sealed class Checkpoints(NpgsqlDataSource source, JournalOptions options)
{
    /// <summary>Makes the follower known: a new one will begin after <paramref name="startAfter"/>, an old one stays where it is.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task EnterAsync(string follower, long startAfter = 0, CancellationToken ct = default) =>
        ExecuteAsync("insert into journal.checkpoints (follower, position) values ($1, $2) on conflict do nothing", ct, follower, startAfter);

    /// <summary>The last position wholly served; null for a follower that was never entered.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<long?> ReadAsync(string follower, CancellationToken ct = default) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = Command(connection, "select position from journal.checkpoints where follower = $1", follower);
            return (long?)await command.ExecuteScalarAsync(ct);
        }, ct);

    /// <summary>
    /// The last position wholly served, and how many targets were served of the event after it; null for a follower that was
    /// never entered.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<(long Position, int Done)?> ReadProgressAsync(string follower, CancellationToken ct = default) =>
        source.ReadAsync<(long Position, int Done)?>(options, async (connection, ct) =>
        {
            await using var command = Command(connection, "select position, cardinality(done) from journal.checkpoints where follower = $1", follower);
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetInt32(1)) : null;
        }, ct);

    /// <summary>
    /// Locks an entered follower's row until the transaction ends and returns its position; null, at once, while
    /// somebody else holds it. Whoever holds the row works.
    /// </summary>
    public static async Task<long?> TryLockAsync(NpgsqlTransaction transaction, string follower, CancellationToken ct = default)
    {
        await using var command = Command(transaction.Connection!,
            "select position from journal.checkpoints where follower = $1 for update skip locked", follower);
        return (long?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>Moves a locked follower on; takes effect with the transaction.</summary>
    public static async Task AdvanceAsync(NpgsqlTransaction transaction, string follower, long position, CancellationToken ct = default)
    {
        await using var command = Command(transaction.Connection!,
            "update journal.checkpoints set position = $2 where follower = $1", follower, position);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes the lease of an entered follower; null while somebody else holds it.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<CheckpointLease?> TryLeaseAsync(string follower, TimeSpan duration, CancellationToken ct = default) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            var holder = Guid.CreateVersion7();
            await using var command = Command(connection,
                """
                update journal.checkpoints set holder = $2, leased_until = clock_timestamp() + $3
                 where follower = $1 and leased_until < clock_timestamp() returning position, done
                """, follower, holder, duration);
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await reader.ReadAsync(ct)
                ? new CheckpointLease(this, follower, holder, duration, reader.GetInt64(0), [.. reader.GetFieldValue<string[]>(1).Select(StreamKey.Parse)])
                : null;
        }, ct);

    /// <summary>
    /// Up to <paramref name="max"/> parked targets whose pause is over, longest first. Each is put off at once, by a pause that
    /// doubles with every attempt up to five minutes: one that is not settled comes again.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<ParkedTarget>> TakeParkedAsync(string follower, int max, CancellationToken ct = default) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = Command(connection,
                """
                with due as materialized (
                    select position, target from journal.parked
                     where follower = $1 and retry_at <= clock_timestamp() order by retry_at limit $2 for update skip locked)
                update journal.parked p
                   set attempts = p.attempts + 1, retry_at = clock_timestamp() + least(power(2, least(p.attempts, 9)), 300) * interval '1 second'
                  from due where p.follower = $1 and p.position = due.position and p.target = due.target
                returning p.position, p.target
                """, follower, max);
            var parked = ImmutableArray.CreateBuilder<ParkedTarget>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                parked.Add(new ParkedTarget(reader.GetInt64(0), reader.GetString(1) is { Length: > 0 } target ? StreamKey.Parse(target) : null));
            return parked.DrainToImmutable();
        }, ct);

    /// <summary>What was parked is done.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task SettleAsync(string follower, ParkedTarget parked, CancellationToken ct = default) => ExecuteAsync(
        "delete from journal.parked where follower = $1 and position = $2 and target = $3", ct, follower, parked.Position, parked.StoredTarget);

    internal async Task<bool> ExecuteAsync(string sql, CancellationToken ct, params object[] values) =>
        await source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = Command(connection, sql, values);
            return await command.ExecuteNonQueryAsync(ct);
        }, ct) == 1;

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}

/// <summary>What a follower could not do yet.</summary>
/// <param name="Position">Of the event.</param>
/// <param name="Target">Null for the event as a whole.</param>
public sealed record ParkedTarget(long Position, StreamKey? Target)
{
    internal string StoredTarget => Target?.ToString() ?? "";
}

/// <summary>
/// The right to work as one follower, for as long as it is renewed. It only spreads work: two at work at once do the
/// same things twice, so what a holder does must bear repeating.
/// </summary>
public sealed class CheckpointLease : IAsyncDisposable
{
    private readonly Checkpoints _checkpoints;
    private readonly string _follower;
    private readonly Guid _holder;
    private readonly TimeSpan _duration;

    internal CheckpointLease(
        Checkpoints checkpoints, string follower, Guid holder, TimeSpan duration, long position, ImmutableArray<StreamKey> done)
    {
        (_checkpoints, _follower, _holder, _duration) = (checkpoints, follower, holder, duration);
        (Position, Done) = (position, done);
    }

    /// <summary>The last position wholly served.</summary>
    public long Position { get; private set; }

    /// <summary>Targets already served for the event after <see cref="Position"/>.</summary>
    public ImmutableArray<StreamKey> Done { get; private set; }

    /// <summary>Holds it for another full duration. False when it was lost: stop.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<bool> RenewAsync(CancellationToken ct = default) => _checkpoints.ExecuteAsync(
        "update journal.checkpoints set leased_until = clock_timestamp() + $3 where follower = $1 and holder = $2",
        ct, _follower, _holder, _duration);

    /// <summary>
    /// Works for as long as the lease is held: it is renewed all the while, and the work's token is cancelled when it was lost
    /// or <paramref name="stopping"/> is. A work that ends by its token ends quietly.
    /// </summary>
    public async Task HoldAsync(TimeProvider time, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewUntilLostAsync(time, held);
        try
        {
            await work(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
        }
        finally
        {
            await held.CancelAsync();
            await renewing;
        }
    }

    /// <summary>
    /// Moves the checkpoint, parks what could not be done on the way, and renews, all at once. False when the lease was
    /// lost: nothing was written, stop.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<bool> AdvanceAsync(
        long position, ImmutableArray<StreamKey> done, IReadOnlyCollection<ParkedTarget> parked, CancellationToken ct = default)
    {
        var held = await _checkpoints.ExecuteAsync(
            """
            with parking as (
                insert into journal.parked (follower, position, target, retry_at)
                select c.follower, p.position, p.target, clock_timestamp() + interval '1 second'
                  from journal.checkpoints c cross join unnest($6, $7) p(position, target)
                 where c.follower = $1 and c.holder = $2
                on conflict do nothing)
            update journal.checkpoints set position = $4, done = $5, leased_until = clock_timestamp() + $3
             where follower = $1 and holder = $2
            """, ct, _follower, _holder, _duration, position, done.Select(target => target.ToString()).ToArray(),
            parked.Select(p => p.Position).ToArray(), parked.Select(p => p.StoredTarget).ToArray());
        if (held)
            (Position, Done) = (position, done);
        return held;
    }

    private async Task RenewUntilLostAsync(TimeProvider time, CancellationTokenSource held)
    {
        try
        {
            do
                await Task.Delay(_duration / 3, time, held.Token);
            while (await RenewAsync(held.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or JournalUnavailableException)
        {
        }

        await held.CancelAsync();
    }

    /// <summary>Gives the lease back; where the database is away it runs out by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _checkpoints.ExecuteAsync(
                "update journal.checkpoints set holder = null, leased_until = '-infinity' where follower = $1 and holder = $2",
                CancellationToken.None, _follower, _holder);
        }
        catch (JournalUnavailableException)
        {
        }
    }
}
