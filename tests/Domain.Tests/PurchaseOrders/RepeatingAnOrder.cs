using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class RepeatingAnOrder : OrderLifeSpec
{
    private static readonly HeldApprovals Parent = new("PO-0", "V-1",
    [
        new HeldApproval("ST-1", "Ink navy", "size-set", new DateOnly(2026, 6, 1)), new HeldApproval("ST-1", "Ink navy", "pp", new DateOnly(2026, 7, 1)),
    ]);

    private void Repeat(HeldApprovals parent, params LineChange[] lines)
    {
        Do(new OrderAct(Draft: Sketch([.. lines]) with { Parent = "PO-0" }));
        Do(new OrderAct(Issue: new ActNote(null)), parent: parent);
        ThenIs(Phase.Issued);
    }

    private DateOnly? Reached(string milestone, int line = 0) => State.Lines[line].Timeline!.Actual(Milestone(State.Lines[line], milestone));

    [Fact]
    public void Keeps_the_approvals_of_how_the_goods_are_made()
    {
        Repeat(Parent, NewLine());
        Assert.Equal((new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1)), (Reached("A18"), Reached("A23")));
        Assert.Equal("carried over from PO-0", Line.Timeline!.Holding(Milestone(Line, "A23"), Classifier.Actual)!.Note);
        Assert.Null(Reached("A19"));
        // So its calendar asks for neither sample again.
        Assert.Equal(["bulk-lot", "top"], ApprovalPlan.Of(State, all: false).Select(a => a.Subject.Type).Order());
    }

    [Fact]
    public void Another_colour_is_approved_anew()
    {
        Repeat(Parent, NewLine(), NewLine(2) with { Colour = "Moss" }, NewLine(3) with { Style = "ST-2" });
        Assert.Equal((true, false, false), (Reached("A23") is not null, Reached("A23", 1) is not null, Reached("A23", 2) is not null));
    }

    [Fact]
    public void Another_vendor_makes_other_goods_of_it()
    {
        Repeat(Parent with { Vendor = "V-2" }, NewLine());
        Assert.Null(Reached("A23"));
    }

    [Fact]
    public void What_was_reached_holds_for_those_who_repeat_it()
    {
        GivenConfirmed(NewLine());
        Assert.Empty(Reordering.HeldBy(State).Approvals);
        WhenReported(Report("A23", Day(-90)));
        WhenReported(Report("A19", Day(-90)));
        Assert.Equal(new HeldApproval("ST-1", "Ink navy", "pp", Day(-90)), Assert.Single(Reordering.HeldBy(State).Approvals));
    }

    [Fact]
    public void What_was_sent_back_does_not()
    {
        GivenConfirmed(NewLine());
        WhenReported(Report("A23", Day(-90)));
        When(new PurchaseOrderCommand.TakeApprovals(new MilestoneApprovals(
            new ApprovedMilestone(null, "PO-1", 1, "A23", null), 3, ApprovalsStand.Rejected, "PP sample, round 2", "V-1",
            new ReportMilestone(MilestoneApprovals.Source, "1/A23/", Now, true, 1, "A23", Classifier.Estimate, DateOnly.MinValue, null, null))), Around);
        Assert.Empty(Reordering.HeldBy(State).Approvals);
    }

    [Fact]
    public void What_was_cancelled_gives_nothing()
    {
        GivenConfirmed(NewLine(), NewLine(2) with { Colour = "Moss" });
        WhenReported(Report("A23", Day(-90), line: 2));
        Cancel(Clara, 2);
        Assert.Empty(Reordering.HeldBy(State).Approvals);
    }
}
