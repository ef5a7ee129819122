using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>What a line makes of the approvals that its milestones wait for.</summary>
public sealed class TakingApprovals : PurchaseOrderSpec
{
    private static readonly ApprovedMilestone Sealed = new(null, "PO-1", 1, "A23", null);

    private MilestoneApprovals Stands(int version, ApprovalsStand stand, int? actual = null, int? expected = null) => new(
        Sealed, version, stand, stand == ApprovalsStand.Closed ? null : "PP sample, round 2, requested", stand == ApprovalsStand.Closed ? null : "V-1",
        new ReportMilestone(
            MilestoneApprovals.Source, "1/A23/", Now, actual is null && expected is null, 1, "A23",
            actual is null ? Classifier.Estimate : Classifier.Actual, actual is null && expected is null ? DateOnly.MinValue : Day(actual ?? expected!.Value),
            null, null));

    private void Take(MilestoneApprovals approvals) => When(new PurchaseOrderCommand.TakeApprovals(approvals), Around);

    private DateOnly? SealedOn => Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A23"));

    private Claim? Expected => Line.Timeline!.Holding(Line.Timeline.Template.IndexOf("A23"), Classifier.Estimate);

    [Fact]
    public void Approved_they_reach_the_milestone_as_a_report_does()
    {
        Place();
        Now = Now.AddDays(60);
        Take(Stands(5, ApprovalsStand.Closed, actual: -37));
        Assert.Equal(Day(-37), SealedOn);
        Assert.Single(Happened<PurchaseOrderEvent.MilestonesReported>());
    }

    [Fact]
    public void What_was_decided_where_the_next_day_has_begun_is_not_lost()
    {
        Place();
        var tomorrow = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(2).DayNumber - ExFactory.DayNumber;
        Take(Stands(5, ApprovalsStand.Closed, actual: tomorrow));
        Assert.Equal(Day(tomorrow), SealedOn);
    }

    [Fact]
    public void Expected_later_than_planned_they_move_ex_factory()
    {
        Place();
        Take(Stands(5, ApprovalsStand.Open, expected: -20));
        Assert.Equal(10, Line.Timeline!.Outlook.SlipDays);
    }

    [Fact]
    public void Opened_again_they_take_it_back()
    {
        Place();
        Now = Now.AddDays(60);
        Take(Stands(5, ApprovalsStand.Closed, actual: -37));
        Take(Stands(6, ApprovalsStand.Open));
        Assert.Null(SealedOn);
    }

    [Fact]
    public void What_was_expected_is_replaced_by_what_happened()
    {
        Place();
        Take(Stands(5, ApprovalsStand.Open, expected: -20));
        Now = Now.AddDays(60);
        Take(Stands(6, ApprovalsStand.Closed, actual: -33));
        Assert.Null(Expected);
        Assert.Equal(Day(-33), SealedOn);
    }

    [Fact]
    public void In_whatever_order_they_come_the_newest_stands()
    {
        Place();
        Now = Now.AddDays(60);
        Take(Stands(6, ApprovalsStand.Closed, actual: -37));
        Take(Stands(5, ApprovalsStand.Open, expected: -20));
        ThenNothing();
        Assert.Equal(Day(-37), SealedOn);
    }

    [Fact]
    public void An_older_one_that_comes_after_an_equal_newer_one_says_nothing()
    {
        Place();
        Take(Stands(5, ApprovalsStand.Open, expected: -30));
        Take(Stands(7, ApprovalsStand.Open, expected: -30));
        Take(Stands(6, ApprovalsStand.Open, expected: -20));
        ThenNothing();
    }

    [Fact]
    public void What_takes_back_nothing_reports_nothing()
    {
        Place();
        Take(Stands(5, ApprovalsStand.Open));
        Assert.Empty(Happened<PurchaseOrderEvent.MilestonesReported>());
        Assert.Equal(5, Line.Approvals[0].Version);
    }

    [Fact]
    public void What_others_report_stays_beside_it()
    {
        Place();
        Now = Now.AddDays(60);
        WhenReported(Report("A23", Day(-38), updatedAt: Now.AddDays(-1)));
        Take(Stands(5, ApprovalsStand.Closed, actual: -37));
        Assert.Equal(Day(-37), SealedOn);
        Take(Stands(6, ApprovalsStand.Open));
        Assert.Equal(Day(-38), SealedOn);
    }

    [Fact]
    public void An_unknown_line_hears_nothing()
    {
        Place();
        Take(Stands(5, ApprovalsStand.Open) with { Of = Sealed with { Line = 9 } });
        ThenNothing();
    }
}
