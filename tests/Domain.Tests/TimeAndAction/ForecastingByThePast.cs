using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.TimeAndAction.SomeTimeline;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class ForecastingByThePast
{
    private static readonly int[] SixLate = [.. Enumerable.Repeat(6, 22), 20];

    private static readonly SomeTimeline Sewn = new SomeTimeline().DoneAsPlannedBefore("A31").On(-9);

    [Fact]
    public void A_milestone_still_open_is_expected_as_late_as_the_vendor_usually_is()
    {
        var result = Sewn.Before("A31", SixLate).Forecast();

        Assert.Equal(Day(0), result.Forecast[Milestone("A31")]); // planned for -6
        Assert.Equal(2, result.SlipDays);                        // four days of float
        Assert.Equal(
            new Cause(null, Side.Factory, 6, "A31", "Finishing and packing complete: the vendor usually takes 6 days longer, n=23"),
            Assert.Single(result.Causes));
        Assert.Equal(4, result.FloatAbsorbedDays);
    }

    [Fact]
    public void What_the_vendor_does_not_keep_is_expected_as_planned() =>
        Assert.Equal(Day(-16), new SomeTimeline().DoneAsPlannedBefore("A29").On(-20).Before("A29", SixLate).Forecast().Forecast[Milestone("A29")]);

    [Fact]
    public void A_day_that_somebody_gave_stands_until_it_has_passed()
    {
        var expected = Sewn.Expected("A31", -5, "FA-CAP").Before("A31", SixLate);
        Assert.Equal(Day(-5), expected.Forecast().Forecast[Milestone("A31")]);

        var passed = expected.On(-4).Forecast();
        Assert.Equal(Day(1), passed.Forecast[Milestone("A31")]);
        Assert.Equal(
            [("FA-CAP", 2, "Finishing and packing complete 2 days overdue, last expected 26 Nov"),
             ("FA-CAP", 5, "Finishing and packing complete: the vendor usually takes 5 days more once this late, n=23")],
            passed.Causes.Select(cause => (cause.Code, cause.Days, cause.Text)));
    }

    [Fact]
    public void An_overdue_milestone_is_judged_by_those_that_were_overdue_as_well()
    {
        int[] seldomLate = [.. Enumerable.Repeat(0, 40), .. Enumerable.Repeat(14, 6)];
        var ahead = Sewn.Before("A31", seldomLate);
        Assert.Equal(Day(-6), ahead.Forecast().Forecast[Milestone("A31")]);

        var overdue = ahead.On(-5).Forecast();
        Assert.Equal(Day(8), overdue.Forecast[Milestone("A31")]);
        Assert.Equal(
            [(1, "Finishing and packing complete 1 day overdue, nothing reported"),
             (13, "Finishing and packing complete: the vendor usually takes 13 days more once this late, n=6")],
            overdue.Causes.Select(cause => (cause.Days, cause.Text)));
    }

    [Fact]
    public void A_vendor_that_is_usually_early_is_never_expected_before_what_it_waits_for()
    {
        int[] early = [.. Enumerable.Repeat(-9, 30)];
        Assert.Equal(Day(-9), Sewn.Before("A31", early).On(-20).Forecast().Forecast[Milestone("A31")]);
    }

    [Fact]
    public void Of_a_vendor_with_few_outcomes_the_words_say_whose_past_it_is()
    {
        var result = Sewn.Before("A31", [6], [.. Enumerable.Repeat(7, 50)]).Forecast();
        Assert.Equal(
            "Finishing and packing complete: a vendor of this category usually takes 7 days longer, this one's own n=1",
            Assert.Single(result.Causes).Text);
    }

    [Fact]
    public void The_range_is_what_the_float_leaves_of_the_spread()
    {
        // Packing has four days of float, and after it nothing is known to be spread.
        int[] spread = [.. Enumerable.Range(0, 40).Select(day => day / 4)];
        var range = Sewn.Before("A31", spread).Forecast().Range!;
        Assert.Equal((Day(0), Day(4), 40), (range.Earliest, range.Latest, range.Outcomes));
    }

    [Fact]
    public void Without_a_past_or_after_ex_factory_there_is_no_range()
    {
        Assert.Null(Sewn.Forecast().Range);
        Assert.Null(Sewn.Before("A28", SixLate).Forecast().Range); // done already
        Assert.Null(Sewn.Before("A34", SixLate).Done("A34", 0).Forecast().Range);
    }

    [Fact]
    public void An_overdue_milestone_wakes_every_day_although_it_is_expected_later()
    {
        var overdue = Sewn.Before("A31", SixLate).On(-5);
        Assert.Equal(new DateTimeOffset(Day(-4), default, default), Wakes.Next(overdue.Input, overdue.Forecast(), Day(-6)));
    }
}
