using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

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

        var after = input.Template.Milestones[milestone].After;
        var allowed = after.Select(a => _calendar.Arrive(Forecast(a.Predecessor), a.MinDays))
            .Append(facts.Estimate ?? input.Baseline[milestone]).Max();
        if (input.Template.Milestones[milestone].Home != input.Home)
            return _calendar.Arrive(allowed, 0);

        List<DateOnly> notBefore = [input.AsOf];
        if (Usual(milestone, input.AsOf.DayNumber - allowed.DayNumber) is not { } usual || (facts.Estimate is not null && input.AsOf <= allowed))
            notBefore.Add(allowed);
        else
            notBefore.AddRange(after.Select(a => Forecast(a.Predecessor)).Append(allowed.AddDays(usual)));
        return _calendar.Arrive(notBefore.Max(), 0);
    }

    private int? Usual(int milestone, int passed)
    {
        var code = input.Template.Milestones[milestone].Code;
        if (input.Template.Milestones[milestone] is not { Home: MilestoneHome.Line, Side: Side.Factory or Side.Material })
            return null;
        int[]? Days(PublishedRecord? record) => record?.Milestones.FirstOrDefault(m => m.Milestone == code)?.Days.ToArray();
        return (Days(input.Past.Vendor), Days(input.Past.Category)) switch
        {
            (null, null) => null,
            var (own, category) => SlowPast.Quantile(own ?? [], category ?? [], passed, 50),
        };
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
