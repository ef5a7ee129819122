using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.TimeAndAction.SomeTimeline;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class JudgingHealth
{
    private static readonly LineStanding OnTime = new(
        Done: false, Blocked: false, Day(0), Committed: Day(0), CancelDate: null, ToleranceDays: 0,
        Stale: false, AtRisk: false, Reported: true, Due: true);

    [Fact]
    public void The_first_rule_that_holds_decides()
    {
        var everything = OnTime with { Done = true, Blocked = true, ExFactory = Day(8), Stale = true, AtRisk = true, Reported = false, Due = false };
        Assert.Equal(Health.Done, HealthRules.Line(everything));
        everything = everything with { Done = false };
        Assert.Equal(Health.Blocked, HealthRules.Line(everything));
        everything = everything with { Blocked = false };
        Assert.Equal(Health.Critical, HealthRules.Line(everything));
        everything = everything with { ExFactory = Day(7) };
        Assert.Equal(Health.Late, HealthRules.Line(everything));
        everything = everything with { ExFactory = Day(0) };
        Assert.Equal(Health.Stale, HealthRules.Line(everything));
        everything = everything with { Stale = false };
        Assert.Equal(Health.Risk, HealthRules.Line(everything));
        everything = everything with { AtRisk = false };
        Assert.Equal(Health.Plan, HealthRules.Line(everything));
        Assert.Equal(Health.OnTrack, HealthRules.Line(everything with { Reported = true }));
        Assert.Equal(Health.OnTrack, HealthRules.Line(everything with { Due = true }));
    }

    [Fact]
    public void A_cancel_date_says_what_is_critical_whatever_was_committed()
    {
        Assert.Equal(Health.Late, HealthRules.Line(OnTime with { ExFactory = Day(20), CancelDate = Day(20) }));
        Assert.Equal(Health.Critical, HealthRules.Line(OnTime with { ExFactory = Day(21), CancelDate = Day(20) }));
        Assert.Equal(Health.Critical, HealthRules.Line(OnTime with { ExFactory = Day(-1), CancelDate = Day(-2) }));
    }

    [Fact]
    public void Tolerance_is_not_late_yet()
    {
        Assert.Equal(Health.OnTrack, HealthRules.Line(OnTime with { ExFactory = Day(3), ToleranceDays = 3 }));
        Assert.Equal(Health.Late, HealthRules.Line(OnTime with { ExFactory = Day(4), ToleranceDays = 3 }));
    }

    [Fact]
    public void The_worst_of_several_is_shown()
    {
        Health[] worstFirst = [Health.Critical, Health.Late, Health.Blocked, Health.Risk, Health.Stale, Health.OnTrack, Health.Plan, Health.Done];
        Assert.Equal(Enum.GetValues<Health>().Order(), worstFirst.Order());
        for (var worse = 0; worse < worstFirst.Length; worse++)
            for (var better = worse; better < worstFirst.Length; better++)
            {
                Assert.Equal(worstFirst[worse], HealthRules.Worst(worstFirst[worse], worstFirst[better]));
                Assert.Equal(worstFirst[worse], HealthRules.Worst(worstFirst[better], worstFirst[worse]));
            }
    }

    [Fact]
    public void Before_anything_is_reported_or_due_a_line_is_planned() =>
        Assert.Equal(Health.Plan, Line(new SomeTimeline().On(-120)));

    [Fact]
    public void A_reported_line_whose_forecasts_hold_is_on_track() =>
        Assert.Equal(Health.OnTrack, Line(new SomeTimeline().DoneAsPlannedBefore("A26").On(-32), lastHeard: -34));

    [Fact]
    public void A_line_whose_goods_are_out_is_done() =>
        Assert.Equal(Health.Done, Line(new SomeTimeline().DoneAsPlannedBefore("A34").Done("A34", 30).On(30)));

    [Fact]
    public void An_agreed_date_keeps_a_slipped_line_from_being_late()
    {
        var slipped = new SomeTimeline().DoneAsPlannedBefore("A34").Expected("A34", 5).On(-3);
        Assert.Equal(Health.Late, Line(slipped));
        var agreed = HealthRules.Line(HealthRules.Standing(slipped.Input, slipped.Forecast(), Day(-3), committed: Day(5)));
        Assert.Equal(Health.Risk, agreed); // still past its Due
    }

    [Fact]
    public void Any_open_milestone_forecast_past_its_Due_is_a_risk() =>
        Assert.Equal(Health.Risk, Line(new SomeTimeline().DoneAsPlannedBefore("A26").On(-30), lastHeard: -34));

    [Fact]
    public void More_than_half_of_the_float_used_is_a_risk_while_a_follower_is_open()
    {
        // Trims ordered has sixteen days of float, nine of them before trims in-house is pushed past its Due.
        SomeTimeline Ordered(int day) => new SomeTimeline().DoneAsPlannedBefore("A17").Done("A17", day).On(-71);
        Assert.False(AtRisk(Ordered(-72)));
        Assert.True(AtRisk(Ordered(-71)));
        Assert.Equal(Day(-36), Ordered(-71).Forecast().Forecast[Milestone("A22")]);
        Assert.False(AtRisk(Ordered(-71).Done("A22", -71)));
    }

    [Fact]
    public void Five_days_of_silence_past_a_Due_are_stale()
    {
        var silent = new SomeTimeline().DoneAsPlannedBefore("A26");
        Assert.False(HealthRules.IsStale(silent.On(-27).Input, Day(-34)));
        Assert.True(HealthRules.IsStale(silent.On(-26).Input, Day(-34)));
        Assert.True(HealthRules.IsStale(silent.On(-26).Input, null));
    }

    [Fact]
    public void A_word_on_the_Due_day_or_after_it_keeps_a_line_from_being_stale()
    {
        var late = new SomeTimeline().DoneAsPlannedBefore("A26").On(-26).Input;
        Assert.False(HealthRules.IsStale(late, Day(-31)));
        Assert.True(HealthRules.IsStale(late, Day(-32)));
    }

    [Fact]
    public void Who_gave_a_later_day_is_not_silent_before_it()
    {
        var expected = new SomeTimeline().DoneAsPlannedBefore("A26").Expected("A26", -27).Expected("A27", -24)
            .Expected("A28", -10).Expected("A29", -10);
        Assert.False(HealthRules.IsStale(expected.On(-23).Input, Day(-40)));
        Assert.True(HealthRules.IsStale(expected.On(-22).Input, Day(-40)));
    }

    [Theory]
    [InlineData(-31, Health.Plan)]
    [InlineData(-30, Health.Risk)]
    [InlineData(-25, Health.Risk)]
    [InlineData(-24, Health.Critical)]
    public void A_milestone_is_at_risk_past_Due_and_critical_past_Latest(int today, Health health)
    {
        var timeline = new SomeTimeline().DoneAsPlannedBefore("A26").On(today);
        Assert.Equal(health, HealthRules.Milestone(timeline.Input, timeline.Forecast(), Milestone("A26")));
    }

    [Fact]
    public void A_milestone_that_happened_is_done_and_one_with_a_day_in_time_on_track()
    {
        var timeline = new SomeTimeline().Done("A14", 50).Expected("A15", -95).On(-100);
        Assert.Equal(Health.Done, HealthRules.Milestone(timeline.Input, timeline.Forecast(), Milestone("A14")));
        var expected = new SomeTimeline().Expected("A15", -89).On(-100);
        Assert.Equal(Health.OnTrack, HealthRules.Milestone(expected.Input, expected.Forecast(), Milestone("A15")));
    }

    private static Health Line(SomeTimeline timeline, int? lastHeard = null) =>
        HealthRules.Line(HealthRules.Standing(timeline.Input, timeline.Forecast(), lastHeard is { } day ? Day(day) : timeline.Input.AsOf));

    private static bool AtRisk(SomeTimeline timeline) => HealthRules.IsAtRisk(timeline.Input, timeline.Forecast());
}
