using System.Diagnostics;

namespace Selvedge.Testing;

/// <summary>Waits for a condition that something else brings about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <param name="what">What did not happen, for the failure's message.</param>
    /// <exception cref="TimeoutException">It did not come true within three minutes.</exception>
    public static async Task<T> HoldsAsync<T>(string what, Func<Task<T>> look, Func<T, bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            if (watch.Elapsed > Limit)
                throw new TimeoutException($"{what} did not come true; last seen: {seen}");
            await Task.Delay(10);
        }
    }
}
