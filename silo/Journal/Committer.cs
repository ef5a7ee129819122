using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Selvedge.Journal;

// The one writer loop of a node: (1) wait for the first append, (2) take all that may go together,
// (3) one call to the server, (4) release the callers, each with its own result, and publish.
// While a call runs the next batch collects; an idle journal adds no delay.

/// <summary>
/// Commits queued appends in batches on one connection of its own. A call whose answer was lost is made again under
/// the same batch number, which the server answers from what it stored, or does now if it never came to it.
/// Callers that waited too long for that are told so; the batch is then left as it stands.
/// </summary>
internal sealed class Committer : IAsyncDisposable
{
    private const string OutOfTurn = "SV001";
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(25);

    private readonly NpgsqlDataSource _source;
    private readonly JournalOptions _options;
    private readonly Outage _outage;
    private readonly Outage _appends = new();
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AppendQueue _queue;
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly AppendCall _call;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _committing;
    private readonly Task _watching;

    private NpgsqlConnection? _connection;
    private long _number;
    private volatile InFlight? _inFlight;
    private volatile int _processId;

    public Committer(NpgsqlDataSource source, JournalOptions options, TimeProvider time, ILogger log)
    {
        (_source, _options, _time, _log) = (source, options, time, log);
        _outage = Outage.Of(source);
        _queue = new AppendQueue(options.MaxQueuedAppends);
        _call = new AppendCall(_id);
        _committing = Task.Run(RunAsync);
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Called on the committer's own turn, after the callers were answered.</summary>
    public Action<FeedBatch>? Committed { get; set; }

    /// <summary>Called when a batch was left without knowing what became of it.</summary>
    public Action? LeftUnknown { get; set; }

    /// <summary>The server process that serves this committer; 0 while there is none.</summary>
    public int ProcessId => _processId;

    public async Task<AppendResult> AppendAsync(Append append, CancellationToken ct)
    {
        if (_stopping.IsCancellationRequested)
            throw Stopped();
        if (!_outage.MayTry(_options.UnknownOutcomeLimit) || !_appends.MayTry(_options.UnknownOutcomeLimit))
            throw Unanswered();
        var pending = new PendingAppend(append);
        await _queue.EnqueueAsync(pending, _options.UnknownOutcomeLimit, ct);
        if (_stopping.IsCancellationRequested)
            _queue.Fail(TimeSpan.Zero, Stopped);
        return await pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _committing;
        await _watching;
        _queue.Fail(TimeSpan.Zero, Stopped);
        await DropConnectionAsync();
        _call.Dispose();
        _queue.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingAppend>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _queue.WaitAsync(_stopping.Token);                                    // (1)
                _queue.Take(batch, _options.MaxBatchEvents, _options.MaxBatchBytes);        // (2)
                if (batch.Count == 0)
                    continue;
                _inFlight = new InFlight([.. batch]);
                await CommitAsync(batch);                                                   // (3) (4)
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                _inFlight?.Fail(Stopped());
            }
            catch (Exception failure)
            {
                _log.LogError(failure, "The committer failed; the batch is left as it stands");
                _inFlight?.Fail(new JournalUnavailableException("The committer failed.", failure));
                LeftUnknown?.Invoke();
            }
            _inFlight = null;
        }
    }

    private async Task CommitAsync(List<PendingAppend> batch)
    {
        _call.Encode(batch, ++_number, _time.GetUtcNow());
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
            catch (Exception failure) when (IsAway(failure))
            {
                _outage.Seen(tried);
                if (CannotStore(failure))
                    _appends.Seen(tried);
                await DropConnectionAsync();
                if (batch.TrueForAll(append => append.Task.IsCompleted))
                {
                    _log.LogWarning(failure, "A batch of {Appends} appends was left without an answer", batch.Count);
                    LeftUnknown?.Invoke();
                    return;
                }
                await Task.Delay(RetryDelay, _stopping.Token);
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
            Committed?.Invoke(new FeedBatch(answer.FirstPosition - 1, position - 1, answer.RecordedAt, events.DrainToImmutable(), rows.DrainToImmutable()));
    }

    private async Task ConnectAsync()
    {
        if (_connection is not null)
            return;
        var connection = await _source.OpenConnectionAsync(_stopping.Token);
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
            await register.ExecuteNonQueryAsync(_stopping.Token);
            await using var enter = new NpgsqlCommand(
                "insert into journal.committers (id, batch) values ($1, 0) on conflict do nothing", connection)
            {
                Parameters = { new() { Value = _id } },
            };
            await enter.ExecuteNonQueryAsync(_stopping.Token);
            await _call.PrepareAsync(connection, _options.CallLimit + TimeSpan.FromSeconds(1), _stopping.Token);
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

    // Nobody waits on a silent database for longer than the limit, however long the call itself may take; and hardly
    // anybody on one that has been away for so long, whoever found out, or that has stored nothing for so long although
    // it answers reads.
    private async Task WatchAsync()
    {
        var (limit, least) = (_options.UnknownOutcomeLimit, _options.UnknownOutcomeLimit / 10);
        using var timer = new PeriodicTimer(least);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (_inFlight is not { } inFlight)
                    continue;
                if (inFlight.Age > limit)
                {
                    _outage.Seen(inFlight.Since);
                    _appends.Seen(inFlight.Since);
                }
                var patience = _outage.Exceeds(limit) || _appends.Exceeds(limit) ? least : limit;
                if (inFlight.Age <= patience)
                    continue;
                inFlight.Fail(Unanswered());
                _queue.Fail(patience, Unanswered);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static bool IsAway(Exception failure) =>
        Database.IsUnavailable(failure) || failure is PostgresException { SqlState: OutOfTurn };

    // Its disk is full, or broken.
    private static bool CannotStore(Exception failure) =>
        failure is PostgresException { SqlState: ['5', '3' or '8', ..] };

    private static JournalUnavailableException Unanswered() => new("The journal's database has not answered in time.");

    private static JournalUnavailableException Stopped() => new("The journal is stopping.");

    private sealed class InFlight(PendingAppend[] batch)
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
}
