using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What boards need of one purchase order, written with every append: small, flat, latest values.</summary>
/// <param name="Open">False for a draft, and once every line with a calendar has left the factory, was cancelled or closed.</param>
/// <param name="Document">Version of the order's document; 0 for a draft.</param>
/// <param name="Acknowledged">The version that the vendor has last acknowledged.</param>
/// <param name="AnswerDue">By when the vendor is to confirm; null while no answer is due.</param>
/// <param name="Waiting">How many acts and plans wait for a second person.</param>
/// <param name="Parent">Number of the order that it repeats; null for none.</param>
public sealed record PurchaseOrderRow(
    string Number, string Brand, string Category, string Vendor, string Season, Health Health, bool Open, ImmutableArray<LineRow> Lines,
    Phase Phase = Phase.Confirmed, int Document = 1, int Acknowledged = 1, DateTimeOffset? AnswerDue = null, bool IsOverdue = false,
    bool IsHeld = false, int Waiting = 0, string? Parent = null)
{
    /// <summary>There is still something to do about it.</summary>
    public bool IsGoingOn => Open || Phase is Phase.Draft or Phase.PendingApproval;

    /// <summary>A version has gone out: until then it is known to the buyer's own people alone.</summary>
    public bool IsIssued => Document > 0;

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
            placed.Number, placed.Brand, placed.Category, placed.Vendor, placed.Season, order.Health, order.IsOpen, lines.MoveToImmutable(),
            order.Life.Phase, order.Life.Version, order.Life.Acknowledged, order.Life.AnswerDue, order.Life.IsOverdue,
            order.Life.Hold is not null, order.Life.Proposals.Length + order.Lines.Sum(l => l.OpenPlans), placed.Parent);
    }
}

/// <param name="Quantity">Pieces or pairs that are wanted: none of a cancelled line.</param>
/// <param name="FloatDays">Null for a line without a calendar or one that is done.</param>
/// <param name="Next">The open milestone that is due first.</param>
/// <param name="Cause">What blocks it, else the cause that added most days, in words; null when nothing is wrong.</param>
/// <param name="Earliest">Where ex-factory falls in eight of ten cases begins here; null where no past tells.</param>
/// <param name="Latest">It ends here.</param>
/// <param name="Discrepancies">Those that are open; null for none.</param>
/// <param name="Settled">Discrepancies that somebody settled; null for none.</param>
/// <param name="Template">Id of the template that its calendar was laid by; null for a line without a calendar.</param>
/// <param name="ProfileAsk">What both sides are asked to acknowledge and one has not yet; null for nothing.</param>
/// <param name="Lost">
/// Where the days of its slip were lost: less <paramref name="AbsorbedDays"/> they are <paramref name="SlipDays"/>. Null where it does not
/// slip, and in rows written before this was kept.
/// </param>
/// <param name="AbsorbedDays">That float took of what was lost.</param>
public sealed record LineRow(
    int Number, string? Style, string Description, string Colour, int Quantity, Stage Stage, Health Health, int SlipDays, int? FloatDays,
    DateOnly? Baseline, DateOnly? Committed, DateOnly? Forecast, DateOnly? Actual, DateOnly? Cancel,
    NextMilestone? Next, string? Cause, DateTimeOffset? HeardAt, string? Template = null, int TemplateVersion = 0,
    DateOnly? Earliest = null, DateOnly? Latest = null, ImmutableArray<DiscrepancyView>? Discrepancies = null,
    ImmutableArray<SettledDiscrepancy>? Settled = null, ProfileAsk? ProfileAsk = null,
    ImmutableArray<LostDays>? Lost = null, int AbsorbedDays = 0)
{
    public static LineRow Of(LineState line)
    {
        var outlook = line.Timeline?.Outlook;
        var slips = outlook is { SlipDays: > 0 };
        var facts = line.Timeline?.Facts() ?? [];
        var actual = line.Timeline is null ? null : facts[line.Timeline.Template.ExFactory].Happened;
        return new LineRow(
            line.Order.Number, line.Order.Style, line.Order.Description, line.Order.Colour, line.IsCancelled ? 0 : line.Order.Quantity, line.Reached, line.Health,
            outlook?.SlipDays ?? 0, actual is null ? outlook?.FloatDays : null,
            line.Baseline, line.Committed, line.Forecast, actual, line.Order.Cancel,
            actual is null && line.Timeline is { } timeline ? NextMilestone.Of(timeline, facts, MilestoneHome.Line) : null,
            line.Cause, line.Timeline?.HeardAt,
            line.Timeline?.Schedule.Template, line.Timeline?.Schedule.TemplateVersion ?? 0,
            outlook?.Range?.Earliest, outlook?.Range?.Latest, LineDiscrepancies.Open(line), LineDiscrepancies.Settled(line),
            PurchaseOrders.ProfileAsk.Of(line),
            slips ? [.. outlook!.Causes.Select(c => new LostDays(c.Code, c.Side, c.Days, c.CodeOfStyle))] : null, slips ? outlook!.FloatAbsorbedDays : 0);
    }
}

/// <summary>Days that one cause added to a line's driving path.</summary>
/// <param name="Code">Delay reason; null where nobody gave one.</param>
/// <param name="CodeOfStyle">It was given of the line's style.</param>
public sealed record LostDays(string? Code, Side Side, int Days, bool CodeOfStyle = false);

/// <param name="Due">The day of the plan in force.</param>
/// <param name="Name">Null in rows written before names were kept.</param>
public sealed record NextMilestone(string Code, DateOnly Due, DateOnly Forecast, string? Name = null, string? Role = null)
{
    /// <summary>The first open milestone of the line or style by due day; null when none is open.</summary>
    /// <param name="facts">The timeline's.</param>
    public static NextMilestone? Of(Timeline timeline, ImmutableArray<MilestoneFacts> facts, MilestoneHome home)
    {
        var (next, plan, milestones) = (-1, timeline.Schedule.Plan, timeline.Template.Milestones);
        for (var i = 0; i < milestones.Length; i++)
            if (milestones[i].Home == home && facts[i].Happened is null && (next < 0 || plan[i] < plan[next]))
                next = i;
        return next < 0 ? null : new NextMilestone(milestones[next].Code, plan[next], timeline.Forecast[next], milestones[next].Name, milestones[next].Role);
    }
}
