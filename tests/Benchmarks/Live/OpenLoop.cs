using System.Diagnostics;

namespace Selvedge.Benchmarks.Live;

/// <summary>Sends by the clock, whatever has become of what was sent before: who is late does not slow the others down.</summary>
internal static class OpenLoop
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>Ends when everything sent has been answered.</summary>
    /// <param name="send">Given the moment at which it should have been sent, as a timestamp: its time counts from there.</param>
    public static async Task RunAsync(int perSecond, TimeSpan duration, Func<long, Task> send)
    {
        var total = (int)(perSecond * duration.TotalSeconds);
        var sending = new Task[total];
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < total;)
        {
            var due = Math.Min(total, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond) + 1);
            for (; sent < due; sent++)
            {
                var scheduled = started + (long)((double)sent / perSecond * Stopwatch.Frequency);
                sending[sent] = send(scheduled);
            }

            // Yields: sender, node and database share the cores.
            await Task.Delay(Step);
        }

        await Task.WhenAll(sending);
    }
}
