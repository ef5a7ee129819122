using System.Diagnostics;

namespace Selvedge.Benchmarks.Measuring;

/// <summary>Times, all of them kept.</summary>
internal sealed class Latencies
{
    private readonly List<double> milliseconds = [];
    private bool isSorted;

    public int Count => milliseconds.Count;

    public void Add(long from, long to) => Add(Stopwatch.GetElapsedTime(from, to));

    public void Add(TimeSpan time)
    {
        milliseconds.Add(time.TotalMilliseconds);
        isSorted = false;
    }

    /// <summary>The time that so large a share did not exceed; 0 when there are none.</summary>
    public double Percentile(double share)
    {
        if (!isSorted)
            milliseconds.Sort();
        isSorted = true;
        return Count == 0 ? 0 : milliseconds[Math.Max(0, (int)Math.Ceiling(share * Count) - 1)];
    }
}
