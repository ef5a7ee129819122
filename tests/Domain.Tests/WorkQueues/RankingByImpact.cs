using Selvedge.Domain.WorkQueues;

namespace Selvedge.Domain.Tests.WorkQueues;

public sealed class RankingByImpact
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Without_float_every_day_counts_whole() => Assert.Equal(2_400 * 6, new Impact(2_400, 6, 0).UnitDays);

    [Fact]
    public void A_week_of_float_halves_it_and_two_weeks_leave_a_third()
    {
        Assert.Equal(1_200 * 6, new Impact(2_400, 6, 7).UnitDays);
        Assert.Equal(800 * 6, new Impact(2_400, 6, 14).UnitDays);
    }

    [Fact]
    public void Float_that_is_used_up_twice_counts_no_more_than_none() =>
        Assert.Equal(new Impact(2_400, 6, 0).UnitDays, new Impact(2_400, 6, -9).UnitDays);

    [Fact]
    public void Few_units_long_overdue_may_come_before_many_that_are_due_today() =>
        Assert.True(new Impact(300, 20, 0).UnitDays > new Impact(5_000, 1, 0).UnitDays);

    [Fact]
    public void What_nobody_has_ordered_yet_still_ranks_by_its_days() => Assert.Equal(6, new Impact(0, 6, 0).UnitDays);

    [Fact]
    public void No_number_of_units_overflows() => Assert.Equal(int.MaxValue * 4_000L, new Impact(int.MaxValue, 4_000, 0).UnitDays);

    [Theory]
    [InlineData("2026-11-16", "2026-11-18", -30, 4)] // overdue
    [InlineData("2026-11-16", "2026-11-29", -30, 13)] // and expected later still
    [InlineData("2026-11-20", "2026-11-20", -30, 1)] // due today
    [InlineData("2026-12-10", "2026-12-08", -30, 1)] // not due at all
    [InlineData("2026-12-10", "2026-12-10", 9, 9)] // of goods that are late
    public void Days_at_risk_are_those_of_the_step_or_of_the_goods(string due, string expected, int late, int days) =>
        Assert.Equal(days, Impact.DaysAtRisk(DateOnly.Parse(due), DateOnly.Parse(expected), Today, late));

    [Fact]
    public void It_says_why()
    {
        Assert.Equal("2,400 units × 6 days at risk, no float left", new Impact(2_400, 6, -2).Why(withUnits: true));
        Assert.Equal("2,400 units × 1 day at risk, 7 days of float left", new Impact(2_400, 1, 7).Why(withUnits: true));
        Assert.Equal("3 days at risk, 1 day of float left, nothing ordered yet", new Impact(0, 3, 1).Why(withUnits: true));
    }

    [Fact]
    public void Who_may_not_see_quantities_is_told_none() => Assert.Equal("6 days at risk, no float left", new Impact(2_400, 6, 0).Why(withUnits: false));
}
