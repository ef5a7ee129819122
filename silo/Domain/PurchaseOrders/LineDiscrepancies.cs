using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>The discrepancies of an order's lines.</summary>
internal static class LineDiscrepancies
{
    /// <summary>What of a line's discrepancies is otherwise than its claims say now.</summary>
    public static IEnumerable<Event> Of(LineState line, Surroundings around) => line.IsOver || line.Timeline is not { } timeline
        ? []
        : Contradictions.Between(line.Discrepancies, Finding.In(timeline, line.Order, around.Brand), timeline, around.Now).Select(one => one switch
        {
            (DiscrepancyNews.Cleared, var known) => new Event.DiscrepancyCleared(line.Order.Number, known.Kind, known.Milestone),
            (DiscrepancyNews.Reopened, var now) => new Event.DiscrepancyReopened(line.Order.Number, now),
            (_, var now) => (Event)new Event.DiscrepancyOpened(line.Order.Number, now),
        });

    public static Decision<Event> Raise(RaiseDiscrepancy what, string by, PurchaseOrderState order, Surroundings around) =>
        order.Line(what.Line) is not { IsOver: false, Timeline: { } timeline } line
            ? new Refusal("unknown-line", "/line", $"{order.Placed!.Number} has no line {what.Line} with a calendar.")
            : Contradictions.RefuseRaising(what, line.Discrepancies, MilestoneHome.Line, timeline) is { } refusal ? refusal
            : ImmutableArray.Create<Event>(new Event.DiscrepancyOpened(what.Line, what.ToDiscrepancy(by, around)));

    /// <param name="id">Of the command.</param>
    public static Decision<Event> Resolve(Guid id, ResolveDiscrepancy what, string by, PurchaseOrderState order, Surroundings around)
    {
        var line = order.Line(what.Line) is { IsOver: false } going ? going : null;
        if (Contradictions.Settle(id, what, by, line?.Discrepancies ?? [], line?.Timeline, around.Now, out var settled) is { } refusal)
            return refusal;
        var resolved = new Event.DiscrepancyResolved(what.Line, what.Kind, what.Milestone, settled.How);
        return settled.Said.IsEmpty ? ImmutableArray.Create<Event>(resolved) : [resolved, new Event.MilestonesReported(settled.Said, around.Now)];
    }

    /// <summary>Those that somebody settled, also of a line that is over; null for none.</summary>
    public static ImmutableArray<SettledDiscrepancy>? Settled(LineState line) => Contradictions.Settled(line.Discrepancies, line.Timeline);

    /// <summary>Those that are open, gates and profiles that were ignored among them, in the order of the template; null for none.</summary>
    public static ImmutableArray<DiscrepancyView>? Open(LineState line)
    {
        if (line.IsOver || line.Timeline is not { } timeline)
            return null;
        ImmutableArray<Discrepancy> open = [.. line.Discrepancies.Where(d => d.IsOpen), .. Gates.Ignored(line, timeline)];
        ImmutableArray<DiscrepancyView> warning = Profiles.Warning(line, timeline) is { } ignored ? [ignored] : [];
        return open.IsEmpty && warning.IsEmpty ? null : Contradictions.Show(open.Select(d => DiscrepancyView.Of(d, timeline)).Concat(warning), timeline);
    }
}
