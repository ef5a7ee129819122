using Selvedge.Domain.Calendars;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.Calendars;

public sealed class CountingDays(ITestOutputHelper output)
{
    private static readonly WorkingCalendar Bangladesh = CalendarShelf.BuiltIn.OfCountry("BD");

    private static DateOnly Dec(int day) => new(2026, 12, day);

    [Fact]
    public void Weekly_days_off_inside_a_duration_are_already_counted() =>
        Assert.Equal(Dec(12), Bangladesh.Arrive(Dec(1), 11)); // past Fridays 4 and 11

    [Fact]
    public void A_holiday_inside_adds_one_day() =>
        Assert.Equal(Dec(21), Bangladesh.Arrive(Dec(13), 7)); // Wed 16: Victory Day

    [Fact]
    public void A_holiday_on_the_weekly_day_off_adds_none()
    {
        var friday = SomeCalendar.With([DayOfWeek.Friday], (Dec(11), "A holiday on Friday"));
        Assert.Equal(Dec(14), friday.Arrive(Dec(9), 5));
    }

    [Fact]
    public void A_holiday_in_the_days_that_another_added_counts_too()
    {
        var calendar = SomeCalendar.With([], (Dec(3), "One"), (Dec(6), "Two"));
        Assert.Equal(Dec(7), calendar.Arrive(Dec(1), 4)); // to the 5th, the 6th for One, the 7th for Two
    }

    [Fact]
    public void A_day_without_work_moves_on_to_the_next_working_day()
    {
        Assert.Equal(Dec(26), Bangladesh.Arrive(Dec(15), 9));
        Assert.Equal(2, Bangladesh.DaysAdded(Dec(15), 9));
        Assert.Equal([Dec(16), Dec(25)], Bangladesh.DaysOffOnTheWay(Dec(15), 9));
    }

    [Fact]
    public void A_duration_of_nothing_only_looks_for_a_working_day()
    {
        Assert.Equal(Dec(5), Bangladesh.NextWorkingDay(Dec(4)));
        Assert.Equal(Dec(5), Bangladesh.Arrive(Dec(5), 0));
        Assert.Equal(Dec(17), Bangladesh.Arrive(Dec(16), 0));
    }

    [Fact]
    public void The_day_it_starts_on_may_be_off() =>
        Assert.Equal(Dec(19), Bangladesh.Arrive(Dec(16), 2)); // the 18th is a Friday

    [Fact]
    public void A_latest_start_is_the_last_day_that_still_arrives()
    {
        Assert.Equal(Dec(17), Bangladesh.LatestStart(Dec(26), 9));
        Assert.Equal(Dec(14), Bangladesh.LatestStart(Dec(24), 9)); // Victory Day in between
        Assert.Equal(Dec(24), Bangladesh.LatestStart(Dec(25), 0));
    }

    [Fact]
    public void A_calendar_must_leave_a_day_to_work_on() =>
        Assert.Throws<ArgumentException>(() => SomeCalendar.With([.. Enum.GetValues<DayOfWeek>()]));

    [Fact]
    public void The_fast_arithmetic_agrees_with_walking_day_by_day()
    {
        const int seed = 20261122;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var first = new DateOnly(2026, 1, 1);
        for (var round = 0; round < 100; round++)
        {
            var calendar = SomeCalendar.Random(random, first);
            var slow = new SlowCalendar(calendar);
            for (var question = 0; question < 60; question++)
            {
                var day = first.AddDays(random.Next(280));
                var days = random.Next(3) == 0 ? random.Next(3) : random.Next(60);
                var arrival = slow.Arrive(day, days);
                Assert.Equal(slow.IsWorkingDay(day), calendar.IsWorkingDay(day));
                Assert.Equal(arrival, calendar.Arrive(day, days));
                Assert.Equal(slow.LatestStart(day, days), calendar.LatestStart(day, days));
                Assert.Equal(arrival.DayNumber - day.DayNumber - days, calendar.DaysAdded(day, days));
                Assert.Equal(calendar.DaysAdded(day, days), calendar.DaysOffOnTheWay(day, days).Count);
            }
        }
    }

    [Fact]
    public void A_day_ends_at_midnight_on_the_factorys_wall()
    {
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 18, 0, 0, TimeSpan.Zero), Bangladesh.MidnightAfter(Dec(1)));
        Assert.Equal(Dec(2), Bangladesh.DayAt(Bangladesh.MidnightAfter(Dec(1))));
        Assert.Equal(Dec(1), Bangladesh.DayAt(Bangladesh.MidnightAfter(Dec(1)).AddTicks(-1)));
    }

    [Theory]
    [InlineData("EG", 2024)] // clocks go forward at midnight, and back at midnight
    [InlineData("US", 2026)]
    [InlineData("PT", 2026)]
    [InlineData("CN", 2026)]
    public void Days_follow_one_another_without_gap_or_overlap_all_year(string country, int year)
    {
        var calendar = CalendarShelf.BuiltIn.OfCountry(country);
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var midnight = calendar.MidnightAfter(day);
            Assert.Equal(day.AddDays(1), calendar.DayAt(midnight));
            Assert.Equal(day, calendar.DayAt(midnight.AddTicks(-1)));
        }
    }

    [Fact]
    public void An_unknown_zone_is_refused_rather_than_guessed() =>
        Assert.Throws<TimeZoneNotFoundException>(() => new WorkingCalendar("X", 1, "Nowhere/Atall", [], Bangladesh.DaysOff));
}
