using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What something that has not been done yet would do to one open line.</summary>
/// <param name="Before">Its ex-factory as forecast now.</param>
/// <param name="MovedMilestones">How many of its milestones would be forecast on another day.</param>
[GenerateSerializer, Immutable, Alias("line-effect")]
public sealed record LineEffect(int Line, DateOnly Before, DateOnly After, int MovedMilestones, Health HealthBefore, Health HealthAfter)
{
    /// <summary>Of the working days and templates of <paramref name="around"/> upon every open line that has a calendar.</summary>
    /// <param name="adopted">A version that the lines would go over to; null for their own.</param>
    public static ImmutableArray<LineEffect> Of(PurchaseOrderState order, Surroundings around, PublishedTemplate? adopted = null)
    {
        var effects = ImmutableArray.CreateBuilder<LineEffect>();
        foreach (var line in order.Lines)
        {
            if (line.Timeline is not { } timeline || line.Health == Health.Done)
                continue;
            var relaid = adopted is not null && Relaying.Adopt(
                adopted, timeline, around.Calendar, PurchaseOrder.Attributes(order.Placed!, line.Order, timeline.HandedOver)) is { } schedule ? timeline.Under(schedule) : timeline;
            var look = relaid.LookAhead(MilestoneHome.Line, around.Calendar, order.AsOf, around.Past);
            var outlook = look.Outlook;
            effects.Add(new LineEffect(
                line.Order.Number, timeline.Forecast[^1], look.Result.Forecast[^1], outlook.Moved.Length, line.Health,
                look.Health(line.Committed, line.Order.Cancel, !line.Blocks.IsEmpty)));
        }

        return effects.ToImmutable();
    }
}
