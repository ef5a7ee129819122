using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.TimeAndAction;

/// <summary>
/// The same questions answered the long way: each path through the calendar is walked on its own, day by day,
/// and the latest day of a milestone is the last one that was tried and did not move ex-factory.
/// </summary>
internal sealed class SlowForecast(ForecastInput input)
{
    private readonly SlowCalendar _calendar = new(input.Calendar);

    public DateOnly Forecast(int milestone)
    {
        var facts = input.Facts[milestone];
        if (facts.HandedOver is { } handedOver)
            return handedOver;
        if (facts.Actual is { } actual)
            return actual;

        List<DateOnly> notBefore = [facts.Estimate ?? input.Baseline[milestone]];
        if (input.Template.Milestones[milestone].Home == input.Home)
            notBefore.Add(input.AsOf);
        foreach (var (predecessor, minDays) in input.Template.Milestones[milestone].After)
            notBefore.Add(_calendar.Arrive(Forecast(predecessor), minDays));
        return _calendar.Arrive(notBefore.Max(), 0);
    }

    public DateOnly Latest(int milestone)
    {
        var exFactory = input.Baseline[^1];
        var day = exFactory;
        while (!Paths(milestone).All(path => path.Aggregate(day, _calendar.Arrive) <= exFactory))
            day = day.AddDays(-1);
        return day;
    }

    // All ways from a milestone to ex-factory, as the durations along them.
    private IEnumerable<IEnumerable<int>> Paths(int milestone)
    {
        if (milestone == input.Template.ExFactory)
            return [[]];
        return
            from follower in Enumerable.Range(milestone + 1, input.Template.ExFactory - milestone)
            from dependency in input.Template.Milestones[follower].After
            where dependency.Predecessor == milestone
            from rest in Paths(follower)
            select rest.Prepend(dependency.MinDays);
    }
}
