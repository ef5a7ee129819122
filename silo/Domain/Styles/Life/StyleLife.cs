using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>How far a style has come, and what was decided of it on the way.</summary>
/// <param name="Profile">Version of its profile; 0 until it was adopted.</param>
/// <param name="Proposals">What waits for a second person, oldest first.</param>
/// <param name="Orders">How far each order has come that names it, or did.</param>
public sealed record StyleLife(
    StyleStage Stage, int Profile, ImmutableArray<Waiver> Waivers, ImmutableArray<StyleProposal> Proposals, ImmutableArray<OrderProgress> Orders)
{
    /// <summary>The day on which somebody closed the stage before; null where nobody has, or did not say the day.</summary>
    public DateOnly? Since { get; init; }

    public static StyleLife Begun { get; } = new(StyleStage.Concept, 0, [], [], []);

    /// <summary>What its orders say together; null while none has gone out.</summary>
    public StyleStage? Ordered
    {
        get
        {
            var (gone, left, begun) = (0, 0, false);
            foreach (var order in Orders)
            {
                if (order.Stage is not { } stage)
                    continue;
                gone++;
                left += stage == StyleStage.HandedOff ? 1 : 0;
                begun |= stage >= StyleStage.InProduction;
            }

            return gone == 0 ? null : left == gone ? StyleStage.HandedOff : begun ? StyleStage.InProduction : StyleStage.Ordered;
        }
    }

    public StyleProposal? Proposal(Guid id) => Proposals.FirstOrDefault(p => p.Id == id);

    internal StyleLife Without(Guid proposal) => this with { Proposals = Proposals.RemoveAll(p => p.Id == proposal) };

    internal StyleLife With(OrderProgress order) =>
        this with { Orders = Orders.RemoveAll(o => o.PurchaseOrder == order.PurchaseOrder).Add(order) };
}

/// <summary>An act that waits for a second person.</summary>
/// <param name="Id">That of the command that asked for it.</param>
public sealed record StyleProposal(Guid Id, Author By, DateTimeOffset At, StyleAct Act);

/// <summary>How far an order has come with a style.</summary>
/// <param name="Version">Of the order; of two tellings the higher stands.</param>
/// <param name="Stage">Ordered, in production or handed off; null where it is a draft, cancelled, or of other styles now.</param>
[GenerateSerializer, Immutable, Alias("order-progress")]
public sealed record OrderProgress(string PurchaseOrder, int Version, StyleStage? Stage);
