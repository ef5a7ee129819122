namespace Selvedge.Benchmarks.Backtests;

/// <summary>How far off a set of predictions was, and how far off the plan and the last forecast were.</summary>
internal sealed class Accuracy
{
    private readonly Prediction[] predictions;

    /// <param name="predictions">At least one.</param>
    public Accuracy(IEnumerable<Prediction> predictions) => this.predictions = [.. predictions];

    public int Count => predictions.Length;

    public Miss ByThePast => Miss.Of(predictions.Select(p => Days(p, p.Forecast)));

    public Miss ByThePlan => Miss.Of(predictions.Select(p => Days(p, p.Line.Promised)));

    public Miss ByTheLast => Miss.Of(predictions.Select(p => Days(p, p.Last)));

    /// <summary>Of those with a range: the share that came within it. It claims 0.8. NaN where none has one.</summary>
    public double Coverage => Ranges.Length == 0 ? double.NaN : Ranges.Count(p => p.Range!.Earliest <= p.Line.Delivered && p.Line.Delivered <= p.Range.Latest) / (double)Ranges.Length;

    /// <summary>Mean days from the first to the last day of the range. NaN where none has one.</summary>
    public double Width => Ranges.Length == 0 ? double.NaN : Ranges.Average(p => p.Range!.Latest.DayNumber - p.Range.Earliest.DayNumber);

    public int Ranged => Ranges.Length;

    /// <summary>Share that the past brought closer to the truth than the other did, and share that it took further away.</summary>
    public (double Closer, double Further) Against(Func<Prediction, DateOnly> other) => (
        predictions.Count(p => Days(p, p.Forecast) < Days(p, other(p))) / (double)Count,
        predictions.Count(p => Days(p, p.Forecast) > Days(p, other(p))) / (double)Count);

    private Prediction[] Ranges => [.. predictions.Where(p => p.Range is not null)];

    private static int Days(Prediction prediction, DateOnly expected) => Math.Abs(expected.DayNumber - prediction.Line.Delivered.DayNumber);
}

/// <summary>Days between what was expected and what came.</summary>
internal readonly record struct Miss(double Mean, double Median)
{
    public static Miss Of(IEnumerable<int> days)
    {
        int[] sorted = [.. days.Order()];
        return new(sorted.Average(), (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0);
    }

    public override string ToString() => $"{Mean:0.00} / {Median:0.#}";
}
