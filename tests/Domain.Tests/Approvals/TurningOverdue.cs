using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>Whose turn it is, and what happens when its day passes.</summary>
public sealed class TurningOverdue : ApprovalSpec
{
    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    [Fact]
    public void A_planned_one_is_on_nobodys_list_until_it_must_be_asked_for()
    {
        Plan();
        Assert.False(State.Dates.IsDue);
        Assert.Equal(Midnight(RequestBy), State.Dates.NextWake);
        Today = RequestBy;
        Wake();
        Assert.True(State.Dates.IsDue);
        Assert.Equal((Party.Brand, 0), (State.Dates.WaitsOn, State.Dates.OverdueDays));
        Assert.Equal(Midnight(RequestBy.AddDays(1)), State.Dates.NextWake);
    }

    [Fact]
    public void The_day_after_it_should_have_been_asked_for_it_is_ours_that_is_overdue()
    {
        Plan();
        Today = RequestBy.AddDays(1);
        Wake();
        Assert.Equal((Party.Brand, 1), (State.Dates.WaitsOn, State.Dates.OverdueDays));
    }

    [Fact]
    public void A_vendor_past_its_day_moves_what_is_expected_a_day_each_day()
    {
        Plan();
        When(ApprovalMove.Request);
        Assert.Null(State.Dates.Expected);
        for (var late = 1; late <= 3; late++)
        {
            Today = SubmitBy.AddDays(late);
            Wake();
            Assert.Equal((Party.Vendor, late, Today.AddDays(7)), (State.Dates.WaitsOn, State.Dates.OverdueDays, State.Dates.Expected));
            Assert.Equal(Midnight(Today.AddDays(1)), State.Dates.NextWake);
        }
    }

    [Fact]
    public void A_round_lies_with_the_vendor_until_it_is_here_and_then_with_us()
    {
        Plan();
        Today = RequestBy.AddDays(2);
        Wake();
        // Nobody has asked for it: there is no round yet.
        Assert.Null(ApprovalStanding.Of(State)!.Overdue);
        When(ApprovalMove.Request);
        Assert.Null(ApprovalStanding.Of(State)!.Overdue);
        Today = SubmitBy.AddDays(2);
        Wake();
        Assert.Equal(new OverdueRound(Party.Vendor, "Lab dip, round 1, requested", 2), ApprovalStanding.Of(State)!.Overdue);
        When(ApprovalMove.Receive);
        Assert.Null(ApprovalStanding.Of(State)!.Overdue);
        Today = Today.AddDays(10);
        Wake();
        Assert.Equal("Lab dip, round 1, received: 3 days overdue with us", ApprovalStanding.Of(State)!.Overdue!.Text);
        When(ApprovalMove.Approve);
        Assert.Null(ApprovalStanding.Of(State)!.Overdue);
    }

    [Fact]
    public void After_two_weeks_it_says_so_once_a_week()
    {
        Plan();
        When(ApprovalMove.Request);
        Today = SubmitBy.AddDays(14);
        Wake();
        Assert.Equal(Midnight(Today.AddDays(7)), State.Dates.NextWake);
    }

    [Fact]
    public void Who_was_never_asked_loses_only_the_days_that_it_was_on_its_way()
    {
        Plan();
        Today = SubmitBy.AddDays(4);
        When(ApprovalMove.Receive);
        Assert.Equal(new LostDays(0, 4), LostDays.Of(State));
    }

    [Fact]
    public void What_was_sent_unasked_is_late_from_then_on()
    {
        Plan();
        Today = SubmitBy.AddDays(4);
        When(ApprovalMove.Send);
        Assert.Equal(new LostDays(0, 4), LostDays.Of(State));
        Today = SubmitBy.AddDays(7);
        Wake();
        Assert.Equal(new LostDays(3, 4), LostDays.Of(State));
        When(ApprovalMove.Receive);
        Assert.Equal(new LostDays(3, 4), LostDays.Of(State));
    }

    [Fact]
    public void A_wake_before_its_time_does_nothing()
    {
        Plan();
        Wake();
        ThenNothing();
    }

    [Fact]
    public void Being_overdue_is_no_word_from_anybody()
    {
        Plan();
        When(ApprovalMove.Request);
        var said = State.Dates.At;
        Today = SubmitBy.AddDays(1);
        Wake();
        Assert.Equal(said, State.Dates.At);
    }

    [Fact]
    public void Who_sends_early_gives_us_no_less_time()
    {
        Receive();
        Assert.Equal((Party.Brand, DecideBy), (State.Dates.WaitsOn, State.Dates.Due));
    }

    [Fact]
    public void Who_sends_late_takes_none_of_our_time()
    {
        Plan();
        When(ApprovalMove.Request);
        Today = SubmitBy.AddDays(10);
        When(ApprovalMove.Receive);
        Assert.Equal(Today.AddDays(7), State.Dates.Due);
        Assert.Equal(new LostDays(10, 0), LostDays.Of(State));
    }

    [Fact]
    public void Delay_days_go_to_the_side_whose_clock_ran()
    {
        Plan();
        Today = RequestBy.AddDays(2);
        When(ApprovalMove.Request);
        Today = SubmitBy.AddDays(3);
        When(ApprovalMove.Receive);
        Today = Today.AddDays(7 + 4);
        When(ApprovalMove.Approve);
        Assert.Equal(new LostDays(3, 2 + 4), LostDays.Of(State));
        Assert.Equal("BR-APPR", ApprovalStanding.Of(State)!.Reason);
    }

    [Fact]
    public void A_failed_submission_is_the_vendors_loss()
    {
        Receive();
        When(ApprovalMove.Reject);
        Assert.Equal(new LostDays(15, 0), LostDays.Of(State));
        Assert.Equal("MT-FAIL", ApprovalStanding.Of(State)!.Reason);
    }

    [Fact]
    public void What_is_closed_wakes_nobody()
    {
        Receive();
        When(ApprovalMove.Approve);
        Assert.Null(Approval.Due(State));
    }

    [Fact]
    public void Of_an_approval_that_is_wanted_at_receipt_the_receipt_is_expected()
    {
        Plan(Sheet("sms", null, "A08", atReceipt: true));
        When(ApprovalMove.Request);
        When(Act(ApprovalMove.Propose, date: SubmitBy.AddDays(5)));
        Assert.Equal(SubmitBy.AddDays(5), State.Dates.Expected);
        When(ApprovalMove.Receive);
        Assert.Equal(Today, ApprovalStanding.Of(State)!.ReachedOn);
        When(ApprovalMove.Reject);
        Assert.Equal(new DateOnly(2027, 2, 20), ApprovalStanding.Of(State)!.ReachedOn);
    }
}
