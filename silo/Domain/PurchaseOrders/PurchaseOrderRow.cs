using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What boards need of one purchase order, written with every append: small, flat, latest values.</summary>
/// <param name="Open">False once every line with a calendar has left the factory.</param>
public sealed record PurchaseOrderRow(
    string Number, string Brand, string Category, string Vendor, string Season, Health Health, bool Open, ImmutableArray<LineRow> Lines)
{
    /// <summary>Null until the order was placed.</summary>
    /// <param name="before">A former state and its row: lines that did not change since keep theirs.</param>
    public static PurchaseOrderRow? Of(PurchaseOrderState order, (PurchaseOrderState Order, PurchaseOrderRow Row)? before = null)
    {
        if (order.Placed is not { } placed)
            return null;
        var lines = ImmutableArray.CreateBuilder<LineRow>(order.Lines.Length);
        for (var i = 0; i < order.Lines.Length; i++)
            lines.Add(before is (var was, var row) && i < was.Lines.Length && ReferenceEquals(was.Lines[i], order.Lines[i])
                ? row.Lines[i]
                : LineRow.Of(order.Lines[i]));
        return new PurchaseOrderRow(
            placed.Number, placed.Brand, placed.Category, placed.Vendor, placed.Season, order.Health, order.IsOpen, lines.MoveToImmutable());
    }
}

/// <param name="FloatDays">Null for a line without a calendar or one that is done.</param>
/// <param name="Next">The open milestone that is due first.</param>
/// <param name="Cause">What blocks it, else the cause that added most days, in words; null when nothing is wrong.</param>
/// <param name="Earliest">Where ex-factory falls in eight of ten cases begins here; null where no past tells.</param>
/// <param name="Latest">It ends here.</param>
/// <param name="Template">Id of the template that its calendar was laid by; null for a line without a calendar.</param>
public sealed record LineRow(
    int Number, string? Style, string Description, string Colour, int Quantity, Stage Stage, Health Health, int SlipDays, int? FloatDays,
    DateOnly? Baseline, DateOnly? Committed, DateOnly? Forecast, DateOnly? Actual, DateOnly? Cancel,
    NextMilestone? Next, string? Cause, DateTimeOffset? HeardAt, string? Template = null, int TemplateVersion = 0,
    DateOnly? Earliest = null, DateOnly? Latest = null)
{
    public static LineRow Of(LineState line)
    {
        var outlook = line.Timeline?.Outlook;
        var facts = line.Timeline?.Facts() ?? [];
        var actual = line.Timeline?.Actual(facts, line.Timeline.Template.ExFactory);
        return new LineRow(
            line.Order.Number, line.Order.Style, line.Order.Description, line.Order.Colour, line.Order.Quantity, line.Stage, line.Health,
            outlook?.SlipDays ?? 0, actual is null ? outlook?.FloatDays : null,
            line.Baseline, line.Committed, line.Forecast, actual, line.Order.Cancel,
            actual is null && line.Timeline is { } timeline ? NextMilestone.Of(timeline, facts) : null,
            line.Blocks.IsEmpty ? outlook?.Causes.MaxBy(c => c.Days)?.Text : line.Blocks[0].Text, line.Timeline?.HeardAt,
            line.Timeline?.Schedule.Template, line.Timeline?.Schedule.TemplateVersion ?? 0,
            outlook?.Range?.Earliest, outlook?.Range?.Latest);
    }
}

/// <param name="Due">The day of the plan in force.</param>
/// <param name="Name">Null in rows written before names were kept.</param>
public sealed record NextMilestone(string Code, DateOnly Due, DateOnly Forecast, string? Name = null, string? Role = null)
{
    /// <summary>The first open milestone of the line by due day; null when none is open.</summary>
    /// <param name="facts">The timeline's.</param>
    public static NextMilestone? Of(Timeline timeline, ImmutableArray<MilestoneFacts> facts)
    {
        NextMilestone? next = null;
        var milestones = timeline.Template.Milestones;
        for (var i = 0; i < milestones.Length; i++)
            if (milestones[i].Home == MilestoneHome.Line && timeline.Actual(facts, i) is null
                && (next is null || timeline.Schedule.Plan[i] < next.Due))
                next = new NextMilestone(milestones[i].Code, timeline.Schedule.Plan[i], timeline.Forecast[i], milestones[i].Name, milestones[i].Role);
        return next;
    }
}
