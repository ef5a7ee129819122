using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Approvals;

public sealed class GoingThroughRounds : ApprovalSpec
{
    private static readonly WorkingCalendar Fridays = new("BD", 1, "UTC", [DayOfWeek.Friday], ImmutableSortedDictionary<DateOnly, string>.Empty);

    [Fact]
    public void A_request_asks_for_the_plans_day_while_it_can_be_met()
    {
        Plan();
        When(ApprovalMove.Request);
        Assert.Equal((1, SubmitBy, DecideBy), (Round.Number, Round.SubmitBy, Round.DecideBy));
    }

    [Fact]
    public void A_request_made_too_late_asks_for_as_long_as_it_usually_takes()
    {
        Plan();
        Today = SubmitBy.AddDays(4);
        When(ApprovalMove.Request);
        Assert.Equal((Today.AddDays(15), Today.AddDays(22)), (Round.SubmitBy, Round.DecideBy));
    }

    [Fact]
    public void A_vendor_that_proposes_another_day_is_waited_for_until_then()
    {
        Plan();
        When(ApprovalMove.Request);
        When(Act(ApprovalMove.Propose, date: SubmitBy.AddDays(5)));
        Assert.Equal((SubmitBy.AddDays(5), true), (Round.Expected, Round.IsProposal));
        Assert.Equal((Party.Vendor, SubmitBy.AddDays(5)), (State.Dates.WaitsOn, State.Dates.Due));
        Assert.Equal(SubmitBy.AddDays(12), State.Dates.Expected);
    }

    [Fact]
    public void Asking_again_with_another_day_takes_the_proposal_back()
    {
        Plan();
        When(ApprovalMove.Request);
        When(Act(ApprovalMove.Propose, date: SubmitBy.AddDays(5)));
        When(Act(ApprovalMove.Request, date: SubmitBy.AddDays(1)));
        Assert.Equal((ApprovalStatus.Requested, SubmitBy.AddDays(1), (DateOnly?)null), (State.Status, Round.SubmitBy, Round.Expected));
        Assert.Equal(1, Round.Number);
        Assert.Equal(new DateOnly(2027, 2, 20), Round.Clocks.Vendor.Since);
    }

    [Fact]
    public void A_rejection_opens_the_next_round_by_itself()
    {
        Receive();
        Today = Today.AddDays(3);
        When(Act(ApprovalMove.Reject, text: "too red", reasons: ["shade"]));
        Assert.Equal(ApprovalStatus.RejectedResubmit, State.Rounds[0].Outcome);
        Assert.Equal("too red", State.Rounds[0].Comment);
        Assert.Equal((2, ApprovalStatus.Requested), (Round.Number, State.Status));
        Assert.Equal((Today.AddDays(15), Today.AddDays(22)), (Round.SubmitBy, Round.DecideBy));
        Assert.True(State.IsRejected);
    }

    [Fact]
    public void It_stays_rejected_until_something_is_approved()
    {
        Receive();
        When(ApprovalMove.Reject);
        When(ApprovalMove.Receive);
        Assert.True(State.IsRejected);
        When(ApprovalMove.Approve);
        Assert.False(State.IsRejected);
    }

    [Fact]
    public void The_vendors_clock_runs_to_receipt_and_ours_to_the_decision()
    {
        Calendar = Fridays;
        Plan();
        When(Act(ApprovalMove.Request));                    // Saturday 20 February
        Today = new DateOnly(2027, 3, 1);
        When(Act(ApprovalMove.Receive));                    // one Friday on the way
        Today = new DateOnly(2027, 3, 8);
        When(Act(ApprovalMove.Approve));
        Assert.Equal(new Clock(null, 9, 8), Round.Clocks.Vendor);
        Assert.Equal(new Clock(null, 7, 7), Round.Clocks.Brand);
    }

    [Fact]
    public void Our_clock_counts_the_days_on_which_our_office_works()
    {
        Office = CalendarShelf.BuiltIn.OfOffice("HALDEN", "US");
        Plan();
        When(Act(ApprovalMove.Request));
        Today = new DateOnly(2027, 7, 1);
        When(Act(ApprovalMove.Receive));
        Today = new DateOnly(2027, 7, 8);
        When(Act(ApprovalMove.Approve));                    // a weekend, and Monday the 5th for Independence Day
        Assert.Equal(new Clock(null, 7, 4), Round.Clocks.Brand);
    }

    [Fact]
    public void On_hold_no_clock_runs()
    {
        Plan();
        When(ApprovalMove.Request);
        Today = Today.AddDays(4);
        When(ApprovalMove.Hold);
        Assert.Null(State.Dates.WaitsOn);
        Assert.Null(State.Dates.NextWake);
        Today = Today.AddDays(30);
        When(ApprovalMove.Resume);
        Today = Today.AddDays(2);
        When(ApprovalMove.Receive);
        Assert.Equal(6, Round.Clocks.Vendor.Days);
    }

    [Fact]
    public void No_day_is_counted_twice_by_a_step_before_the_clocks_were_stopped()
    {
        Plan();
        When(ApprovalMove.Request);
        Today = Today.AddDays(9);
        When(ApprovalMove.Hold);
        When(Act(ApprovalMove.Resume, on: Today.AddDays(-8)));
        ThenRefused("impossible-date");
        When(ApprovalMove.Resume);
        When(Act(ApprovalMove.Receive, on: Today.AddDays(-1)));
        ThenRefused("impossible-date");
    }

    [Fact]
    public void The_samples_of_a_line_come_from_the_vendor_of_its_order()
    {
        Plan(Sheet("pp", colour: null, milestone: "A23") with { Subject = new ApprovalSubject(null, "PO-1", 1, "pp", null, null, null) });
        When(Act(ApprovalMove.Request) with { Vendor = "MILL-9" });
        ThenRefused("wrong-vendor");
        When(Act(ApprovalMove.Request) with { Vendor = "V-1" });
        Assert.Equal(ApprovalStatus.Requested, State.Status);
    }

    [Fact]
    public void A_lines_own_vendor_stays_when_the_calendar_asks_for_it_too()
    {
        var byHand = Sheet("shipment", colour: null) with
        {
            Subject = new ApprovalSubject(null, "PO-1", 1, "shipment", null, null, null), Vendor = "V-9", IsByHand = true, HasOwnVendor = true,
        };
        Plan(byHand);
        Plan(byHand with { Vendor = "V-1", DecideBy = DecideBy.AddDays(3), IsByHand = false, HasOwnVendor = false });
        Assert.Equal(byHand with { DecideBy = DecideBy.AddDays(3) }, State.Sheet);
    }

    [Fact]
    public void What_comes_unasked_is_taken_and_costs_the_vendor_no_days()
    {
        Plan();
        When(ApprovalMove.Receive);
        Assert.Equal((1, (DateOnly?)null, 0), (Round.Number, Round.RequestedOn, Round.Clocks.Vendor.Days));
        When(ApprovalMove.Approve);
        Assert.Equal(ApprovalStatus.Approved, State.Status);
    }

    [Fact]
    public void A_day_that_has_not_come_and_one_before_the_last_step_are_refused()
    {
        Plan();
        When(ApprovalMove.Request);
        When(Act(ApprovalMove.Receive, on: Today.AddDays(2)));
        ThenRefused("impossible-date");
        When(Act(ApprovalMove.Receive, on: Today.AddDays(-1)));
        ThenRefused("impossible-date");
        When(Act(ApprovalMove.Propose, date: Today.AddDays(-1)));
        ThenRefused("impossible-date");
    }

    [Theory]
    [InlineData(ApprovalMove.ApproveWithComments)]
    [InlineData(ApprovalMove.Drop)]
    [InlineData(ApprovalMove.Waive)]
    [InlineData(ApprovalMove.CarryOver)]
    [InlineData(ApprovalMove.Hold)]
    [InlineData(ApprovalMove.Cancel)]
    public void What_is_answered_for_is_not_done_without_a_word(ApprovalMove move)
    {
        Receive();
        When(Act(move, text: "  "));
        ThenRefused("required");
    }

    [Fact]
    public void A_rejection_says_why_by_code_or_in_words()
    {
        Receive();
        When(Act(ApprovalMove.Reject));
        ThenRefused("required");
        When(Act(ApprovalMove.Reject, reasons: ["ugly"]));
        ThenRefused("unknown-reason");
        When(Act(ApprovalMove.Reject, text: "too red"));
        Assert.Equal(2, Round.Number);
    }

    [Fact]
    public void An_act_upon_what_has_changed_since_is_refused()
    {
        Receive();
        var seen = State.Version;
        When(new ApprovalCommand.Attach(new NewAttachment("noor", Party.Brand, false, "dip.jpg", "image/jpeg", 1200, "ab")), Around);
        When(Act(ApprovalMove.Approve, version: seen));
        ThenRefused("changed-since");
        When(Act(ApprovalMove.Approve, version: seen + 1));
        Assert.Equal(ApprovalStatus.Approved, State.Status);
    }

    [Fact]
    public void Another_parcel_is_news_and_the_same_one_is_not()
    {
        Plan();
        When(Act(ApprovalMove.Send, parcel: new Parcel("DHL", "1")));
        When(Act(ApprovalMove.Send, parcel: new Parcel("DHL", "1")));
        ThenNothing();
        When(Act(ApprovalMove.Send, parcel: new Parcel("DHL", "2")));
        Assert.Equal("2", Round.Parcel!.Number);
    }

    [Fact]
    public void A_re_dated_plan_is_followed_until_somebody_has_asked()
    {
        Plan();
        var later = Sheet() with { RequestBy = RequestBy.AddDays(10), SubmitBy = SubmitBy.AddDays(10), DecideBy = DecideBy.AddDays(10) };
        Plan(later);
        Assert.Equal(RequestBy.AddDays(10), State.Dates.Due);
        Plan(later);
        ThenNothing();
        When(ApprovalMove.Request);
        Plan(Sheet());
        Assert.Equal(SubmitBy.AddDays(10), Round.SubmitBy);
    }

    [Fact]
    public void A_past_told_with_the_plan_is_decided_act_by_act()
    {
        Today = new DateOnly(2027, 3, 20);
        Plan(null,
            Act(ApprovalMove.Request, on: new DateOnly(2027, 3, 1)), Act(ApprovalMove.Receive, on: new DateOnly(2027, 3, 12)),
            Act(ApprovalMove.Reject, on: new DateOnly(2027, 3, 14), reasons: ["shade"]));
        Assert.Equal((2, new DateOnly(2027, 3, 29)), (Round.Number, Round.SubmitBy));
        Assert.Equal((11, 2), (State.Rounds[0].Clocks.Vendor.Days, State.Rounds[0].Clocks.Brand.Days));
        Assert.Equal(new DateOnly(2027, 3, 14), DateOnly.FromDateTime(State.Dates.At.UtcDateTime));
        Assert.Equal(Today, State.Dates.AsOf);
    }

    [Fact]
    public void A_past_with_an_illegal_step_is_refused_whole()
    {
        Plan(null, Act(ApprovalMove.Request), Act(ApprovalMove.Approve));
        ThenRefused("illegal-move");
        Assert.Null(State.Sheet);
    }

    [Fact]
    public void Nothing_can_be_done_to_what_was_never_planned()
    {
        When(ApprovalMove.Request);
        ThenRefused("unknown-approval");
    }
}
