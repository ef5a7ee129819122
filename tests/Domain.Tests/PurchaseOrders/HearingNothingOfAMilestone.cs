using Selvedge.Domain.Alerts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>Bulk fabric is to be booked at the mill (A16) 86 days before ex-factory, two days after the order is confirmed.</summary>
public sealed class HearingNothingOfAMilestone : PurchaseOrderSpec
{
    private void On(DateOnly day)
    {
        Now = new DateTimeOffset(day, new TimeOnly(1, 0), TimeSpan.Zero);
        When(new PurchaseOrderCommand.Wake(), Around);
    }

    // Each line has been heard of.
    private void Begin(OrderSheet? sheet = null)
    {
        Place(sheet);
        foreach (var line in State.Lines)
            WhenReported(Report("A13", Day(-95), line: line.Order.Number));
    }

    private Finding? Alarm(AlertSettings? decided = null) => OrderAlarms.Of(State, 1, decided)!.Findings.SingleOrDefault(f => f.Cause == AlertCause.OverdueMilestone);

    [Fact]
    public void Nobody_is_alerted_before_the_day_that_was_decided_on()
    {
        Begin();
        Assert.Null(Alarm());
        On(Day(-85));
        Assert.Null(Alarm());
        On(Day(-84));
        Assert.Equal(
            new Finding(AlertCause.OverdueMilestone, Severity.P3, 1, 1, 2, 1_200, "Bulk fabric booked at mill 2 days overdue, nothing reported"), Alarm());
        Assert.Null(Alarm(new([new(AlertCause.OverdueMilestone, null, null, 3, Severity.P3)], [])));
        Assert.Null(Alarm(new([new(AlertCause.OverdueMilestone, null, "V-1", 2, null)], [])));
    }

    [Fact]
    public void What_was_reported_is_no_longer_waited_for()
    {
        Begin();
        On(Day(-84));
        WhenReported(Report("A16", Day(-84)));
        Assert.Null(Alarm());
    }

    [Fact]
    public void Who_gives_a_later_day_is_not_asked_before_it_and_asked_after_it()
    {
        Begin();
        On(Day(-84));
        WhenReported(Report("A16", Day(-82), Classifier.Estimate));
        On(Day(-81));
        Assert.Null(Alarm());
        On(Day(-80));
        Assert.Equal((2, "Bulk fabric booked at mill 2 days overdue, last expected 9 Dec"), (Alarm()!.Days, Alarm()!.Why));
    }

    [Fact]
    public void What_waits_for_something_else_is_not_yet_overdue()
    {
        Begin();
        On(Day(-66));
        // The lots are to be approved on day -50, and 30 days after the mill is booked at the earliest.
        WhenReported(Report("A16", Day(-77)));
        WhenReported(Report("A17", Day(-80)));
        WhenReported(Report("A18", Day(-66)));
        On(Day(-46));
        Assert.Null(Alarm());
        On(Day(-45));
        Assert.Equal("Bulk lot / shade band approved 2 days overdue, nothing reported", Alarm()!.Why);
    }

    [Fact]
    public void What_came_before_something_that_happened_is_not_asked_for()
    {
        Begin();
        WhenReported(Report("A19", Day(-90)));
        On(Day(-84));
        Assert.Null(Alarm());
    }

    [Fact]
    public void That_the_order_was_placed_says_of_no_gate_before_it_that_it_was_passed()
    {
        Place();
        On(Day(-84));
        Assert.StartsWith("Factory compliance gate valid to ex-factory 11 days overdue", Alarm()!.Why, StringComparison.Ordinal);
        WhenReported(Report("A16", Day(-84)));
        Assert.Null(Alarm());
    }

    [Fact]
    public void Where_the_whole_line_is_silent_it_is_louder_and_once_it_is_late_somebody_hears_of_that_instead()
    {
        Begin();
        On(Day(-81));
        Assert.Equal((Health.Stale, Severity.P2), (Line.Health, Alarm()!.Severity));
        On(Day(-70));
        Assert.Equal([AlertCause.LateOrder], OrderAlarms.Of(State, 1)!.Findings.Select(f => f.Cause));
        Assert.NotNull(OverdueMilestone.Of(Line, State.AsOf));
    }

    [Fact]
    public void The_worst_line_speaks_for_all()
    {
        Begin(Sheet(OrderedLine(), OrderedLine(2, 300)));
        On(Day(-84));
        WhenReported(Report("A16", Day(-84), Classifier.Estimate, line: 1));
        Assert.Equal((2, 1, 300), (Alarm()!.Line, Alarm()!.Lines, Alarm()!.Quantity));
        On(Day(-82));
        Assert.Equal((2, 2, 4, 1_500), (Alarm()!.Line, Alarm()!.Lines, Alarm()!.Days, Alarm()!.Quantity));
    }
}
