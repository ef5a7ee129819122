using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Selvedge.Journal;

// A writer loop: (1) wait for the first append, (2) take all that may go together, (3) one call to the server,
// (4) release the callers, each with its own result, and publish. While a call runs the next batch collects; an idle
// journal adds no delay.

/// <summary>
/// Commits one batch after another on a connection of its own. A call whose answer was lost is made again under the same
/// batch number, which the server answers from what it stored, or does now if it never came to it. Callers that waited
/// too long for that are told so; the batch is then left as it stands.
/// </summary>
internal sealed class CommitLane : IAsyncDisposable
{
    private const string OutOfTurn = "SV001";
    // Who waited for one of its rows may be overtaken once more by the batch that is made again at once.
    private const int MostOvertaken = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(25);

    private readonly NpgsqlDataSource _source;
    private readonly JournalOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AppendQueue _queue;
    private readonly Outage _outage;
    private readonly Outage _appends;
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly AppendCall _call;

    private NpgsqlConnection? _connection;
    private CancellationToken _stopping;
    private long _number;
    private volatile BatchUnderWay? _underWay;
    private volatile int _processId;

    /// <param name="outage">Of the database, as all who use it find out.</param>
    /// <param name="appends">Of appends alone: a server may answer reads that can store nothing.</param>
    public CommitLane(
        NpgsqlDataSource source, JournalOptions options, TimeProvider time, ILogger log, AppendQueue queue, Outage outage, Outage appends)
    {
        (_source, _options, _time, _log, _queue, _outage, _appends) = (source, options, time, log, queue, outage, appends);
        _call = new AppendCall(_id);
    }

    /// <summary>Called after the callers were answered.</summary>
    public required Action<FeedBatch> Committed { get; init; }

    /// <summary>Called when a batch was left without knowing what became of it.</summary>
    public required Action LeftUnknown { get; init; }

    /// <summary>The server process at the other end; 0 while there is none.</summary>
    public int ProcessId => _processId;

    /// <summary>The batch whose callers wait; null while there is none.</summary>
    public BatchUnderWay? UnderWay => _underWay;

    /// <summary>Once, until told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        var batch = new List<PendingAppend>();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _queue.WaitAsync(stopping);       // (1)
            }
            catch (OperationCanceledException)
            {
                return;
            }
            if (!_queue.TryTake(batch))                 // (2)
                continue;
            _underWay = new BatchUnderWay([.. batch]);
            try
            {
                await CommitAsync(batch);               // (3) (4)
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                _underWay.Fail(Stopped());
            }
            catch (Exception failure)
            {
                _log.LogError(failure, "The committer failed; the batch is left as it stands");
                _underWay.Fail(new JournalUnavailableException("The committer failed.", failure));
                LeftUnknown();
            }
            _underWay = null;
            _queue.Ended();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropConnectionAsync();
        _call.Dispose();
    }

    internal static JournalUnavailableException Stopped() => new("The journal is stopping.");

    private async Task CommitAsync(List<PendingAppend> batch)
    {
        // The server locks streams in this order, so that no two batches wait for each other.
        batch.Sort(static (a, b) => a.Append.StreamNumber.CompareTo(b.Append.StreamNumber));
        _call.Encode(batch, ++_number, _time.GetUtcNow());
        var overtaken = 0;
        while (true)
        {
            var tried = Stopwatch.GetTimestamp();
            try
            {
                await ConnectAsync();
                var sent = Stopwatch.GetTimestamp();
                var answer = await _call.ExecuteAsync(CancellationToken.None);
                _outage.Ended();
                _appends.Ended();
                JournalMetrics.CommitMilliseconds.Record(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                Release(batch, answer);
                return;
            }
            catch (Exception failure) when (IsOvertaken(failure) && overtaken < MostOvertaken)
            {
                overtaken++;
            }
            catch (Exception failure) when (IsAway(failure))
            {
                _outage.Seen(tried);
                if (CannotStore(failure))
                    _appends.Seen(tried);
                await DropConnectionAsync();
                if (batch.TrueForAll(append => append.Task.IsCompleted))
                {
                    _log.LogWarning(failure, "A batch of {Appends} appends was left without an answer", batch.Count);
                    LeftUnknown();
                    return;
                }
                await Task.Delay(RetryDelay, _stopping);
            }
            catch (Exception failure)
            {
                if (failure is not PostgresException)
                    await DropConnectionAsync();
                await SetApartAsync(batch, failure);
                return;
            }
        }
    }

    // The batch was rolled back because of something in it: its halves are tried alone until the one is found.
    private async Task SetApartAsync(List<PendingAppend> batch, Exception failure)
    {
        if (batch.Count == 1)
        {
            _log.LogError(failure, "The append of {Stream} cannot be stored", batch[0].Append.Stream);
            batch[0].TrySetException(new InvalidOperationException($"The append of {batch[0].Append.Stream} cannot be stored.", failure));
            return;
        }
        var half = batch.Count / 2;
        await CommitAsync(batch.GetRange(0, half));
        await CommitAsync(batch.GetRange(half, batch.Count - half));
    }

    private void Release(List<PendingAppend> batch, AppendAnswer answer)
    {
        var lost = answer.Lost.Length == 0 ? null : Losses.ToResults(answer.Lost);
        var (position, nextNew) = (answer.FirstPosition, answer.FirstStream);
        var events = ImmutableArray.CreateBuilder<RecordedEvent>();
        var rows = ImmutableArray.CreateBuilder<StreamRow>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var append = batch[i].Append;
            var number = append.StreamNumber == 0 ? nextNew++ : append.StreamNumber;
            if (lost is not null && lost.TryGetValue(i, out var result))
            {
                batch[i].TrySetResult(result);
                continue;
            }
            var version = append.ExpectedVersion + append.Events.Length;
            batch[i].TrySetResult(new AppendResult.Committed(number, version, position, answer.RecordedAt));
            ReadOnlyMemory<byte> origin = default;
            for (var e = 0; e < append.Events.Length; e++, position++)
            {
                var (type, schema, data, ownOrigin) = append.Events[e];
                origin = ownOrigin.IsEmpty ? origin : ownOrigin;
                events.Add(new RecordedEvent(
                    position, append.Stream, append.ExpectedVersion + e + 1, type, schema, answer.RecordedAt, data, origin));
            }
            rows.Add(new StreamRow(append.Stream, version, position - 1, append.Row, append.RowValue));
        }
        JournalMetrics.EventsAppended.Add(events.Count);
        JournalMetrics.BatchEvents.Record(events.Count);
        JournalMetrics.AppendsLost.Add(lost?.Count ?? 0);
        if (events.Count > 0)
            Committed(new FeedBatch(answer.FirstPosition - 1, position - 1, answer.RecordedAt, events.DrainToImmutable(), rows.DrainToImmutable()));
    }

    private async Task ConnectAsync()
    {
        if (_connection is not null)
            return;
        var connection = await _source.OpenConnectionAsync(_stopping);
        try
        {
            // The server gives up before the client does: an abandoned call must not go on waiting for the head row.
            var limit = (int)_options.CallLimit.TotalMilliseconds;
            await using var register = new NpgsqlCommand(
                $"""
                set statement_timeout = {limit};
                set default_transaction_isolation = 'read committed';
                delete from journal.committers where seen_at < now() - interval '30 days';
                """, connection);
            await register.ExecuteNonQueryAsync(_stopping);
            await using var enter = new NpgsqlCommand(
                "insert into journal.committers (id, batch) values ($1, 0) on conflict do nothing", connection)
            {
                Parameters = { new() { Value = _id } },
            };
            await enter.ExecuteNonQueryAsync(_stopping);
            await _call.PrepareAsync(connection, _options.CallLimit + TimeSpan.FromSeconds(1), _stopping);
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            if (failure is OperationCanceledException || Database.IsUnavailable(failure))
                throw;
            // Not the fault of the batch that waits for the connection.
            throw new JournalUnavailableException("The journal's database cannot be used.", failure);
        }
        (_connection, _processId) = (connection, connection.ProcessID);
    }

    private async Task DropConnectionAsync()
    {
        if (_connection is not { } connection)
            return;
        (_connection, _processId) = (null, 0);
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception failure) when (Database.IsUnavailable(failure))
        {
            _log.LogDebug(failure, "A lost connection could not be closed");
        }
    }

    private static bool IsAway(Exception failure) =>
        Database.IsUnavailable(failure) || failure is PostgresException { SqlState: OutOfTurn };

    // One of its commands was stored after they had been looked up, or was being stored by a batch that waited for one of
    // this batch's: the next look finds it.
    private static bool IsOvertaken(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "commands_pkey" }
            or PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected };

    // Its disk is full, or broken.
    private static bool CannotStore(Exception failure) =>
        failure is PostgresException { SqlState: ['5', '3' or '8', ..] };
}

/// <summary>Appends on their way to the server and back.</summary>
internal sealed class BatchUnderWay(PendingAppend[] batch)
{
    /// <summary>A time stamp.</summary>
    public long Since { get; } = Stopwatch.GetTimestamp();

    public TimeSpan Age => Stopwatch.GetElapsedTime(Since);

    public void Fail(Exception failure)
    {
        foreach (var append in batch)
            append.TrySetException(failure);
    }
}
