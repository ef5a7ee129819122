using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>A line review wants to see it once more: whatever has become of it, a round is under way afterwards, and one only.</summary>
public sealed class AskingForAnotherRound : ApprovalSpec
{
    private void AskAgain() => When(new ApprovalCommand.AskAgain(new AnotherRound("clara", "collar lower")), Around);

    [Theory]
    [InlineData(null)]
    [InlineData(ApprovalMove.Review)]
    [InlineData(ApprovalMove.Approve)]
    [InlineData(ApprovalMove.Drop)]
    [InlineData(ApprovalMove.Cancel)]
    public void It_is_asked_for_from_wherever_it_stands_and_once(ApprovalMove? before)
    {
        Receive();
        if (before is { } move)
            When(move);
        AskAgain();
        Assert.Equal((ApprovalStatus.Requested, 2), (State.Status, Round.Number));
        AskAgain();
        ThenNothing();
    }

    [Fact]
    public void Where_the_vendor_is_at_it_nothing_more_is_asked()
    {
        Plan();
        AskAgain();
        ThenNothing();
        When(ApprovalMove.Request);
        AskAgain();
        ThenNothing();
    }
}
