namespace Selvedge.Journal;

/// <summary>
/// Appends waiting for the next batch, first come first served, at most <c>capacity</c>. No batch holds two
/// appends of one stream, or two that name one command: the second waits, and so does what follows it.
/// Thread-safe; one taker.
/// </summary>
internal sealed class AppendQueue(int capacity) : IDisposable
{
    private readonly SemaphoreSlim _room = new(capacity);
    private readonly SemaphoreSlim _some = new(0, 1);
    private readonly LinkedList<PendingAppend> _waiting = [];
    private readonly HashSet<StreamKey> _streams = [];
    private readonly HashSet<Guid> _commands = [];

    /// <exception cref="JournalUnavailableException">There was no room within <paramref name="limit"/>.</exception>
    public async ValueTask EnqueueAsync(PendingAppend append, TimeSpan limit, CancellationToken ct)
    {
        if (!await _room.WaitAsync(limit, ct))
            throw new JournalUnavailableException("Too many appends are waiting.");
        lock (_waiting)
            _waiting.AddLast(append);
        JournalMetrics.Queued.Add(1);
        Wake();
    }

    /// <summary>Completes when there may be something to take.</summary>
    public Task WaitAsync(CancellationToken ct) => _some.WaitAsync(ct);

    /// <summary>Moves the next batch into <paramref name="batch"/>, which is empty afterwards only if nobody waits.</summary>
    public void Take(List<PendingAppend> batch, int maxEvents, int maxBytes)
    {
        _streams.Clear();
        _commands.Clear();
        batch.Clear();
        int events = 0, bytes = 0, taken = 0, passedOver = 0;
        lock (_waiting)
        {
            for (var node = _waiting.First; node is not null && passedOver < maxEvents;)
            {
                var (append, next) = (node.Value, node.Next);
                if (IsFree(append.Append))
                {
                    if (batch.Count > 0 && (events + append.Append.Events.Length > maxEvents || bytes + append.Bytes > maxBytes))
                        break;
                    events += append.Append.Events.Length;
                    bytes += append.Bytes;
                    batch.Add(append);
                    _waiting.Remove(node);
                    taken++;
                }
                else
                {
                    passedOver++;
                }
                node = next;
            }
            if (_waiting.Count > 0)
                Wake();
        }
        Leave(taken);
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
                    _waiting.Remove(node);
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
        _some.Dispose();
    }

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

    private void Wake()
    {
        lock (_some)
        {
            if (_some.CurrentCount == 0)
                _some.Release();
        }
    }
}
