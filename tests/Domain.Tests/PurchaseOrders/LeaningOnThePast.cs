using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class LeaningOnThePast : PurchaseOrderSpec
{
    private static readonly VendorPast SixLate = SomePast.Of("APPAREL", ("A34", [.. Enumerable.Repeat(6, 23)], []));

    [Fact]
    public void The_next_decision_takes_the_vendors_past_and_remembers_which()
    {
        Place();
        Assert.Equal(ExFactory, Line.Forecast);
        Assert.Null(State.Past);

        Past = SixLate;
        WhenReported(Report("A15", Day(-89), Classifier.Estimate));

        Assert.Equal(Day(6), Line.Forecast);
        Assert.Equal(Day(0), Line.Committed);
        Assert.Equal(Day(0), Line.Baseline);
        Assert.Equal(new ExFactoryRange(Day(6), Day(6), 23), Line.Timeline!.Outlook.Range);
        Assert.Equal(new PastVersions(1, 1), State.Past);
        Assert.Equal(new PastVersions(1, 1), Happened<PurchaseOrderEvent.ForecastsMoved>().Single().Past);
    }

    private ExFactoryDates Shown => PurchaseOrderView.Of(State, 1)!.Lines[0].ExFactory;

    [Fact]
    public void Where_a_forecast_has_no_range_it_is_said_why()
    {
        Place();
        Assert.Equal((RangeGap.NoOutcomes, (DateOnly?)null), (Shown.NoRange, Shown.Earliest));
        Assert.Equal(15, Shown.VendorsLeft);
        WhenReported(Report("A16", Day(-91)));
        Assert.Equal(14, Shown.VendorsLeft);

        Past = SixLate;
        WhenReported(Report("A15", Day(-89), Classifier.Estimate));
        Assert.Equal((null, null), (Shown.NoRange, Shown.VendorsLeft));
        Assert.NotNull(Shown.Earliest);

        // Trims that were never late reach nothing.
        Past = SomePast.Of("APPAREL", ("A17", [.. Enumerable.Repeat(0, 23)], []));
        WhenReported(Report("A18", Day(-80), Classifier.Estimate));
        Assert.Equal((RangeGap.PlanAbsorbs, (DateOnly?)null), (Shown.NoRange, Shown.Earliest));

        WhenReported(Report("A34", Day(-90)));
        Assert.Null(Shown.NoRange);
    }

    [Fact]
    public void A_past_that_became_known_since_is_told_beside_the_forecast_and_is_what_the_next_decision_says()
    {
        Place();
        Assert.Null(PurchaseOrderView.Of(State, 1, Around)!.Lines[0].ExFactory.Foresight);

        Past = SixLate;
        var shown = PurchaseOrderView.Of(State, 1, Around)!.Lines[0].ExFactory;
        Assert.Equal((ExFactory, RangeGap.NoOutcomes), (shown.Forecast, shown.NoRange));
        Assert.Equal(new Foresight(Day(6), Day(6), Day(6), 23), shown.Foresight);

        WhenReported(Report("A15", Day(-89), Classifier.Estimate));
        Assert.Equal(shown.Foresight!.Forecast, Line.Forecast);
        Assert.Null(PurchaseOrderView.Of(State, 2, Around)!.Lines[0].ExFactory.Foresight);
    }

    [Fact]
    public void Where_nothing_is_the_vendors_to_keep_nothing_varies()
    {
        var collected = Templates.Learn("COLLECTED", 1, new TemplateSheet("Collected by us", null, null,
        [
            new MilestoneSheet("C01", "Ordered", "Production", Side.Brand, MilestoneHome.Line, null, -30, [], Stage.Issued, [], false, false),
            new MilestoneSheet("C02", "Collected", "Logistics", Side.Logistics, MilestoneHome.Line, null, 0, [new Lag("C01", 20)], Stage.ExFactory, [], false, false),
        ]));
        var timeline = Timeline.Of(Schedule.Lay(collected, ExFactory, Around.Calendar, []));
        Assert.Equal(RangeGap.NothingVaries, timeline.LookAhead(MilestoneHome.Line, Around.Calendar, Day(-90), SixLate).Outlook.NoRange);
    }

    [Fact]
    public void With_another_vendor_nothing_of_the_former_ones_past_is_remembered()
    {
        Past = SixLate;
        Place();
        Past = VendorPast.None;
        Place(Sheet() with { Vendor = "V-2" });
        Assert.Null(State.Past);
    }

    [Fact]
    public void A_line_that_is_done_contributes_its_outcomes_once()
    {
        Place();
        WhenReported(Report("A26", Day(-91)));
        WhenReported(Report("A27", Day(-90))); // cutting was nine weeks early, sewing follows by the plan
        WhenReported(Report("A29", Day(-90))); // the brand's own
        WhenReported(Report("A34", Day(-90), eventId: "left"));

        var measured = Happened<PurchaseOrderEvent.OutcomesMeasured>().Single();
        Assert.Equal(("V-1", "apparel"), (measured.Vendor, measured.Category));
        Assert.Equal(
            [new Outcome("APPAREL", "A26", -60), new Outcome("APPAREL", "A27", -62), new Outcome("APPAREL", "A34", -90)],
            measured.Lines.Single().Outcomes.ToArray());

        WhenReported(Report("A34", Day(-89), eventId: "left", updatedAt: Now.AddHours(1)));
        Assert.Empty(Happened<PurchaseOrderEvent.OutcomesMeasured>());
        WhenReported(Report("A34", Day(-89), eventId: "left", updatedAt: Now.AddHours(2), retracted: true));
        WhenReported(Report("A34", Day(-91)));
        Assert.Empty(Happened<PurchaseOrderEvent.OutcomesMeasured>());
    }

    [Fact]
    public void An_outcome_is_counted_from_what_the_predecessor_allowed()
    {
        Now = new DateTimeOffset(Day(30), new TimeOnly(9, 0), TimeSpan.Zero);
        Place();
        WhenReported(Report("A30", Day(5)));
        WhenReported(Report("A31", Day(9)));  // two days at least after sewing: by day 7, so two late
        WhenReported(Report("A32", Day(8)));  // before what it waits for: counted from its own plan
        WhenReported(Report("A34", Day(12))); // a day at least after the inspection: three late
        Assert.Equal(
            [("A30", 14), ("A31", 2), ("A32", 12), ("A34", 3)],
            Happened<PurchaseOrderEvent.OutcomesMeasured>().Single().Lines.Single().Outcomes.Select(o => (o.Milestone, o.Days)));
    }

    [Fact]
    public void Re_dating_a_line_changes_nothing_that_it_contributes()
    {
        Now = new DateTimeOffset(Day(30), new TimeOnly(9, 0), TimeSpan.Zero);
        Place();
        Place(Sheet(OrderedLine(exFactory: Day(20))));
        WhenReported(Report("A34", Day(20)));
        Assert.Equal(new Outcome("APPAREL", "A34", 20), Assert.Single(Happened<PurchaseOrderEvent.OutcomesMeasured>().Single().Lines.Single().Outcomes));
    }
}
