using System.Collections.Immutable;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Calendars;

public sealed class ShelvingCalendars
{
    private static readonly DateOnly Moved = new(2026, 3, 20);

    private static CalendarSheet Eid => CalendarSheet.Nothing with { Worked = [Moved.AddDays(1)], Holidays = [new Holiday(Moved, "Eid al-Fitr")] };

    [Fact]
    public void A_feast_that_the_moon_has_moved_is_put_right_in_the_next_version()
    {
        var before = CalendarShelf.BuiltIn.OfCountry("IN");
        var after = CalendarShelf.BuiltIn.With("IN", 1, Eid).OfCountry("IN");

        Assert.Equal(("IN", 1, 2), (after.Id, before.Version, after.Version));
        Assert.Equal((false, true), (after.IsWorkingDay(Moved), after.IsWorkingDay(Moved.AddDays(1))));
        Assert.Equal((true, false), (before.IsWorkingDay(Moved), before.IsWorkingDay(Moved.AddDays(1))));
        Assert.Equal("Eid al-Fitr", after.DaysOff[Moved]);
    }

    [Fact]
    public void A_factory_adds_its_own_closures_and_may_choose_its_weekly_day_off()
    {
        var shelf = CalendarShelf.BuiltIn.With("factory:V-1", 1, new CalendarSheet(
            [DayOfWeek.Sunday], [], [], [new Closure(new(2026, 7, 1), new(2026, 7, 2), "Boiler repair")]));
        var factory = shelf.Of("V-1", "BD");

        Assert.Equal(("factory:V-1", 2, "Asia/Dhaka"), (factory.Id, factory.Version, factory.TimeZone));
        Assert.Equal("Boiler repair", factory.DaysOff[new(2026, 7, 2)]);
        Assert.True(factory.IsWorkingDay(new(2026, 7, 3)));  // Friday
        Assert.False(factory.IsWorkingDay(new(2026, 7, 5))); // Sunday
        Assert.False(factory.IsWorkingDay(new(2026, 12, 16)));
        Assert.Same(shelf.OfCountry("BD"), shelf.Of("V-2", "BD"));
        Assert.True(shelf.OfCountry("BD").IsWorkingDay(new(2026, 7, 2)));
    }

    [Fact]
    public void A_factory_stands_on_its_countrys_newest_and_may_work_where_that_is_off()
    {
        var shelf = CalendarShelf.BuiltIn
            .With("factory:V-1", 1, CalendarSheet.Nothing with { Worked = [Moved] })
            .With("IN", 1, Eid);
        Assert.Equal(3, shelf.Of("V-1", "IN").Version);
        Assert.True(shelf.Of("V-1", "IN").IsWorkingDay(Moved));
        Assert.True(shelf.Of("V-1", "IN").IsWorkingDay(Moved.AddDays(1)));
        Assert.False(shelf.Of("V-2", "IN").IsWorkingDay(Moved));
    }

    [Fact]
    public void An_older_version_told_late_changes_nothing()
    {
        var shelf = CalendarShelf.BuiltIn.With("IN", 2, CalendarSheet.Nothing).With("IN", 1, Eid);
        Assert.Equal((2, CalendarSheet.Nothing), shelf.Find("IN"));
    }

    [Fact]
    public void What_is_made_is_made_once_and_left_alone_by_others_changes()
    {
        var china = CalendarShelf.BuiltIn.OfCountry("CN");
        Assert.Same(china, CalendarShelf.BuiltIn.OfCountry("CN"));
        Assert.Same(china, CalendarShelf.BuiltIn.With("IN", 1, Eid).OfCountry("CN"));
    }

    [Fact]
    public void After_a_closure_with_a_ramp_durations_stretch_by_what_is_not_done()
    {
        // Open again on Wednesday the 25th; for fourteen days half of the usual gets done.
        var calendar = CalendarShelf.BuiltIn
            .With("factory:V-1", 1, CalendarSheet.Nothing with { Closures = [new Closure(new(2026, 11, 11), new(2026, 11, 24), "Moving house", 14, 50)] })
            .Of("V-1", "PE");
        var reopening = new DateOnly(2026, 11, 24);

        Assert.Equal(reopening.AddDays(21), calendar.Arrive(reopening, 14));
        Assert.True(calendar.IsWorkingDay(reopening.AddDays(2)));
        Assert.Contains("Moving house, ramp-up", calendar.LostDays.Values);
        Assert.Equal(7, calendar.LostDays.Count);
        Assert.Equal(new DateOnly(2026, 12, 21), calendar.Arrive(new(2026, 12, 14), 7));
    }

    [Fact]
    public void Before_a_closure_with_a_ramp_less_is_made_as_well()
    {
        // From the 1st to the 10th half of the usual gets done.
        var calendar = CalendarShelf.BuiltIn
            .With("factory:V-1", 1, CalendarSheet.Nothing with { Closures = [new Closure(new(2026, 11, 11), new(2026, 11, 24), "Moving house", BeforeDays: 10, BeforePercent: 50)] })
            .Of("V-1", "PE");
        Assert.Equal(["Moving house, ramp-down"], calendar.LostDays.Values.Distinct());
        Assert.True(calendar.LostDays.Keys.First() >= new DateOnly(2026, 11, 1) && calendar.LostDays.Keys.Last() <= new DateOnly(2026, 11, 10));
        Assert.True(calendar.DaysAdded(new(2026, 10, 31), 5) > 0);
    }

    private static readonly CalendarSheet AsCustomary = CalendarSheet.Nothing with { Ramps = Ramp.CustomaryIn("VN") };

    [Fact]
    public void Around_the_yearly_closures_less_is_made_where_somebody_plans_so()
    {
        Assert.Empty(CalendarShelf.BuiltIn.OfCountry("VN").LostDays);
        var vietnam = CalendarShelf.BuiltIn.With("VN", 1, AsCustomary).OfCountry("VN");
        foreach (var tet in new[] { 2027, 2031 }.SelectMany(year => FactoryClosures.For("VN", year)))
        {
            Assert.Equal(["Tet, ramp-down"], vietnam.LostDays.Where(lost => lost.Key < tet.From && lost.Key >= tet.From.AddDays(-7)).Select(lost => lost.Value));
            Assert.Equal(5, vietnam.LostDays.Count(lost => lost.Key > tet.To && lost.Key <= tet.To.AddDays(14) && lost.Value == "Tet, ramp-up"));
        }
    }

    [Fact]
    public void A_factory_may_say_that_it_works_as_ever() =>
        Assert.Empty(CalendarShelf.BuiltIn.With("VN", 1, AsCustomary)
            .With("factory:V-1", 1, CalendarSheet.Nothing with { Ramps = [new Ramp("Tet", 0, 100, 0, 100)] }).Of("V-1", "VN").LostDays);

    [Fact]
    public void What_is_wrong_with_a_ramp_is_told_by_its_place() => Assert.Equal(
        [("/ramps/0/beforeDays", "impossible-ramp"), ("/ramps/0/afterPercent", "impossible-ramp"), ("/ramps/1/closure", "closure-twice")],
        CalendarFaults.Of(CalendarSheet.Nothing with { Ramps = [new Ramp("Tet", 91, 80, 7, 5), new Ramp("Tet", 0, 100, 0, 100)] }).Select(f => (f.Pointer, f.Code)));

    [Fact]
    public void Everything_that_is_wrong_with_a_sheet_is_told_by_its_place()
    {
        var faults = CalendarFaults.Of(new CalendarSheet(
            [.. Enum.GetValues<DayOfWeek>()], [new Holiday(new(1999, 1, 1), "")], [new(1999, 1, 1)],
            [new Closure(new(2026, 3, 2), new(2026, 3, 1), "Back to front", 91, 5)]));
        Assert.Equal(
            [
                ("/weeklyDaysOff", "no-working-day"), ("/holidays/0/day", "impossible-date"), ("/holidays/0/name", "required"),
                ("/worked/0", "impossible-date"), ("/worked/0", "off-and-worked"), ("/closures/0/to", "ends-before-it-begins"),
                ("/closures/0/rampDays", "impossible-ramp"), ("/closures/0/rampPercent", "impossible-ramp"),
            ],
            faults.Select(f => (f.Pointer, f.Code)));
    }

    [Theory]
    [InlineData("CN", true)]
    [InlineData("factory:V-1", true)]
    [InlineData("cn", false)]
    [InlineData("factory:", false)]
    [InlineData("CHN", false)]
    public void A_calendar_is_named_by_its_country_or_its_factory(string key, bool isPossible) => Assert.Equal(isPossible, CalendarKeys.IsPossible(key));

    [Fact]
    public void An_office_rests_on_weekends_and_on_its_countrys_holidays_and_closes_by_itself()
    {
        var shelf = CalendarShelf.BuiltIn.With("office:HALDEN", 1, CalendarSheet.Nothing with { Closures = [new Closure(new(2026, 12, 28), new(2026, 12, 31), "between the years")] });
        var office = shelf.OfOffice("HALDEN", "PT");
        Assert.Equal(
            [(new DateOnly(2026, 12, 8), false), (new(2026, 12, 12), false), (new(2026, 12, 14), true), (new(2026, 12, 30), false)],
            new DateOnly[] { new(2026, 12, 8), new(2026, 12, 12), new(2026, 12, 14), new(2026, 12, 30) }.Select(day => (day, office.IsWorkingDay(day))));
        Assert.Equal(("office:HALDEN", 2, "Europe/Lisbon"), (office.Id, office.Version, office.TimeZone));
        Assert.True(shelf.OfOffice("OSTRA", "PT").IsWorkingDay(new(2026, 12, 30)));
        Assert.Same(WorkingCalendars.Unknown, shelf.OfOffice("HALDEN", null));
    }
}
