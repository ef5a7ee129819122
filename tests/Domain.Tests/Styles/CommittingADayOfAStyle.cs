using Selvedge.Domain.Brands;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>Days of milestones that live on a style are agreed as those of lines are: a reason, a side, and two people beyond the tolerance.</summary>
public sealed class CommittingADayOfAStyle : StyleLifeSpec
{
    private DateOnly Planned => State.Timeline!.Schedule.Baseline[State.Timeline.Template.IndexOf("A12")];

    private MilestoneView Shown => StyleView.Of(State, 1)!.Milestones.Single(m => m.Code == "A12");

    private void Commit(int days, Author? by = null, string reason = "FA-SAMPLE", string milestone = "A12", Side? side = null) =>
        Do(new StyleAct(Commit: new CommitStyleDate(milestone, Planned.AddDays(days), reason, side, "by courier")), by);

    [Fact]
    public void A_day_within_the_tolerance_is_agreed_with_who_carries_it_and_moves_neither_plan_nor_forecast()
    {
        var before = State;
        Commit(3);
        Assert.Equal((Planned.AddDays(3), Side.Factory, Planned), (Shown.Committed, Shown.Agreed!.Side, Shown.Agreed.From));
        Assert.Equal((before.Timeline!.Forecast[^1], Planned, before.DatesVersion), (State.Timeline!.Forecast[^1], Shown.Baseline, State.DatesVersion));
        Commit(3);
        ThenNothing();
        Commit(2, side: Side.Brand);
        ThenRefused("side-contradicts-reason", "/side");
        Commit(2, reason: "BR-APPR", side: Side.Brand);
        Assert.Equal((Planned.AddDays(2), Side.Brand, Planned.AddDays(3)), (Shown.Committed, Shown.Agreed!.Side, Shown.Agreed.From));
    }

    [Fact]
    public void Small_steps_do_not_add_up_to_a_large_one()
    {
        Commit(3);
        Commit(6);
        Assert.Equal(Planned.AddDays(3), Shown.Committed);
        var proposal = Assert.Single(StyleStanding.Of(State).Proposals);
        Assert.Equal(("A12", Planned.AddDays(3), Planned.AddDays(6), "FA-SAMPLE"), (proposal.Milestone, proposal.From, proposal.To, proposal.Reason));
        Commit(7);
        ThenRefused("already-proposed");
        Do(new StyleAct(ConfirmProposal: new ProposalAnswer(Life.Proposals.Single().Id, null)), new Author("ingrid", "director"));
        Assert.Equal((Planned.AddDays(6), "ingrid", Planned.AddDays(6)), (Shown.Committed, Shown.Agreed!.ConfirmedBy, Shown.Agreed.Anchor));
        Commit(9);
        Assert.Equal(Planned.AddDays(9), Shown.Committed);
    }

    [Theory]
    [InlineData("A12", "NO-CODE", "unknown-reason")]
    [InlineData("A26", "FA-SAMPLE", "lives-on-line")]
    [InlineData("Z9", "FA-SAMPLE", "unknown-milestone")]
    public void What_is_no_day_of_a_style_or_no_reason_is_refused(string milestone, string reason, string code)
    {
        Commit(1, reason: reason, milestone: milestone);
        ThenRefused(code);
    }

    [Fact]
    public void What_has_happened_is_not_agreed_on_any_more()
    {
        Report("A12");
        Commit(1);
        ThenRefused("has-happened");
    }
}
