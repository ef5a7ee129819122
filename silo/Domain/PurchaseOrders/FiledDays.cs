using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>
/// Other ex-factory days in a file that is sent again. A line whose calendar is laid keeps the day that was agreed: another one
/// is a reported plan, which awaits its answer, unless its row says why and who carries the days, and the day is within what
/// one person may move.
/// </summary>
internal static class FiledDays
{
    /// <summary>Under whose name plans from files stand.</summary>
    public const string Source = "file";

    /// <summary>The line as the file has it, but for days that its calendar no longer takes from files.</summary>
    public static OrderLine Without(OrderLine filed, PurchaseOrderState order) => order.Line(filed.Number) is { Timeline: not null } line
        ? filed with { ExFactory = line.Order.ExFactory, Committed = line.Order.Committed }
        : filed;

    /// <summary>What the sheet's days come to; nothing where they are known.</summary>
    public static Decision<Event> Of(OrderSheet sheet, PurchaseOrderState order, Surroundings around)
    {
        var facts = ImmutableArray.CreateBuilder<Event>();
        for (var i = 0; i < sheet.Lines.Length; i++)
        {
            var filed = sheet.Lines[i];
            if (order.Line(filed.Number) is not { IsOver: false, Timeline: { } timeline } line || line.Actual is not null)
                continue;
            var day = filed.Committed != line.Order.Committed ? filed.Committed : filed.ExFactory != line.Order.ExFactory ? filed.ExFactory : null;
            if (day is { } wanted && Reporting.RefuseFar(wanted, timeline.Schedule.Target, $"/lines/{i}/exFactory") is { } far)
                return far;
            var why = sheet.Reasons?.FirstOrDefault(r => r.Line == filed.Number);
            if (why is not null && DelayReasons.Refuse(why.Reason, why.Side, []) is { } unreasoned)
                return unreasoned with { Pointer = $"/lines/{i}{unreasoned.Pointer}" };
            if (Of(line, timeline, day == line.Committed ? null : day, why, around) is { } fact)
                facts.Add(fact);
        }

        return facts.ToImmutable();
    }

    private static Event? Of(LineState line, Timeline timeline, DateOnly? day, DayReason? why, Surroundings around)
    {
        var (number, exFactory) = (line.Order.Number, timeline.Template.Milestones[timeline.Template.ExFactory].Code);
        if (day is { } agreed && why is { Side: { } side } && !Supervision.IsBeyondTolerance(line, agreed, around.Brand))
            return new Event.DateCommitted(number, new Commitment(
                exFactory, agreed, line.Committed!.Value, Committing.AnchorOf(line)!.Value, why.Reason, side, null, Source, null, around.Now));
        var id = $"{number}/{exFactory}";
        var known = timeline.Claims.FirstOrDefault(c => c.Milestone == exFactory && c.Classifier == Classifier.Plan)?.Best.FirstOrDefault(c => c.Is(Source, id));
        if (known?.Date == day)
            return null;
        return new Event.MilestonesReported(
            [new ReportMilestone(Source, id, around.Now, day is null, number, exFactory, Classifier.Plan, day ?? default, why?.Reason, null)], around.Now);
    }
}
