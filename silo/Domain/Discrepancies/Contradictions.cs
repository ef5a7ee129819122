using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Discrepancies;

/// <summary>What became of a discrepancy.</summary>
internal enum DiscrepancyNews
{
    Opened,
    Reopened,
    Cleared,
}

/// <summary>What follows where somebody settles one.</summary>
/// <param name="Said">In their name, where another day or quantity holds than the one that is right.</param>
internal sealed record Settlement(Resolution How, ImmutableArray<ReportMilestone> Said);

/// <summary>The discrepancies of a line or a style: opened and cleared by what is reported, raised and settled by somebody.</summary>
internal static class Contradictions
{
    private const int LongestSource = 64;
    private const int LongestSaying = 200;

    /// <summary>What of those that are kept is otherwise than the claims say now.</summary>
    public static IEnumerable<(DiscrepancyNews News, Discrepancy What)> Between(
        ImmutableArray<Discrepancy> kept, ImmutableArray<Discrepancy> found, Timeline timeline, DateTimeOffset now)
    {
        foreach (var known in kept)
            if (!found.Any(f => f.Is(known.Kind, known.Milestone, known.Colour)) && !Lasts(timeline, known))
                yield return (DiscrepancyNews.Cleared, known);
        foreach (var one in found)
        {
            var known = kept.FirstOrDefault(k => k.Is(one.Kind, one.Milestone, one.Colour));
            // What was weighed is no news, as long as what is right holds.
            if (known is { Resolved: { } how } && (!one.IsCoveredBy(known) || !Holds(how.Right, one.Colour, timeline)))
                yield return (DiscrepancyNews.Reopened, one with { OpenedAt = now });
            else if (known is null || known.IsOpen && !known.Statements.SequenceEqual(one.Statements))
                yield return (DiscrepancyNews.Opened, one with { OpenedAt = known is null ? now : known.OpenedAt });
        }
    }

    // Nothing contradicts itself of a milestone that applies no longer.
    private static bool Lasts(Timeline timeline, Discrepancy known) =>
        timeline.Template.IndexOf(known.Milestone) >= 0
        && (known.Kind == DiscrepancyKind.Raised || MayHideOne(timeline, known) || IsAwaited(timeline, known));

    // A slot that gave up older claims may still be contradicted by one of them.
    private static bool MayHideOne(Timeline timeline, Discrepancy known) => known.Kind is DiscrepancyKind.Dates or DiscrepancyKind.Quantities
        && timeline.Claims.Any(c => c.Milestone == known.Milestone && c is { Classifier: Classifier.Actual, HasOlder: true } && string.Equals(c.Colour, known.Colour, StringComparison.OrdinalIgnoreCase));

    // Who was right that it had not happened stays so until it has.
    private static bool IsAwaited(Timeline timeline, Discrepancy known) =>
        known is { Kind: DiscrepancyKind.Status, Resolved.Right.IsExpected: true } && timeline.Holding(timeline.Template.IndexOf(known.Milestone), Classifier.Actual) is null;

    private static bool Holds(Statement right, string? colour, Timeline timeline)
    {
        var milestone = timeline.Template.IndexOf(right.Milestone);
        return right switch
        {
            // What somebody only says is of no date.
            { Says: not null } => true,
            { IsExpected: true } => timeline.Holding(milestone, Classifier.Actual) is null,
            { Quantity: { } quantity } => timeline.Quantity(milestone) == quantity,
            _ => Holding(milestone, colour, timeline)?.Date == right.Date,
        };
    }

    private static Claim? Holding(int milestone, string? colour, Timeline timeline) => colour is null
        ? timeline.Holding(milestone, Classifier.Actual)
        : timeline.HoldingFor(colour, milestone, Classifier.Actual);

    /// <summary>Why one cannot be raised by hand; null where it can.</summary>
    /// <param name="home">Whose discrepancies these are.</param>
    public static Refusal? RefuseRaising(RaiseDiscrepancy what, ImmutableArray<Discrepancy> kept, MilestoneHome home, Timeline timeline)
    {
        if (timeline.Template.IndexOf(what.Milestone) is not (var at and >= 0) || timeline.Template.Milestones[at].Home != home)
            return new Refusal("unknown-milestone", "/milestone", $"'{what.Milestone}' is no milestone that lives here.");
        if (what.Sides is not [var one, var other] || one.Source == other.Source)
            return new Refusal("not-two-sides", "/sides", "Expected two sides, each by another name.");
        for (var i = 0; i < what.Sides.Length; i++)
        {
            if (what.Sides[i].Source.Length is 0 or > LongestSource)
                return new Refusal("required", $"/sides/{i}/source", $"Expected a name of 1 to {LongestSource} characters.");
            if (what.Sides[i].Says.Length is 0 or > LongestSaying)
                return new Refusal("required", $"/sides/{i}/says", $"Expected what it says, in 1 to {LongestSaying} characters.");
        }

        return Relaying.RefuseReason(what.Note) is { } refusal ? refusal with { Pointer = "/note" }
            : kept.Any(d => d.IsOpen && d.Is(DiscrepancyKind.Raised, what.Milestone))
                ? new Refusal("raised-already", "", "Somebody has raised one of this milestone, and nobody has settled it.")
                : null;
    }

    /// <summary>Why one cannot be settled; null where it can, with what follows.</summary>
    /// <param name="id">Of the command.</param>
    /// <param name="timeline">Null where there is no calendar, or it is over.</param>
    public static Refusal? Settle(
        Guid id, ResolveDiscrepancy what, string by, ImmutableArray<Discrepancy> kept, Timeline? timeline, DateTimeOffset now, out Settlement settled)
    {
        settled = null!;
        if (what.Kind is DiscrepancyKind.Gate or DiscrepancyKind.Profile)
            return new Refusal("goes-by-itself", "", "It goes by itself, when what should have come first has happened, was waived or is acknowledged.");
        if (timeline is null || kept.FirstOrDefault(d => d.Is(what.Kind, what.Milestone, what.Colour)) is not { IsOpen: true } open)
            return new Refusal("no-discrepancy", "", "There is no such discrepancy any more: it was settled, or the statements agree now.");
        if (Relaying.RefuseReason(what.Reason) is { } refusal)
            return refusal;
        if (open.Statements.FirstOrDefault(s => Discrepancy.NameOf(what.Kind, s) == what.Right) is not { } right)
            return new Refusal("unknown-side", "/right", $"Expected one of: {string.Join(", ", open.Statements.Select(s => Discrepancy.NameOf(what.Kind, s)))}.");
        settled = new Settlement(new Resolution(right, what.Reason, by, now), Holds(right, open.Colour, timeline) ? [] : ToHold(id, right, what, by, timeline, now));
        return null;
    }

    // So what is expected follows, by a report like any other. What has not happened is taken back.
    private static ImmutableArray<ReportMilestone> ToHold(Guid id, Statement right, ResolveDiscrepancy what, string by, Timeline timeline, DateTimeOffset now)
    {
        var milestone = timeline.Template.IndexOf(right.Milestone);
        var holds = Holding(milestone, what.Colour, timeline)!;
        var at = now > holds.UpdatedAt ? now : holds.UpdatedAt.AddMilliseconds(1);
        var said = timeline.Claims.First(slot => slot.Milestone == right.Milestone && slot.Classifier == Classifier.Actual && string.Equals(slot.Colour, what.Colour, StringComparison.OrdinalIgnoreCase)).Best;
        // A report on a style is read by all who make it; why one of them is right is not.
        var why = what.Line == 0 ? null : what.Reason;
        return right.IsExpected
            ?
            [
                .. said.Select(claim =>
                    new ReportMilestone(claim.Source, claim.EventId, at, true, what.Line, right.Milestone, Classifier.Actual, claim.Date, null, why)),
            ]
            :
            [
                new ReportMilestone(
                    by, id.ToString("N"), at, false, what.Line, right.Milestone, Classifier.Actual, right.Quantity is null ? right.Date : holds.Date, null, why, what.Colour,
                    // Who weighs what others say does not vouch for it.
                    Outside: (said.FirstOrDefault(claim => Says(claim, right)) ?? holds).Outside, Quantity: right.Quantity ?? timeline.Quantity(milestone)),
            ];
    }

    private static bool Says(Claim claim, Statement right) =>
        claim.Source == right.Source && (right.Quantity is { } quantity ? claim.Quantity == quantity : claim.Date == right.Date);

    public static ImmutableArray<Discrepancy> With(this ImmutableArray<Discrepancy> kept, Discrepancy one) => kept.Without(one.Kind, one.Milestone, one.Colour).Add(one);

    public static ImmutableArray<Discrepancy> Without(this ImmutableArray<Discrepancy> kept, DiscrepancyKind kind, string milestone, string? colour = null) =>
        kept.RemoveAll(d => d.Is(kind, milestone, colour));

    public static ImmutableArray<Discrepancy> Settled(this ImmutableArray<Discrepancy> kept, DiscrepancyKind kind, string milestone, Resolution how, string? colour = null) =>
        [.. kept.Select(d => d.Is(kind, milestone, colour) ? d with { Resolved = how } : d)];

    /// <summary>Those that somebody settled; null for none.</summary>
    public static ImmutableArray<SettledDiscrepancy>? Settled(ImmutableArray<Discrepancy> kept, Timeline? timeline) =>
        timeline is null || !kept.Any(d => !d.IsOpen) ? null : [.. from d in kept where !d.IsOpen select SettledDiscrepancy.Of(d, d.Resolved!, timeline)];

    /// <summary>In the order of the template.</summary>
    public static ImmutableArray<DiscrepancyView> Show(IEnumerable<DiscrepancyView> open, Timeline timeline) =>
        [.. open.OrderBy(d => (timeline.Template.IndexOf(d.Milestone), d.Kind))];
}
