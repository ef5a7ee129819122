using System.Collections.Immutable;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Tests.BulkActs;

public sealed class ApplyingABulkAct : Spec<BulkAct, BulkActCommand, BulkActEvent, BulkActState>
{
    private static readonly Author Clara = new("clara", "manager");
    private static readonly Surroundings Around = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);
    private static readonly BulkOperation Shift = new(BulkKind.Shift, BulkField.Committed, null, 3, null, null, "MT-MILL");

    private static readonly BulkPlan Plan = new(Shift, "the mill rang", [Row(0), Row(1), Row(2)], [new LeftLine("PO-9", 1, new Refusal("has-happened", "", ""))]);

    private static BulkRow Row(int number) => new(
        number, $"PO-{number}", 1, BulkField.Committed, "A34", new BulkValue(new DateOnly(2027, 3, 1)), new BulkValue(new DateOnly(2027, 3, 4)));

    private static RowOutcome Outcome(int row, RowStatus status = RowStatus.Done, Guid? proposal = null) => new(row, status, proposal, null, 7);

    private static RowOutcome Left(int row, string why) => new(row, RowStatus.Refused, null, new Refusal(why, "", ""), 7);

    private void Apply(BulkPlan? plan = null) => When(new BulkActCommand.Apply("b1", plan ?? Plan, Clara), Around);

    private void Settle(params ImmutableArray<RowOutcome> outcomes) => When(new BulkActCommand.Settle(outcomes), Around);

    private void TakeBack(string note = "it came after all") => When(new BulkActCommand.TakeBack(note, Clara), Around);

    private void Restore(params ImmutableArray<RowOutcome> outcomes) => When(new BulkActCommand.Restore(outcomes), Around);

    [Fact]
    public void What_is_set_is_settled_at_once_and_once()
    {
        Apply();
        Assert.Equal(["PO-0", "PO-1", "PO-2"], Assert.IsType<BulkActEvent.Applied>(Assert.Single(Answer.Events)).Tasks.Select(t => t.Row.PurchaseOrder));
        Apply(Plan with { Note = "again" });
        ThenNothing();
    }

    [Fact]
    public void It_has_a_note_and_something_to_set()
    {
        Apply(Plan with { Note = "" });
        ThenRefused("required");
        Apply(Plan with { Rows = [] });
        ThenRefused("nothing-to-apply");
    }

    [Fact]
    public void What_became_of_a_row_is_written_down_once_however_often_it_is_told()
    {
        Apply();
        Settle(Outcome(0), Outcome(1));
        Settle(Outcome(1, RowStatus.Refused), Outcome(2));
        Assert.Equal([(0, RowStatus.Done), (1, RowStatus.Done), (2, RowStatus.Done)], State.Outcomes.Select(o => (o.Row, o.Status)));
        Settle(Outcome(0));
        ThenNothing();
        var row = BulkActRow.Of(State);
        Assert.Equal((3, 3, 3, 1), (row.Rows, row.Settled, row.Done, row.Left));
    }

    [Fact]
    public void It_is_taken_back_when_all_rows_were_told_and_only_what_it_has_moved()
    {
        Apply();
        var proposal = new Guid(4, 0, 0, new byte[8]);
        Settle(Outcome(2, RowStatus.Proposed, proposal), Outcome(0, RowStatus.Refused));
        TakeBack();
        ThenRefused("not-settled");
        Settle(Outcome(1));
        TakeBack();
        var tasks = Assert.Single(Happened<BulkActEvent.TakenBack>()).Tasks;
        Assert.Equal([(2, proposal), (1, (Guid?)null)], tasks.Select(t => (t.Row.Number, t.Proposal)));
        Assert.All(tasks, task => Assert.Equal((true, "b1", "MT-MILL"), (task.TakesBack, task.Act, task.Reason)));
        TakeBack();
        ThenNothing();
    }

    [Fact]
    public void What_has_moved_nothing_is_not_taken_back()
    {
        TakeBack();
        ThenRefused("unknown-bulk-act");
        Apply();
        Settle(Outcome(0, RowStatus.Refused), Outcome(1, RowStatus.Unchanged), Outcome(2, RowStatus.Refused));
        TakeBack();
        ThenRefused("nothing-to-undo");
    }

    [Fact]
    public void Rows_that_were_left_when_it_was_taken_back_are_counted()
    {
        Apply();
        Settle(Outcome(0), Outcome(1), Outcome(2));
        TakeBack("");
        ThenRefused("required");
        TakeBack();
        Restore(Outcome(0), Left(1, "moved-since"), Outcome(2, RowStatus.Proposed));
        var row = BulkActRow.Of(State);
        Assert.Equal((3, 3, 1, 1, 0, "clara"), (row.ToRestore, row.Restored, row.Kept, row.ToConfirm, row.Hindered, row.UndoneBy));
        TakeBack();
        ThenNothing();
    }

    [Fact]
    public void What_stood_in_the_way_of_taking_it_back_may_pass_and_only_that_is_tried_again()
    {
        Apply();
        Settle(Outcome(0), Outcome(1), Outcome(2));
        TakeBack();
        Restore(Outcome(0), Left(1, "not-possible-now"));
        TakeBack();
        ThenNothing();
        Restore(Left(2, "moved-since"));
        Assert.Equal((1, 1), (BulkActRow.Of(State).Kept, BulkActRow.Of(State).Hindered));

        TakeBack("it is no longer on hold");
        Assert.Equal([1], Assert.Single(Happened<BulkActEvent.TakenBack>()).Tasks.Select(task => task.Row.Number));
        Assert.Equal((3, 2, 0), (BulkActRow.Of(State).ToRestore, BulkActRow.Of(State).Restored, BulkActRow.Of(State).Hindered));
        Restore(Outcome(1));
        Assert.Equal((3, 3, 1, 0), (BulkActRow.Of(State).ToRestore, BulkActRow.Of(State).Restored, BulkActRow.Of(State).Kept, BulkActRow.Of(State).Hindered));
        TakeBack();
        ThenNothing();
    }
}
