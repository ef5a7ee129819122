namespace Selvedge.Journal;

/// <summary>
/// Appends waiting for the next batch, first come first served. No batch holds two appends of one stream, or two that
/// name one command: the second waits, and so does what follows it. While a batch is under way the next collects, and is
/// ready before the other has ended only when it is full. Thread-safe.
/// </summary>
internal sealed class AppendQueue(JournalOptions options) : IDisposable
{
    private readonly SemaphoreSlim _room = new(options.MaxQueuedAppends);
    private readonly SemaphoreSlim _ready = new(0, 1);
    private readonly LinkedList<PendingAppend> _waiting = [];
    private readonly HashSet<StreamKey> _streams = [];
    private readonly HashSet<Guid> _commands = [];
    private int _events;
    private int _bytes;
    private int _underWay;

    /// <exception cref="JournalUnavailableException">There was no room within <paramref name="limit"/>.</exception>
    public async ValueTask EnqueueAsync(PendingAppend append, TimeSpan limit, CancellationToken ct)
    {
        if (!await _room.WaitAsync(limit, ct))
            throw new JournalUnavailableException("Too many appends are waiting.");
        lock (_waiting)
        {
            _waiting.AddLast(append);
            _events += append.Append.Events.Length;
            _bytes += append.Bytes;
            WakeIfReady_NeedsLock();
        }
        JournalMetrics.Queued.Add(1);
    }

    /// <summary>Completes, for one who waits, when there may be a batch to take.</summary>
    public Task WaitAsync(CancellationToken ct) => _ready.WaitAsync(ct);

    /// <summary>Moves the next batch into <paramref name="batch"/>; false when none is ready. Followed by <see cref="Ended"/>.</summary>
    public bool TryTake(List<PendingAppend> batch)
    {
        batch.Clear();
        lock (_waiting)
        {
            if (!IsReady_NeedsLock)
                return false;
            _underWay++;
            _streams.Clear();
            _commands.Clear();
            int events = 0, bytes = 0, passedOver = 0;
            for (var node = _waiting.First; node is not null && passedOver < options.MaxBatchEvents;)
            {
                var (append, next) = (node.Value, node.Next);
                if (IsFree(append.Append))
                {
                    if (batch.Count > 0 && (events + append.Append.Events.Length > options.MaxBatchEvents || bytes + append.Bytes > options.MaxBatchBytes))
                        break;
                    events += append.Append.Events.Length;
                    bytes += append.Bytes;
                    batch.Add(append);
                    Remove_NeedsLock(node);
                }
                else
                {
                    passedOver++;
                }
                node = next;
            }
            WakeIfReady_NeedsLock();
        }
        Leave(batch.Count);
        return true;
    }

    /// <summary>A batch that was taken is no longer under way.</summary>
    public void Ended()
    {
        lock (_waiting)
        {
            _underWay--;
            WakeIfReady_NeedsLock();
        }
    }

    /// <summary>Tells all who have waited for longer than <paramref name="limit"/> that the journal is unavailable.</summary>
    public void Fail(TimeSpan limit, Func<Exception> failure)
    {
        var failed = 0;
        lock (_waiting)
        {
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Age > limit)
                {
                    node.Value.TrySetException(failure());
                    Remove_NeedsLock(node);
                    failed++;
                }
                node = next;
            }
        }
        Leave(failed);
    }

    public void Dispose()
    {
        _room.Dispose();
        _ready.Dispose();
    }

    private bool IsReady_NeedsLock =>
        _underWay == 0 ? _waiting.Count > 0 : _events >= options.MaxBatchEvents || _bytes >= options.MaxBatchBytes;

    // Also enters the append's names, so that whoever comes later and shares one stays behind it.
    private bool IsFree(Append append)
    {
        var free = !_streams.Contains(append.Stream);
        foreach (var command in append.Commands)
            free &= !_commands.Contains(command.Id);
        _streams.Add(append.Stream);
        foreach (var command in append.Commands)
            _commands.Add(command.Id);
        return free;
    }

    private void Leave(int appends)
    {
        if (appends == 0)
            return;
        _room.Release(appends);
        JournalMetrics.Queued.Add(-appends);
    }

    private void Remove_NeedsLock(LinkedListNode<PendingAppend> node)
    {
        _waiting.Remove(node);
        _events -= node.Value.Append.Events.Length;
        _bytes -= node.Value.Bytes;
    }

    private void WakeIfReady_NeedsLock()
    {
        if (IsReady_NeedsLock && _ready.CurrentCount == 0)
            _ready.Release();
    }
}
