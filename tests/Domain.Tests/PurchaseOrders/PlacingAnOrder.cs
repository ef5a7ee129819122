using System.Collections.Immutable;
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
    public void Files_that_name_one_line_each_do_not_add_up_to_more_units_than_one_file_may_have()
    {
        Place();
        Place(Sheet(Line.Order with { Number = 2, Quantity = 900_000_000, Sizes = [] }));
        Place(Sheet(Line.Order with { Number = 3, Quantity = 200_000_000, Sizes = [] }));
        ThenRefused("impossible-quantity");
    }

    [Fact]
    public void Repeating_a_sheet_with_its_past_changes_nothing()
    {
        var sheet = Sheet() with { Past = [Report("A14", Day(-90))] };
        Place(sheet);
        Place(sheet);
        ThenNothing();
    }

    private MilestoneView Shown(string milestone) => PurchaseOrderView.Of(State, 1)!.Lines[0].Milestones.Single(m => m.Code == milestone);

    [Fact]
    public void An_order_that_a_file_tells_of_was_issued_and_confirmed_on_that_day()
    {
        Now = Now.AddDays(-6);
        Place();
        Assert.Equal((Phase.Confirmed, Stage.Confirmed, Health.Plan), (State.Life.Phase, Line.Stage, Line.Health));
        Assert.Equal("A13", LineRow.Of(Line).Next!.Code);
        foreach (var code in new[] { "A14", "A15" })
            Assert.Equal((Day(-96), Day(-96), Health.Done, null), (Shown(code).Actual!.Value, Shown(code).Forecast, Shown(code).Health, Shown(code).Heard));
    }

    [Fact]
    public void What_was_forecast_before_that_was_known_says_no_less()
    {
        Place();
        var before = new PurchaseOrderEvent.ForecastsMoved(
            Day(-90), [new LineForecast(1, new Outlook([new MilestoneDay("A14", Day(-80))], 10, 0, 0, [], []), Health.Late, Stage.Draft, null)]);
        Assert.Equal(Stage.Confirmed, PurchaseOrder.Evolve(State, before).Lines[0].Stage);
    }

    [Fact]
    public void Who_says_when_it_was_issued_knows_better_than_the_file()
    {
        Now = Now.AddDays(5);
        Place();
        WhenReported(Report("A14", Day(-91)));
        Assert.Equal((Day(-91), Day(-85)), (Shown("A14").Actual!.Value, Shown("A15").Actual!.Value));
        WhenReported(Report("A16", Day(-88)));
        Assert.Equal((Day(-91), Day(-88)), (Shown("A14").Actual!.Value, Shown("A15").Actual!.Value));
    }

    [Fact]
    public void What_the_file_expects_of_the_issue_is_overtaken_by_the_order()
    {
        Place(Sheet() with { Past = [Report("A14", Day(-60), Classifier.Estimate)] });
        Assert.Equal((Day(-90), null), (Shown("A14").Actual!.Value, Shown("A14").Heard));
    }

    [Fact]
    public void A_line_that_a_later_file_adds_was_issued_when_it_was_added()
    {
        Place();
        Now = Now.AddDays(9);
        Place(Sheet(OrderedLine(), OrderedLine(2)));
        Assert.Equal([Day(-90), Day(-81)], State.Lines.Select(l => l.Timeline!.Actual(l.Timeline.Template.IndexOf("A14"))!.Value));
    }

    [Fact]
    public void That_it_is_confirmed_by_being_there_is_no_outcome_of_the_vendor()
    {
        Place();
        Now = Now.AddDays(92);
        WhenReported(Report("A34", Day(0)));
        Assert.DoesNotContain("A15", Happened<PurchaseOrderEvent.OutcomesMeasured>().Single().Lines[0].Outcomes.Select(o => o.Milestone));
    }

    private static OrderLine Sized(int quantity, params ImmutableArray<string> sizes) => OrderedLine(quantity: quantity * sizes.Length) with
    {
        Sizes = [.. sizes.Select(size => new SizeQuantity(size, quantity))],
    };

    [Fact]
    public void Sizes_in_another_sequence_are_the_same_sizes()
    {
        Place(Sheet(Sized(100, "S", "M", "L")));
        Place(Sheet(Sized(100, "L", "S", "M")));
        ThenNothing();
        Place(Sheet(Sized(100, "L", "S", "M") with { Colour = "Moss" }));
        Assert.Equal(("Moss", "S M L"), (Line.Order.Colour, string.Join(' ', Line.Order.Sizes.Select(s => s.Size))));
    }

    [Fact]
    public void A_sheet_that_leaves_sizes_of_a_line_out_is_refused_and_names_them()
    {
        Place(Sheet(OrderedLine(1), Sized(100, "S", "M", "L") with { Number = 2 }));
        Place(Sheet(OrderedLine(1, quantity: 900), Sized(100, "M") with { Number = 2 }));
        ThenRefused("sizes-left-out");
        Assert.Equal("/lines/1/size", Answer.Refusal!.Pointer);
        Assert.Contains("S, L", Answer.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_may_add_sizes_and_count_them_anew()
    {
        Place(Sheet(Sized(100, "S", "M")));
        Place(Sheet(Sized(120, "S", "M", "L")));
        Assert.Equal(360, Line.Order.Quantity);
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
    public void Another_ex_factory_in_a_file_is_a_plan_that_awaits_its_answer_and_moves_nothing_by_itself()
    {
        Place();
        WhenReported(Report("A34", Day(10), Classifier.Estimate));
        Place(Sheet(OrderedLine(exFactory: Day(14))));
        Assert.Equal((ExFactory, ExFactory, Day(14)), (Line.Baseline, Line.Committed, Line.OpenPlan(Line.Timeline!.Template.ExFactory)!.Date));
        Assert.Equal((10, Health.Critical), (Line.Timeline!.Outlook.SlipDays, Line.Health));
        Place(Sheet(OrderedLine(exFactory: Day(14))));
        ThenNothing();
        // Back in the file where it was agreed, nothing waits any more.
        Place();
        Assert.Null(Line.OpenPlan(Line.Timeline!.Template.ExFactory));
        Place();
        ThenNothing();
    }

    [Fact]
    public void A_day_in_a_file_that_was_agreed_to_is_committed_and_known_when_the_file_comes_again()
    {
        Place();
        Place(Sheet(OrderedLine(exFactory: Day(2), quantity: 900)));
        Assert.Equal(900, Line.Order.Quantity);
        When(new PurchaseOrderCommand.Ask(
            Guid.NewGuid(), new OrderAct(AgreePlan: new PlanAnswer(1, "A34", "MT-MILL", null, null)), new("clara", "manager"), []), Around);
        Assert.Equal((Day(2), "file"), (Line.Committed, Line.Commitments[0].By));
        Place(Sheet(OrderedLine(exFactory: Day(2), quantity: 900)));
        Assert.Null(Line.OpenPlan(Line.Timeline!.Template.ExFactory));
        Assert.Equal(Day(2), Line.Committed);
    }

    [Theory, InlineData(2, Side.Material, true), InlineData(2, null, false), InlineData(9, Side.Material, false)]
    public void A_row_that_says_why_and_who_carries_it_moves_the_day_as_far_as_one_person_may(int days, Side? side, bool isCommitted)
    {
        Place();
        Place(Sheet(OrderedLine(exFactory: Day(days))) with { Reasons = [new DayReason(1, "MT-MILL", side)] });
        Assert.Equal(isCommitted ? Day(days) : ExFactory, Line.Committed);
        Assert.Equal(isCommitted ? null : "MT-MILL", Line.OpenPlan(Line.Timeline!.Template.ExFactory)?.Reason);
        Place(Sheet(OrderedLine(exFactory: Day(days))) with { Reasons = [new DayReason(1, "MT-MILL", side)] });
        ThenNothing();
    }

    [Fact]
    public void A_row_whose_reason_is_another_sides_is_refused()
    {
        Place();
        Place(Sheet(OrderedLine(exFactory: Day(2))) with { Reasons = [new DayReason(1, "MT-MILL", Side.Factory)] });
        ThenRefused("side-contradicts-reason", "/lines/0/side");
        Assert.Equal(ExFactory, Line.Committed);
    }

    [Fact]
    public void A_line_without_a_calendar_takes_its_day_from_the_file()
    {
        Place(Sheet(OrderedLine() with { ExFactory = null }));
        Place();
        Assert.Equal((ExFactory, ExFactory), (Line.Baseline, Line.Committed));
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
