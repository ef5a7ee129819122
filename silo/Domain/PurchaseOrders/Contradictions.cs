using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A line's discrepancies: opened and cleared by what is reported, settled by somebody.</summary>
internal static class Contradictions
{
    /// <summary>What of a line's discrepancies is otherwise than its claims say now.</summary>
    public static IEnumerable<Event> Of(LineState line, BrandSettings brand)
    {
        if (line.IsOver || line.Timeline is not { } timeline)
            yield break;
        var found = Finding.In(timeline, line.Order, brand);
        foreach (var known in line.Discrepancies)
            if (!found.Any(f => f.Is(known.Kind, known.Milestone)) && !Lasts(timeline, known))
                yield return new Event.DiscrepancyCleared(line.Order.Number, known.Kind, known.Milestone);
        foreach (var now in found)
        {
            var known = line.Discrepancies.FirstOrDefault(k => k.Is(now.Kind, now.Milestone));
            // What was weighed is no news, as long as what is right holds.
            if (known is { Resolved: { } how } && (!now.IsCoveredBy(known) || !Holds(how.Right, timeline)))
                yield return new Event.DiscrepancyReopened(line.Order.Number, now);
            else if (known is null || known.IsOpen && !known.Statements.SequenceEqual(now.Statements))
                yield return new Event.DiscrepancyOpened(line.Order.Number, now);
        }
    }

    // Nothing contradicts itself of a milestone that applies no longer.
    private static bool Lasts(Timeline timeline, Discrepancy known) =>
        timeline.Template.IndexOf(known.Milestone) >= 0 && (MayHideOne(timeline, known) || IsAwaited(timeline, known));

    // A slot that gave up older claims may still be contradicted by one of them.
    private static bool MayHideOne(Timeline timeline, Discrepancy known) => known.Kind is DiscrepancyKind.Dates or DiscrepancyKind.Quantities
        && timeline.Claims.Any(c => c.Milestone == known.Milestone && c is { Classifier: Classifier.Actual, Colour: null, HasOlder: true });

    // Who was right that it had not happened stays so until it has.
    private static bool IsAwaited(Timeline timeline, Discrepancy known) =>
        known is { Kind: DiscrepancyKind.Status, Resolved.Right.IsExpected: true } && timeline.Holding(timeline.Template.IndexOf(known.Milestone), Classifier.Actual) is null;

    private static bool Holds(Statement right, Timeline timeline)
    {
        var milestone = timeline.Template.IndexOf(right.Milestone);
        return right switch
        {
            { IsExpected: true } => timeline.Holding(milestone, Classifier.Actual) is null,
            { Quantity: { } quantity } => timeline.Quantity(milestone) == quantity,
            _ => timeline.Holding(milestone, Classifier.Actual)?.Date == right.Date,
        };
    }

    /// <summary>
    /// Settles one. Where another day or quantity holds than the one that is right, who settles it says that as well: so what
    /// is expected follows, by a report like any other. What has not happened is taken back.
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
        if (open.Statements.FirstOrDefault(s => Discrepancy.NameOf(what.Kind, s) == what.Right) is not { } right)
            return new Refusal("unknown-side", "/right", $"Expected one of: {string.Join(", ", open.Statements.Select(s => Discrepancy.NameOf(what.Kind, s)))}.");
        ImmutableArray<Event> facts = [new Event.DiscrepancyResolved(what.Line, what.Kind, what.Milestone, new Resolution(right, what.Reason, by, now))];
        if (Holds(right, timeline))
            return facts;
        var milestone = timeline.Template.IndexOf(right.Milestone);
        var holds = timeline.Holding(milestone, Classifier.Actual)!;
        var at = now > holds.UpdatedAt ? now : holds.UpdatedAt.AddMilliseconds(1);
        var said = timeline.Claims.First(slot => slot.Milestone == right.Milestone && slot is { Classifier: Classifier.Actual, Colour: null }).Best;
        return facts.Add(new Event.MilestonesReported(
            right.IsExpected
                ?
                [
                    .. said.Select(claim =>
                        new ReportMilestone(claim.Source, claim.EventId, at, true, what.Line, right.Milestone, Classifier.Actual, claim.Date, null, what.Reason)),
                ]
                :
                [
                    new ReportMilestone(
                        by, id.ToString("N"), at, false, what.Line, right.Milestone, Classifier.Actual, right.Quantity is null ? right.Date : holds.Date, null, what.Reason,
                        // Who weighs what others say does not vouch for it.
                        Outside: (said.FirstOrDefault(claim => Says(claim, right)) ?? holds).Outside, Quantity: right.Quantity ?? timeline.Quantity(milestone)),
                ],
            now));
    }

    private static bool Says(Claim claim, Statement right) =>
        claim.Source == right.Source && (right.Quantity is { } quantity ? claim.Quantity == quantity : claim.Date == right.Date);

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
