using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Discrepancies;

/// <summary>Finds what contradicts itself in the claims that a line or a style keeps, and in what was ordered.</summary>
internal static class Finding
{
    /// <summary>In the order of the template.</summary>
    /// <param name="ordered">Null on a style, where nothing is counted.</param>
    /// <param name="brand">What the brand tolerates.</param>
    public static ImmutableArray<Discrepancy> In(Timeline timeline, OrderLine? ordered, BrandSettings brand)
    {
        var happened = new Statement?[timeline.Template.Milestones.Length];
        var carried = new bool[happened.Length];
        var (count, found) = (0, ImmutableArray.CreateBuilder<Discrepancy>());
        foreach (var slot in timeline.Claims)
        {
            if (slot is not { Classifier: Classifier.Actual, Holds: { } holds } || timeline.Template.IndexOf(slot.Milestone) is not (var at and >= 0))
                continue;
            if (slot.Colour is not null)
            {
                // What is said of one colour is done with the last of them; only its own days can contradict each other.
                if (slot.Best.Length > 1 && OnDates(slot) is { } ofColour)
                    found.Add(ofColour);
                continue;
            }

            happened[at] = new Statement(slot.Milestone, holds.Source, holds.Date);
            carried[at] = holds.EventId.EndsWith(Reordering.CarriedSuffix, StringComparison.Ordinal);
            count++;
            if (slot.Best.Length > 1 && OnDates(slot) is { } disagreement)
                found.Add(disagreement);
            if (ordered is not null && slot.Counted is not null && OnQuantities(slot, timeline, at, ordered, brand) is { } miscount)
                found.Add(miscount);
        }

        foreach (var slot in timeline.Claims)
            if (slot is { Classifier: Classifier.Estimate, Colour: null } && timeline.Template.IndexOf(slot.Milestone) is var at and >= 0
                && happened[at] is { } fact && OnStatus(slot, fact, timeline.Holding(at, Classifier.Actual)!) is { } doubt)
                found.Add(doubt);

        if (count > 1)
            AddSequences(timeline.Template, happened, carried, found);
        if (found.Count > 1)
            found.Sort((a, b) => (timeline.Template.IndexOf(a.Milestone), a.Kind, a.Colour ?? "").CompareTo((timeline.Template.IndexOf(b.Milestone), b.Kind, b.Colour ?? "")));
        return found.DrainToImmutable();
    }

    // A source that says it anew has changed its mind: only the newest of each counts.
    private static Discrepancy? OnDates(SlotClaims slot)
    {
        var newest = new SortedDictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var claim in slot.Best)
            newest.TryAdd(claim.Source, claim.Date);
        return newest.Values.Distinct().Count() < 2
            ? null
            : new Discrepancy(DiscrepancyKind.Dates, slot.Milestone, [.. newest.Select(n => new Statement(slot.Milestone, n.Key, n.Value))], Colour: slot.Colour);
    }

    // What is confirmed or shipped is of the whole line, so it is held against the order too; on the way a part may be meant.
    private static Discrepancy? OnQuantities(SlotClaims slot, Timeline timeline, int milestone, OrderLine ordered, BrandSettings brand)
    {
        var newest = new SortedDictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var claim in slot.Best)
            if (claim.Quantity is not null)
                newest.TryAdd(claim.Source, claim);
        var ofAll = milestone == timeline.Template.ExFactory || timeline.Template.Milestones[milestone].Stage == Stage.Confirmed;
        ImmutableArray<Statement> sides =
        [
            .. ofAll ? [new Statement(slot.Milestone, Statement.Order, timeline.Schedule.Target, ordered.Quantity)] : ImmutableArray<Statement>.Empty,
            .. newest.Select(n => new Statement(slot.Milestone, n.Key, n.Value.Date, n.Value.Quantity)),
        ];
        var apart = (long)sides.Max(s => s.Quantity!.Value) - sides.Min(s => s.Quantity!.Value);
        return apart * 100 > (long)ordered.Quantity * brand.TolerancePercent(ordered.Quantity)
            ? new Discrepancy(DiscrepancyKind.Quantities, slot.Milestone, sides)
            : null;
    }

    // Who expected it before it was said to have happened is only overtaken; who speaks later knows better, or not yet.
    private static Discrepancy? OnStatus(SlotClaims expected, Statement happened, Claim fact)
    {
        foreach (var claim in expected.Best)
            if (claim.UpdatedAt > fact.UpdatedAt && claim.Date > fact.Date && claim.Source != fact.Source)
                return new Discrepancy(
                    DiscrepancyKind.Status, expected.Milestone, [happened, new Statement(expected.Milestone, claim.Source, claim.Date, IsExpected: true)]);
        return null;
    }

    // Work is often done ahead of its plan. What cannot be is to pass a gate after what it should have held back, and to
    // be further on the floor before being less far. What was carried over is of another run and comes before all of this one.
    private static void AddSequences(CalendarTemplate template, Statement?[] happened, bool[] carried, ImmutableArray<Discrepancy>.Builder found)
    {
        for (var first = 0; first < happened.Length; first++)
        {
            var before = template.Milestones[first];
            if (happened[first] is not { } should || !before.Gate && !IsOnFloor(before))
                continue;
            bool[]? behind = null;
            Statement? earliest = null;
            for (var then = first + 1; then < happened.Length; then++)
                if (!carried[then] && happened[then] is { } did && did.Date < should.Date && (earliest is null || did.Date < earliest.Date)
                    && (IsOnFloor(before) && IsOnFloor(template.Milestones[then]) && before.Stage < template.Milestones[then].Stage
                        || before.Gate && (behind ??= Behind(template, first))[then]))
                    earliest = did;
            if (earliest is not null)
                found.Add(new Discrepancy(DiscrepancyKind.Sequence, before.Code, [should, earliest]));
        }
    }

    private static bool IsOnFloor(TemplateMilestone milestone) => milestone.Stage is >= Stage.Cutting and <= Stage.ExFactory;

    private static bool[] Behind(CalendarTemplate template, int gate)
    {
        var behind = new bool[template.Milestones.Length];
        for (var i = gate + 1; i < behind.Length; i++)
            foreach (var after in template.Milestones[i].After)
                behind[i] |= after.Predecessor == gate || behind[after.Predecessor];
        return behind;
    }
}
