using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A line's discrepancies: opened and cleared by what is reported, settled by somebody.</summary>
internal static class Contradictions
{
    /// <summary>What of a line's discrepancies is otherwise than its claims say now.</summary>
    public static IEnumerable<Event> Of(LineState line)
    {
        if (line.IsOver || line.Timeline is not { } timeline)
            yield break;
        var found = Finding.In(timeline);
        foreach (var known in line.Discrepancies)
            if (!found.Any(f => f.Is(known.Kind, known.Milestone)) && !MayHideOne(timeline, known))
                yield return new Event.DiscrepancyCleared(line.Order.Number, known.Kind, known.Milestone);
        foreach (var now in found)
        {
            var known = line.Discrepancies.FirstOrDefault(k => k.Is(now.Kind, now.Milestone));
            // A day that was weighed is no news, as long as the right one holds.
            if (known is { Resolved: { } how } && (!now.IsCoveredBy(known)
                || timeline.Holding(timeline.Template.IndexOf(how.Right.Milestone), Classifier.Actual)?.Date != how.Right.Date))
                yield return new Event.DiscrepancyReopened(line.Order.Number, now);
            else if (known is null || known.IsOpen && !known.Statements.SequenceEqual(now.Statements))
                yield return new Event.DiscrepancyOpened(line.Order.Number, now);
        }
    }

    // A slot that gave up older claims may still be contradicted by one of them.
    private static bool MayHideOne(Timeline timeline, Discrepancy known) => known.Kind == DiscrepancyKind.Dates
        && timeline.Claims.Any(c => c.Milestone == known.Milestone && c is { Classifier: Classifier.Actual, Colour: null, HasOlder: true });

    /// <summary>
    /// Settles one. Where another day holds than the one that is right, who settles it says that day as well: so what is
    /// expected follows, by a report like any other.
    /// </summary>
    /// <param name="id">Of the command.</param>
    public static Decision<Event> Resolve(Guid id, ResolveDiscrepancy what, string by, PurchaseOrderState order, DateTimeOffset now)
    {
        if (what.Kind is DiscrepancyKind.Gate or DiscrepancyKind.Profile)
            return new Refusal("goes-by-itself", "", "It goes by itself, when what should have come first has happened, was waived or is acknowledged.");
        if (order.Line(what.Line) is not { IsOver: false, Timeline: { } timeline } line
            || line.Discrepancies.FirstOrDefault(d => d.Is(what.Kind, what.Milestone)) is not { IsOpen: true } open)
            return new Refusal("no-discrepancy", "", "There is no such discrepancy any more: it was settled, or the statements agree now.");
        if (Relaying.RefuseReason(what.Reason) is { } refusal)
            return refusal;
        if (open.Statements.FirstOrDefault(s => (what.Kind == DiscrepancyKind.Dates ? s.Source : s.Milestone) == what.Right) is not { } right)
            return new Refusal("unknown-side", "/right", $"Expected one of: {string.Join(", ", open.Statements.Select(s => what.Kind == DiscrepancyKind.Dates ? s.Source : s.Milestone))}.");
        ImmutableArray<Event> facts = [new Event.DiscrepancyResolved(what.Line, what.Kind, what.Milestone, new Resolution(right, what.Reason, by, now))];
        var holds = timeline.Holding(timeline.Template.IndexOf(right.Milestone), Classifier.Actual)!;
        if (holds.Date == right.Date)
            return facts;
        var said = new ReportMilestone(
            by, id.ToString("N"), now > holds.UpdatedAt ? now : holds.UpdatedAt.AddMilliseconds(1), false, what.Line, right.Milestone, Classifier.Actual,
            right.Date, null, what.Reason);
        return facts.Add(new Event.MilestonesReported([said], now));
    }

    public static LineState With(this LineState line, Discrepancy discrepancy) => line with
    {
        Discrepancies = line.Without(discrepancy.Kind, discrepancy.Milestone).Discrepancies.Add(discrepancy),
    };

    public static LineState Without(this LineState line, DiscrepancyKind kind, string milestone) =>
        line with { Discrepancies = line.Discrepancies.RemoveAll(d => d.Is(kind, milestone)) };

    public static LineState Settled(this LineState line, DiscrepancyKind kind, string milestone, Resolution how) =>
        line with { Discrepancies = [.. line.Discrepancies.Select(d => d.Is(kind, milestone) ? d with { Resolved = how } : d)] };

    /// <summary>Those that somebody settled, also of a line that is over; null for none.</summary>
    public static ImmutableArray<SettledDiscrepancy>? Settled(LineState line)
    {
        if (line.Timeline is not { } timeline || !line.Discrepancies.Any(d => !d.IsOpen))
            return null;
        return [.. from d in line.Discrepancies where !d.IsOpen select SettledDiscrepancy.Of(d, d.Resolved!, timeline)];
    }

    /// <summary>Those that are open, gates and profiles that were ignored among them, in the order of the template; null for none.</summary>
    public static ImmutableArray<DiscrepancyView>? Open(LineState line)
    {
        if (line.IsOver || line.Timeline is not { } timeline)
            return null;
        ImmutableArray<Discrepancy> open = [.. line.Discrepancies.Where(d => d.IsOpen), .. Gates.Ignored(line, timeline)];
        ImmutableArray<DiscrepancyView> warning = Profiles.Warning(line, timeline) is { } ignored ? [ignored] : [];
        return open.IsEmpty && warning.IsEmpty
            ? null
            : [.. open.Select(d => DiscrepancyView.Of(d, timeline)).Concat(warning).OrderBy(d => (timeline.Template.IndexOf(d.Milestone), d.Kind))];
    }
}
