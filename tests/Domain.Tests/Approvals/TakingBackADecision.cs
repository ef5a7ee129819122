using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

public sealed class TakingBackADecision : ApprovalSpec
{
    [Fact]
    public void The_same_round_waits_for_its_decision_as_it_did_before()
    {
        Receive();
        When(ApprovalMove.Review);
        var before = State;
        When(ApprovalMove.Approve);
        Today = Today.AddDays(2);
        When(Act(ApprovalMove.TakeBack, text: "the wrong one", version: State.Version));
        Assert.Equal(before.Round! with { Clocks = Round.Clocks }, Round);
        Assert.Equal((ApprovalStatus.InReview, Party.Brand), (State.Status, State.Dates.WaitsOn));
        Assert.Null(ApprovalStanding.Of(State)!.ReachedOn);
        When(ApprovalMove.Approve);
        Assert.Equal(ApprovalStatus.Approved, State.Status);
    }

    [Fact]
    public void It_is_left_where_somebody_has_touched_it_since()
    {
        Receive();
        When(ApprovalMove.Approve);
        var decided = State.Version;
        When(new ApprovalCommand.Attach(new NewAttachment("rafiq", Party.Vendor, false, "swatch.jpg", "image/jpeg", 1200, "ab")), Around);
        When(Act(ApprovalMove.TakeBack, text: "the wrong one", version: decided));
        ThenRefused("changed-since");
    }

    [Fact]
    public void It_says_why()
    {
        Receive();
        When(ApprovalMove.Approve);
        When(Act(ApprovalMove.TakeBack));
        ThenRefused("required");
    }
}
