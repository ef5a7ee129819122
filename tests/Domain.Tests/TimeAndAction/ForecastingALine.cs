using Selvedge.Domain.Calendars;
using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.TimeAndAction.SomeTimeline;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class ForecastingALine
{
    [Fact]
    public void With_nothing_reported_and_nothing_due_the_plan_stands()
    {
        var input = new SomeTimeline().Input;
        var result = Forecasting.Compute(input);
        Assert.Equal(input.Baseline.ToArray(), result.Forecast.ToArray());
        Assert.Equal(0, result.SlipDays);
        Assert.Empty(result.Causes);
        Assert.Equal(Apparel.ExFactory, Assert.Single(result.DrivingPath));
    }

    [Fact]
    public void A_delay_within_the_float_moves_no_ex_factory()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A26").Done("A26", -26).On(-26).Forecast();
        Assert.Equal(0, result.SlipDays);
        // It is at risk all the same, and says why: the float behind takes what cutting has lost.
        Assert.Equal(new Cause(null, Side.Factory, 5, "A26", "Cutting start 5 days late"), Assert.Single(result.Causes));
        Assert.Equal(5, result.FloatAbsorbedDays);
        Assert.Equal(Apparel.ExFactory, Assert.Single(result.DrivingPath));
        Assert.Equal(Day(-23), result.Forecast[Milestone("A27")]); // pushed from -28
    }

    [Fact]
    public void A_delay_beyond_the_float_moves_ex_factory_by_the_rest()
    {
        // Cutting has six days of float.
        var result = new SomeTimeline().DoneAsPlannedBefore("A26").Done("A26", -31 + 13, "FA-CAP").On(-18).Forecast();

        Assert.Equal(7, result.SlipDays);
        Assert.Equal(6, result.FloatAbsorbedDays);
        Assert.Equal(new Cause("FA-CAP", Side.Factory, 13, "A26", "Cutting start 13 days late"), Assert.Single(result.Causes));
        Assert.Equal("A26", Apparel.Milestones[result.DrivingPath[0]].Code);
        Assert.Equal("A34", Apparel.Milestones[result.DrivingPath[^1]].Code);
        Assert.Equal(-7, result.FloatDays);
    }

    [Fact]
    public void Reasons_beside_the_first_carry_their_days_each_at_its_side_and_the_first_the_rest()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A26").Done("A26", -31 + 13, "FA-CAP", new(new("MT-MILL", 5), new("BR-APPR", 2))).On(-18).Forecast();

        Assert.Equal<Cause>(
            [
                new Cause("FA-CAP", Side.Factory, 6, "A26", "Cutting start 13 days late: 6 days by overbooked line"),
                new Cause("MT-MILL", Side.Material, 5, "A26", "Cutting start 13 days late: 5 days by late fabric"),
                new Cause("BR-APPR", Side.Brand, 2, "A26", "Cutting start 13 days late: 2 days by late decision"),
            ],
            result.Causes);
        Assert.Equal((7, 6), (result.SlipDays, result.FloatAbsorbedDays));
    }

    [Fact]
    public void Reasons_that_claim_more_days_than_were_lost_share_what_was_lost()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A26").Done("A26", -31 + 13, "FA-CAP", new(new("MT-MILL", 11), new("BR-APPR", 9))).On(-18).Forecast();

        Assert.Equal([("MT-MILL", 11), ("BR-APPR", 2)], result.Causes.Select(cause => (cause.Code!, cause.Days)));
    }

    [Fact]
    public void A_styles_delay_reaches_the_line_through_what_was_handed_over()
    {
        var result = new SomeTimeline().HandedOver("A06", -150 + 60).Forecast();
        Assert.Equal(16, result.SlipDays); // 44 days of float
        Assert.Equal(new Cause(null, Side.Brand, 60, "A06", "Lab dips approved 60 days late"), Assert.Single(result.Causes));
    }

    [Fact]
    public void What_is_overdue_is_expected_today_at_the_earliest_and_says_that_nobody_reported()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A34").On(4).Forecast();
        Assert.Equal(Day(4), result.Forecast[Milestone("A34")]);
        Assert.Equal(new Cause(null, Side.Factory, 4, "A34", "Ex-factory 4 days overdue, nothing reported"), Assert.Single(result.Causes));
    }

    [Fact]
    public void An_estimate_replaces_the_plan()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A34").Expected("A34", 6, "LO-BOOK").On(-3).Forecast();
        Assert.Equal(new Cause("LO-BOOK", Side.Logistics, 6, "A34", "Ex-factory expected 6 days late"), Assert.Single(result.Causes));
    }

    [Fact]
    public void An_estimate_cannot_beat_what_its_predecessors_force()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A26").Done("A26", -18).Expected("A34", 0).On(-18).Forecast();
        Assert.Equal(Day(7), result.Forecast[^1]);
    }

    [Fact]
    public void An_early_estimate_is_early() =>
        Assert.Equal(Day(-2), new SomeTimeline().DoneAsPlannedBefore("A34").Expected("A34", -2).On(-3).Forecast().Forecast[^1]);

    [Fact]
    public void An_estimate_that_has_passed_is_overdue()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A34").Expected("A34", 2, "LO-BOOK").On(5).Forecast();
        Assert.Equal(
            new Cause("LO-BOOK", Side.Logistics, 5, "A34", "Ex-factory 5 days overdue, last expected 3 Dec"), Assert.Single(result.Causes));
    }

    [Fact]
    public void Each_milestone_on_the_path_carries_its_own_days()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A26")
            .Done("A26", -20, "MT-MILL").Done("A27", -15, "FA-LABOUR").On(-15).Forecast();

        Assert.Equal([("A26", "MT-MILL", 11), ("A27", "FA-LABOUR", 2)], result.Causes.Select(cause => (cause.Milestone, cause.Code, cause.Days)));
        Assert.Equal(7, result.SlipDays);
        Assert.Equal(6, result.FloatAbsorbedDays);
    }

    [Fact]
    public void Time_made_up_is_absorbed()
    {
        // Sewing follows cutting by 3 days at least; it took 1.
        var result = new SomeTimeline().DoneAsPlannedBefore("A26").Done("A26", -18).Done("A27", -17).On(-17).Forecast();
        Assert.Equal(5, result.SlipDays);
        Assert.Equal(13, Assert.Single(result.Causes).Days);
        Assert.Equal(8, result.FloatAbsorbedDays);
    }

    [Fact]
    public void An_open_predecessor_drives_nothing_beyond_a_follower_that_is_done()
    {
        var late = new SomeTimeline().DoneAsPlannedBefore("A25").Done("A26", -31).On(-28);
        var result = late.Forecast();
        Assert.Equal(Day(-28), result.Forecast[Milestone("A25")]);
        Assert.Equal(0, result.SlipDays);

        // Not even when the follower itself is late.
        var both = late.Done("A26", -18).On(-10).Forecast();
        Assert.DoesNotContain(both.Causes, cause => cause.Milestone == "A25");
    }

    [Fact]
    public void An_early_ex_factory_slips_by_nothing()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A34").Done("A34", -2).On(1).Forecast();
        Assert.Equal((0, 0, 2), (result.SlipDays, result.FloatAbsorbedDays, result.FloatDays));
    }

    [Fact]
    public void Days_off_on_the_way_are_a_cause_that_names_them()
    {
        // Sewing is complete on 15 December; packing takes 2 days, and from there 1 to the inspection.
        var bangladesh = CalendarShelf.BuiltIn.OfCountry("BD");
        var result = new SomeTimeline().In(bangladesh).DoneAsPlannedBefore("A30").Done("A30", 14, "FA-CAP").Done("A33", -10).On(14).Forecast();

        var holiday = Assert.Single(result.Causes, cause => cause.Milestone == "A31");
        Assert.Equal(new Cause("FM-HOLIDAY", Side.Force, 2, "A31", "2 days off before Finishing and packing complete: Victory Day, Fri 18 Dec"), holiday);
        Assert.Equal(result.SlipDays, result.Causes.Sum(cause => cause.Days) - result.FloatAbsorbedDays);
    }

    [Fact]
    public void Baseline_and_facts_must_fit_the_template()
    {
        var input = new SomeTimeline().Input;
        Assert.Throws<ArgumentException>(() => Forecasting.Compute(input with { Facts = input.Facts[..^1] }));
        Assert.Throws<ArgumentException>(() => Forecasting.Compute(input with { Baseline = input.Baseline[..^1] }));
    }

    [Fact]
    public void Every_delay_reason_has_a_side_and_words()
    {
        Assert.Equal(37, DelayReasons.All.Length);
        Assert.Equal(Side.Material, DelayReasons.Find("MT-LEATHER")!.Side);
        Assert.All(DelayReasons.All, reason => Assert.NotEmpty(reason.Words));
        Assert.All(DelayReasons.All, reason => Assert.Equal(
            reason.Code[..2], reason.Side switch
            {
                Side.Brand => "BR", Side.Material => "MT", Side.Factory => "FA",
                Side.Compliance => "CO", Side.Logistics => "LO", _ => "FM",
            }));
        Assert.Null(DelayReasons.Find("FA-MOON"));
        Assert.Null(DelayReasons.Find(null));
    }

    [Fact]
    public void A_reason_nobody_knows_is_kept_and_the_milestones_side_carries_the_days()
    {
        var result = new SomeTimeline().DoneAsPlannedBefore("A34").Done("A34", 1, "XX-NEW").On(1).Forecast();
        Assert.Equal(("XX-NEW", Side.Factory), (result.Causes[0].Code, result.Causes[0].Side));
    }
}
