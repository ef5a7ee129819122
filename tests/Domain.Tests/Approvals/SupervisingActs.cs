using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>What leaves out a decision, or turns one round, takes two people where the brand says so.</summary>
public sealed class SupervisingActs : ApprovalSpec
{
    private static readonly Guid First = new("0193f1c2-a4d8-7c1e-9b0a-6f3d2c5e7a91");
    private static readonly Author Noor = new("noor", "assistant");
    private static readonly Author Clara = new("clara", "manager");

    private void Ask(ApprovalMove move, Author by, Surroundings? around = null, Guid? id = null) =>
        When(new ApprovalCommand.Do(Complete(move) with { By = by.Id, Role = by.Role }, id ?? First), around ?? Around);

    private void Reply(ProposalReply reply, Author by, int? held = null) =>
        When(new ApprovalCommand.Answer(reply, new ProposalAnswer(First, null), by, held), Around);

    [Theory]
    [InlineData(ApprovalMove.Waive, ApprovalStatus.Waived)]
    [InlineData(ApprovalMove.CarryOver, ApprovalStatus.CarriedOver)]
    [InlineData(ApprovalMove.Drop, ApprovalStatus.RejectedDrop)]
    public void An_assistants_act_waits_until_a_supervisor_confirms_it(ApprovalMove move, ApprovalStatus outcome)
    {
        Receive();
        var moves = State.Moves;
        Ask(move, Noor);
        Assert.Equal((ApprovalStatus.Received, moves), (State.Status, State.Moves));
        Assert.Equal((First, Noor, move), (State.Proposals.Single().Id, State.Proposals[0].By, State.Proposals[0].Act.Move));

        Today = Today.AddDays(2);
        Reply(ProposalReply.Confirm, Clara);
        Assert.Equal((outcome, "noor", "clara", Today), (State.Status, Round.DecidedBy, Round.ConfirmedBy, Round.DecidedOn));
        Assert.Empty(State.Proposals);
    }

    [Fact]
    public void Another_round_is_opened_again_by_two()
    {
        Receive();
        When(ApprovalMove.Approve);
        Ask(ApprovalMove.Reopen, Noor);
        Assert.Equal(ApprovalStatus.Approved, State.Status);
        Reply(ProposalReply.Confirm, Clara);
        Assert.Equal((ApprovalStatus.Requested, 2), (State.Status, Round.Number));
    }

    [Fact]
    public void A_supervisor_acts_at_once() => Done(Clara, Around);

    [Fact]
    public void So_does_an_assistant_where_the_brand_does_not_mind() => Done(Noor, Around with { Brand = BrandSettings.Default with { Risky = [] } });

    private void Done(Author by, Surroundings around)
    {
        Receive();
        Ask(ApprovalMove.Waive, by, around);
        Assert.Equal(ApprovalStatus.Waived, State.Status);
        Assert.Empty(State.Proposals);
    }

    [Fact]
    public void Decisions_upon_what_came_in_are_nobodys_to_confirm()
    {
        Receive();
        Ask(ApprovalMove.Approve, Noor);
        Assert.Equal(ApprovalStatus.Approved, State.Status);
    }

    [Fact]
    public void What_could_not_be_done_is_not_proposed()
    {
        Plan();
        Ask(ApprovalMove.Drop, Noor);
        ThenRefused("illegal-move");
    }

    [Fact]
    public void The_like_is_proposed_once()
    {
        Receive();
        Ask(ApprovalMove.Waive, Noor);
        Ask(ApprovalMove.Waive, Noor, id: Guid.NewGuid());
        ThenRefused("already-proposed");
        Ask(ApprovalMove.Drop, Noor, id: Guid.NewGuid());
        Assert.Equal(2, State.Proposals.Length);
    }

    [Fact]
    public void Nobody_is_their_own_second()
    {
        Receive();
        Ask(ApprovalMove.Waive, Noor);
        Reply(ProposalReply.Confirm, Noor with { Role = "manager" });
        ThenRefused("same-person");
        Reply(ProposalReply.Confirm, new Author("pavel", "assistant"));
        ThenRefused("no-supervisor");
        Reply(ProposalReply.Withdraw, Clara);
        ThenRefused("not-yours");
        Reply(ProposalReply.Decline, Clara, held: State.Version - 1);
        ThenRefused("changed-since");
    }

    [Theory]
    [InlineData(ProposalReply.Decline)]
    [InlineData(ProposalReply.Withdraw)]
    public void What_is_declined_or_withdrawn_changes_nothing(ProposalReply reply)
    {
        Receive();
        var (status, moves) = (State.Status, State.Moves);
        Ask(ApprovalMove.Waive, Noor);
        Reply(reply, reply == ProposalReply.Decline ? Clara : Noor);
        Assert.Equal((status, moves), (State.Status, State.Moves));
        Assert.Empty(State.Proposals);
        Reply(ProposalReply.Confirm, Clara);
        ThenRefused("unknown-proposal");
    }

    [Fact]
    public void What_can_no_longer_be_done_waits_for_nobody()
    {
        Receive();
        Ask(ApprovalMove.Drop, Noor);
        Ask(ApprovalMove.Waive, Noor, id: Guid.NewGuid());
        When(ApprovalMove.Reject);
        Assert.Equal([ApprovalMove.Waive], State.Proposals.Select(p => p.Act.Move));
        Reply(ProposalReply.Confirm, Clara);
        ThenRefused("unknown-proposal");
        When(ApprovalMove.Cancel);
        Assert.Empty(State.Proposals);
    }
}
