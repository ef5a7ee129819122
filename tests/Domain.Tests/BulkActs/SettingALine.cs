using System.Collections.Immutable;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Tests.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.BulkActs;

/// <summary>One row of a bulk act: looked at, done, and taken back unless somebody has moved it since.</summary>
public sealed class SettingALine : OrderLifeSpec
{
    private static readonly BulkOperation Sooner = new(BulkKind.Shift, BulkField.Committed, null, -2, null, null, "MT-MILL");
    private static readonly BulkOperation Further = Sooner with { Days = 10 };
    private static readonly BulkOperation CutLater = new(BulkKind.Shift, BulkField.Expected, "A26", 4, null, null, "FA-CAP");
    private static readonly BulkOperation ToQuality = new(BulkKind.Assign, BulkField.Responsible, "A26", null, null, "QA", null);

    private int taken = 100;

    private BulkEffect Foreseen(BulkOperation operation, int line = 1, Author? by = null) =>
        Assert.Single(BulkForeseeing.Of(State, [new BulkAsk(line, operation)], "why", by ?? Clara, Around)!.Value);

    private Guid Take(BulkTask task, Author? by = null)
    {
        var id = new Guid(++taken, 0, 0, new byte[8]);
        When(new PurchaseOrderCommand.Take(id, task, by ?? Clara), Around);
        return id;
    }

    /// <returns>The task that takes it back.</returns>
    private BulkTask Done(BulkOperation operation, Author? by = null)
    {
        var task = new BulkTask(Foreseen(operation, by: by).Row!, "b1", Now, operation.Reason, "why", Contributing: operation.Contributing);
        var id = Take(task, by);
        Assert.Null(Answer.Refusal);
        Now = Now.AddMinutes(5);
        return task with { At = Now, TakesBack = true, Proposal = Life.Proposal(id)?.Id };
    }

    [Fact]
    public void What_is_foreseen_writes_nothing_and_is_what_then_happens()
    {
        GivenConfirmed();
        var before = State;
        var foreseen = Foreseen(CutLater);
        Assert.Same(before, State);
        Assert.Equal((RowStatus.Done, "A26"), (foreseen.Status, foreseen.Row!.Milestone));
        Done(CutLater);
        Assert.Equal(foreseen.After!.ExFactory, Line.Forecast);
        Assert.Equal(foreseen.Row.To.Day, Line.Timeline!.Forecast[Milestone(Line, "A26")]);
    }

    [Fact]
    public void A_committed_day_moves_with_its_reason_and_comes_back_as_it_was()
    {
        GivenConfirmed();
        var back = Done(Sooner with { Contributing = ["LO-BOOK"] });
        Assert.Equal((Day(-2), "MT-MILL"), (Line.Committed!.Value, Line.Commitment("A34")!.Reason));
        Assert.Equal("LO-BOOK", Assert.Single(Line.Commitment("A34")!.Contributing!.Value));
        Take(back);
        Assert.Equal(ExFactory, Line.Committed);
    }

    [Fact]
    public void A_day_beyond_tolerance_waits_for_a_second_person_and_is_withdrawn_when_it_is_taken_back()
    {
        GivenConfirmed();
        Assert.Equal(RowStatus.Proposed, Foreseen(Further).Status);
        var back = Done(Further);
        Assert.Equal((ExFactory, Proposed), (Line.Committed!.Value, back.Proposal!.Value));
        Take(back);
        Assert.Equal((ExFactory, 0), (Line.Committed!.Value, Life.Proposals.Length));
    }

    [Fact]
    public void What_another_has_proposed_is_declined_when_a_supervisor_takes_it_back()
    {
        GivenConfirmed();
        var back = Done(Further, Noor);
        Take(back, Ingrid);
        Assert.Equal((0, "ingrid"), (Life.Proposals.Length, Assert.Single(Happened<PurchaseOrderEvent.ProposalDeclined>()).By.Id));
    }

    [Fact]
    public void What_a_second_person_has_confirmed_since_is_left()
    {
        GivenConfirmed();
        var back = Done(Further);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Ingrid);
        Take(back);
        ThenRefused("moved-since");
        Assert.Equal(Day(10), Line.Committed);
    }

    [Fact]
    public void A_committed_day_that_somebody_has_moved_since_is_left()
    {
        GivenConfirmed();
        var back = Done(Sooner);
        Commit(Day(1), Ingrid);
        Take(back);
        ThenRefused("moved-since");
        Assert.Equal(Day(1), Line.Committed);
    }

    [Fact]
    public void A_row_that_was_moved_after_it_was_looked_at_is_left()
    {
        GivenConfirmed();
        var row = Foreseen(Sooner).Row!;
        Commit(Day(1), Ingrid);
        Take(new BulkTask(row, "b1", Now, "MT-MILL", "why"));
        ThenRefused("moved-since");
    }

    [Fact]
    public void An_estimate_is_taken_back_and_what_was_said_before_holds_again()
    {
        GivenConfirmed();
        WhenReported(Report("A26", Day(-29), Classifier.Estimate));
        Now = Now.AddMinutes(5);
        var back = Done(CutLater);
        Assert.Equal(Day(-25), Line.Timeline!.Forecast[Milestone(Line, "A26")]);
        Take(back);
        Assert.Null(Answer.Refusal);
        Assert.Equal(Day(-29), Line.Timeline!.Forecast[Milestone(Line, "A26")]);
    }

    [Theory]
    [InlineData(Classifier.Estimate)]
    [InlineData(Classifier.Actual)]
    public void An_estimate_is_left_once_somebody_else_has_spoken(Classifier word)
    {
        GivenConfirmed();
        var back = Done(CutLater);
        WhenReported(Report("A26", DateOnly.FromDateTime(Now.UtcDateTime), word));
        Now = Now.AddMinutes(5);
        Take(back with { At = Now });
        ThenRefused("moved-since");
    }

    [Fact]
    public void Somebody_else_sees_to_a_milestone_until_it_is_taken_back()
    {
        GivenConfirmed();
        var back = Done(ToQuality);
        Assert.Equal("QA", Line.Timeline!.Template.Milestones[Milestone(Line, "A26")].Role);
        Take(back);
        Assert.Equal("Vendor", Line.Timeline!.Template.Milestones[Milestone(Line, "A26")].Role);
        // Nothing is left that would hold it against a later template.
        Assert.Empty(Line.Timeline.Schedule.Tailoring!.Overrides);
    }

    [Fact]
    public void Who_saw_to_it_by_another_word_does_so_again()
    {
        GivenConfirmed();
        When(new PurchaseOrderCommand.Override(new OverrideMilestone(1, new MilestoneOverride("A26", OverrideKind.Responsible, [], null, "ours", "Desk"))), Around);
        var back = Done(ToQuality);
        Take(back);
        Assert.Equal("Desk", Line.Timeline!.Template.Milestones[Milestone(Line, "A26")].Role);
    }

    [Fact]
    public void Who_sees_to_it_already_is_not_named_again()
    {
        GivenConfirmed();
        Assert.Equal(RowStatus.Unchanged, Foreseen(ToQuality with { Responsible = "Vendor" }).Status);
    }

    [Fact]
    public void Who_sees_to_it_stands_beside_other_lags()
    {
        GivenConfirmed();
        When(new PurchaseOrderCommand.Override(new OverrideMilestone(1, new MilestoneOverride("A26", OverrideKind.Lags, [new Lag("A21", 14)], null, "slow"))), Around);
        var back = Done(ToQuality);
        Then("QA");
        Take(back);
        Then("Vendor");

        void Then(string role)
        {
            var milestone = Line.Timeline!.Template.Milestones[Milestone(Line, "A26")];
            Assert.Equal((role, true), (milestone.Role, milestone.After.Any(after => after.MinDays == 14)));
        }
    }

    [Fact]
    public void Nobody_is_no_one_who_sees_to_it()
    {
        GivenConfirmed();
        Assert.Equal("no-owner", Foreseen(ToQuality with { Responsible = " " }).Problem!.Code);
    }

    [Theory]
    [InlineData("A12", "lives-on-style")]
    [InlineData("Z9", "unknown-milestone")]
    public void A_milestone_that_is_not_of_the_line_is_refused(string milestone, string code)
    {
        GivenConfirmed();
        var foreseen = Foreseen(CutLater with { Milestone = milestone });
        Assert.Equal((RowStatus.Refused, code), (foreseen.Status, foreseen.Problem!.Code));
    }

    [Fact]
    public void What_has_happened_and_lines_that_are_over_are_refused()
    {
        GivenConfirmed(NewLine(), NewLine(2));
        WhenReported(Report("A26", DateOnly.FromDateTime(Now.UtcDateTime)));
        Assert.Equal("has-happened", Foreseen(CutLater).Problem!.Code);
        Cancel(Clara, 2);
        Assert.Equal("unknown-line", Foreseen(CutLater, line: 2).Problem!.Code);
        Assert.Equal("unknown-line", Foreseen(CutLater, line: 9).Problem!.Code);
    }

    [Fact]
    public void One_day_for_all_leaves_those_that_have_it()
    {
        GivenConfirmed();
        var foreseen = Foreseen(new BulkOperation(BulkKind.Redate, BulkField.Committed, null, null, ExFactory, null, "MT-MILL"));
        Assert.Equal(RowStatus.Unchanged, foreseen.Status);
    }

    [Fact]
    public void A_day_on_which_it_happened_is_entered_and_taken_back()
    {
        GivenConfirmed();
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var back = Done(new BulkOperation(BulkKind.Enter, BulkField.Happened, "A26", null, today, null, null));
        Assert.Equal(today, Line.Timeline!.Actual(Milestone(Line, "A26")));
        Take(back);
        Assert.Null(Line.Timeline!.Actual(Milestone(Line, "A26")));
    }

    [Fact]
    public void A_day_on_which_it_happened_is_corrected_unless_somebody_has_since()
    {
        GivenConfirmed();
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        WhenReported(Report("A26", today.AddDays(-3)));
        var row = Foreseen(new BulkOperation(BulkKind.Enter, BulkField.Happened, "A26", null, today.AddDays(-1), null, null)).Row!;
        Assert.Equal((today.AddDays(-3), today.AddDays(-1)), (row.From.Day!.Value, row.To.Day!.Value));
        Now = Now.AddMinutes(5);
        WhenReported(Report("A26", today.AddDays(-2)));
        Take(new BulkTask(row, "b1", Now, null, "why"));
        Assert.Equal("moved-since", Answer.Refusal!.Code);
    }

    [Theory]
    [InlineData(null, RowStatus.Unchanged)]
    [InlineData(true, RowStatus.Done)]
    public void A_day_that_others_have_said_is_still_the_brands_to_say(bool? outside, RowStatus status)
    {
        GivenConfirmed();
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        WhenReported(Report("A23", today) with { Outside = outside });
        var happened = new BulkOperation(BulkKind.Enter, BulkField.Happened, "A23", null, today, null, null);
        Assert.Equal(status, Foreseen(happened).Status);
        Done(happened);
        Assert.True(Line.Timeline!.IsVouchedFor("A23", null));
    }

    [Fact]
    public void Several_days_of_one_line_are_foreseen_one_after_the_other()
    {
        GivenConfirmed();
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var happened = new BulkOperation(BulkKind.Enter, BulkField.Happened, "A26", null, today, null, null);
        var effects = BulkForeseeing.Of(State, [new BulkAsk(1, happened), new BulkAsk(1, happened with { Field = BulkField.Expected, Date = today.AddDays(9) })], "why", Clara, Around)!.Value;
        Assert.Equal([RowStatus.Done, RowStatus.Refused], effects.Select(e => e.Status));
    }

    [Fact]
    public void What_would_look_different_today_by_itself_is_no_effect_of_the_act()
    {
        GivenConfirmed();
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        var then = Line.Forecast!.Value;
        Now = Now.AddDays(110);
        var foreseen = Foreseen(ToQuality);
        Assert.True(foreseen.Before!.ExFactory > then);
        Assert.Equal(foreseen.Before, foreseen.After);
        Done(ToQuality);
        Assert.Equal(foreseen.After!.ExFactory, Line.Forecast);
    }

    [Fact]
    public void Rows_of_one_order_are_foreseen_one_after_the_other()
    {
        GivenConfirmed(NewLine(), NewLine(2), NewLine(3));
        var effects = BulkForeseeing.Of(State, [new BulkAsk(1, Further), new BulkAsk(2, Further), new BulkAsk(3, Further)], "why", Clara, Around)!.Value;
        Assert.Equal([RowStatus.Proposed, RowStatus.Proposed, RowStatus.Proposed], effects.Select(e => e.Status));
    }
}
