using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>The PP sample of a line goes through its rounds; its order hears of them.</summary>
public sealed class LettingAnApprovalLie : PurchaseOrderSpec
{
    private int moves = 1;

    private Finding? Alarm(AlertCause cause, AlertSettings? decided = null) => OrderAlarms.Of(State, 1, decided)!.Findings.SingleOrDefault(f => f.Cause == cause);

    private void Begin()
    {
        Place();
        // Everything is on time but for the sample, which is sealed 37 days before ex-factory.
        Now = new DateTimeOffset(Day(-60), new TimeOnly(9, 0), TimeSpan.Zero);
        foreach (var (milestone, offset) in new[] { ("A13", -95), ("A16", -86), ("A17", -80), ("A18", -66) })
            WhenReported(Report(milestone, Day(offset)));
    }

    private void Take(int today, ApprovalStatus status, Party? side = null, int days = 0)
    {
        Now = new DateTimeOffset(Day(today), new TimeOnly(9, 0), TimeSpan.Zero);
        var subject = new ApprovedMilestone(null, "PO-1", 1, "A23", null);
        var overdue = side is { } late ? new OverdueRound(late, $"PP sample, round 1, {status.Said()}", days) : null;
        When(new PurchaseOrderCommand.TakeApprovals(MilestoneApprovals.Together(subject,
        [
            new ApprovalStanding("PO-1~1~pp", "pp", subject, true, status, false, 1, side == Party.Brand ? "Technical design" : "V-1", ++moves,
                status.IsClosedWell() ? Day(today) : null, status.IsClosedWell() ? null : Day(-37), Day(-37), null, Now, overdue),
        ])), Around);
    }

    [Fact]
    public void What_the_vendor_has_not_sent_and_what_we_have_not_decided_are_two_things_and_never_both()
    {
        Begin();
        Take(-57, ApprovalStatus.Requested, Party.Vendor, 1);
        Assert.Null(Alarm(AlertCause.LateSubmission));
        Take(-56, ApprovalStatus.Requested, Party.Vendor, 2);
        Assert.Equal(
            new Finding(AlertCause.LateSubmission, Severity.P3, 1, 1, 2, 1_200, "PP sample, round 1, requested: 2 days overdue with the vendor"), Alarm(AlertCause.LateSubmission));
        Assert.Null(Alarm(AlertCause.LateDecision));
        Take(-55, ApprovalStatus.InReview);
        Assert.Null(Alarm(AlertCause.LateSubmission));
        Take(-51, ApprovalStatus.InReview, Party.Brand, 3);
        Assert.Equal((3, "PP sample, round 1, in review: 3 days overdue with us"), (Alarm(AlertCause.LateDecision)!.Days, Alarm(AlertCause.LateDecision)!.Why));
        Assert.Null(Alarm(AlertCause.LateDecision, new([new(AlertCause.LateDecision, "apparel", null, 4, Severity.P2)], [])));
        Take(-50, ApprovalStatus.Approved);
        Assert.DoesNotContain(OrderAlarms.Of(State, 1)!.Findings, f => f.Cause is AlertCause.LateDecision or AlertCause.LateSubmission);
    }
}
