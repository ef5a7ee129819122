using System.Collections.Immutable;

namespace Selvedge.Benchmarks.Live;

/// <summary>Many followers of one server.</summary>
internal sealed class Screens : IAsyncDisposable
{
    private const int OpenedAtOnce = 16;

    private Screens(ImmutableArray<LiveFollower> all) => All = all;

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
