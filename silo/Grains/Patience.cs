using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// How long an actor tries against another activation of itself: at once, then after short random waits, for a
/// second in all, and five times also where each append takes long. Random, so that two that collide do not collide again.
/// </summary>
internal sealed class Patience(TimeProvider time)
{
    private const int LeastTries = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly long started = time.GetTimestamp();
    private int conflicts;

    /// <exception cref="JournalUnavailableException">The second and the tries are over.</exception>
    public async Task WaitAsync(StreamKey stream)
    {
        if (++conflicts > LeastTries && time.GetElapsedTime(started) > Limit)
            throw new JournalUnavailableException($"{stream} is being changed elsewhere all the time.");
        if (conflicts > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 * conflicts)), time);
    }
}
