using System.Collections.Frozen;
using System.Collections.Immutable;
using static Selvedge.Domain.PurchaseOrders.Act;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Which act is possible where.</summary>
public static class Moves
{
    private static readonly FrozenDictionary<Act, ImmutableArray<Phase>> Where = new Dictionary<Act, ImmutableArray<Phase>>
    {
        [Draft] = [],
        [Amend] = [Phase.Draft],
        [Issue] = [Phase.Draft],
        [Acknowledge] = [Phase.Issued, Phase.Acknowledged, Phase.Confirmed],
        [Confirm] = [Phase.Issued, Phase.Acknowledged, Phase.Confirmed],
        [ProposeChange] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.Confirmed],
        [Reject] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed],
        [AcceptChange] = [Phase.ChangeProposed],
        [DeclineChange] = [Phase.ChangeProposed],
        [Revise] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [Commit] = [Phase.Issued, Phase.Acknowledged, Phase.Confirmed],
        [AgreePlan] = [Phase.Issued, Phase.Acknowledged, Phase.Confirmed],
        [DeclinePlan] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.Confirmed],
        [Act.Hold] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [Release] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [Cancel] = [Phase.Draft, Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [Close] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.Confirmed],
        [ConfirmProposal] = [Phase.PendingApproval, Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [DeclineProposal] = [Phase.PendingApproval, Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [WithdrawProposal] = [Phase.PendingApproval, Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [AcknowledgeProfile] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
        [Waive] = [Phase.Issued, Phase.Acknowledged, Phase.ChangeProposed, Phase.RejectedByVendor, Phase.Confirmed],
    }.ToFrozenDictionary();

    // A hold is ours: it stops what would let production go on, not what clears it up.
    private static readonly FrozenSet<Act> StoppedByHold = new[] { Confirm, ProposeChange, AcceptChange, Commit, AgreePlan, Close, Waive }.ToFrozenSet();

    /// <summary>What can be asked of an order that is there.</summary>
    public static readonly ImmutableArray<Act> All = [.. Enum.GetValues<Act>().Where(act => act != Draft)];

    /// <summary>What may be asked of an order as it stands, in the acts' own order.</summary>
    public static ImmutableArray<Act> PossibleFor(PurchaseOrderState order) => [.. Enum.GetValues<Act>().Where(act => IsPossible(act, order))];

    /// <summary>Why the act is not possible or would change nothing; null where it may be asked for.</summary>
    public static string? WhyNot(Act act, PurchaseOrderState order)
    {
        var life = order.Life;
        return act switch
        {
            _ when !Where[act].Contains(life.Phase) => $"Not possible when {Words(life.Phase.ToString())}.",
            Release => life.Hold is null ? "It is not on hold." : null,
            ConfirmProposal or DeclineProposal or WithdrawProposal => life.Proposals.IsEmpty ? "Nothing waits for a second person." : null,
            _ when !IsPossible(act, order) => "It is on hold: release it first.",
            AgreePlan or DeclinePlan => order.Lines.Any(l => l.OpenPlans > 0) ? null : "No reported plan waits for an answer.",
            Waive => order.Lines.Any(l => !Gates.ToPass(l).IsEmpty) ? null : "No gate is still to be passed.",
            AcknowledgeProfile => order.Lines.Any(Profiles.IsBehind) ? null : "Both sides hold the present profiles.",
            Acknowledge when life.Phase != Phase.Issued && life.Acknowledged == life.Version => $"Version {life.Version} has been acknowledged.",
            Confirm when life.Phase == Phase.Confirmed && life.Acknowledged == life.Version => $"Version {life.Version} has been confirmed.",
            _ => null,
        };
    }

    /// <summary>Null when the act is possible; else where the order stands, and what would be.</summary>
    internal static Refusal? Refuse(Act act, PurchaseOrderState order)
    {
        if (IsPossible(act, order))
            return null;
        if (act == Draft)
            return new Refusal("number-taken", "/number", $"{order.Placed!.Number} is there already, {Said(order.Life)}.");
        var possible = PossibleFor(order);
        return new Refusal("not-possible-now", "",
            $"{order.Placed!.Number} is {Said(order.Life)}: {Said(act)} is not possible; "
            + (possible.IsEmpty ? "nothing is any more." : $"possible are {string.Join(", ", possible.Select(Said))}."));
    }

    private static bool IsPossible(Act act, PurchaseOrderState order) =>
        Where[act].Contains(order.Life.Phase) && act switch
        {
            Release => order.Life.Hold is not null,
            ConfirmProposal or DeclineProposal or WithdrawProposal => !order.Life.Proposals.IsEmpty,
            _ => order.Life.Hold is null || !StoppedByHold.Contains(act),
        };

    private static string Said(LifeCycle life) => Words(life.Phase.ToString()) + (life.Hold is null ? "" : " and on hold");

    private static string Said(Act act) => Words(act.ToString());

    // PendingApproval: pending approval.
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}
