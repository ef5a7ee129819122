using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class RevisingAnOrder : OrderLifeSpec
{
    private IEnumerable<Difference> Changes => Assert.Single(Happened<PurchaseOrderEvent.Issued>()).Changes;

    private static ImmutableArray<SizeQuantity> Sizes(int m, int l) => [new SizeQuantity("M", m), new SizeQuantity("L", l)];

    [Fact]
    public void Tells_what_is_otherwise_by_colour_and_size_with_the_reason()
    {
        GivenConfirmed(NewLine(price: 11.5m), NewLine(2));
        Revise("BR-QTY", Line1(sizes: Sizes(600, 300), price: 12m), Line1(2, colour: "Ecru"), NewLine(3, 100, exFactory: Day(14)));
        Assert.Equal(
            [
                new Difference(Aspect.Quantity, 1, "Ink navy", "L", "600", "300"),
                new Difference(Aspect.Price, 1, "Ink navy", null, "11.50 USD", "12.00 USD"),
                new Difference(Aspect.Colour, 2, "Ecru", null, "Ink navy", "Ecru"),
                new Difference(Aspect.Line, 3, "Ink navy", null, null, "100 ST-1 Ink navy"),
            ],
            Changes);
        Assert.Equal("BR-QTY", Happened<PurchaseOrderEvent.Issued>().Single().Reason);
        Assert.Equal(900, State.Line(1)!.Order.Quantity);
    }

    [Fact]
    public void Names_in_the_version_what_contributed_beside_the_reason()
    {
        GivenConfirmed();
        ReviseFor("XX-1");
        ThenRefused("unknown-reason");
        ReviseFor("FA-CAP");
        Assert.Equal(["FA-CAP"], Happened<PurchaseOrderEvent.Issued>().Single().Contributing!.Value.ToArray());
    }

    private void ReviseFor(params ImmutableArray<string> contributing) =>
        Do(new OrderAct(Revise: new Revision(Changing(Line1(sizes: Sizes(600, 300))), "BR-QTY", null, null, contributing)));

    [Fact]
    public void Asks_the_vendor_again_when_much_is_otherwise()
    {
        GivenConfirmed();
        Now = Now.AddDays(2);
        Revise("BR-QTY", Line1(sizes: Sizes(600, 500)));
        Assert.Equal((Phase.Issued, 2, 1, Now.AddHours(24)), (Life.Phase, Life.Version, Life.Acknowledged, Life.AnswerDue!.Value));
        Confirm();
        Assert.Equal((Phase.Confirmed, 2), (Life.Phase, Life.Acknowledged));
    }

    [Fact]
    public void Leaves_the_confirmation_when_little_is_but_knows_which_version_the_vendor_holds()
    {
        GivenConfirmed();
        Revise("BR-QTY", Line1(sizes: Sizes(600, 540)));
        Assert.Equal((Phase.Confirmed, 2, 1, (DateTimeOffset?)null), (Life.Phase, Life.Version, Life.Acknowledged, Life.AnswerDue));
        Do(new OrderAct(Acknowledge: new Answer(2, null)), Rafiq);
        Assert.Equal((Phase.Confirmed, 2), (Life.Phase, Life.Acknowledged));
    }

    [Fact]
    public void To_more_than_one_may_issue_waits_for_a_second_person()
    {
        Draft(NewLine(quantity: 2_900));
        Issue(Noor);
        Confirm();
        Revise(Noor, "BR-QTY", Line1(sizes: Sizes(1_500, 1_501)));
        Assert.Equal((2_900, 1), (Line.Order.Quantity, Life.Version));
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Clara);
        Assert.Equal((3_001, 2), (Line.Order.Quantity, Life.Version));
        // What two have agreed on one may make less of.
        Revise(Noor, "BR-QTY", Line1(sizes: Sizes(1_500, 1_500)));
        Assert.Equal((3_000, 3), (Line.Order.Quantity, Life.Version));
    }

    [Fact]
    public void A_further_line_counts_towards_the_limit()
    {
        Draft(NewLine(quantity: 2_900));
        Issue(Noor);
        Revise(Noor, "BR-QTY", NewLine(2, 200));
        Assert.Equal(Act.Revise, Assert.Single(Life.Proposals).Act.Kind);
    }

    [Fact]
    public void A_larger_order_that_the_vendor_asks_for_is_accepted_within_the_limit()
    {
        Draft(NewLine(quantity: 2_900));
        Issue(Noor);
        Do(new OrderAct(ProposeChange: new ChangeWish(1, Changing(Line1(sizes: Sizes(2_000, 2_000))), null, "a full roll")), Rafiq);
        Do(new OrderAct(AcceptChange: new ActNote(null)), Noor);
        Assert.Equal(2_900, Line.Order.Quantity);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Clara);
        Assert.Equal(4_000, Line.Order.Quantity);
    }

    [Fact]
    public void Who_is_the_second_has_a_limit_too()
    {
        Brand = Brand with { Limits = [.. Brand.Limits, new ApprovalLimit("manager", null, 5_000, null, null)] };
        Draft(NewLine(quantity: 2_900));
        Issue(Noor);
        Revise(Noor, "BR-QTY", Line1(sizes: Sizes(3_000, 2_001)));
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Clara);
        ThenRefused("above-your-limit");
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Assert.Equal(5_001, Line.Order.Quantity);
    }

    // Five in a hundred above a thousand units, ten up to there, each size by itself.
    [Theory]
    [InlineData(2_000, 2_100, false)]
    [InlineData(2_000, 2_101, true)]
    [InlineData(1_000, 900, false)]
    [InlineData(1_000, 899, true)]
    public void Tolerances_go_by_size(int before, int after, bool isAsked)
    {
        GivenConfirmed(NewLine() with { Sizes = Sizes(before, 10) });
        Revise("BR-QTY", Line1(sizes: Sizes(after, 10)));
        Assert.Equal(isAsked ? Phase.Issued : Phase.Confirmed, Life.Phase);
    }

    [Fact]
    public void Asks_again_whatever_is_otherwise_once_the_sample_is_sealed()
    {
        GivenConfirmed();
        Now = Now.AddDays(50);
        WhenReported(Report("A23", Day(-42)));
        Revise("BR-QTY", Line1(sizes: Sizes(600, 599)));
        ThenIs(Phase.Issued);
    }

    [Fact]
    public void Answers_a_rejection_with_another_version()
    {
        Draft();
        Issue();
        Do(new OrderAct(Reject: new Answer(1, "too many")), Rafiq);
        Revise("BR-QTY", Line1(sizes: Sizes(300, 300)));
        Assert.Equal((Phase.Issued, 2), (Life.Phase, Life.Version));
    }

    [Fact]
    public void To_what_it_is_makes_no_version()
    {
        GivenConfirmed();
        Revise("BR-QTY", Line1(quantity: 1_200));
        ThenNothing();
    }

    [Fact]
    public void Takes_a_reason()
    {
        GivenConfirmed();
        Revise("because", Line1(sizes: Sizes(600, 300)));
        ThenRefused("unknown-reason");
    }

    [Fact]
    public void A_new_line_gets_its_own_calendar_and_is_issued_that_day()
    {
        GivenConfirmed();
        Now = Now.AddDays(5);
        Revise("BR-QTY", NewLine(2, exFactory: Day(30)));
        var line = State.Line(2)!;
        Assert.Equal(Day(30), line.Baseline);
        Assert.Equal(Day(-85), line.Timeline!.Actual(line.Timeline.Template.IndexOf("A14")));
    }

    [Fact]
    public void A_new_price_waits_for_a_supervisor_when_an_assistant_asks()
    {
        GivenConfirmed(NewLine(price: 11.5m));
        Revise(Noor, "BR-COST", Line1(price: 12m));
        Assert.Equal(1, Life.Version);
        Assert.Equal([new Difference(Aspect.Price, 1, "Ink navy", null, "11.50 USD", "12.00 USD")], Life.Proposals[0].Changes.AsEnumerable());
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)));
        Assert.Equal((2, 12m), (Life.Version, State.Line(1)!.Order.Price!.Value));
    }

    [Fact]
    public void What_was_proposed_is_judged_by_what_then_is()
    {
        GivenConfirmed(NewLine(price: 11.5m), NewLine(2));
        Revise(Noor, "BR-COST", Line1(price: 12m));
        var proposal = Proposed;
        Cancel(Clara, 1);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(proposal, null)), Ingrid);
        ThenRefused("line-is-cancelled");
        Do(new OrderAct(DeclineProposal: new ProposalAnswer(proposal, "gone")), Ingrid);
        Assert.Empty(Life.Proposals);
    }

    [Fact]
    public void The_same_act_is_not_proposed_twice()
    {
        GivenConfirmed(NewLine(price: 11.5m));
        Revise(Noor, "BR-COST", Line1(price: 12m));
        Revise(Noor, "BR-COST", Line1(price: 13m));
        ThenRefused("already-proposed");
        Do(new OrderAct(WithdrawProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        ThenRefused("not-yours");
        Do(new OrderAct(WithdrawProposal: new ProposalAnswer(Proposed, null)), Noor);
        Revise(Noor, "BR-COST", Line1(price: 13m));
        Assert.Single(Life.Proposals);
    }
}
