using Selvedge.Domain.Alerts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class AnsweringAnOrder : OrderLifeSpec
{
    public AnsweringAnOrder()
    {
        Draft();
        Issue();
    }

    private void Wake(DateTimeOffset at)
    {
        Now = at;
        When(new PurchaseOrderCommand.Wake(), Around);
    }

    private void Wish(OrderChanges changes, string? reason = null) =>
        Do(new OrderAct(ProposeChange: new ChangeWish(Life.Version, changes, reason, "mill runs full")), Rafiq);

    [Fact]
    public void To_have_it_is_not_yet_to_make_it()
    {
        Do(new OrderAct(Acknowledge: new Answer(1, null)), Rafiq);
        Assert.Equal((Phase.Acknowledged, 1), (Life.Phase, Life.Acknowledged));
        Assert.NotNull(Life.AnswerDue);
        Confirm();
        Assert.Equal((Phase.Confirmed, (DateTimeOffset?)null), (Life.Phase, Life.AnswerDue));
    }

    [Fact]
    public void A_confirmation_is_the_day_on_which_the_vendor_confirmed()
    {
        Now = Now.AddHours(30);
        Confirm();
        Assert.Equal(Stage.Confirmed, Line.Stage);
        Assert.Equal("rafiq", Line.Timeline!.Holding(Line.Timeline.Template.IndexOf("A15"), Milestones.Classifier.Actual)!.Source);
    }

    [Fact]
    public void An_answer_is_to_the_present_version()
    {
        Confirm(2);
        ThenRefused("other-version");
        Assert.Equal("Version 1 is the present one, not 2.", Answer.Refusal!.Detail);
    }

    [Fact]
    public void Said_again_changes_nothing()
    {
        Confirm();
        Confirm();
        ThenNothing();
        Do(new OrderAct(Acknowledge: new Answer(1, null)), Rafiq);
        ThenNothing();
    }

    [Fact]
    public void Silence_past_the_hour_is_told_once()
    {
        var due = Life.AnswerDue!.Value;
        Wake(due.AddSeconds(-1));
        Assert.Empty(Happened<PurchaseOrderEvent.AnswerMissed>());
        Wake(due);
        Assert.Equal(new PurchaseOrderEvent.AnswerMissed(1, due), Assert.Single(Happened<PurchaseOrderEvent.AnswerMissed>()));
        Assert.True(Life.IsOverdue);
        Wake(PurchaseOrder.Due(State)!.Value);
        Assert.Empty(Happened<PurchaseOrderEvent.AnswerMissed>());
        Assert.Single(Happened<PurchaseOrderEvent.DayTurned>());
    }

    [Fact]
    public void A_late_answer_ends_the_silence()
    {
        Assert.Empty(OrderAlarms.Of(State, 1)!.Findings);
        Wake(Life.AnswerDue!.Value);
        var alarm = Assert.Single(OrderAlarms.Of(State, 2)!.Findings);
        Assert.Equal((AlertCause.SilentVendor, Severity.P2, State.Lines.Length, (int?)null), (alarm.Cause, alarm.Severity, alarm.Lines, alarm.Line));
        AlertSettings Decided(Severity? severity) => new([new(AlertCause.SilentVendor, null, null, 0, severity)], [new(Severity.P3, "manager", 0)]);
        var decided = Assert.Single(OrderAlarms.Of(State, 2, Decided(Severity.P3))!.Findings);
        Assert.Equal((Severity.P3, new Ladder([new("manager", 0)]), Decided(Severity.P3).Rules[0]), (decided.Severity, decided.Ladder, decided.Rule));
        Assert.Empty(OrderAlarms.Of(State, 2, Decided(null))!.Findings);
        Confirm();
        Assert.Empty(OrderAlarms.Of(State, 3)!.Findings);
        Assert.Equal((Phase.Confirmed, false, (DateTimeOffset?)null), (Life.Phase, Life.IsOverdue, Life.AnswerDue));
    }

    [Fact]
    public void No_answer_is_due_while_we_hold_the_order_and_the_time_begins_anew_with_its_release()
    {
        Do(new OrderAct(Hold: new HoldOrder("price", null)));
        Assert.Null(Life.AnswerDue);
        Now = Now.AddDays(3);
        Do(new OrderAct(Release: new ActNote(null)));
        Assert.Equal(Now.AddHours(24), Life.AnswerDue);
    }

    [Fact]
    public void A_rejection_says_why()
    {
        Do(new OrderAct(Reject: new Answer(1, " ")), Rafiq);
        ThenRefused("required");
        Do(new OrderAct(Reject: new Answer(1, "no capacity before May")), Rafiq);
        Assert.Equal((Phase.RejectedByVendor, (DateTimeOffset?)null), (Life.Phase, Life.AnswerDue));
    }

    [Fact]
    public void What_the_vendor_would_do_instead_is_told_as_differences()
    {
        Wish(Changing(Line1(sizes: [new SizeQuantity("M", 600), new SizeQuantity("L", 500)], exFactory: Day(10))), "MT-MILL");
        ThenIs(Phase.ChangeProposed);
        Assert.Null(Life.AnswerDue);
        Assert.Equal(
            [
                new Difference(Aspect.Quantity, 1, "Ink navy", "L", "600", "500"),
                new Difference(Aspect.ExFactory, 1, "Ink navy", null, "2027-03-01", "2027-03-11"),
            ],
            Life.Wish!.Changes.AsEnumerable());
    }

    [Fact]
    public void Another_day_takes_a_reason()
    {
        Wish(Changing(Line1(exFactory: Day(10))));
        ThenRefused("required");
        Assert.Equal("/reason", Answer.Refusal!.Pointer);
        Wish(Changing(Line1(exFactory: Day(10))), "XX");
        ThenRefused("unknown-reason");
    }

    [Fact]
    public void To_wish_for_what_is_written_is_no_wish()
    {
        Wish(Changing(Line1(quantity: 1_200)));
        ThenRefused("nothing-to-change");
    }

    [Fact]
    public void An_accepted_wish_is_the_next_version_and_confirmed()
    {
        Wish(Changing(Line1(exFactory: Day(10))), "MT-MILL");
        Do(new OrderAct(AcceptChange: new ActNote(null)));
        Assert.Equal((Phase.Confirmed, 2, 2), (Life.Phase, Life.Version, Life.Acknowledged));
        Assert.Equal(Day(10), Line.Committed);
        var agreed = Line.Commitment("A34")!;
        Assert.Equal(("rafiq", "clara", "MT-MILL", Side.Material), (agreed.By, agreed.ConfirmedBy, agreed.Reason, agreed.Side));
        Assert.Equal(Stage.Confirmed, Line.Stage);
    }

    [Fact]
    public void An_assistant_who_accepts_a_far_day_only_proposes_to()
    {
        Wish(Changing(Line1(exFactory: Day(10))), "MT-MILL");
        Do(new OrderAct(AcceptChange: new ActNote(null)), Noor);
        ThenIs(Phase.ChangeProposed);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)));
        ThenIs(Phase.Confirmed);
        Assert.Equal("clara", Line.Commitment("A34")!.ConfirmedBy);
    }

    [Fact]
    public void Nobody_accepts_a_far_day_that_they_wished_for_themselves()
    {
        Do(new OrderAct(ProposeChange: new ChangeWish(1, Changing(Line1(exFactory: Day(10))), "MT-MILL", "they called")), Clara);
        Do(new OrderAct(AcceptChange: new ActNote(null)), Clara);
        ThenIs(Phase.ChangeProposed);
        Assert.Single(Life.Proposals);
    }

    [Fact]
    public void Nor_do_they_confirm_it_when_another_accepts_it()
    {
        Do(new OrderAct(ProposeChange: new ChangeWish(1, Changing(Line1(exFactory: Day(10))), "MT-MILL", "they called")), Clara);
        Do(new OrderAct(AcceptChange: new ActNote(null)), Noor);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Clara);
        ThenRefused("same-person");
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Assert.Equal(("clara", "ingrid"), (Line.Commitment("A34")!.By, Line.Commitment("A34")!.ConfirmedBy));
    }

    [Fact]
    public void A_declined_wish_asks_for_the_answer_again()
    {
        Wish(Changing(Line1(exFactory: Day(10))), "MT-MILL");
        Now = Now.AddHours(10);
        Do(new OrderAct(DeclineChange: new ActNote("as agreed")));
        Assert.Equal((Phase.Issued, Now.AddHours(24)), (Life.Phase, Life.AnswerDue!.Value));
        Assert.Equal(ExFactory, Line.Committed);
    }

    [Fact]
    public void A_declined_wish_of_a_vendor_that_had_confirmed_leaves_the_confirmation()
    {
        Confirm();
        Wish(Changing(Line1(exFactory: Day(10))), "MT-MILL");
        Do(new OrderAct(DeclineChange: new ActNote(null)));
        Assert.Equal((Phase.Confirmed, (DateTimeOffset?)null), (Life.Phase, Life.AnswerDue));
    }
}
