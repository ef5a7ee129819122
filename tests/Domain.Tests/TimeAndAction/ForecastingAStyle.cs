using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.TimeAndAction.SomeTimeline;

namespace Selvedge.Domain.Tests.TimeAndAction;

public sealed class ForecastingAStyle
{
    private static readonly SomeTimeline Style = new(MilestoneHome.Style);

    [Fact]
    public void Its_slip_is_what_its_own_dates_would_force_on_its_target()
    {
        var result = Style.DoneAsPlannedBefore("A12").Done("A12", -110 + 35, "BR-APPR").On(-75).Forecast();
        Assert.Equal(4, result.SlipDays); // 31 days of float
        Assert.Equal(new Cause("BR-APPR", Side.Brand, 35, "A12", "Fit sample approved 35 days late"), Assert.Single(result.Causes));
    }

    [Fact]
    public void What_the_line_does_is_never_overdue_there()
    {
        var result = Style.DoneAsPlannedBefore("A14").On(-10).Forecast();
        Assert.Equal(0, result.SlipDays);
        Assert.Equal(Day(-31), result.Forecast[Milestone("A26")]);
    }

    [Fact]
    public void Its_float_is_that_of_its_own_open_milestones()
    {
        var open = Style.DoneAsPlannedBefore("A12").On(-115).Forecast();
        Assert.Equal(31, open.FloatDays); // the fit sample; the line's last has none

        var overdue = Style.DoneAsPlannedBefore("A12").On(-100).Forecast();
        Assert.Equal(21, overdue.FloatDays);
    }
}
