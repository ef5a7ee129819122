using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class TheDayTurns : PurchaseOrderSpec
{
    private void WakeAt(DateTimeOffset now)
    {
        Now = now;
        When(new PurchaseOrderCommand.Wake(), Around);
    }

    [Fact]
    public void The_order_is_due_at_midnight_after_its_first_open_forecast()
    {
        Now = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Report("A14", Day(-90), Classifier.Estimate));
        Assert.Equal(new DateTimeOffset(Day(-95).AddDays(1), default, TimeSpan.Zero), PurchaseOrder.Due(State));
    }

    [Fact]
    public void A_line_nobody_spoke_of_is_woken_when_its_first_milestone_falls_due()
    {
        Now = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
        Place();
        Assert.Equal(Health.Plan, Line.Health);
        WakeAt(PurchaseOrder.Due(State)!.Value);
        Assert.Equal(Health.OnTrack, Line.Health);
        Assert.Equal(Day(-95), DateOnly.FromDateTime(Now.UtcDateTime));
    }

    [Fact]
    public void An_overdue_milestone_wakes_its_order_every_midnight_and_pushes_what_waits()
    {
        Place();
        var due = PurchaseOrder.Due(State)!.Value;
        WakeAt(due);
        Assert.Single(Happened<PurchaseOrderEvent.DayTurned>());
        Assert.Equal(due.AddDays(1), PurchaseOrder.Due(State));
    }

    [Fact]
    public void Silence_until_after_the_last_day_makes_the_line_late_and_one_wake_suffices_for_all_days_missed()
    {
        Place();
        WakeAt(new DateTimeOffset(2027, 1, 10, 0, 0, 0, TimeSpan.Zero));
        Assert.True(Line.Forecast > ExFactory);
        Assert.Equal(Health.Critical, Line.Health);
        Assert.Equal(new DateTimeOffset(2027, 1, 11, 0, 0, 0, TimeSpan.Zero), PurchaseOrder.Due(State));
    }

    [Fact]
    public void A_wake_before_its_time_does_nothing()
    {
        Place();
        WakeAt(PurchaseOrder.Due(State)!.Value.AddTicks(-1));
        ThenNothing();
    }

    [Fact]
    public void Midnight_is_the_factorys()
    {
        Calendar = CalendarShelf.BuiltIn.OfCountry("BD");
        Place();
        Assert.Equal(18, PurchaseOrder.Due(State)!.Value.UtcDateTime.Hour);
    }

    [Fact]
    public void Being_silent_five_days_past_a_due_day_turns_the_line_stale()
    {
        Place();
        WhenReported(Report("A13", Day(-90)));
        for (var day = 0; day < 12 && Line.Health != Health.Stale; day++)
            WakeAt(PurchaseOrder.Due(State)!.Value);
        Assert.Equal(Health.Stale, Line.Health);
    }
}
