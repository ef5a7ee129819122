using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Since when the database has been away, as all who ask it the same find out. Who comes later does not wait a limit of its own
/// on top: otherwise the waits of callers who stand behind one another add up. Thread-safe.
/// </summary>
internal sealed class Outage
{
    // Each that tries a silent server is a connection that it finds dead when it speaks again.
    private const int TriesPerLimit = 4;

    // A failure that nobody followed up says nothing about now.
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(5);
    private static readonly ConditionalWeakTable<NpgsqlDataSource, Outage> BySource = [];

    private readonly Lock _gate = new();
    private long? _since;
    private long _lastSeen;
    private long _lastAnswer;
    private long _lastTry;
    private bool _isAsking;

    /// <summary>The one of this data source, so that readers and the committer learn from each other.</summary>
    public static Outage Of(NpgsqlDataSource source) => BySource.GetOrCreateValue(source);

    /// <summary>An attempt failed because the database is away, or has waited in vain.</summary>
    /// <param name="tried">The time stamp when it began.</param>
    public void Seen(long tried)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (_since is null || Stopwatch.GetElapsedTime(_lastSeen, now) > Forgotten)
                _since = Math.Max(tried, _lastAnswer);
            _lastSeen = now;
        }
    }

    /// <summary>An answer came.</summary>
    public void Ended()
    {
        lock (_gate)
            (_since, _lastAnswer) = (null, Stopwatch.GetTimestamp());
    }

    /// <summary>Whether those who asked have had no answer for longer than <paramref name="limit"/>.</summary>
    public bool Exceeds(TimeSpan limit)
    {
        lock (_gate)
            return Exceeds_NeedsLock(limit);
    }

    /// <summary>False while the outage exceeds <paramref name="limit"/> and somebody tried just now.</summary>
    public bool MayTry(TimeSpan limit)
    {
        lock (_gate)
        {
            if (Exceeds_NeedsLock(limit) && Stopwatch.GetElapsedTime(_lastTry) < limit / TriesPerLimit)
                return false;
            _lastTry = Stopwatch.GetTimestamp();
            return true;
        }
    }

    /// <summary>
    /// Whether one who has asked since <paramref name="start"/> does well to wait on: somebody has had an answer within the limit, so
    /// the database is slow and not away.
    /// </summary>
    public bool IsWorthWaiting(long start, TimeSpan limit, TimeSpan longest)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            return Stopwatch.GetElapsedTime(start, now) < longest
                && Stopwatch.GetElapsedTime(Math.Max(start, _lastAnswer), now) < limit && !Exceeds_NeedsLock(limit);
        }
    }

    /// <summary>
    /// True for one at a time where nobody has had an answer for half of <paramref name="limit"/>: who then asks for the sake of any answer
    /// and says so by <see cref="Asked"/>.
    /// </summary>
    public bool MayAsk(TimeSpan limit)
    {
        lock (_gate)
            return !_isAsking && Stopwatch.GetElapsedTime(_lastAnswer) > limit / 2 && (_isAsking = true);
    }

    public void Asked()
    {
        lock (_gate)
            _isAsking = false;
    }

    /// <summary>
    /// How long one who has asked since <paramref name="start"/> waits for its next attempt: what is left of its limit, and
    /// a tenth of it where that is over, or others have already found out.
    /// </summary>
    public TimeSpan PatienceAfter(long start, TimeSpan limit)
    {
        var (left, least) = (limit - Stopwatch.GetElapsedTime(start), limit / 10);
        return left < least || Exceeds(limit) ? least : left;
    }

    private bool Exceeds_NeedsLock(TimeSpan limit) =>
        _since is { } since && Stopwatch.GetElapsedTime(_lastSeen) <= Forgotten && Stopwatch.GetElapsedTime(since, _lastSeen) > limit;
}
