using System.Collections.Immutable;
using Selvedge.Benchmarks.Measuring;

namespace Selvedge.Benchmarks.Live;

/// <summary>Many followers of one server.</summary>
internal sealed class Screens : IAsyncDisposable
{
    private const int OpenedAtOnce = 16;

    private readonly ILookup<string, LiveFollower> byTopic;

    private Screens(ImmutableArray<LiveFollower> all) => (All, byTopic) = (all, all.ToLookup(screen => screen.Topic, StringComparer.Ordinal));

    public ImmutableArray<LiveFollower> All { get; }

    public int Frames => All.Sum(screen => screen.Frames.Count);

    /// <summary>Returns when each has its topic's first frame.</summary>
    public static async Task<Screens> OpenAsync(Uri server, IEnumerable<string> topics)
    {
        string[] names = [.. topics];
        var opened = new LiveFollower[names.Length];
        await Parallel.ForAsync(0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce }, async (i, _) =>
            opened[i] = await LiveFollower.FollowAsync(server, names[i]));
        return new Screens([.. opened]);
    }

    public long Bytes => All.Sum(screen => screen.Bytes);

    /// <summary>Looks for an event on every screen that follows one of the topics it concerns.</summary>
    /// <param name="from">When it began, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>: its age counts from then.</param>
    public void Look(long position, long from, IEnumerable<string> topics, Sighted sighted)
    {
        foreach (var screen in topics.SelectMany(topic => byTopic[topic]))
            if (screen.SeenAt(position) is { } seen)
                sighted.Ages.Add(from, seen);
            else
                sighted.Missing++;
    }

    public void Forget()
    {
        foreach (var screen in All)
            screen.Forget();
    }

    /// <summary>From now on one screen of each topic keeps the messages that it receives.</summary>
    public void Record()
    {
        foreach (var screen in All.DistinctBy(screen => screen.Topic))
            screen.Recording = [];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in All)
            await screen.DisposeAsync();
    }
}

/// <summary>How old events were on the screens that they concern, and on how many they never came.</summary>
internal sealed class Sighted
{
    public Latencies Ages { get; } = new();

    public long Missing { get; set; }
}
