using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class RepeatingAnOrder : OrderLifeSpec
{
    private static readonly HeldApprovals Parent = new("PO-0", "V-1",
    [
        new HeldApproval("ST-1", "Ink navy", "size-set", new DateOnly(2026, 6, 1)), new HeldApproval("ST-1", "Ink navy", "pp", new DateOnly(2026, 7, 1)),
    ],
    [new HeldGoods("ST-1", "Ink navy")]);

    private void Repeat(HeldApprovals parent, params LineChange[] lines)
    {
        Do(new OrderAct(Draft: Sketch([.. lines]) with { Parent = "PO-0" }));
        Do(new OrderAct(Issue: new ActNote(null)), parent: parent);
        ThenIs(Phase.Issued);
    }

    private static IEnumerable<string> Kept(LineState line) => line.Timeline!.CarriedOver.Select(c => c.Milestone.Code);

    [Fact]
    public void Skips_what_the_parents_approvals_satisfy_and_says_why()
    {
        Repeat(Parent, NewLine());
        Assert.Equal((-1, -1), (Milestone(Line, "A18"), Milestone(Line, "A23")));
        Assert.True(Milestone(Line, "A19") >= 0);
        Assert.Equal(
            [
                new MilestoneOverride("A18", OverrideKind.CarriedOver, [], null, "carried over from PO-0", Reached: new DateOnly(2026, 6, 1)),
                new MilestoneOverride("A23", OverrideKind.CarriedOver, [], null, "carried over from PO-0", Reached: new DateOnly(2026, 7, 1)),
            ],
            Line.Timeline!.Schedule.Tailoring!.Overrides.OrderBy(o => o.Milestone));
        // So its calendar asks for neither sample again.
        Assert.Equal(["bulk-lot", "top"], ApprovalPlan.Of(State, all: false).Select(a => a.Subject.Type).Order());
    }

    [Fact]
    public void Says_of_each_approval_whether_it_was_kept_and_why_not()
    {
        Repeat(Parent with { Approvals = Parent.Approvals[1..] }, NewLine());
        var now = Parent with { Approvals = Parent.Approvals[1..] };
        Assert.Equal(
            [
                ("bulk-lot", null, "of one production run: made again with every other"), ("pp", new DateOnly(2026, 7, 1), null),
                ("size-set", null, "on PO-0 it is not approved, or was sent back"), ("top", null, "of one production run: made again with every other"),
            ],
            Reordering.Repeated(now, State).Select(a => (a.Type, a.Kept, a.Why)).OrderBy(a => a.Type));
        Assert.Equal("on PO-0 it was approved after this was issued", WhyOfSizeSet(Parent));
        Assert.Equal("PO-0 is made by another vendor", WhyOfSizeSet(Parent with { Vendor = "V-9" }));
        Assert.Equal("PO-0 has no line of ST-1 in Ink navy", WhyOfSizeSet(Parent with { Goods = [new HeldGoods("ST-1", "Chalk")] }));
        Assert.Equal("the order that it repeats is not known here", WhyOfSizeSet(null));

        string? WhyOfSizeSet(HeldApprovals? parent) => Reordering.Repeated(parent, State).Single(a => a.Type == "size-set").Why;
    }

    // With 62 days left and everything else at hand, a size set and a PP sample after it are what makes an order late.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waits_for_nothing_that_it_skips(bool isKept)
    {
        Now = Now.AddDays(28);
        Repeat(isKept ? Parent : Parent with { Approvals = [] }, NewLine());
        foreach (var atHand in (string[])["A19", "A20", "A21", "A22"])
            WhenReported(Report(atHand, Day(-63)));
        Assert.Equal(isKept, Line.Timeline!.Forecast[^1] == ExFactory);
    }

    [Fact]
    public void Is_repeated_with_what_it_kept_itself()
    {
        Repeat(Parent, NewLine());
        Assert.Equal(Parent.Approvals, Reordering.HeldBy(State).Approvals.OrderBy(a => a.Date));
    }

    [Fact]
    public void Is_made_by_the_sample_that_it_kept_so_the_vendor_is_asked_of_every_change()
    {
        Repeat(Parent, NewLine());
        Confirm();
        Revise("BR-QTY", Line1(sizes: [new SizeQuantity("M", 601), new SizeQuantity("L", 600)]));
        ThenIs(Phase.Issued);
    }

    [Fact]
    public void Does_what_it_skipped_once_somebody_lifts_that()
    {
        Repeat(Parent, NewLine());
        When(new PurchaseOrderCommand.Lift(new LiftOverride(1, "A23", "another fabric")), Around);
        Assert.Equal(["A18"], Kept(Line));
        Assert.True(Milestone(Line, "A23") >= 0);
        Assert.Contains("pp", ApprovalPlan.Of(State, all: false).Select(a => a.Subject.Type));
    }

    [Fact]
    public void Another_colour_is_approved_anew()
    {
        Repeat(Parent, NewLine(), NewLine(2) with { Colour = "Moss" }, NewLine(3) with { Style = "ST-2" });
        Assert.Equal((2, 0, 0), (Kept(State.Lines[0]).Count(), Kept(State.Lines[1]).Count(), Kept(State.Lines[2]).Count()));
    }

    [Fact]
    public void Another_vendor_makes_other_goods_of_it()
    {
        Repeat(Parent with { Vendor = "V-2" }, NewLine());
        Assert.Empty(Kept(Line));
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
