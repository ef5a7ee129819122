using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Since when the database has been away, as all who ask it find out. Who comes later does not wait a limit of its own
/// on top: otherwise the waits of callers who stand behind one another add up. Thread-safe.
/// </summary>
internal sealed class Outage
{
    // A failure that nobody followed up says nothing about now.
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(5);
    private static readonly ConditionalWeakTable<NpgsqlDataSource, Outage> BySource = [];

    private readonly Lock _gate = new();
    private long? _since;
    private long _lastSeen;

    /// <summary>The one of this data source, so that readers and the committer learn from each other.</summary>
    public static Outage Of(NpgsqlDataSource source) => BySource.GetOrCreateValue(source);

    /// <summary>An attempt failed because the database is away.</summary>
    public void Seen()
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (_since is null || Stopwatch.GetElapsedTime(_lastSeen, now) > Forgotten)
                _since = now;
            _lastSeen = now;
        }
    }

    /// <summary>An answer came.</summary>
    public void Ended()
    {
        lock (_gate)
            _since = null;
    }

    /// <summary>
    /// Whether attempts kept failing for longer than <paramref name="limit"/> and none had an answer; one failure alone
    /// never is.
    /// </summary>
    public bool Exceeds(TimeSpan limit)
    {
        lock (_gate)
            return _since is { } since && Stopwatch.GetElapsedTime(_lastSeen) <= Forgotten && Stopwatch.GetElapsedTime(since, _lastSeen) > limit;
    }
}
