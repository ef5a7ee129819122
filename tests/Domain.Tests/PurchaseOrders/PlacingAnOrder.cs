using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class PlacingAnOrder : PurchaseOrderSpec
{
    [Fact]
    public void Lays_the_baseline_back_from_ex_factory()
    {
        Place();
        var schedule = Line.Timeline!.Schedule;
        Assert.Equal(ExFactory, schedule.Baseline[^1]);
        Assert.Equal(Day(-90), schedule.Baseline[Line.Timeline.Template.IndexOf("A14")]);
        Assert.Equal(Day(-31), schedule.Baseline[Line.Timeline.Template.IndexOf("A26")]);
    }

    [Fact]
    public void Repeating_the_sheet_changes_nothing()
    {
        Place();
        Place();
        ThenNothing();
    }

    [Fact]
    public void Repeating_a_sheet_with_its_past_changes_nothing()
    {
        var sheet = Sheet() with { Past = [Report("A14", Day(-90))] };
        Place(sheet);
        Place(sheet);
        ThenNothing();
    }

    [Fact]
    public void A_changed_quantity_revises_only_that_line()
    {
        Place(Sheet(OrderedLine(1), OrderedLine(2)));
        Place(Sheet(OrderedLine(1), OrderedLine(2, quantity: 900)));
        var revised = Assert.Single(Happened<PurchaseOrderEvent.Revised>());
        Assert.Equal(2, Assert.Single(revised.Lines).Line.Number);
        Assert.Equal(900, State.Line(2)!.Order.Quantity);
    }

    [Fact]
    public void A_moved_ex_factory_is_the_committed_day_and_improves_no_slip()
    {
        Place();
        WhenReported(Report("A34", Day(10), Classifier.Estimate));
        Place(Sheet(OrderedLine(exFactory: ExFactory.AddDays(14))));
        Assert.Equal((ExFactory, ExFactory.AddDays(14)), (Line.Baseline, Line.Committed));
        Assert.Equal(10, Line.Timeline!.Outlook.SlipDays);
        Assert.NotEqual(Health.Late, Line.Health);
    }

    [Fact]
    public void A_removed_date_leaves_the_calendar_and_its_wakes()
    {
        Place();
        WhenReported(Report("A14", Day(-90)));
        var due = PurchaseOrder.Due(State);
        Place(Sheet(OrderedLine() with { ExFactory = null }));
        Assert.Equal(due, PurchaseOrder.Due(State));
        Assert.Equal(Day(-90), Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A14")));
    }

    [Fact]
    public void Another_template_is_refused()
    {
        Place();
        Place(Sheet() with { Template = "DELIVERY" });
        ThenRefused("other-template");
    }

    [Fact]
    public void A_quantity_of_zero_is_refused_with_its_place()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2, quantity: 0)));
        ThenRefused("impossible-quantity");
        Assert.Equal("/lines/1/quantity", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void A_line_that_stands_twice_is_refused()
    {
        Place(Sheet(OrderedLine(), OrderedLine()));
        ThenRefused("line-twice");
    }

    [Fact]
    public void A_line_without_a_date_has_no_calendar_and_no_due_time()
    {
        Place(Sheet(OrderedLine() with { ExFactory = null }));
        Assert.Null(Line.Timeline);
        Assert.Null(PurchaseOrder.Due(State));
    }

    [Fact]
    public void Nothing_reported_and_nothing_due_is_planned()
    {
        Now = new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
        Place();
        Assert.Equal(Health.Plan, Line.Health);
    }
}
