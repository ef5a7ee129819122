using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.Styles.StyleEvent;

namespace Selvedge.Domain.Styles;

/// <summary>The discrepancies of a style: of what lives there.</summary>
internal static class StyleDiscrepancies
{
    /// <summary>What of them is otherwise than the claims say now.</summary>
    public static IEnumerable<Event> Of(StyleState style, Surroundings around) => style.Timeline is not { } timeline
        ? []
        : Contradictions.Between(style.Kept, Finding.In(timeline, null, around.Brand), timeline, around.Now).Select(one => one switch
        {
            (DiscrepancyNews.Cleared, var known) => new Event.DiscrepancyCleared(known.Kind, known.Milestone, known.Colour),
            (DiscrepancyNews.Reopened, var now) => new Event.DiscrepancyReopened(now),
            (_, var now) => (Event)new Event.DiscrepancyOpened(now),
        });

    public static Decision<Event> Raise(RaiseDiscrepancy what, string by, StyleState style, Timeline timeline, Surroundings around) =>
        Contradictions.RefuseRaising(what, style.Kept, MilestoneHome.Style, timeline) is { } refusal
            ? refusal
            : ImmutableArray.Create<Event>(new Event.DiscrepancyOpened(what.ToDiscrepancy(by, around)));

    /// <param name="id">Of the command.</param>
    public static Decision<Event> Resolve(Guid id, ResolveDiscrepancy what, string by, StyleState style, Surroundings around)
    {
        if (Contradictions.Settle(id, what, by, style.Kept, style.Timeline, around.Now, out var settled) is { } refusal)
            return refusal;
        var resolved = new Event.DiscrepancyResolved(what.Kind, what.Milestone, settled.How, what.Colour);
        return settled.Said.IsEmpty ? ImmutableArray.Create<Event>(resolved) : [resolved, new Event.MilestonesReported(settled.Said, around.Now)];
    }

    /// <summary>Those that are open, in the order of the template; null for none.</summary>
    public static ImmutableArray<DiscrepancyView>? Open(StyleState style) => style.Timeline is not { } timeline || !style.Kept.Any(d => d.IsOpen)
        ? null
        : Contradictions.Show(style.Kept.Where(d => d.IsOpen).Select(d => DiscrepancyView.Of(d, timeline)), timeline);

    /// <summary>Those that somebody settled; null for none.</summary>
    public static ImmutableArray<SettledDiscrepancy>? Settled(StyleState style) => Contradictions.Settled(style.Kept, style.Timeline);
}
