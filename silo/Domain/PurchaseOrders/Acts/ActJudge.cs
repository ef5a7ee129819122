using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What people ask of an order: whether it is possible now, what it does, and whether it takes a second person.</summary>
internal static class ActJudge
{
    public static Decision<Event> Decide(PurchaseOrderCommand.Ask ask, PurchaseOrderState order, Surroundings around)
    {
        if (order.Placed is null)
            return ask.Act.Draft is { } draft
                ? Drafting.Draft(draft, around)
                : new Refusal("unknown-purchase-order", "", "There is no such purchase order.");
        if (ask.Held is { } held && held != order.Version)
            return new Refusal("changed-since", "/If-Match", $"It has been changed since: version {order.Version} stands, {held} was held.");
        if (Moves.Refuse(ask.Act.Kind, order) is { } refusal)
            return refusal;
        var asked = new Case(order, ask.By, null, around, ask.Styles, ask.Parent, ask.Found);
        return ask.Act switch
        {
            { ConfirmProposal: { } answer } => Confirm(answer, asked),
            { DeclineProposal: { } answer } => Decline(answer, asked),
            { WithdrawProposal: { } answer } => Withdraw(answer, asked),
            _ => DoOrPropose(ask.Id, ask.Act, asked),
        };
    }

    // Judged first: what could not be done is not worth proposing.
    private static Decision<Event> DoOrPropose(Guid id, OrderAct act, Case asked)
    {
        var judged = Judge(act, asked);
        if (judged.Refusal is not null || judged.Events.IsEmpty || !Supervision.TakesTwo(act, judged.Events, asked))
            return judged;
        if (asked.Life.Proposals.FirstOrDefault(p => IsSame(p.Act, act)) is { } open)
            return FourEyes.AlreadyProposed(open.By);
        return ImmutableArray.Create<Event>(new Event.ProposalMade(new Proposal(id, asked.By, asked.Now, act, Otherwise(judged.Events, asked))));
    }

    // The present state decides, not the one in which it was proposed.
    private static Decision<Event> Confirm(ProposalAnswer answer, Case asked)
    {
        if (asked.Life.Proposal(answer.Id) is not { } proposal)
            return FourEyes.UnknownProposal;
        if (Supervision.RefuseSecond(proposal, asked) is { } refusal)
            return refusal;
        if (Moves.Refuse(proposal.Act.Kind, asked.Order with { Life = Settled(asked.Life, proposal) }) is { } impossible)
            return impossible;
        ImmutableArray<Event> confirmed = [new Event.ProposalConfirmed(proposal.Id, proposal.Act.Kind, asked.By, answer.Note)];
        asked = asked with { Order = confirmed.Aggregate(asked.Order, PurchaseOrder.Evolve) };
        var judged = Judge(proposal.Act, asked with { By = proposal.By, Second = asked.By });
        return judged.Refusal is { } no ? no
            : Supervision.IsAboveLimit(judged.Events, asked) ? Supervision.AboveYourLimit
            : confirmed.AddRange(judged.Events);
    }

    private static Decision<Event> Decline(ProposalAnswer answer, Case asked) =>
        asked.Life.Proposal(answer.Id) is not { } proposal ? FourEyes.UnknownProposal
        : !asked.By.IsSupervisor ? FourEyes.NoSupervisor
        : ImmutableArray.Create<Event>(new Event.ProposalDeclined(proposal.Id, proposal.Act.Kind, asked.By, answer.Note));

    private static Decision<Event> Withdraw(ProposalAnswer answer, Case asked) =>
        asked.Life.Proposal(answer.Id) is not { } proposal ? FourEyes.UnknownProposal
        : FourEyes.RefuseWithdrawal(proposal.By, asked.By) is { } refusal ? refusal
        : ImmutableArray.Create<Event>(new Event.ProposalWithdrawn(proposal.Id, proposal.Act.Kind, answer.Note));

    // An order that waits for its issue to be confirmed is, for the issue itself, a draft.
    private static LifeCycle Settled(LifeCycle life, Proposal proposal) =>
        proposal.Act.Kind == Act.Issue ? life with { Phase = Phase.Draft } : life;

    private static Decision<Event> Judge(OrderAct act, Case asked) => act switch
    {
        { Amend: { } amend } => Drafting.Amend(amend, asked),
        { Issue: { } issue } => Drafting.Issue(issue, asked),
        { Acknowledge: { } answer } => VendorAnswers.Acknowledge(answer, asked),
        { Confirm: { } answer } => VendorAnswers.Confirm(answer, asked),
        { Reject: { } answer } => VendorAnswers.Reject(answer, asked),
        { ProposeChange: { } wish } => VendorAnswers.ProposeChange(wish, asked),
        { AcceptChange: { } accept } => Revising.Accept(accept, asked),
        { DeclineChange: { } decline } => VendorAnswers.DeclineChange(decline, asked),
        { Revise: { } revision } => Revising.Revise(revision, asked),
        { Commit: { } commit } => Committing.Commit(commit, asked),
        { AgreePlan: { } answer } => Committing.Agree(answer, asked),
        { DeclinePlan: { } answer } => Committing.Decline(answer, asked),
        { Hold: { } hold } => Hold(hold, asked),
        { Release: { } release } => Release(release, asked),
        { Cancel: { } cancel } => Endings.Cancel(cancel, asked),
        { Close: { } close } => Endings.Close(close, asked),
        { AcknowledgeProfile: { } answer } => Profiles.Acknowledge(answer, asked),
        { Waive: { } waive } => Waive(waive, asked),
        _ => throw new UnreachableException(act.Kind.ToString()),
    };

    private static Decision<Event> Hold(HoldOrder hold, Case asked)
    {
        var waitsOn = hold.WaitsOn ?? asked.By.Id;
        return asked.Life.Hold is { } held && held.Reason == hold.Reason && held.WaitsOn == waitsOn
            ? ImmutableArray<Event>.Empty
            : [new Event.Held(new Hold(hold.Reason, waitsOn, asked.By.Id, asked.Now))];
    }

    private static Decision<Event> Waive(WaiveGate waive, Case asked)
    {
        if (Relaying.RefuseReason(waive.Reason) is { } refusal)
            return refusal;
        if (asked.Order.Line(waive.Line) is not { IsOver: false, Timeline: { } timeline } line)
            return new Refusal("unknown-line", "/line", $"{asked.Header.Number} has no line {waive.Line} with a calendar.");
        if (Gates.ToPass(line, waive.Milestone) < 0)
            return line.Waivers.Any(w => w.Milestone == waive.Milestone)
                ? ImmutableArray<Event>.Empty
                : new Refusal("holds-nothing", "/milestone", $"{waive.Milestone} is no gate of line {waive.Line} that is still to be passed.");
        var change = new MilestoneOverride(waive.Milestone, OverrideKind.NotApplicable, [], null, waive.Reason);
        var relaid = new LineSchedule(waive.Line, Relaying.Override(change, timeline.Schedule, asked.Around.Calendar));
        return ImmutableArray.Create<Event>(
            new Event.GateWaived(waive.Line, new Waiver(waive.Milestone, waive.Reason, asked.By, asked.Second, asked.Now)),
            new Event.MilestoneOverridden(relaid, change));
    }

    private static Decision<Event> Release(ActNote release, Case asked) => ImmutableArray.Create<Event>(new Event.Released(
        release.Note, asked.Life.Phase is Phase.Issued or Phase.Acknowledged ? asked.Now.AddHours(asked.Brand.AnswerHours) : null));

    /// <summary>What the facts would make otherwise in the order's document.</summary>
    public static ImmutableArray<Difference> Otherwise(ImmutableArray<Event> facts, Case asked) => Difference.Between(
        OrderDocument.Of(asked.Order, 0, asked.Styles), OrderDocument.Of(facts.Aggregate(asked.Order, PurchaseOrder.Evolve), 0, asked.Styles));

    // One thing may be proposed for each of two milestones, but not two for one.
    private static bool IsSame(OrderAct one, OrderAct other) =>
        one.Kind == other.Kind
        && (one.Commit?.Line, one.Commit?.Milestone) == (other.Commit?.Line, other.Commit?.Milestone)
        && (one.AgreePlan?.Line, one.AgreePlan?.Milestone) == (other.AgreePlan?.Line, other.AgreePlan?.Milestone)
        && (one.Waive?.Line, one.Waive?.Milestone) == (other.Waive?.Line, other.Waive?.Milestone);
}
