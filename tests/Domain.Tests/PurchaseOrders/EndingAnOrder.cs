using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class EndingAnOrder : OrderLifeSpec
{
    private void Leave(int line = 1)
    {
        Now = new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
        WhenReported(Report("A34", ExFactory, line: line));
    }

    private void Close(int m, int l, string? note = null) => Close(note, new LineReceipt(1, null, [new SizeQuantity("M", m), new SizeQuantity("L", l)]));

    private void Close(string? note, params ImmutableArray<LineReceipt> lines) => Do(new OrderAct(Close: new CloseOrder(lines, note)));

    [Fact]
    public void A_cancelled_order_is_over()
    {
        GivenConfirmed();
        Cancel();
        ThenIs(Phase.Cancelled);
        Assert.Equal((Stage.Cancelled, Health.Done), (Line.Stage, Line.Health));
        Assert.False(State.IsOpen);
        Assert.Null(PurchaseOrder.Due(State));
        Assert.Equal(("season dropped", "clara"), (Life.Ending!.Note, Life.Ending.By));
        Assert.Equal(0, PurchaseOrderRow.Of(State)!.Lines[0].Quantity);
    }

    [Fact]
    public void An_assistant_only_proposes_to_cancel_what_was_issued_and_cancels_a_draft_alone()
    {
        Draft();
        Cancel(Noor);
        ThenIs(Phase.Cancelled);
    }

    [Fact]
    public void A_vendor_is_silent_of_the_lines_that_are_still_wanted()
    {
        Draft(NewLine(1, 500), NewLine(2, 700));
        Issue();
        Cancel(null, 1);
        Now = Life.AnswerDue!.Value;
        When(new PurchaseOrderCommand.Wake(), Around);
        var alarm = Assert.Single(OrderAlarms.Of(State, 2)!.Findings);
        Assert.Equal((AlertCause.SilentVendor, 1, 700), (alarm.Cause, alarm.Lines, alarm.Quantity));
    }

    [Fact]
    public void Cancelling_what_was_issued_waits_for_a_supervisor_when_an_assistant_asks()
    {
        GivenConfirmed();
        Cancel(Noor);
        ThenIs(Phase.Confirmed);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)));
        ThenIs(Phase.Cancelled);
        Assert.Equal("noor", Life.Ending!.By);
    }

    [Fact]
    public void A_cancelled_line_leaves_the_document_and_the_vendor_is_asked_again()
    {
        GivenConfirmed(NewLine(), NewLine(2, 300));
        Cancel(Clara, 2);
        Assert.Equal((Phase.Issued, 2), (Life.Phase, Life.Version));
        var issued = Assert.Single(Happened<PurchaseOrderEvent.Issued>());
        Assert.Equal([1], issued.Document.Lines.Select(l => l.Number));
        Assert.Equal([new Difference(Aspect.Line, 2, "Ink navy", null, "300 ST-1 Ink navy", null)], issued.Changes.AsEnumerable());
        Assert.True(State.IsOpen);
    }

    [Fact]
    public void The_last_line_cancelled_is_the_order_cancelled()
    {
        GivenConfirmed(NewLine(), NewLine(2));
        Cancel(Clara, 2);
        Cancel(Clara, 1);
        ThenIs(Phase.Cancelled);
    }

    [Fact]
    public void What_has_left_is_not_cancelled()
    {
        GivenConfirmed(NewLine(), NewLine(2));
        Leave();
        Cancel();
        ThenRefused("has-left");
        Cancel(Clara, 2);
        Assert.Null(Answer.Refusal);
    }

    // 1,200 in two sizes of 600: ten in a hundred either way.
    [Theory]
    [InlineData(600, 600, Fulfilment.Full)]
    [InlineData(660, 540, Fulfilment.Full)]
    [InlineData(661, 600, Fulfilment.Over)]
    [InlineData(600, 539, Fulfilment.Short)]
    [InlineData(900, 300, Fulfilment.Short)]
    public void Closes_full_short_or_over_by_size(int m, int l, Fulfilment expected)
    {
        GivenConfirmed();
        Leave();
        Close(m, l, "mill was short");
        ThenIs(Phase.Closed);
        Assert.Equal((expected, m + l), (Life.Ending!.Fulfilment!.Value, Life.Ending.Lines[0].Received));
        Assert.Equal(Stage.Closed, Line.Stage);
    }

    [Fact]
    public void Short_or_over_says_why()
    {
        GivenConfirmed();
        Leave();
        Close(600, 100);
        ThenRefused("required");
        Assert.Equal("/note", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void A_size_that_nobody_ordered_is_over()
    {
        GivenConfirmed();
        Leave();
        Close("sent too many", new LineReceipt(1, null, [new SizeQuantity("M", 600), new SizeQuantity("L", 600), new SizeQuantity("XL", 10)]));
        Assert.Equal(Fulfilment.Over, Life.Ending!.Fulfilment);
    }

    [Fact]
    public void What_has_not_left_has_not_come()
    {
        GivenConfirmed();
        Close(600, 600);
        ThenRefused("has-not-left");
        Close(0, 0, "never made");
        Assert.Equal(Fulfilment.Short, Life.Ending!.Fulfilment);
    }

    [Fact]
    public void Every_line_that_is_wanted_is_accounted_for_and_no_other()
    {
        GivenConfirmed(NewLine(), NewLine(2));
        Leave();
        Close(600, 600);
        ThenRefused("required");
        Cancel(Clara, 2);
        Confirm();
        Close(null, new LineReceipt(1, null, [new SizeQuantity("M", 600), new SizeQuantity("L", 600)]), new LineReceipt(2, null, [new SizeQuantity("M", 1)]));
        ThenRefused("line-is-cancelled");
        Close(600, 600);
        ThenIs(Phase.Closed);
    }

    [Fact]
    public void Of_an_order_that_is_over_nothing_moves_whatever_is_reported()
    {
        GivenConfirmed();
        Leave();
        Close(600, 600);
        var closed = Line;
        WhenReported(Report("A33", ExFactory.AddDays(40), Classifier.Estimate));
        Assert.Empty(Happened<PurchaseOrderEvent.ForecastsMoved>());
        Assert.Equal((closed.Stage, closed.Health, closed.Forecast, closed.NextWake), (Line.Stage, Line.Health, Line.Forecast, Line.NextWake));
        When(new PurchaseOrderCommand.LookAgain(), Around);
        ThenNothing();
    }

    [Fact]
    public void A_file_that_says_the_same_as_before_is_nothing_new_and_another_is_refused()
    {
        Place();
        Cancel();
        Place();
        ThenNothing();
        Place(Sheet(OrderedLine(quantity: 5)));
        ThenRefused("order-is-over");
    }
}
