using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>The PP sample is due 37 days before ex-factory, cutting begins 31 before; the factory's midnight is UTC's.</summary>
public sealed class PassingGates : PurchaseOrderSpec
{
    private const int CuttingStarts = -31;
    private int version = 1;

    public PassingGates() => Place();

    private void TurnTo(int day)
    {
        Now = new DateTimeOffset(Day(day).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
        // As the clock does: every wake that has come.
        while (Line.NextWake is { } wake && wake <= Now)
            When(new PurchaseOrderCommand.Wake(), Around);
    }

    private void Approvals(ApprovalsStand stand, string? waitsOn, string? waiting = "PP sample, round 2, requested") =>
        When(new PurchaseOrderCommand.TakeApprovals(new MilestoneApprovals(
            new ApprovedMilestone(null, "PO-1", 1, "A23", null), ++version, stand, waiting, waitsOn,
            new ReportMilestone(
                MilestoneApprovals.Source, "1/A23/", Now, stand != ApprovalsStand.Closed, 1, "A23", Classifier.Actual,
                stand == ApprovalsStand.Closed ? DateOnly.FromDateTime(Now.UtcDateTime) : DateOnly.MinValue, null, null))), Around);

    [Fact]
    public void Cutting_waits_for_the_sealed_PP_sample_from_the_day_on_which_it_should_have_begun()
    {
        Approvals(ApprovalsStand.Open, "V-1");
        TurnTo(CuttingStarts);
        Assert.Empty(Line.Blocks);
        TurnTo(CuttingStarts + 1);
        Assert.Equal(Health.Blocked, Line.Health);
        Assert.Equal(new Block("approval", "Waiting on PP sample, round 2, requested", "V-1"), Assert.Single(Line.Blocks));
        Assert.Equal("Waiting on PP sample, round 2, requested", LineRow.Of(Line).Cause);
    }

    [Fact]
    public void It_wakes_for_it_also_where_nothing_else_is_due()
    {
        // All that stands before cutting has happened, but for the sample, which is expected long after.
        foreach (var milestone in new[] { "A13", "A14", "A15", "A16", "A17", "A18", "A19", "A20", "A21", "A22", "A24" })
            WhenReported(Report(milestone, Day(-90)));
        WhenReported(Report("A23", Day(-10), Classifier.Estimate));
        TurnTo(CuttingStarts + 1);
        Assert.Equal(Health.Blocked, Line.Health);
    }

    [Fact]
    public void Cutting_before_the_PP_sample_is_sealed_is_warned_of_until_it_is_sealed()
    {
        TurnTo(-33);
        WhenReported(Report("A26", Day(-33)));
        var warned = Assert.Single(LineRow.Of(Line).Discrepancies!.Value);
        Assert.Equal((DiscrepancyKind.Gate, "A23", "A26", Day(-33)), (warned.Kind, warned.Milestone, Assert.Single(warned.Sides).Milestone, warned.Sides[0].Date));
        Assert.Equal("Cutting start (PCD) has happened, and PP sample approved (sealed) has not", warned.Text);
        // It is a warning, no verdict: what was cut was cut.
        Assert.Empty(Line.Blocks);
        Approvals(ApprovalsStand.Closed, null, null);
        Assert.DoesNotContain(LineRow.Of(Line).Discrepancies ?? [], d => d.Kind == DiscrepancyKind.Gate);
    }

    [Fact]
    public void Nobody_is_warned_of_a_gate_once_the_goods_have_left()
    {
        TurnTo(0);
        WhenReported(Report("A26", Day(-33)));
        Assert.NotNull(LineRow.Of(Line).Discrepancies);
        WhenReported(Report("A34", Day(0)));
        Assert.Null(LineRow.Of(Line).Discrepancies);
    }

    [Fact]
    public void A_gate_that_was_ignored_is_not_settled_but_passed()
    {
        TurnTo(-33);
        WhenReported(Report("A26", Day(-33)));
        When(new PurchaseOrderCommand.Resolve(Guid.NewGuid(), new ResolveDiscrepancy(1, DiscrepancyKind.Gate, "A23", "A26", "we know"), "clara"), Around);
        ThenRefused("goes-by-itself");
    }

    [Fact]
    public void Nobody_named_it_is_the_one_who_sees_to_the_milestone()
    {
        TurnTo(CuttingStarts + 1);
        Assert.Equal(new Block("approval", "Waiting on PP sample approved", "Technical design + production"), Assert.Single(Line.Blocks));
    }

    [Fact]
    public void Sealed_it_blocks_no_longer()
    {
        Approvals(ApprovalsStand.Open, "V-1");
        TurnTo(CuttingStarts + 3);
        Approvals(ApprovalsStand.Closed, null, null);
        Assert.Empty(Line.Blocks);
        Assert.NotEqual(Health.Blocked, Line.Health);
    }

    [Fact]
    public void Who_puts_cutting_off_is_not_held_up_before()
    {
        WhenReported(Report("A26", Day(CuttingStarts + 5), Classifier.Estimate));
        TurnTo(CuttingStarts + 5);
        Assert.Empty(Line.Blocks);
        TurnTo(CuttingStarts + 6);
        Assert.Equal(Health.Blocked, Line.Health);
    }

    [Theory, InlineData(ApprovalsStand.OnHold), InlineData(ApprovalsStand.Rejected)]
    public void A_gate_that_nobody_works_on_blocks_at_once(ApprovalsStand stand)
    {
        Approvals(stand, null);
        Assert.Equal(("approval", "Technical design + production"), (Assert.Single(Line.Blocks).Code, Line.Blocks[0].WaitsOn));
        Approvals(ApprovalsStand.Open, "V-1");
        Assert.Empty(Line.Blocks);
    }

    [Fact]
    public void Sent_back_with_time_left_it_blocks_nothing()
    {
        Approvals(ApprovalsStand.Rejected, "V-1");
        Assert.Empty(Line.Blocks);
    }

    [Fact]
    public void What_was_cut_was_cut()
    {
        TurnTo(CuttingStarts + 1);
        WhenReported(Report("A26", Day(CuttingStarts + 1)));
        Assert.Empty(Line.Blocks);
        Assert.Equal(Stage.Cutting, Line.Stage);
    }

    // Many factories report sewing alone.
    [Fact]
    public void What_is_sewn_was_cut_though_nobody_said_so()
    {
        TurnTo(CuttingStarts + 3);
        WhenReported(Report("A27", Day(CuttingStarts + 3)));
        Assert.Empty(Line.Blocks);
        var warned = Assert.Single(LineRow.Of(Line).Discrepancies!.Value);
        Assert.Equal((DiscrepancyKind.Gate, "A23", "A27"), (warned.Kind, warned.Milestone, Assert.Single(warned.Sides).Milestone));
        Assert.Equal("Sewing start has happened, and PP sample approved (sealed) has not", warned.Text);
    }

    [Fact]
    public void What_comes_before_cutting_begins_nothing()
    {
        TurnTo(-33);
        WhenReported(Report("A16", Day(-80)));
        Assert.Null(LineRow.Of(Line).Discrepancies);
    }

    [Fact]
    public void Only_what_approvals_open_is_a_gate_of_this_kind()
    {
        // The compliance gate stands open before the PO is issued, and nothing waits for an approval there.
        TurnTo(-60);
        Assert.Empty(Line.Blocks);
    }

    private void Outside(string milestone, DateOnly day) => WhenReported(Report(milestone, day) with { Outside = true });

    private bool IsOpen => LineView.Of(Line, State.AsOf).Gates!.Value.Contains("A23");

    [Fact]
    public void The_word_of_others_passes_no_gate_for_which_an_approval_is_asked()
    {
        Approvals(ApprovalsStand.Open, "V-1");
        TurnTo(CuttingStarts + 1);
        Outside("A23", Day(CuttingStarts));
        Assert.True(IsOpen);
        Assert.Equal(Health.Blocked, Line.Health);
        // It is kept and forecast by all the same.
        Assert.Equal(Day(CuttingStarts), Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A23")));
        Approvals(ApprovalsStand.Closed, null, null);
        Assert.False(IsOpen);
        Assert.Empty(Line.Blocks);
    }

    [Fact]
    public void The_word_of_the_brands_own_people_passes_it_whoever_speaks_after_them()
    {
        Approvals(ApprovalsStand.Open, "V-1");
        WhenReported(Report("A23", Day(-90)));
        Outside("A23", Day(-91));
        Assert.False(IsOpen);
    }

    [Fact]
    public void Where_no_approval_is_asked_for_anybody_may_say_that_a_gate_is_passed()
    {
        Outside("A13", Day(-90));
        Assert.DoesNotContain("A13", LineView.Of(Line, State.AsOf).Gates!.Value);
        Outside("A23", Day(-90));
        Assert.True(IsOpen);
        // Cancelled, or not mandatory.
        Approvals(ApprovalsStand.None, null, null);
        Assert.False(IsOpen);
    }
}
