using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>From one version to the next.</summary>
internal static class Revising
{
    public static Decision<Event> Revise(Revision revision, Case asked)
    {
        var judged = Apply(revision.Changes, revision.Reason, revision.Side, revision.Note, needsReason: true, asked, revision.Contributing);
        return judged.Refusal is not null || judged.Events.IsEmpty
            ? judged
            : Issue(judged.Events, revision.Reason, revision.Note, null, asked, revision.Contributing);
    }

    /// <summary>The vendor gets what it asked for, and has thereby said yes.</summary>
    public static Decision<Event> Accept(ActNote accept, Case asked)
    {
        var wish = asked.Life.Wish!;
        var judged = Apply(wish.Wish.Changes, wish.Wish.Reason, null, wish.Wish.Note, wish.Wish.Changes.Lines.Any(l => l.ExFactory is not null), asked with
        {
            By = wish.By, Second = asked.Agreeing(wish.By.Id),
        });
        if (judged.Refusal is not null)
            return judged;
        // What it asked for may have come true meanwhile.
        var facts = judged.Events.IsEmpty
            ? [new Event.Confirmed(asked.Life.Version, accept.Note)]
            : Issue(judged.Events, wish.Wish.Reason, accept.Note ?? wish.Wish.Note, AnswerNeed.Given, asked);
        return facts.AddRange(Drafting.Kept([.. Drafting.Reached(asked.Order.Lines, Stage.Confirmed, asked with { By = wish.By })], asked));
    }

    /// <summary>What the changes do to lines and dates, before a version is made of it; nothing when nothing is otherwise.</summary>
    public static Decision<Event> Apply(OrderChanges changes, string? reason, Side? side, string? note, bool needsReason, Case asked,
        ImmutableArray<string>? contributing = null)
    {
        if (needsReason && reason is null)
            return new Refusal("required", "/reason", "Say by a delay reason code why.");
        if (reason is not null && DelayReasons.Refuse(reason, side, contributing ?? []) is { } unreasoned)
            return unreasoned;
        if (changes.Vendor is not null)
            return new Refusal("other-vendor", "/vendor", "An issued order keeps its vendor: cancel it and place another.");
        if (!changes.Removed.IsEmpty)
            return new Refusal("lines-are-cancelled", "/removed", "Lines of an issued order are cancelled, not removed.");
        // A day that moves is a commitment: what is ordered keeps the day from which its calendar counts.
        var (lines, refusal) = Changes.Apply(
            [.. asked.Order.Lines.Select(l => l.Order)],
            [.. changes.Lines.Select(c => asked.Order.Line(c.Number)?.Timeline is null ? c : c with { ExFactory = null })], asked.Today);
        if (refusal is not null)
            return refusal;

        var facts = ImmutableArray.CreateBuilder<Event>();
        for (var i = 0; i < changes.Lines.Length; i++)
        {
            var change = changes.Lines[i];
            if (asked.Order.Line(change.Number) is not { } line)
            {
                if (change.ExFactory is null)
                    return new Refusal("required", $"/lines/{i}/exFactory", $"Line {change.Number} is new and has no ex-factory day.");
                continue;
            }

            if (line.IsCancelled)
                return new Refusal("line-is-cancelled", $"/lines/{i}/number", $"Line {change.Number} was cancelled.");
            if (line.Timeline is not null && change.ExFactory is { } day && day != line.Committed)
            {
                var commitment = Committing.ToExFactory(line, day, reason!, side, note, contributing, asked);
                if (commitment.Refusal is { } no)
                    return no with { Pointer = $"/lines/{i}/exFactory" };
                facts.Add(commitment.Events[0]);
            }
        }

        var header = Drafting.With(asked.Header, changes);
        ImmutableArray<OrderLine> altered = [.. lines.Where(l => asked.Order.Line(l.Number) is not { } known || !known.Order.Equals(l))];
        if (header != asked.Header || !altered.IsEmpty)
            facts.Insert(0, new Event.Revised(
                header.Season, header.Vendor, header.Incoterm, header.ShipMode,
                [.. altered.Select(l => new ScheduledLine(l, PurchaseOrder.Reschedule(l, asked.Order, asked.Header, asked.Styles, asked.Around)))]));
        return facts.ToImmutable();
    }

    /// <summary>Adds the version that the facts make, with what is otherwise in it and whether the vendor must say yes.</summary>
    /// <param name="need">Null where it depends on what is otherwise.</param>
    public static ImmutableArray<Event> Issue(ImmutableArray<Event> facts, string? reason, string? note, AnswerNeed? need, Case asked,
        ImmutableArray<string>? contributing = null)
    {
        var order = facts.Aggregate(asked.Order, PurchaseOrder.Evolve);
        var (before, after) = (OrderDocument.Of(asked.Order, asked.Life.Version), OrderDocument.Of(order, asked.Life.Version + 1, asked.Styles));
        var changes = Difference.Between(before, after);
        var needed = need ?? NeedOf(before, after, asked);
        var issued = facts.Add(new Event.Issued(
            after, [], changes, reason, note, needed, needed == AnswerNeed.Awaited ? asked.AnswerDue : null, asked.Today,
            Hash: after.ContentHash(), Contributing: contributing));
        return issued.AddRange(Drafting.Follows(issued, asked, null));
    }

    // Before its yes the vendor is asked anew in any case; after it, when more is otherwise than tolerances forgive, or the
    // sample by which it makes the goods is sealed.
    private static AnswerNeed NeedOf(OrderDocument before, OrderDocument after, Case asked) =>
        asked.Life.Phase != Phase.Confirmed || asked.Order.Lines.Any(Gates.IsSealed) || IsMuch(before, after, asked)
            ? AnswerNeed.Awaited
            : AnswerNeed.None;

    private static bool IsMuch(OrderDocument before, OrderDocument after, Case asked) =>
        before.Incoterm != after.Incoterm || before.ShipMode != after.ShipMode || before.Lines.Length != after.Lines.Length
        || before.Lines.Zip(after.Lines).Any(pair => IsMuch(pair.First, pair.Second, asked));

    private static bool IsMuch(DocumentLine before, DocumentLine after, Case asked) =>
        before.Number != after.Number || before.Style != after.Style || before.Colour != after.Colour
        || before.Price != after.Price || before.Currency != after.Currency || before.ShipMode != after.ShipMode
        || (asked.Order.Line(before.Number) is { } line && after.ExFactory is { } day && day != before.ExFactory
            && Supervision.IsBeyondTolerance(line, day, asked.Brand))
        || QuantitiesOf(before).Keys.Union(QuantitiesOf(after).Keys).Any(size =>
            IsMuch(QuantitiesOf(before).GetValueOrDefault(size), QuantitiesOf(after).GetValueOrDefault(size), asked.Brand));

    private static bool IsMuch(int before, int after, BrandSettings brand) =>
        Math.Abs((long)after - before) * 100 > (long)before * brand.TolerancePercent(before);

    private static Dictionary<string, int> QuantitiesOf(DocumentLine line) => line.Sizes.IsEmpty
        ? new Dictionary<string, int> { [""] = line.Quantity }
        : line.Sizes.ToDictionary(s => s.Size, s => s.Quantity);
}
