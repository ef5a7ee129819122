using System.Diagnostics;

namespace Selvedge.Benchmarks.Measuring;

/// <summary>Rounds of slices that are compared with each other.</summary>
internal static class Rounds
{
    /// <summary>Plays rounds for a time once all is warm, at least one; what was measured before is forgotten.</summary>
    /// <param name="thereAndBack">Plays two: the slices in their order and in the opposite one, so that drift meets all alike.</param>
    /// <param name="warmed">Told when all is warm.</param>
    public static async Task<List<T>> PlayAsync<T>(TimeSpan warmUp, TimeSpan duration, Func<Task<T[]>> thereAndBack, Action? warmed = null)
    {
        List<T> rounds = [];
        var started = Stopwatch.GetTimestamp();
        var isWarm = false;
        while (Stopwatch.GetElapsedTime(started) < warmUp + duration || rounds.Count == 0)
        {
            if (!isWarm && Stopwatch.GetElapsedTime(started) >= warmUp)
            {
                isWarm = true;
                rounds.Clear();
                warmed?.Invoke();
            }

            rounds.AddRange(await thereAndBack());
        }

        return rounds;
    }
}
