using System.Diagnostics;

namespace Selvedge.Benchmarks.Measuring;

/// <summary>One stretch of measured work.</summary>
/// <param name="Operations">How many things were done, all of them.</param>
/// <param name="Processor">CPU time of the processes that did them.</param>
internal sealed record Slice(long Operations, TimeSpan Elapsed, TimeSpan Processor)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;

    public double MicrosecondsEach => Processor.TotalMicroseconds / Operations;

    /// <param name="processor">CPU time spent so far by the processes that do the work.</param>
    /// <param name="work">Answers how many things it did.</param>
    public static async Task<Slice> MeasureAsync(Func<TimeSpan> processor, Func<Task<long>> work)
    {
        // What earlier slices left behind is not this one's cost.
        GC.Collect();
        var before = processor();
        var started = Stopwatch.GetTimestamp();
        var operations = await work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Slice(operations, elapsed, processor() - before);
    }
}

/// <summary>A ratio of adjacent slices: the median, and the interval that holds it in 95 of 100 redrawn sets.</summary>
internal readonly record struct Ratio(double Median, double Low, double High)
{
    private const int Redraws = 2_000;

    public static Ratio Of(IReadOnlyList<double> ratios)
    {
        var dice = new Random(1);
        var medians = new double[Redraws];
        var drawn = new double[ratios.Count];
        for (var i = 0; i < Redraws; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
                drawn[j] = ratios[dice.Next(ratios.Count)];
            medians[i] = MedianOf(drawn);
        }

        Array.Sort(medians);
        return new Ratio(MedianOf(ratios), medians[(int)(Redraws * 0.025)], medians[(int)(Redraws * 0.975)]);
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public override string ToString() => $"{Median:0.00} ({Low:0.00} to {High:0.00})";
}
