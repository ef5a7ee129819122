using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class ReportingAMilestone : PurchaseOrderSpec
{
    public ReportingAMilestone() => Place();

    [Fact]
    public void On_time_leaves_ex_factory_where_it_was()
    {
        WhenReported(Report("A14", Day(-90)));
        Assert.Equal(ExFactory, Line.Forecast);
        Assert.Equal(0, Line.Timeline!.Outlook.SlipDays);
    }

    [Fact]
    public void Later_than_float_allows_moves_ex_factory_by_the_rest_and_says_why()
    {
        WhenReported(Report("A26", Day(-15), Classifier.Estimate, reason: "FA-CAP"));
        var outlook = Line.Timeline!.Outlook;
        Assert.Equal(ExFactory.AddDays(outlook.SlipDays), Line.Forecast);
        Assert.Equal(10, outlook.SlipDays);
        Assert.Equal(6, outlook.FloatAbsorbedDays);
        var cause = Assert.Single(outlook.Causes);
        Assert.Equal(("FA-CAP", Side.Factory, 16, "A26"), (cause.Code, cause.Side, cause.Days, cause.Milestone));
    }

    [Fact]
    public void What_contributed_is_kept_shown_and_carries_its_days()
    {
        WhenReported(Report("A26", Day(-15), Classifier.Estimate, reason: "FA-CAP") with { Contributing = new(new("MT-MILL", 4)) });

        Assert.Equal([("FA-CAP", Side.Factory, 12), ("MT-MILL", Side.Material, 4)], Line.Timeline!.Outlook.Causes.Select(c => (c.Code!, c.Side, c.Days)));
        Assert.Equal(10, Line.Timeline.Outlook.SlipDays);
        Assert.Equal<ReasonShare>([new ReasonShare("MT-MILL", 4)], PurchaseOrderView.Of(State, 1)!.Lines[0].Milestones.Single(m => m.Code == "A26").Heard!.Contributing!.Value);
    }

    [Theory]
    [InlineData(null, "MT-MILL", 4, "required", "/reason")]
    [InlineData("FA-CAP", "FA-CAP", 4, "reason-twice", "/contributing/0/reason")]
    [InlineData("FA-CAP", "XX", 4, "unknown-reason", "/contributing/0/reason")]
    [InlineData("FA-CAP", "MT-MILL", 0, "impossible-days", "/contributing/0/days")]
    [InlineData("FA-CAP", "MT-MILL", -3, "impossible-days", "/contributing/0/days")]
    public void What_cannot_contribute_is_refused(string? reason, string beside, int days, string code, string pointer)
    {
        WhenReported(Report("A26", Day(-15), Classifier.Estimate, reason: reason) with { Contributing = new(new(beside, days)) });
        ThenRefused(code, pointer);
    }

    [Fact]
    public void Past_committed_is_late_and_more_than_a_week_past_it_is_critical()
    {
        WhenReported(Report("A34", Day(3), Classifier.Estimate, eventId: "x"));
        Assert.Equal(Health.Late, Line.Health);
        WhenReported(Report("A34", Day(8), Classifier.Estimate, eventId: "x", updatedAt: Now.AddMinutes(1)));
        Assert.Equal(Health.Critical, Line.Health);
    }

    [Fact]
    public void Ex_factory_done_closes_the_order_and_its_due_time()
    {
        Now = Now.AddDays(91);
        WhenReported(Report("A34", Day(1)));
        Assert.Equal(Health.Done, Line.Health);
        Assert.False(State.IsOpen);
        Assert.Null(PurchaseOrder.Due(State));
    }

    [Fact]
    public void It_is_kept_who_sent_it_and_how()
    {
        When(new PurchaseOrderCommand.Report(Report("A14", Day(-90))), Around with { From = new Provenance("linh.tran", Channel.Page) });
        When(new PurchaseOrderCommand.Report(Report("A15", Day(-89))), Around with { From = new Provenance("FWD-ACME", Channel.Partner) });
        Assert.Equal(
            [("linh.tran", Channel.Page), (null, Channel.Partner)],
            PurchaseOrderView.Of(State, 1)!.Lines[0].Milestones.Where(m => m.Heard is not null).Select(m => (m.Heard!.By, m.Heard.Channel!.Value)).ToArray());
    }

    [Fact]
    public void An_unknown_line_is_refused()
    {
        WhenReported(Report("A26", Day(-31), Classifier.Estimate, line: 9));
        ThenRefused("unknown-line");
    }

    [Theory]
    [InlineData("Z99", "unknown-milestone")]
    [InlineData("A06", "lives-on-style")]
    public void A_milestone_that_is_not_the_lines_is_refused(string milestone, string code)
    {
        WhenReported(Report(milestone, Day(-31), Classifier.Estimate));
        ThenRefused(code);
    }

    [Fact]
    public void An_actual_in_the_future_is_refused_and_an_estimate_is_not()
    {
        WhenReported(Report("A26", Day(-31)));
        ThenRefused("actual-in-future");
        WhenReported(Report("A26", Day(-31), Classifier.Estimate));
        Assert.Null(Answer.Refusal);
    }

    [Fact]
    public void A_day_decades_away_is_refused()
    {
        WhenReported(Report("A26", new DateOnly(2099, 1, 1), Classifier.Estimate));
        ThenRefused("impossible-date");
    }

    [Fact]
    public void A_reason_nobody_knows_is_refused()
    {
        WhenReported(Report("A26", Day(-31), Classifier.Estimate, reason: "XX-NO"));
        ThenRefused("unknown-reason");
    }

    [Fact]
    public void A_retraction_lets_the_claim_before_it_hold_again()
    {
        WhenReported(Report("A26", Day(-20), Classifier.Estimate, eventId: "old"));
        WhenReported(Report("A26", Day(-10), Classifier.Estimate, eventId: "new", updatedAt: Now.AddMinutes(1)));
        Assert.Equal(Day(-10), Line.Timeline!.Forecast[Line.Timeline.Template.IndexOf("A26")]);
        WhenReported(Report("A26", Day(-10), Classifier.Estimate, eventId: "new", updatedAt: Now.AddMinutes(2), retracted: true));
        Assert.Equal(Day(-20), Line.Timeline!.Forecast[Line.Timeline.Template.IndexOf("A26")]);
    }

    [Fact]
    public void A_retraction_that_arrives_first_is_kept_as_an_event()
    {
        WhenReported(Report("A26", Day(-10), eventId: "never-seen", retracted: true));
        Assert.Single(Happened<PurchaseOrderEvent.MilestonesReported>());
    }

    [Fact]
    public void A_proposal_for_the_committed_date_moves_nothing()
    {
        WhenReported(Report("A34", Day(30), Classifier.Plan));
        Assert.Equal((ExFactory, ExFactory), (Line.Committed, Line.Forecast));
    }

    [Fact]
    public void A_revision_may_move_a_report_to_another_line_of_the_order()
    {
        Place(Sheet(OrderedLine(1), OrderedLine(2)));
        WhenReported(Report("A26", Day(-10), Classifier.Estimate, line: 1, eventId: "r"));
        WhenReported(Report("A26", Day(-10), Classifier.Estimate, line: 2, eventId: "r", updatedAt: Now.AddMinutes(1)));
        Assert.Equal(ExFactory, State.Line(1)!.Forecast);
        Assert.True(State.Line(2)!.Forecast > ExFactory);
    }

    [Fact]
    public void A_report_and_its_retraction_leave_the_same_in_either_order()
    {
        var placed = Line;
        var report = Report("A26", Day(-10), Classifier.Estimate, eventId: "r");
        WhenReported(report);
        WhenReported(report with { Retracted = true, UpdatedAt = Now.AddMinutes(1) });
        Assert.Null(Line.Timeline!.HeardAt);
        Assert.Equal((placed.Health, placed.NextWake), (Line.Health, Line.NextWake));
    }

    // The latest eventUpdatedAt holds, ties by source, then event id: never the order in which reports came.
    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    [InlineData(77)]
    public void Any_order_of_arrival_ends_in_the_same_state(int seed)
    {
        var random = new Random(seed);
        var reports = Enumerable.Range(0, 40).Select(i => Report(
            $"A{random.Next(14, 35)}", Day(random.Next(-95, -80)), random.Next(3) == 0 ? Classifier.Actual : Classifier.Estimate,
            eventId: $"e{i}", updatedAt: Now.AddMinutes(random.Next(10)))).Select(r => r with { Source = $"S{random.Next(3)}" }).ToArray();
        Now = Now.AddDays(20);
        var placed = State;

        PurchaseOrderState Replay(IEnumerable<ReportMilestone> order) => order.Aggregate(placed, (state, report) =>
            PurchaseOrder.Decide(new PurchaseOrderCommand.Report(report), state, Around).Events.Aggregate(state, PurchaseOrder.Evolve));

        var one = Replay(reports).Lines[0];
        random.Shuffle(reports);
        var other = Replay(reports).Lines[0];
        Assert.True(one.Timeline!.Forecast.SequenceEqual(other.Timeline!.Forecast), $"seed {seed}");
        Assert.Equal((one.Health, one.Stage, one.NextWake), (other.Health, other.Stage, other.NextWake));
        Assert.True(one.Timeline.Outlook.Causes.SequenceEqual(other.Timeline.Outlook.Causes), $"seed {seed}");
    }

    [Fact]
    public void A_cause_leaves_out_what_stands_in_brackets_and_nothing_else()
    {
        Place();
        WhenReported(Report("A28", Day(10), Classifier.Estimate));
        Assert.Equal("Inline inspection passed expected 30 days late", Assert.Single(Line.Timeline!.Outlook.Causes).Text);
    }
}
