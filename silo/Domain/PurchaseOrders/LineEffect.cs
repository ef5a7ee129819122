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

    /// <summary>Of a decision upon one line.</summary>
    internal static LineEffect Between(LineState before, LineState after) => new(
        before.Order.Number, before.Forecast!.Value, after.Forecast!.Value, Moved(before.Timeline!, after.Timeline!), before.Health, after.Health);

    private static int Moved(Timeline before, Timeline after) => after.Template.Milestones.Select((m, i) => (Was: before.Template.IndexOf(m.Code), Is: i))
        .Count(m => m.Was >= 0 && before.Forecast[m.Was] != after.Forecast[m.Is]);
}

/// <summary>What a change of an order's calendars would come to.</summary>
/// <param name="Problem">Why it would be refused; null where it would not.</param>
/// <param name="Lines">Those whose calendar would be otherwise.</param>
[GenerateSerializer, Immutable, Alias("order-effect")]
public sealed record OrderEffect(Refusal? Problem, ImmutableArray<LineEffect> Lines)
{
    /// <summary>The very command is decided, and nothing kept. Null where only <see cref="Surroundings.Reports"/> can tell.</summary>
    public static OrderEffect? Of(PurchaseOrderCommand command, PurchaseOrderState order, Surroundings around)
    {
        var decided = PurchaseOrder.Decide(command, order, around);
        if (decided.WantsReports)
            return null;
        var after = decided.Events.Aggregate(order, PurchaseOrder.Evolve);
        return new OrderEffect(decided.Refusal,
        [
            .. from line in order.Lines
               let then = after.Line(line.Order.Number)
               where line.Timeline is { } timeline && timeline.Schedule != then.Timeline!.Schedule
               select LineEffect.Between(line, then),
        ]);
    }
}
