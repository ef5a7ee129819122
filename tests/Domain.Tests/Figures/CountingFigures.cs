using System.Collections.Immutable;
using Selvedge.Domain.Figures;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Figures;

public sealed class CountingFigures
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private static DateOnly Week(int weeks, int day = 0) => Monday.AddDays(7 * weeks + day);

    private static FigureLine Line(
        DateOnly? baseline, DateOnly? actual = null, DateOnly? committed = null, DateOnly? forecast = null, string brand = "HALDEN", int quantity = 1_000,
        Stage stage = Stage.Sewing, int slip = 0, int absorbed = 0, ImmutableArray<LostDays>? lost = null)
    {
        var line = new LineRow(
            1, null, "Shirt", "Ink", quantity, stage, Health.OnTrack, slip, null, baseline, committed ?? baseline, forecast ?? committed ?? baseline, actual, null, null, null, null,
            Lost: lost, AbsorbedDays: absorbed);
        return new FigureLine(new PurchaseOrderRow("PO-1", brand, "apparel", "V-1", "SS27", Health.OnTrack, true, [line]), line);
    }

    private static OnTimeFigures Trend(Against against, params FigureLine[] lines) => OnTimeTrend.Of(lines, o => o.Brand, against, Week(-25), Monday.AddDays(3));

    private static LoadFigures Load(params FigureLine[] lines) => ExFactoryLoad.Of(lines, o => o.Brand, Monday, 4, inLines: false);

    [Fact]
    public void A_line_is_on_time_up_to_the_day_itself_and_counts_in_the_week_in_which_it_left()
    {
        var trend = Trend(Against.Baseline, Line(Week(-1, 2), Week(-1, 2)), Line(Week(-1, 2), Week(-1, 6)), Line(Week(-2, 6), Week(-1)), Line(Week(0, 5), Week(0)));
        Assert.Equal([(Week(-1), 3, 1), (Monday, 1, 1)], trend.All.Weeks.Select(w => (w.Week, w.Lines, w.OnTime)));
        Assert.Equal((4, 2), (trend.All.Lines, trend.All.OnTime));
    }

    [Fact]
    public void A_later_agreed_day_makes_no_line_on_time_against_the_baseline()
    {
        var line = Line(Week(-3), Week(-2), committed: Week(-2));
        Assert.Equal((0, 1), (Trend(Against.Baseline, line).All.OnTime, Trend(Against.Committed, line).All.OnTime));
    }

    [Fact]
    public void What_has_not_left_was_cancelled_or_left_outside_these_weeks_is_not_counted_and_what_has_no_day_is_told_apart()
    {
        var trend = Trend(Against.Baseline, Line(Week(-2)), Line(Week(-2), Week(-2), stage: Stage.Cancelled), Line(Week(-30), Week(-26, 6)), Line(null, Week(-1)));
        Assert.Equal((0, 1), (trend.All.Lines, trend.Undated));
    }

    [Fact]
    public void Series_add_up_to_all_and_the_one_of_most_lines_comes_first()
    {
        var trend = Trend(Against.Baseline, Line(Week(-1), Week(-1), brand: "A"), Line(Week(-1), Week(-1), brand: "B"), Line(Week(-2), Week(-1), brand: "B"));
        Assert.Equal([("B", 2, 1), ("A", 1, 1)], trend.Series.Select(s => (s.Key, s.Lines, s.OnTime)));
    }

    [Fact]
    public void Load_stands_in_the_week_agreed_and_in_the_week_expected()
    {
        var load = Load(Line(Week(0, 6), forecast: Week(1)), Line(Week(-3), forecast: Week(2)), Line(Week(9), forecast: Week(10)));
        Assert.Equal([(1, 0), (0, 1), (0, 1), (0, 0)], load.All.Weeks.Select(w => (w.Plan.Lines, w.Forecast.Lines)));
        Assert.Equal((1, 1, 1), (load.All.Earlier.Lines, load.All.LaterPlan.Lines, load.All.LaterForecast.Lines));
    }

    [Fact]
    public void What_has_left_or_was_cancelled_loads_nobody()
    {
        var load = Load(Line(Week(0), Week(0)), Line(Week(0), stage: Stage.Cancelled), Line(Week(0), stage: Stage.Closed), Line(null));
        Assert.Equal((0, 1), (load.All.Weeks.Sum(w => w.Plan.Lines + w.Forecast.Lines), load.Undated));
    }

    [Fact]
    public void A_week_is_over_the_usual_when_more_than_a_quarter_above_the_median_week_of_the_plan_is_expected()
    {
        var load = Load(
            Line(Week(0), quantity: 1_000), Line(Week(1), quantity: 4_000, forecast: Week(2)), Line(Week(2), quantity: 1_250, forecast: Week(1)), Line(Week(3), quantity: 1_000, forecast: Week(0)));
        Assert.Equal(1_000, load.All.Usual!.Value.Quantity);
        Assert.Equal([true, false, true, false], load.All.Weeks.Select(w => w.IsOverUsual));
    }

    [Fact]
    public void Where_nothing_is_planned_nothing_is_usual() => Assert.Null(Load(Line(Week(-1), forecast: Week(1))).All.Usual);

    [Theory]
    [InlineData(7)]
    [InlineData(20261122)]
    public void Every_line_to_leave_is_counted_once_in_the_plan_and_once_in_the_forecast(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 300).Select(_ => Line(
            Week(random.Next(-5, 9), random.Next(7)), forecast: Week(random.Next(0, 9), random.Next(7)), brand: $"B{random.Next(4)}", quantity: random.Next(5_000))).ToArray();
        var load = Load(lines);
        foreach (var series in load.Series.Append(load.All))
        {
            var of = lines.Where(l => series.Key.Length == 0 || l.Order.Brand == series.Key).ToArray();
            Assert.True(of.Length == series.Weeks.Sum(w => w.Plan.Lines) + series.Earlier.Lines + series.LaterPlan.Lines, $"seed {seed}, {series.Key}");
            Assert.True(of.Length == series.Weeks.Sum(w => w.Forecast.Lines) + series.LaterForecast.Lines, $"seed {seed}, {series.Key}");
            Assert.Equal(of.Sum(l => (long)l.Line.Quantity), series.Weeks.Sum(w => w.Forecast.Quantity) + series.LaterForecast.Quantity);
        }
    }

    [Fact]
    public void Days_of_causes_and_of_what_is_untold_less_the_float_are_the_slip()
    {
        var slip = SlipByCause.Of([
            Line(Monday, slip: 6, absorbed: 2, lost: [new("FA-CAP", Side.Factory, 5), new(null, Side.Brand, 2), new("FA-CAP", Side.Factory, 1)]),
            Line(Monday, slip: 4, lost: [new("FA-CAP", Side.Factory, 4)]), Line(Monday, slip: 3), Line(Monday), Line(Monday, slip: 9, stage: Stage.Cancelled)]);
        Assert.Equal((3, 13, 2), (slip.Lines, slip.SlipDays, slip.AbsorbedDays));
        Assert.Equal([(Side.Factory, "FA-CAP", 10, 2), (Side.Brand, null, 2, 1)], slip.Causes.Select(c => (c.Side, c.Code, c.Days, c.Lines)));
        Assert.Equal(new SlipUntold(3, 1), slip.Untold);
        Assert.Equal(slip.SlipDays, slip.Causes.Sum(c => c.Days) + slip.Untold.Days - slip.AbsorbedDays);
    }
}
