using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// The journal as it grows: one total order of events, the same on every node, without gaps or repeats. A node's own
/// batch enters directly when it continues what was read; what lies between, and what other nodes wrote, is
/// read from the database: at once when they notify, and once a second in case a notification was lost. Thread-safe.
/// </summary>
public sealed class Feed : IHostedService, IAsyncDisposable
{
    private const int MaxHeldBatches = 16;

    private readonly Journal _journal;
    private readonly JournalOptions _options;
    private readonly ILogger _log;
    private readonly EventReader _reader;
    private readonly FeedWindow _window;
    private readonly SeenVersions _seen = new();
    private readonly Lock _gate = new();
    private readonly PriorityQueue<FeedBatch, long> _held = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long _position;

    public Feed(Journal journal, ILogger<Feed>? log = null)
    {
        (_journal, _options, _log) = (journal, journal.Options, log ?? NullLogger<Feed>.Instance);
        _reader = new EventReader(journal.Source);
        _window = new FeedWindow(_options.FeedWindowEvents, _options.FeedWindowBytes);
        journal.Committer.Committed = Enter;
        journal.Committer.LeftUnknown = () => Wake();
    }

    /// <summary>
    /// Told of every batch before the position moves: who waits for a position finds what was made of the batches up to it.
    /// Under the feed's lock: return at once, and do not throw.
    /// </summary>
    public event Action<FeedBatch>? Advancing;

    /// <summary>How far this node has read. Starts at the head that was found when the feed was started.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Begins to read; until then everybody waits. Waits itself until the database answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var position = await PersistAsync(_journal.ReadHeadAsync, cancellationToken);
        lock (_gate)
            _position = position;
        _started.TrySetResult();
        _running = Task.WhenAll(Task.Run(ReadAsync, CancellationToken.None), Task.Run(ListenAsync, CancellationToken.None));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested && _running.IsCompleted)
            return;
        await StopAsync(CancellationToken.None);
    }

    /// <summary>Completes when <see cref="Position"/> is at or beyond <paramref name="position"/>.</summary>
    public async Task WaitUntilAsync(long position, CancellationToken ct = default)
    {
        await _started.Task.WaitAsync(ct);
        while (true)
        {
            Task advanced;
            lock (_gate)
            {
                if (_position >= position)
                    return;
                advanced = _advanced.Task;
            }
            await advanced.WaitAsync(ct);
        }
    }

    /// <summary>Waits until this node has read everything acknowledged before the call, and returns that position.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<long> CatchUpAsync(CancellationToken ct = default)
    {
        var head = await _journal.ReadHeadAsync(ct);
        await CatchUpAsync(head, ct);
        return head;
    }

    /// <summary>Has read up to a position that is known to be committed.</summary>
    /// <exception cref="JournalUnavailableException">It could not be read in time.</exception>
    public async Task CatchUpAsync(long position, CancellationToken ct = default)
    {
        if (Position >= position)
            return;
        Wake(position);
        try
        {
            await _journal.Source.WaitAsync(_options, WaitUntilAsync(position, ct), ct);
        }
        catch (TimeoutException late)
        {
            throw new JournalUnavailableException($"The journal could not be read up to position {position} in time.", late);
        }
    }

    /// <summary>
    /// What was committed after a position, and then what follows, for as long as it is enumerated: batches that join
    /// without a gap. Takes from memory what is there, and reads from the database where the follower lies further behind.
    /// </summary>
    public async IAsyncEnumerable<FeedBatch> FollowAsync(long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            await WaitUntilAsync(after + 1, ct);
            FeedBatch? batch;
            long until;
            lock (_gate)
                (batch, until) = (_window.After(after), _position);
            batch ??= await PersistAsync(token => _reader.ReadBatchAsync(after, until, _options.FeedPageEvents, _options.CallLimit, token), ct);
            if (batch is null)
                continue;
            yield return batch;
            after = batch.To;
        }
    }

    /// <summary>
    /// The events alone, for those who act upon them: what was committed after a position, and then what follows, in pages
    /// that join without a gap. Who asks for the next page sooner than <paramref name="pause"/> waits for the rest of it,
    /// so that at a high rate much comes together; a full page is followed at once.
    /// </summary>
    public async IAsyncEnumerable<FeedPage> FollowPagesAsync(long after, TimeSpan pause, [EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            await WaitUntilAsync(after + 1, ct);
            var given = Task.Delay(pause, ct);
            FeedPage? page;
            long until;
            lock (_gate)
                (page, until) = (_window.PageAfter(after, _options.FeedPageEvents), _position);
            page ??= await PersistAsync(token => ReadPageAsync(after, until, token), ct);
            if (page is null)
                continue;
            yield return page;
            after = page.To;
            if (page.Events.Length < _options.FeedPageEvents)
                await given;
        }
    }

    /// <summary>
    /// Enters a stream into the table of versions seen, until disposed. Enter before loading: then no event can pass
    /// between what was loaded and what is seen.
    /// </summary>
    /// <param name="version">What is known of it already, or 0.</param>
    public IDisposable Watch(StreamKey stream, int version) => _seen.Enter(stream, version);

    /// <summary>The newest version of an entered stream that the feed has seen; 0 for others.</summary>
    public int SeenVersion(StreamKey stream) => _seen.Of(stream);

    /// <summary>Up to <paramref name="limit"/> events after a position, for the log. Reads the database, up to its head.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<RecordedEvent>> ReadAsync(long after, int limit, CancellationToken ct = default) =>
        _reader.ReadAsync(after, long.MaxValue, limit, _options.UnknownOutcomeLimit, _options.LongestRead, ct);

    private async Task<FeedPage?> ReadPageAsync(long after, long until, CancellationToken ct) =>
        await _reader.ReadAsync(after, until, _options.FeedPageEvents, _options.CallLimit, _options.CallLimit, ct) is { IsEmpty: false } events
            ? new FeedPage(events[^1].Position, events)
            : null;

    // The committer's own batch. One that does not continue what was read is held until the reader has come so far.
    private void Enter(FeedBatch batch)
    {
        lock (_gate)
        {
            if (!_started.Task.IsCompleted || batch.To <= _position)
                return;
            if (batch.From == _position)
            {
                Advance(batch);
                return;
            }
            if (_held.Count < MaxHeldBatches)
                _held.Enqueue(batch, batch.From);
        }
        Wake(batch.To);
    }

    private void Advance(FeedBatch batch)
    {
        // Seen before the position moves: who waited for a position finds the versions up to it.
        _seen.See(batch);
        Advancing?.Invoke(batch);
        _window.Add(batch);
        Interlocked.Exchange(ref _position, batch.To);
        JournalMetrics.FeedPosition.Record(batch.To);
        var advanced = _advanced;
        _advanced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        advanced.SetResult();
    }

    private void Wake(long known = long.MaxValue)
    {
        lock (_gate)
        {
            if (known <= _position)
                return;
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(_options.FeedPoll, _stopping.Token);
                await ReadOnAsync();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                _log.LogWarning(failure, "The feed could not be read");
            }
        }
    }

    // Reads up to the first batch held, enters what is held, and so on until there is nothing more.
    private async Task ReadOnAsync()
    {
        var more = true;
        while (more)
        {
            long after, until;
            lock (_gate)
            {
                EnterHeld();
                after = _position;
                until = _held.TryPeek(out _, out var from) ? from : long.MaxValue;
            }
            var batch = await _reader.ReadBatchAsync(after, until, _options.FeedPageEvents, _options.CallLimit, _stopping.Token);
            lock (_gate)
            {
                // The committer may have entered the same events meanwhile.
                if (batch is not null && batch.To > _position)
                    Advance(batch.From == _position ? batch : FeedWindow.Later(batch, _position));
                EnterHeld();
                more = batch is not null && (batch.Events.Length == _options.FeedPageEvents || _held.Count > 0);
            }
        }
    }

    private void EnterHeld()
    {
        while (_held.TryPeek(out var batch, out var from) && from <= _position)
        {
            _held.Dequeue();
            if (batch.To > _position)
                Advance(from == _position ? batch : FeedWindow.Later(batch, _position));
        }
    }

    private async Task ListenAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _journal.Source.OpenConnectionAsync(_stopping.Token);
                connection.Notification += (_, notification) =>
                {
                    // Our own batch comes from the committer itself.
                    if (!_journal.Committer.IsServedBy(notification.PID))
                        Wake(long.Parse(notification.Payload));
                };
                await using (var listen = new NpgsqlCommand("listen journal", connection))
                    await listen.ExecuteNonQueryAsync(_stopping.Token);
                Wake();
                while (true)
                    await connection.WaitAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                _log.LogDebug(failure, "Listening was interrupted");
                await Task.Delay(_options.FeedPoll / 4, CancellationToken.None);
            }
        }
    }

    // A follower outlives an absence of the database.
    private async Task<T> PersistAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await read(ct);
            }
            catch (JournalUnavailableException)
            {
                await Task.Delay(_options.FeedPoll, ct);
            }
        }
    }
}
