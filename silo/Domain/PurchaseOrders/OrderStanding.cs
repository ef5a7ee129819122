using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Where an order stands between buyer and vendor, as a person reads it.</summary>
/// <param name="Production">How far the goods have come; null before materials are ordered.</param>
/// <param name="Wish">What the vendor would do instead; null while it has asked for nothing.</param>
/// <param name="Proposals">What waits for a second person: acts, and reported plans for committed days.</param>
/// <param name="Acts">All that can be asked of an order, and why not of this one as it stands.</param>
/// <param name="Attributes">What is said of its goods, as far as it decides milestones, otherwise than their styles say.</param>
[GenerateSerializer, Immutable, Alias("order-standing")]
public sealed record OrderStanding(
    Phase Phase, ProductionState? Production, DocumentStanding Document, string? Parent, Hold? Hold, WishView? Wish,
    ImmutableArray<ProposalView> Proposals, Ending? Ending, ImmutableArray<ActView> Acts, ImmutableArray<AttributeValue> Attributes)
{
    public static OrderStanding Of(PurchaseOrderState order)
    {
        var life = order.Life;
        return new OrderStanding(
            life.Phase, order.Production, new DocumentStanding(life.Version, life.Acknowledged, life.AnswerDue, life.IsOverdue),
            order.Placed!.Parent, life.Hold, life.Wish is { } wish ? WishView.Of(wish) : null,
            [.. life.Proposals.Select(ProposalView.Of), .. order.Lines.Where(l => !l.IsOver).SelectMany(ProposalView.OfPlans)],
            life.Ending, [.. Moves.All.Select(act => new ActView(act, Moves.WhyNot(act, order)))], order.Placed.OfGoods);
    }
}

/// <param name="Why">It cannot be asked for now; null where it can.</param>
[GenerateSerializer, Immutable, Alias("act-view")]
public sealed record ActView(Act Act, string? Why);

/// <summary>Which version there is, and which one the vendor holds.</summary>
/// <param name="Version">0 for a draft.</param>
/// <param name="Acknowledged">The version that the vendor has last acknowledged; 0 for none.</param>
/// <param name="AnswerDue">By when the vendor is to confirm; null while no answer is due.</param>
[GenerateSerializer, Immutable, Alias("document-standing")]
public sealed record DocumentStanding(int Version, int Acknowledged, DateTimeOffset? AnswerDue, bool Overdue);

/// <param name="Version">That it answers.</param>
[GenerateSerializer, Immutable, Alias("wish-view")]
public sealed record WishView(int Version, ImmutableArray<Difference> Changes, string? Reason, string Note, string By, DateTimeOffset At)
{
    public static WishView Of(VendorWish wish) =>
        new(wish.Wish.Version, wish.Changes, wish.Wish.Reason, wish.Wish.Note, wish.By.Id, wish.At);
}

/// <summary>Something that waits for a second person.</summary>
/// <param name="By">Id of the person, or the source of the report.</param>
/// <param name="Line">Where it is for one line; null else.</param>
/// <param name="From">The day committed to now, where a day is to move.</param>
/// <param name="Changes">To the order's document.</param>
/// <param name="Contributing">Delay reason codes beside the first; null for none.</param>
/// <param name="IsPlan">Reported as a plan: it is agreed to or declined by its line and milestone.</param>
[GenerateSerializer, Immutable, Alias("proposal-view")]
public sealed record ProposalView(
    string Id, Act Act, string By, DateTimeOffset At, int? Line, string? Milestone, DateOnly? From, DateOnly? To, string? Reason, string? Note,
    ImmutableArray<Difference> Changes, bool IsPlan = false, ImmutableArray<string>? Contributing = null)
{
    internal static ProposalView Of(Proposal proposal)
    {
        var act = proposal.Act;
        return new ProposalView(
            proposal.Id.ToString("N"), act.Kind, proposal.By.Id, proposal.At, act.Commit?.Line ?? act.AgreePlan?.Line ?? act.Waive?.Line,
            act.Commit?.Milestone ?? act.AgreePlan?.Milestone ?? act.Waive?.Milestone, null, act.Commit?.Date,
            act.Commit?.Reason ?? act.Revise?.Reason ?? act.AgreePlan?.Reason ?? act.Cancel?.Reason ?? act.Waive?.Reason,
            act.Commit?.Note ?? act.Revise?.Note ?? act.AgreePlan?.Note ?? act.Issue?.Note ?? act.AcceptChange?.Note, proposal.Changes,
            Contributing: act.Commit?.Contributing ?? act.Revise?.Contributing ?? act.AgreePlan?.Contributing);
    }

    internal static IEnumerable<ProposalView> OfPlans(LineState line)
    {
        if (line.Timeline is not { } timeline)
            yield break;
        for (var i = 0; i < timeline.Template.Milestones.Length; i++)
            if (line.OpenPlan(i) is { } plan)
                yield return new ProposalView(
                    $"plan-{line.Order.Number}-{timeline.Template.Milestones[i].Code}", Act.AgreePlan, plan.Source, plan.HeardAt, line.Order.Number,
                    timeline.Template.Milestones[i].Code, line.CommittedTo(i), plan.Date, plan.Reason, plan.Note, [], IsPlan: true);
    }
}
