namespace Selvedge.Domain.TimeAndAction;

/// <summary>When a timeline changes although nobody reports anything.</summary>
public static class Wakes
{
    /// <summary>
    /// The next midnight, in the factory's zone, at which the timeline must be looked at again: the forecast of an open
    /// milestone has passed, or the line turns stale. Null when nothing is open. Always after the day of <see cref="ForecastInput.AsOf"/>.
    /// </summary>
    public static DateTimeOffset? Next(ForecastInput input, ForecastResult result, DateOnly? lastHeard)
    {
        var first = DateOnly.MaxValue;
        for (var m = 0; m < input.Facts.Length; m++)
        {
            if (!input.IsOpen(m))
                continue;
            // What is overdue is looked at every day, also where the vendor's past expects it later: each day rules more out.
            var overdue = result.Allowed[m] > input.AsOf ? result.Allowed[m] : input.Calendar.NextWorkingDay(input.AsOf);
            var passes = (result.Forecast[m] < overdue ? result.Forecast[m] : overdue).AddDays(1);
            if (passes < first)
                first = passes;
            // A line that nobody has spoken of turns from planned to due on the day itself.
            if (lastHeard is null && input.Baseline[m] > input.AsOf && input.Baseline[m] < first)
                first = input.Baseline[m];
            var stale = HealthRules.StaleFrom(input, m, lastHeard);
            if (stale > input.AsOf && stale < first)
                first = stale;
        }
        return first == DateOnly.MaxValue ? null : input.Calendar.MidnightAfter(first.AddDays(-1));
    }
}
