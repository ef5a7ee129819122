using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class WaivingAGate : OrderLifeSpec
{
    private const string Sealed = "A23";

    public WaivingAGate() => GivenConfirmed();

    private void Waive(Author? by = null, string milestone = Sealed, string reason = "same sample as the first delivery") =>
        Do(new OrderAct(Waive: new WaiveGate(1, milestone, reason)), by);

    private void Override(OverrideKind kind, string milestone) => When(
        new PurchaseOrderCommand.Override(new OverrideMilestone(1, new MilestoneOverride(milestone, kind, [], null, "never mind"))), Around);

    [Theory, InlineData(Sealed), InlineData("A13"), InlineData("A32")]
    public void A_gate_that_is_not_passed_is_not_overridden_away(string gate)
    {
        Override(OverrideKind.NotApplicable, gate);
        ThenRefused("gate-closed");
    }

    [Fact]
    public void Any_other_milestone_may_still_be_said_not_to_apply()
    {
        Override(OverrideKind.NotApplicable, "A22");
        Assert.Null(Answer.Refusal);
    }

    [Fact]
    public void A_manager_waives_it_by_name_and_the_line_no_longer_waits_for_it()
    {
        Waive();
        var waiver = Assert.Single(Line.Waivers);
        Assert.Equal((Sealed, "same sample as the first delivery", Clara, (Author?)null), (waiver.Milestone, waiver.Reason, waiver.By, waiver.Second));
        Assert.Equal(-1, Line.Timeline!.Template.IndexOf(Sealed));
        Assert.DoesNotContain(Sealed, LineView.Of(Line, State.AsOf).Gates!.Value);
        Waive();
        ThenNothing();
    }

    [Fact]
    public void An_assistant_proposes_it_and_a_supervisor_confirms()
    {
        Waive(Noor);
        Assert.Empty(Line.Waivers);
        Assert.Equal((Act.Waive, 1, Sealed), (Life.Proposals[0].Act.Kind, Life.Proposals[0].Act.Waive!.Line, Life.Proposals[0].Act.Waive!.Milestone));
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Assert.Equal((Noor, Ingrid), (Line.Waivers[0].By, Line.Waivers[0].Second));
    }

    [Fact]
    public void It_is_lifted_like_any_override()
    {
        Waive();
        When(new PurchaseOrderCommand.Lift(new LiftOverride(1, Sealed, "the quality is another")), Around);
        Assert.Empty(Line.Waivers);
        Assert.Contains(Sealed, LineView.Of(Line, State.AsOf).Gates!.Value);
    }

    [Theory, InlineData(OverrideKind.Responsible, true), InlineData(OverrideKind.Lags, false)]
    public void It_lasts_while_the_gate_applies_no_more(OverrideKind kind, bool lasts)
    {
        var after = Line.Timeline!.Template.Milestones[Milestone(Line, Sealed)].After[0];
        var before = Line.Timeline.Template.Milestones[after.Predecessor].Code;
        Waive();
        When(new PurchaseOrderCommand.Override(new OverrideMilestone(1, new MilestoneOverride(
            Sealed, kind, kind == OverrideKind.Lags ? [new Lag(before, after.MinDays + 1)] : [], null, "never mind", kind == OverrideKind.Responsible ? "QA" : null))), Around);
        Assert.Null(Answer.Refusal);
        Assert.Equal(lasts, !LineView.Of(Line, State.AsOf).Gates!.Value.Contains(Sealed));
        Assert.Equal(lasts, !Line.Waivers.IsEmpty);
        Waive(reason: "once more");
        Assert.Equal((null, lasts ? "same sample as the first delivery" : "once more"), (Answer.Refusal, Assert.Single(Line.Waivers).Reason));
    }

    [Theory, InlineData("A22", "same", "holds-nothing"), InlineData(Sealed, " ", "required")]
    public void Only_a_gate_that_is_to_be_passed_is_waived_and_with_a_reason(string milestone, string reason, string refused)
    {
        Waive(milestone: milestone, reason: reason);
        ThenRefused(refused);
    }

    [Fact]
    public void A_gate_that_was_passed_holds_nothing()
    {
        WhenReported(Report(Sealed, Day(-90)));
        Waive();
        ThenRefused("holds-nothing");
    }
}
