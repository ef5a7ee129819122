using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>What the health of a line is judged by.</summary>
/// <param name="Done">The goods are out: nothing is left to make late.</param>
/// <param name="Blocked">Something stands in the way until somebody lifts it, such as an expired audit.</param>
/// <param name="ExFactory">The forecast of ex-factory.</param>
/// <param name="Committed">The agreed ex-factory; the baseline where none is agreed.</param>
/// <param name="CancelDate">After this day the goods are not wanted any more.</param>
/// <param name="ToleranceDays">Days past committed that are not yet late.</param>
/// <param name="Stale">From <see cref="HealthRules.IsStale"/>.</param>
/// <param name="AtRisk">From <see cref="HealthRules.IsAtRisk"/>.</param>
/// <param name="Reported">Whether anything was ever reported of the line.</param>
/// <param name="Due">Whether any open milestone has reached its Due day.</param>
public readonly record struct LineStanding(
    bool Done, bool Blocked, DateOnly ExFactory, DateOnly Committed, DateOnly? CancelDate, int ToleranceDays,
    bool Stale, bool AtRisk, bool Reported, bool Due);

/// <summary>Will it make its date?</summary>
public static class HealthRules
{
    /// <summary>Where there is no cancel date, a forecast this many days past committed is critical.</summary>
    public const int CriticalAfterDays = 7;

    /// <summary>Silence for this many days past a Due makes a line stale.</summary>
    public const int StaleAfterDays = 5;

    public static readonly ImmutableArray<Health> WorstFirst =
    [
        Health.Critical, Health.Late, Health.Blocked, Health.Risk, Health.Stale, Health.OnTrack, Health.Plan, Health.Done,
    ];

    /// <summary>Health of a line, and of a style against its target: the first rule that holds.</summary>
    public static Health Line(in LineStanding line) => line switch
    {
        { Done: true } => Health.Done,
        { Blocked: true } => Health.Blocked,
        _ when line.ExFactory > (line.CancelDate ?? line.Committed.AddDays(CriticalAfterDays)) => Health.Critical,
        _ when line.ExFactory > line.Committed.AddDays(line.ToleranceDays) => Health.Late,
        { Stale: true } => Health.Stale,
        { AtRisk: true } => Health.Risk,
        { Reported: false, Due: false } => Health.Plan,
        _ => Health.OnTrack,
    };

    /// <summary>
    /// What <see cref="Line(in LineStanding)"/> is asked of a timeline: done when ex-factory has happened,
    /// committed to its baseline when no date is agreed.
    /// </summary>
    /// <param name="lastHeard">The day, in the factory's zone, of the line's newest report; null when there was none.</param>
    public static LineStanding Standing(
        ForecastInput input, ForecastResult result, DateOnly? lastHeard, bool blocked = false,
        DateOnly? committed = null, DateOnly? cancelDate = null, int toleranceDays = 0)
    {
        var exFactory = input.Template.ExFactory;
        return new(
            Done: input.Facts[exFactory].Actual is not null, blocked, result.Forecast[exFactory],
            committed ?? input.Baseline[exFactory], cancelDate, toleranceDays,
            IsStale(input, lastHeard), IsAtRisk(input, result), IsReported(input), IsDue(input));
    }

    /// <summary>
    /// Health of one milestone: done; critical when its forecast is past Latest, so that ex-factory moves;
    /// at risk when past Due; on track once somebody has given a day for it, else as planned.
    /// </summary>
    public static Health Milestone(ForecastInput input, ForecastResult result, int milestone)
    {
        var facts = input.Facts[milestone];
        var forecast = result.Forecast[milestone];
        return facts.Happened is not null ? Health.Done
            : forecast > result.Latest[milestone] ? Health.Critical
            : forecast > input.Baseline[milestone] ? Health.Risk
            : facts.Estimate is not null || facts.IsForecast ? Health.OnTrack
            : Health.Plan;
    }

    /// <summary>Forecast past its day: late or critical.</summary>
    public static bool IsLate(Health health) => health is Health.Late or Health.Critical;

    /// <summary>The worse of two: critical, late, blocked, risk, stale, on track, plan, done.</summary>
    public static Health Worst(Health a, Health b) => WorstFirst.IndexOf(a) <= WorstFirst.IndexOf(b) ? a : b;

    /// <summary>
    /// Whether an open milestone is past its day by <see cref="StaleAfterDays"/> or more and nothing was heard of the line
    /// on that day or since. Its day is Due, or the estimate where that is later: who gave a later day is not silent before it.
    /// </summary>
    public static bool IsStale(ForecastInput input, DateOnly? lastHeard)
    {
        for (var m = 0; m < input.Facts.Length; m++)
            if (input.IsOpen(m) && StaleFrom(input, m, lastHeard) <= input.AsOf)
                return true;
        return false;
    }

    /// <summary>
    /// Whether an open milestone is forecast past its Due, or more than half of a milestone's float is used
    /// while a follower of it is still open.
    /// </summary>
    public static bool IsAtRisk(ForecastInput input, ForecastResult result) => PutAtRiskBy(input, result.Forecast.AsSpan(), result.Latest.AsSpan()) >= 0;

    /// <summary>Index of the milestone, of those by which it is at risk, that is furthest past its Due, the later one of two; -1 for none.</summary>
    internal static int PutAtRiskBy(ForecastInput input, ReadOnlySpan<DateOnly> forecast, ReadOnlySpan<DateOnly> latest)
    {
        var (furthest, most) = (-1, 0);
        var milestones = input.Template.Milestones;
        for (var m = 0; m < milestones.Length; m++)
        {
            if (!input.IsOpen(m))
                continue;
            Take(m, forecast[m].DayNumber - input.Baseline[m].DayNumber);
            foreach (var (predecessor, _) in milestones[m].After)
            {
                var (due, used) = (input.Baseline[predecessor].DayNumber, forecast[predecessor].DayNumber - input.Baseline[predecessor].DayNumber);
                if (used * 2 > latest[predecessor].DayNumber - due)
                    Take(predecessor, used);
            }
        }
        return furthest;

        void Take(int milestone, int days)
        {
            if (days > most || (days == most && days > 0 && milestone > furthest))
                (furthest, most) = (milestone, days);
        }
    }

    /// <summary>The first day on which the milestone makes the line stale, should nothing be heard; never when it was heard of late enough.</summary>
    internal static DateOnly StaleFrom(ForecastInput input, int milestone, DateOnly? lastHeard)
    {
        var day = input.Baseline[milestone];
        if (input.Facts[milestone].Estimate is { } estimate && estimate > day)
            day = estimate;
        return lastHeard >= day ? DateOnly.MaxValue : day.AddDays(StaleAfterDays);
    }

    private static bool IsReported(ForecastInput input)
    {
        foreach (var facts in input.Facts)
            if (facts.Actual is not null || facts.Estimate is not null)
                return true;
        return false;
    }

    private static bool IsDue(ForecastInput input)
    {
        for (var m = 0; m < input.Facts.Length; m++)
            if (input.IsOpen(m) && input.Baseline[m] <= input.AsOf)
                return true;
        return false;
    }
}
