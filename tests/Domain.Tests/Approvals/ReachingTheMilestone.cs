using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>What the approvals of one milestone come to together.</summary>
public sealed class ReachingTheMilestone
{
    private static readonly DateOnly Plan = new(2027, 3, 23);
    private static readonly DateTimeOffset At = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static ApprovalStanding Dip(
        string colour, ApprovalStatus status, int? reached = null, int? expected = null, bool mandatory = true, bool rejected = false,
        int moves = 1, string? reason = null) =>
        new($"ST-1~lab-dip~{colour}", "lab-dip", null, mandatory, status, rejected, 1, status.IsOpen() ? "Colour" : null, moves,
            reached is { } r ? Plan.AddDays(r) : null, expected is { } e ? Plan.AddDays(e) : null, Plan, reason, At.AddMinutes(moves));

    private static MilestoneApprovals Together(params ImmutableArray<ApprovalStanding> all) =>
        MilestoneApprovals.Together(new ApprovedMilestone("ST-1", null, 0, "A06", null), all);

    [Fact]
    public void All_closed_well_reach_it_on_the_day_of_the_last()
    {
        var together = Together(
            Dip("Ink", ApprovalStatus.Approved, -3, reason: "MT-MILL"), Dip("Moss", ApprovalStatus.ApprovedWithComments, 2, reason: "BR-APPR"),
            Dip("Rust", ApprovalStatus.Waived, -9), Dip("Clay", ApprovalStatus.CarriedOver, -20));
        Assert.Equal(ApprovalsStand.Closed, together.Stand);
        Assert.Equal((Classifier.Actual, Plan.AddDays(2), false, "BR-APPR"),
            (together.Report.Classifier, together.Report.Date, together.Report.Retracted, together.Report.Reason));
        Assert.Null(together.Waiting);
    }

    [Fact]
    public void One_still_open_holds_it_and_takes_it_back()
    {
        var together = Together(Dip("Ink", ApprovalStatus.Approved, -3), Dip("Moss", ApprovalStatus.Planned));
        Assert.Equal(ApprovalsStand.Open, together.Stand);
        Assert.True(together.Report.Retracted);
        Assert.Equal("Lab dip, round 1, planned", together.Waiting);
    }

    [Fact]
    public void The_round_that_has_lain_longest_speaks_for_its_side_and_what_need_not_be_for_none()
    {
        OverdueRound Lies(Party side, int days) => new(side, "Lab dip, round 1, received", days);
        var together = Together(
            Dip("Ink", ApprovalStatus.Received) with { Overdue = Lies(Party.Brand, 3) }, Dip("Moss", ApprovalStatus.Received) with { Overdue = Lies(Party.Brand, 5) },
            Dip("Rust", ApprovalStatus.Requested) with { Overdue = Lies(Party.Vendor, 2) }, Dip("Clay", ApprovalStatus.Requested, mandatory: false) with { Overdue = Lies(Party.Vendor, 9) });
        Assert.Equal((Lies(Party.Brand, 5), Lies(Party.Vendor, 2)), (together.Ours, together.Theirs));
        Assert.Equal((together.Ours, together.Theirs), (KeptApprovals.Of(together).Ours, KeptApprovals.Of(together).Theirs));
    }

    [Theory]
    [InlineData(ApprovalStatus.Cancelled, true)]
    [InlineData(ApprovalStatus.Planned, false)]
    public void What_is_cancelled_or_not_mandatory_holds_nothing(ApprovalStatus status, bool mandatory) =>
        Assert.Equal(ApprovalsStand.Closed, Together(Dip("Ink", ApprovalStatus.Approved, 0), Dip("Moss", status, mandatory: mandatory)).Stand);

    [Fact]
    public void What_is_dropped_is_not_closed_well()
    {
        var together = Together(Dip("Ink", ApprovalStatus.Approved, 0), Dip("Moss", ApprovalStatus.RejectedDrop, rejected: true));
        Assert.Equal(ApprovalsStand.Rejected, together.Stand);
        Assert.True(together.Report.Retracted);
    }

    [Fact]
    public void The_latest_that_is_expected_is_its_estimate_and_what_nobody_spoke_of_counts_with_its_plan()
    {
        var together = Together(Dip("Ink", ApprovalStatus.Confirmed, expected: -5), Dip("Moss", ApprovalStatus.Requested));
        Assert.Equal((Classifier.Estimate, Plan, false), (together.Report.Classifier, together.Report.Date, together.Report.Retracted));
        together = Together(Dip("Ink", ApprovalStatus.Confirmed, expected: 6), Dip("Moss", ApprovalStatus.Requested));
        Assert.Equal(Plan.AddDays(6), together.Report.Date);
    }

    [Fact]
    public void A_rejected_one_is_named_before_one_on_hold_and_that_before_the_others()
    {
        var open = Dip("Ash", ApprovalStatus.Requested);
        var held = Dip("Ink", ApprovalStatus.OnHold);
        var rejected = Dip("Moss", ApprovalStatus.Requested, rejected: true);
        Assert.Equal(ApprovalsStand.Rejected, Together(open, held, rejected).Stand);
        Assert.Equal(ApprovalsStand.OnHold, Together(open, held).Stand);
        Assert.Equal("Lab dip, round 1, on hold", Together(open, held).Waiting);
    }

    [Fact]
    public void The_order_in_which_they_are_read_changes_nothing()
    {
        ImmutableArray<ApprovalStanding> all =
            [Dip("Ink", ApprovalStatus.Approved, 3, moves: 4), Dip("Moss", ApprovalStatus.Requested, expected: 9, moves: 2), Dip("Rust", ApprovalStatus.OnHold, moves: 5)];
        Assert.Equal(Together(all), Together([.. all.Reverse()]));
        Assert.Equal(11, Together(all).Version);
    }

    [Fact]
    public void All_cancelled_say_nothing()
    {
        var together = Together(Dip("Ink", ApprovalStatus.Cancelled));
        Assert.Equal((ApprovalsStand.None, true), (together.Stand, together.Report.Retracted));
    }
}
