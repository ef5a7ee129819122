using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>Histories of random acts on random days: what always holds.</summary>
public sealed class RandomApprovals : ApprovalSpec
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_done_the_approval_stays_sound(int seed)
    {
        for (var history = 0; history < 300; history++)
        {
            var dice = new Random(seed * 1000 + history);
            Play(dice, $"seed {seed}, history {history}");
        }
    }

    private void Play(Random dice, string which)
    {
        Today = new DateOnly(2027, 2, 20);
        var state = Approval.Initial;
        var events = new List<ApprovalEvent>();
        Apply(new ApprovalCommand.Plan(Sheet(), []));
        for (var step = 0; step < 30; step++)
        {
            Today = Today.AddDays(dice.Next(0, 6));
            var (moves, version) = (state.Moves, state.Version);
            Apply(dice.Next(4) switch
            {
                0 => new ApprovalCommand.Wake(),
                1 when state.Proposals.FirstOrDefault() is { } proposal => new ApprovalCommand.Answer(
                    (ProposalReply)dice.Next(3), new ProposalAnswer(proposal.Id, null), dice.Next(2) == 0 ? proposal.By : new Author("clara", "manager")),
                _ => new ApprovalCommand.Do(
                    Complete((ApprovalMove)dice.Next(Enum.GetValues<ApprovalMove>().Length)) with { Role = dice.Next(2) == 0 ? "assistant" : "manager" }, Guid.NewGuid()),
            });
            Assert.True(state.Moves >= moves && state.Version >= version, which);
            Assert.NotEqual(ApprovalStatus.RejectedResubmit, state.Status);
            Assert.All(state.Proposals, p => Assert.True(ApprovalMoves.IsLegal(p.Act.Move, state.Status), which));
            Assert.Equal(state.Proposals.Select(p => p.Act.Move).Distinct().Count(), state.Proposals.Length);
            // Every round but the last is over; at most one clock runs, and only while it is somebody's turn.
            Assert.All(state.Rounds.SkipLast(1), r => Assert.True(r.Clocks is { Vendor.Since: null, Brand.Since: null }, which));
            var running = state.Round is { } r ? (r.Clocks.Vendor.Since is null ? 0 : 1) + (r.Clocks.Brand.Since is null ? 0 : 1) : 0;
            Assert.True(running <= 1, which);
            Assert.True(running == 0 || state.Dates.WaitsOn is not null, which);
            Assert.Equal(state.Status.IsOpen() && state.Status != ApprovalStatus.OnHold, state.Dates.NextWake is not null);
            // Whatever moved it, or woke it, looked ahead from now.
            Assert.True(state.Moves == moves || state.Dates.NextWake is null || state.Dates.NextWake > Around.Now, which);
            Assert.Equal(state.Status.IsClosedWell(), ApprovalStanding.Of(state)!.ReachedOn is not null);
            Assert.Equal(Enumerable.Range(1, state.Rounds.Length), state.Rounds.Select(x => x.Number));
        }

        // A fold of the events alone ends in the same.
        var folded = events.Aggregate(Approval.Initial, Approval.Evolve);
        Assert.Equal(state.Version, events.Count);
        Assert.Equal((state.Status, state.Dates, state.Moves, state.Proposals.Length), (folded.Status, folded.Dates, folded.Moves, folded.Proposals.Length));

        void Apply(ApprovalCommand command)
        {
            var decision = Approval.Decide(command, state, Around);
            state = decision.Events.Aggregate(state, Approval.Evolve);
            events.AddRange(decision.Events);
        }
    }
}
