using Selvedge.Journal;

namespace Selvedge.Gateway.Writing;

/// <summary>Asks again what may be asked twice, while the journal is away.</summary>
internal static class Repeat
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>The first answer there is; the waits between tries double.</summary>
    /// <param name="send">Must be safe to send twice: a read, or a command that keeps its id.</param>
    /// <param name="limit">How long to go on; null for as long as it takes.</param>
    /// <param name="onWait">Told of each failure that is waited out.</param>
    /// <exception cref="JournalUnavailableException">The limit is over, as by <see cref="TimeoutException"/>.</exception>
    public static async Task<T> UntilAnsweredAsync<T>(
        Func<Task<T>> send, TimeProvider time, TimeSpan? limit, Action<Exception>? onWait, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        for (var wait = ShortestWait; ; wait = wait < LongestWait / 2 ? wait * 2 : LongestWait)
        {
            try
            {
                return await send();
            }
            catch (Exception away) when (away is JournalUnavailableException or TimeoutException && !(time.GetElapsedTime(start) > limit))
            {
                onWait?.Invoke(away);
                await Task.Delay(wait, time, ct);
            }
        }
    }
}
