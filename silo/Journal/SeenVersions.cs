namespace Selvedge.Journal;

/// <summary>Versions of the entered streams as seen by the feed. Thread-safe.</summary>
internal sealed class SeenVersions
{
    private readonly Dictionary<StreamKey, (int Watchers, int Version)> _entered = [];

    public IDisposable Enter(StreamKey stream, int version)
    {
        lock (_entered)
        {
            var (watchers, seen) = _entered.GetValueOrDefault(stream);
            _entered[stream] = (watchers + 1, Math.Max(seen, version));
        }
        return new Watch(this, stream);
    }

    public int Of(StreamKey stream)
    {
        lock (_entered)
            return _entered.GetValueOrDefault(stream).Version;
    }

    public void See(FeedBatch batch)
    {
        lock (_entered)
        {
            foreach (var e in batch.Events)
            {
                if (_entered.TryGetValue(e.Stream, out var entry) && entry.Version < e.Version)
                    _entered[e.Stream] = entry with { Version = e.Version };
            }
        }
    }

    private void Leave(StreamKey stream)
    {
        lock (_entered)
        {
            if (_entered[stream] is { Watchers: > 1 } entry)
                _entered[stream] = entry with { Watchers = entry.Watchers - 1 };
            else
                _entered.Remove(stream);
        }
    }

    private sealed class Watch(SeenVersions table, StreamKey stream) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                table.Leave(stream);
        }
    }
}
