using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>From an idea of an order to its first version.</summary>
internal static class Drafting
{
    public static Decision<Event> Draft(DraftOrder draft, Surroundings around)
    {
        var today = around.Calendar.DayAt(around.Now);
        if (draft.Lines.IsEmpty)
            return NoLines;
        var (lines, refusal) = Changes.Apply([], draft.Lines, today);
        if ((refusal ?? TemplateAttributes.RefuseSaid(draft.Attributes)) is { } impossible)
            return impossible;
        var header = new OrderHeader(
            draft.Number, draft.Brand, draft.Category, draft.Season, draft.Vendor, draft.Incoterm, draft.ShipMode, draft.Template, draft.Attributes, draft.Parent);
        return ImmutableArray.Create<Event>(new Event.Drafted(header, lines, today));
    }

    public static Decision<Event> Amend(OrderChanges changes, Case asked)
    {
        ImmutableArray<OrderLine> known = [.. asked.Order.Lines.Select(l => l.Order)];
        for (var i = 0; i < changes.Removed.Length; i++)
            if (!known.Any(l => l.Number == changes.Removed[i]))
                return new Refusal("unknown-line", $"/removed/{i}", $"{asked.Header.Number} has no line {changes.Removed[i]}.");
        var (lines, refusal) = Changes.Apply([.. known.Where(l => !changes.Removed.Contains(l.Number))], changes.Lines, asked.Today);
        if ((refusal ?? TemplateAttributes.RefuseSaid(changes.Attributes)) is { } impossible)
            return impossible;
        if (lines.IsEmpty)
            return NoLines;
        var header = With(asked.Header, changes);
        return header == asked.Header && lines.SequenceEqual(known)
            ? ImmutableArray<Event>.Empty
            : [new Event.Amended(header, lines)];
    }

    /// <summary>The template is chosen and the baseline frozen now, not when the draft was begun.</summary>
    public static Decision<Event> Issue(ActNote issue, Case asked)
    {
        for (var i = 0; i < asked.Order.Lines.Length; i++)
            if (asked.Order.Lines[i].Order.ExFactory is null)
                return new Refusal("required", $"/lines/{i}/exFactory", $"Line {asked.Order.Lines[i].Order.Number} has no ex-factory day.");
        var header = asked.Header.Knowing(asked.Found);
        var document = OrderDocument.Of(asked.Order, 1, asked.Styles);
        ImmutableArray<Event> facts =
        [
            new Event.Issued(
                document,
                [.. asked.Order.Lines.Select(l => new ScheduledLine(l.Order, PurchaseOrder.Schedule(l.Order, header, asked.Styles, asked.Around)))],
                [], null, issue.Note, AnswerNeed.Awaited, asked.AnswerDue, asked.Today, header.Attributes, document.ContentHash()),
        ];
        return ImmutableArray.CreateRange(facts.Concat(Follows(facts, asked, asked.Parent)));
    }

    /// <summary>What the issue of new lines brings with it: their styles' dates, what they keep of a parent, and that they were issued.</summary>
    public static IEnumerable<Event> Follows(ImmutableArray<Event> facts, Case asked, HeldApprovals? parent)
    {
        var order = facts.Aggregate(asked.Order, PurchaseOrder.Evolve);
        ImmutableArray<ReportMilestone> issued =
            [.. Reached(order.Lines.Where(l => asked.Order.Line(l.Order.Number)?.Timeline is null), Stage.Issued, asked)];
        return [.. PurchaseOrder.TakenFrom(asked.Styles, order), .. Reordering.Carried(parent, order, asked), .. Kept(issued, asked)];
    }

    /// <summary>That the lines have reached a stage today, as far as nobody has said so before.</summary>
    public static IEnumerable<ReportMilestone> Reached(IEnumerable<LineState> lines, Stage stage, Case asked) =>
        from line in lines
        where !line.IsOver
        let timeline = line.Timeline
        let milestone = timeline?.Template.Milestones.FirstOrDefault(m => m.Stage == stage && m.Home == MilestoneHome.Line)
        where milestone is not null && timeline.Actual(timeline.Template.IndexOf(milestone.Code)) is null
        select new ReportMilestone(
            asked.By.Id, $"{asked.Header.Number}/{line.Order.Number}/{milestone.Code}", asked.Now, false, line.Order.Number, milestone.Code,
            Classifier.Actual, asked.Today, null, null);

    public static IEnumerable<Event> Kept(ImmutableArray<ReportMilestone> reports, Case asked) =>
        reports.IsEmpty ? [] : [new Event.MilestonesReported(reports, asked.Now)];

    public static OrderHeader With(OrderHeader header, OrderChanges changes) => header with
    {
        Season = changes.Season ?? header.Season, Vendor = changes.Vendor ?? header.Vendor,
        Incoterm = changes.Incoterm ?? header.Incoterm, ShipMode = changes.ShipMode ?? header.ShipMode,
        Attributes = changes.Attributes is { } said && !said.SequenceEqual(header.Attributes ?? []) ? said : header.Attributes,
    };

    private static Refusal NoLines => new("no-lines", "/lines", "A purchase order has at least one line.");
}
