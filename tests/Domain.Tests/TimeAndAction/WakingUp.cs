using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.TimeAndAction.SomeTimeline;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class WakingUp
{
    private static readonly WorkingCalendar Bangladesh = CalendarShelf.BuiltIn.OfCountry("BD");

    [Fact]
    public void A_line_wakes_at_midnight_after_the_first_open_forecast() =>
        Assert.Equal(Midnight(-31), Next(new SomeTimeline().DoneAsPlannedBefore("A26").On(-32), lastHeard: -32));

    [Fact]
    public void An_overdue_line_wakes_every_midnight()
    {
        for (var day = -30; day < 10; day++)
            Assert.Equal(Midnight(day), Next(new SomeTimeline().DoneAsPlannedBefore("A26").On(day), lastHeard: -32));
    }

    [Fact]
    public void A_line_pushed_past_its_Due_wakes_when_silence_turns_it_stale()
    {
        // Sewing starts are due at -28 and pushed to -17: stale from -23 on, should nothing be heard.
        var pushed = new SomeTimeline().DoneAsPlannedBefore("A26").Expected("A26", -20).On(-29);
        Assert.Equal(Midnight(-24), Next(pushed, lastHeard: -29));
        Assert.True(HealthRules.IsStale(pushed.On(-23).Input, Day(-29)));
        Assert.False(HealthRules.IsStale(pushed.On(-24).Input, Day(-29)));
    }

    [Fact]
    public void A_line_whose_goods_are_out_sleeps_for_good() =>
        Assert.Null(Next(new SomeTimeline().DoneAsPlannedBefore("A34").Done("A34", 0).On(0), lastHeard: 0));

    [Fact]
    public void A_style_wakes_for_its_own_milestones_alone()
    {
        var style = new SomeTimeline(MilestoneHome.Style).DoneAsPlannedBefore("A12").On(-120);
        Assert.Equal(Midnight(-110), Next(style, lastHeard: -120));
        Assert.Null(Next(style.Done("A12", -110), lastHeard: -110));
    }

    [Fact]
    public void Midnight_is_the_factorys()
    {
        var line = new SomeTimeline().In(Bangladesh).DoneAsPlannedBefore("A26").On(-32);
        var forecast = line.Forecast().Forecast[Milestone("A26")];
        Assert.Equal(new DateTimeOffset(forecast, new TimeOnly(18, 0), TimeSpan.Zero), Next(line, lastHeard: -32));
    }

    private static DateTimeOffset? Next(SomeTimeline timeline, int lastHeard) =>
        Wakes.Next(timeline.Input, timeline.Forecast(), Day(lastHeard));

    private static DateTimeOffset Midnight(int after) => new(Day(after + 1), TimeOnly.MinValue, TimeSpan.Zero);
}
