using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>The calendar arithmetic: what the facts so far do to ex-factory, and why.</summary>
/// <remarks>
/// Runs on every report, over some forty milestones and fifty dependencies: one pass forward, one back, and a walk
/// along the driving path when ex-factory moves. A few microseconds; see tests/Benchmarks/results/forecast.md.
/// </remarks>
public static class Forecasting
{
    /// <summary>
    /// The forecast of every milestone and the reasons for what moves. A milestone that lives elsewhere and was not
    /// handed over stands at its plan, or where its predecessors push it, and is never overdue here: on a style the
    /// slip is therefore what its own dates, by minimum durations alone, would force on its target.
    /// </summary>
    /// <exception cref="ArgumentException">Baseline or facts are not one per milestone of the template.</exception>
    public static ForecastResult Compute(ForecastInput input)
    {
        var milestones = input.Template.Milestones;
        if (input.Baseline.Length != milestones.Length || input.Facts.Length != milestones.Length)
            throw new ArgumentException($"{input.Template.Id} has {milestones.Length} milestones, "
                + $"not {input.Baseline.Length} planned and {input.Facts.Length} reported", nameof(input));

        var forward = new ForwardPass(input);
        var forecast = forward.Forecast;
        var latest = Backward(input);
        var last = input.Template.ExFactory;
        var (path, causes, absorbed) = DrivingPath.Walk(input, forward, latest);
        return new(
            ImmutableCollectionsMarshal.AsImmutableArray(forecast),
            ImmutableCollectionsMarshal.AsImmutableArray(forward.Allowed),
            ImmutableCollectionsMarshal.AsImmutableArray(latest),
            Math.Max(0, forecast[last].DayNumber - input.Baseline[last].DayNumber),
            LeastFloat(input, forecast, latest),
            absorbed, causes, path, forward.Range, RangeGaps.Of(input, forward.Range));
    }

    /// <summary>The forecast of one milestone, had it these facts, by plan and predecessors alone.</summary>
    /// <param name="forecast">Of the milestones before it.</param>
    internal static DateOnly DayOf(ForecastInput input, ReadOnlySpan<DateOnly> forecast, int milestone, in MilestoneFacts facts) =>
        facts.Stands ?? Settle(input, milestone, Allowed(input, forecast, milestone, facts.Estimate));

    /// <summary>The day that plan or estimate and predecessors allow.</summary>
    internal static DateOnly Allowed(ForecastInput input, ReadOnlySpan<DateOnly> forecast, int milestone, DateOnly? estimate)
    {
        var day = estimate ?? input.Baseline[milestone];
        foreach (var dependency in input.Template.Milestones[milestone].After)
            day = Later(day, input.Calendar.Arrive(forecast[dependency.Predecessor], dependency.MinDays));
        return day;
    }

    /// <summary>The first working day on which what is still open can happen, from <paramref name="day"/> on.</summary>
    internal static DateOnly Settle(ForecastInput input, int milestone, DateOnly day) =>
        input.Calendar.NextWorkingDay(input.Template.Milestones[milestone].Home == input.Home ? Later(day, input.AsOf) : day);

    private static DateOnly[] Backward(ForecastInput input)
    {
        var milestones = input.Template.Milestones;
        var latest = new DateOnly[milestones.Length];
        latest.AsSpan().Fill(DateOnly.MaxValue);
        latest[^1] = input.Baseline[^1];
        for (var m = latest.Length - 1; m >= 0; m--)
        {
            // What leads nowhere holds nothing up: it has until ex-factory, and what comes before it is free of it.
            if (latest[m] == DateOnly.MaxValue)
            {
                latest[m] = input.Baseline[^1];
                continue;
            }
            foreach (var dependency in milestones[m].After)
            {
                var start = input.Calendar.LatestStart(latest[m], dependency.MinDays);
                if (start < latest[dependency.Predecessor])
                    latest[dependency.Predecessor] = start;
            }
        }
        return latest;
    }

    private static int LeastFloat(ForecastInput input, DateOnly[] forecast, DateOnly[] latest)
    {
        var least = int.MaxValue;
        for (var m = 0; m < forecast.Length; m++)
            if (input.IsOpen(m))
                least = Math.Min(least, latest[m].DayNumber - forecast[m].DayNumber);
        return least < int.MaxValue ? least : latest[^1].DayNumber - forecast[^1].DayNumber;
    }

    internal static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
