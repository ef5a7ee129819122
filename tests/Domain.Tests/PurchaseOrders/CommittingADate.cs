using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class CommittingADate : OrderLifeSpec
{
    private void Agree(string milestone = "A34", People.Author? by = null) =>
        Do(new OrderAct(AgreePlan: new PlanAnswer(1, milestone, null, null, null)), by);

    [Fact]
    public void Within_tolerance_one_person_moves_it_with_a_reason_and_a_side()
    {
        GivenConfirmed();
        Commit(Day(3));
        Assert.Equal((ExFactory, Day(3)), (Line.Baseline!.Value, Line.Committed!.Value));
        var agreed = Line.Commitment("A34")!;
        Assert.Equal(
            (ExFactory, "MT-MILL", Side.Material, "clara", (string?)null, Now, "agreed by phone"),
            (agreed.From, agreed.Reason, agreed.Side, agreed.By, agreed.ConfirmedBy, agreed.At, agreed.Note));
    }

    [Fact]
    public void The_reason_says_whose_days_they_are_and_another_side_contradicts_it()
    {
        GivenConfirmed();
        Do(new OrderAct(Commit: new DateCommitment(1, null, Day(2), "MT-MILL", Side.Factory, null)));
        ThenRefused("side-contradicts-reason", "/side");
        Do(new OrderAct(Revise: new Revision(new OrderChanges(null, null, null, null, [new LineChange(1, null, null, null, null, null, Day(2), null, null, null)], []), "MT-MILL", Side.Factory, null)));
        ThenRefused("side-contradicts-reason", "/side");
        Assert.Equal(ExFactory, Line.Committed);
        Do(new OrderAct(Commit: new DateCommitment(1, null, Day(2), "MT-MILL", Side.Material, null)));
        Assert.Equal(Side.Material, Line.Commitment("A34")!.Side);
    }

    [Fact]
    public void Beyond_tolerance_it_waits_for_a_second_person_whoever_asks()
    {
        GivenConfirmed();
        Commit(Day(4));
        Assert.Equal(ExFactory, Line.Committed);
        Assert.Equal([new Difference(Aspect.ExFactory, 1, "Ink navy", null, "2027-03-01", "2027-03-05")], Life.Proposals[0].Changes.AsEnumerable());
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)));
        ThenRefused("same-person");
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Assert.Equal(Day(4), Line.Committed);
        Assert.Equal(("clara", "ingrid"), (Line.Commitment("A34")!.By, Line.Commitment("A34")!.ConfirmedBy));
    }

    [Fact]
    public void Small_moves_by_one_person_do_not_add_up_to_a_large_one()
    {
        GivenConfirmed();
        Commit(Day(3));
        Commit(Day(6));
        Assert.Equal(Day(3), Line.Committed);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Commit(Day(9));
        Assert.Equal(Day(9), Line.Committed);
    }

    [Fact]
    public void An_earlier_day_takes_two_as_well()
    {
        GivenConfirmed();
        Commit(Day(-10));
        Assert.Equal(ExFactory, Line.Committed);
        Assert.Single(Life.Proposals);
    }

    [Fact]
    public void Two_lines_may_wait_at_once_but_not_one_line_twice()
    {
        GivenConfirmed(NewLine(), NewLine(2));
        Commit(Day(10));
        Commit(Day(12), line: 2);
        Assert.Equal(2, Life.Proposals.Length);
        Commit(Day(14));
        ThenRefused("already-proposed");
    }

    [Fact]
    public void Moves_neither_slip_nor_forecast_nor_baseline()
    {
        GivenConfirmed();
        WhenReported(Report("A34", Day(10), Classifier.Estimate, reason: "FA-CAP"));
        Assert.Equal(Health.Critical, Line.Health);
        var (outlook, baseline) = (Line.Timeline!.Outlook, Line.Timeline.Schedule.Baseline);
        Commit(Day(10));
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Assert.Equal((10, Day(10)), (Line.Timeline!.Outlook.SlipDays, Line.Forecast));
        Assert.Equal(outlook.Causes.AsEnumerable(), Line.Timeline.Outlook.Causes);
        Assert.Equal(baseline.AsEnumerable(), Line.Timeline.Schedule.Baseline);
        // It is not late against what was agreed; it has slipped all the same.
        Assert.NotEqual(Health.Late, Line.Health);
        Assert.NotEqual(Health.Critical, Line.Health);
    }

    [Fact]
    public void What_has_happened_is_not_agreed_afterwards()
    {
        GivenConfirmed();
        Now = Now.AddDays(95);
        WhenReported(Report("A34", Day(4)));
        Commit(Day(4));
        ThenRefused("has-happened");
    }

    [Theory]
    [InlineData("A99", "MT-MILL", "unknown-milestone")]
    [InlineData("A06", "MT-MILL", "lives-on-style")]
    [InlineData(null, "XX", "unknown-reason")]
    public void What_cannot_be_is_refused(string? milestone, string reason, string code)
    {
        GivenConfirmed();
        Commit(Day(2), reason: reason, milestone: milestone);
        ThenRefused(code);
    }

    [Fact]
    public void Another_milestone_moves_without_a_version_and_without_a_second_person()
    {
        GivenConfirmed();
        Commit(Day(-20), milestone: "A26");
        Assert.Equal((1, ExFactory), (Life.Version, Line.Committed!.Value));
        Assert.Equal(Day(-20), Line.CommittedTo(Line.Timeline!.Template.IndexOf("A26")));
    }

    [Fact]
    public void The_document_says_the_new_day_and_small_moves_ask_nobody_again()
    {
        GivenConfirmed();
        Commit(Day(2));
        var issued = Assert.Single(Happened<PurchaseOrderEvent.Issued>());
        Assert.Equal((2, Day(2)), (issued.Document.Version, issued.Document.Lines[0].ExFactory!.Value));
        Assert.Equal((Phase.Confirmed, 1), (Life.Phase, Life.Acknowledged));
    }

    [Fact]
    public void Of_an_order_that_is_kept_elsewhere_no_version_is_made()
    {
        Place();
        Commit(Day(2));
        Assert.Equal((1, false, Day(2)), (Life.Version, Life.IsKeptHere, Line.Committed!.Value));
        Place();
        ThenNothing();
        Assert.Equal(Day(2), Line.Committed);
    }

    [Fact]
    public void A_day_that_a_file_would_move_leaves_what_was_agreed_until_somebody_agrees()
    {
        Place();
        Commit(Day(2));
        Place(Sheet(OrderedLine(exFactory: Day(14))));
        Assert.Equal((Day(2), 1), (Line.Committed, Line.OpenPlans));
    }

    [Fact]
    public void Up_to_two_reasons_stand_beside_the_first()
    {
        GivenConfirmed();
        Do(new OrderAct(Commit: new DateCommitment(1, null, Day(2), "MT-MILL", null, null, ["BR-APPR", "FA-CAP"])));
        Assert.Equal(["BR-APPR", "FA-CAP"], Line.Commitment("A34")!.Contributing!.Value.ToArray());
        Assert.Equal(Side.Material, Line.Commitment("A34")!.Side);
    }

    [Theory]
    [InlineData("BR-APPR FA-CAP FM-STRIKE", "too-many-reasons", "/contributing/2")]
    [InlineData("MT-MILL", "reason-twice", "/contributing/0")]
    [InlineData("BR-APPR BR-APPR", "reason-twice", "/contributing/1")]
    [InlineData("XX-1", "unknown-reason", "/contributing/0")]
    public void Each_of_them_once_and_no_more_than_two(string contributing, string code, string pointer)
    {
        GivenConfirmed();
        Do(new OrderAct(Commit: new DateCommitment(1, null, Day(2), "MT-MILL", null, null, [.. contributing.Split(' ')])));
        ThenRefused(code);
        Assert.Equal(pointer, Answer.Refusal!.Pointer);
    }

    [Fact]
    public void A_reported_plan_is_a_proposal_and_a_supervisor_agrees_to_it()
    {
        GivenConfirmed();
        WhenReported(Report("A34", Day(12), Classifier.Plan, reason: "FA-CAP"));
        Assert.Equal(ExFactory, Line.Committed);
        Assert.Equal(1, PurchaseOrderRow.Of(State)!.Waiting);
        Agree();
        Assert.Equal(Day(12), Line.Committed);
        var agreed = Line.Commitment("A34")!;
        Assert.Equal(("FWD-ACME", "clara", Side.Factory), (agreed.By, agreed.ConfirmedBy, agreed.Side));
        Assert.Equal(0, PurchaseOrderRow.Of(State)!.Waiting);
        // It was the other side's own word: nobody need ask it again.
        Assert.Equal((Phase.Confirmed, 2, 2), (Life.Phase, Life.Version, Life.Acknowledged));
    }

    [Fact]
    public void An_assistant_who_agrees_to_a_far_plan_only_proposes_to()
    {
        GivenConfirmed();
        WhenReported(Report("A34", Day(12), Classifier.Plan, reason: "FA-CAP"));
        Agree(by: Noor);
        Assert.Equal(ExFactory, Line.Committed);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)));
        Assert.Equal(Day(12), Line.Committed);
    }

    [Fact]
    public void A_plan_without_a_reason_gets_one_from_whoever_agrees()
    {
        GivenConfirmed();
        WhenReported(Report("A34", Day(12), Classifier.Plan));
        Agree();
        ThenRefused("required");
        Do(new OrderAct(AgreePlan: new PlanAnswer(1, "A34", "MT-TRIM", null, null)));
        Assert.Equal("MT-TRIM", Line.Commitment("A34")!.Reason);
    }

    [Fact]
    public void A_declined_plan_waits_no_longer_until_another_is_reported()
    {
        GivenConfirmed();
        WhenReported(Report("A34", Day(12), Classifier.Plan, eventId: "plan"));
        Do(new OrderAct(DeclinePlan: new PlanAnswer(1, "A34", null, null, "too late")));
        Assert.Equal(0, PurchaseOrderRow.Of(State)!.Waiting);
        Agree();
        ThenRefused("no-plan");
        WhenReported(Report("A34", Day(9), Classifier.Plan, eventId: "plan", updatedAt: Now.AddMinutes(1)));
        Assert.Equal(1, PurchaseOrderRow.Of(State)!.Waiting);
    }

    [Fact]
    public void A_retracted_plan_waits_for_nobody()
    {
        GivenConfirmed();
        var plan = Report("A34", Day(12), Classifier.Plan);
        WhenReported(plan);
        WhenReported(plan with { Retracted = true, UpdatedAt = Now.AddMinutes(1) });
        Assert.Equal(0, PurchaseOrderRow.Of(State)!.Waiting);
    }
}
