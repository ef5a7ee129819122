using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What something that has not been done yet would do to one open line.</summary>
/// <param name="Before">Its ex-factory as it would be forecast now in any case.</param>
/// <param name="MovedMilestones">How many of its milestones would be forecast on another day.</param>
[GenerateSerializer, Immutable, Alias("line-effect")]
public sealed record LineEffect(int Line, DateOnly Before, DateOnly After, int MovedMilestones, Health HealthBefore, Health HealthAfter)
{
    /// <summary>Upon every open line that has a calendar; what its forecast would do today by itself is none of it.</summary>
    /// <param name="around">As they are.</param>
    /// <param name="adopted">A version that the lines would go over to; null for their own.</param>
    /// <param name="proposed">The factory's working days as they would be; null for as they are.</param>
    public static ImmutableArray<LineEffect> Of(PurchaseOrderState order, Surroundings around, PublishedTemplate? adopted = null, WorkingCalendar? proposed = null)
    {
        var (effects, asOf) = (ImmutableArray.CreateBuilder<LineEffect>(), order.DayAt(around));
        foreach (var line in order.Lines)
        {
            if (line.Timeline is not { } timeline || line.Health == Health.Done)
                continue;
            var relaid = adopted is not null && Relaying.Adopt(
                adopted, timeline, around.Calendar, PurchaseOrder.Attributes(order.Placed!, line.Order, timeline.HandedOver)) is { } schedule ? timeline.Under(schedule) : timeline;
            var before = timeline.LookAhead(MilestoneHome.Line, around.Calendar, asOf, around.Past);
            var after = relaid.LookAhead(MilestoneHome.Line, proposed ?? around.Calendar, asOf, around.Past);
            effects.Add(new LineEffect(
                line.Order.Number, before.Result.Forecast[^1], after.Result.Forecast[^1],
                Moved(timeline.Template, before.Result.Forecast, relaid.Template, after.Result.Forecast), HealthOf(before), HealthOf(after)));

            Health HealthOf(Look look) => look.Health(line.Committed, line.Order.Cancel, !line.Blocks.IsEmpty);
        }

        return effects.ToImmutable();
    }

    /// <summary>Of a decision upon one line.</summary>
    internal static LineEffect Between(LineState before, LineState after) => new(
        before.Order.Number, before.Forecast!.Value, after.Forecast!.Value, Moved(before.Timeline!.Template, before.Timeline.Forecast, after.Timeline!.Template, after.Timeline.Forecast), before.Health, after.Health);

    private static int Moved(CalendarTemplate was, ImmutableArray<DateOnly> before, CalendarTemplate will, ImmutableArray<DateOnly> after) =>
        will.Milestones.Select((m, i) => (Was: was.IndexOf(m.Code), Will: i)).Count(m => m.Was >= 0 && before[m.Was] != after[m.Will]);
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
        if (PurchaseOrder.Afresh(order, around) is not { } before || PurchaseOrder.Decide(command, before, around) is not { WantsReports: false } decided)
            return null;
        var after = decided.Events.Aggregate(before, PurchaseOrder.Evolve);
        return new OrderEffect(decided.Refusal,
        [
            .. from line in before.Lines
               let then = after.Line(line.Order.Number)
               where line.Timeline is { } timeline && timeline.Schedule != then.Timeline!.Schedule
               select LineEffect.Between(line, then),
        ]);
    }
}
