using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.Brands;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Command = Selvedge.Domain.Approvals.ApprovalCommand;
using Event = Selvedge.Domain.Approvals.ApprovalEvent;
using State = Selvedge.Domain.Approvals.ApprovalState;

namespace Selvedge.Domain.Approvals;

/// <summary>An act that waits for a second person.</summary>
/// <param name="Id">That of the command that asked for it.</param>
public sealed record ApprovalProposal(Guid Id, Author By, DateTimeOffset At, ApprovalAct Act);

/// <summary>What somebody says to a proposal.</summary>
public enum ProposalReply
{
    Confirm,
    Decline,
    Withdraw,
}

/// <summary>Which acts upon approvals take two people, and what becomes of those that wait.</summary>
internal static class ApprovalProposals
{
    // Judged first: what could not be done is not worth proposing.
    public static Decision<Event> DoOrPropose(Command.Do ask, State approval, Surroundings around)
    {
        var judged = Approval.Do(ask.Act, approval, around);
        if (judged.Refusal is not null || judged.Events.IsEmpty || !TakesTwo(ask.Act, around.Brand))
            return judged;
        if (approval.Proposals.FirstOrDefault(p => p.Act.Move == ask.Act.Move) is { } open)
            return FourEyes.AlreadyProposed(open.By);
        // Whoever confirms it looks at what is there then.
        var proposal = new ApprovalProposal(ask.Id, AuthorOf(ask.Act), around.Now, ask.Act with { Version = null });
        return ImmutableArray.Create<Event>(new Event.ProposalMade(proposal));
    }

    public static Decision<Event> Answer(Command.Answer answer, State approval, Surroundings around)
    {
        var (reply, (id, note), by, held) = answer;
        if (held is { } seen && seen != approval.Version)
            return new Refusal("changed-since", "/If-Match", $"It has been changed since: version {approval.Version} stands, {seen} was held.");
        if (approval.Proposal(id) is not { } proposal)
            return FourEyes.UnknownProposal;
        return reply switch
        {
            ProposalReply.Confirm => Confirm(proposal, by, note, approval, around),
            ProposalReply.Decline => !by.IsSupervisor ? FourEyes.NoSupervisor
                : ImmutableArray.Create<Event>(new Event.ProposalDeclined(id, proposal.Act.Move, by, note)),
            ProposalReply.Withdraw => FourEyes.RefuseWithdrawal(proposal.By, by) is { } refusal ? refusal
                : ImmutableArray.Create<Event>(new Event.ProposalWithdrawn(id, proposal.Act.Move, note)),
            _ => throw new UnreachableException(reply.ToString()),
        };
    }

    // The present state decides, not the one in which it was proposed.
    private static Decision<Event> Confirm(ApprovalProposal proposal, Author by, string? note, State approval, Surroundings around)
    {
        if (FourEyes.RefuseSecond(proposal.By, null, by) is { } refusal)
            return refusal;
        var confirmed = new Event.ProposalConfirmed(proposal.Id, proposal.Act.Move, by, note);
        var judged = Approval.Do(proposal.Act, Approval.Evolve(approval, confirmed), around);
        return judged.Refusal is { } no ? no
            : ImmutableArray.Create<Event>([confirmed, .. judged.Events.Select(e => e is Event.Decided decided ? decided with { ConfirmedBy = by.Id } : e)]);
    }

    // What leaves out a decision, or turns one round.
    private static bool TakesTwo(ApprovalAct act, BrandSettings brand) =>
        act is { Role: not null, Move: ApprovalMove.Waive or ApprovalMove.CarryOver or ApprovalMove.Drop or ApprovalMove.Reopen }
        && FourEyes.MayOnlyPropose(Risk.Waive, AuthorOf(act), brand);

    private static Author AuthorOf(ApprovalAct act) => new(act.By, act.Role!);
}

/// <summary>Something that waits for a second person.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Date">The day on which another submission is wanted; null where as usual.</param>
/// <param name="From">What is to be carried over.</param>
[GenerateSerializer, Immutable, Alias("approval-proposal-view")]
public sealed record ApprovalProposalView(string Id, ApprovalMove Act, string By, DateTimeOffset At, string? Text, DateOnly? Date, string? From)
{
    internal static ApprovalProposalView Of(ApprovalProposal proposal) => new(
        proposal.Id.ToString("N"), proposal.Act.Move, proposal.By.Id, proposal.At, proposal.Act.Text, proposal.Act.Date, proposal.Act.From);
}
