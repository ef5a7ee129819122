using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Where a milestone lives: on the style until the PO is issued, then on the PO line.</summary>
public enum MilestoneHome
{
    Style,
    Line,
}

/// <summary>Who carries the days that a milestone loses.</summary>
public enum Side
{
    Brand,
    Material,
    Factory,
    Compliance,
    Logistics,
    Force,
}

/// <summary>A milestone follows <paramref name="Predecessor"/> by at least <paramref name="MinDays"/> calendar days.</summary>
/// <param name="Predecessor">Index of the predecessor within the template; always lower than the follower's own.</param>
public readonly record struct Dependency(int Predecessor, int MinDays);

/// <param name="Code">Such as <c>A26</c>; unique within the template.</param>
/// <param name="DueOffset">The plan, in calendar days relative to ex-factory: never above 0.</param>
/// <param name="SubmitOffset">Where something is sent for approval first: the day it should be, on the same scale.</param>
/// <param name="Side">Who carries lost days when the report names no reason.</param>
/// <param name="Stage">The stage that the line has reached once this milestone is done; null when it moves none.</param>
/// <param name="PerColour">Of a style's milestone: it is done for each colour, and a line waits for its own.</param>
/// <param name="Gate">What follows may not begin until it is done or waived.</param>
/// <param name="Holds">Of a style's milestone: the stage that does not close until it is done or waived; null for none.</param>
public sealed record TemplateMilestone(
    string Code, string Name, string Role, Side Side, MilestoneHome Home, int? SubmitOffset, int DueOffset,
    ImmutableArray<Dependency> After, Stage? Stage = null, bool PerColour = false, bool Gate = false,
    StyleStage? Holds = null)
{
    /// <summary>By which it is reached; empty where anybody's report is enough.</summary>
    public ImmutableArray<AskedApproval> Approvals { get; init; } = [];

    /// <summary>The name without what stands in brackets, which explains the milestone to those who plan; where it is a cause there is no room for it.</summary>
    public string PlainName =>
        Name.IndexOf(" (", StringComparison.Ordinal) is var opens and >= 0 && Name.IndexOf(')', opens) is var closes and >= 0
            ? string.Concat(Name.AsSpan(0, opens), Name.AsSpan(closes + 1))
            : Name;
}

/// <summary>
/// A time-and-action calendar as one style or line has it: milestones in an order in which every predecessor comes before
/// its followers; the last one is ex-factory (offset 0). Immutable; see <see cref="PublishedTemplate"/>.
/// </summary>
public sealed record CalendarTemplate(string Id, int Version, string Title, ImmutableArray<TemplateMilestone> Milestones)
{
    // Asked for every claim at every report.
    private readonly Dictionary<string, int> indexes = IndexesOf(Milestones);

    public ImmutableArray<TemplateMilestone> Milestones
    {
        get;
        init => (field, indexes) = (value, IndexesOf(value));
    } = Milestones;

    /// <summary>Index of the milestone called <paramref name="code"/>, or -1.</summary>
    public int IndexOf(string code) => indexes.TryGetValue(code, out var index) ? index : -1;

    public int ExFactory => Milestones.Length - 1;

    /// <summary>
    /// Index of what the maker of the material delivers: the last of the material milestones that follow from its order; -1
    /// where none is.
    /// </summary>
    public int MillDelivery
    {
        get
        {
            var delivery = -1;
            var ofMill = new HashSet<int>();
            for (var m = 0; m < Milestones.Length; m++)
                if (Milestones[m] is { Side: Side.Material } step && (step.Stage == Stage.Materials || step.After.Any(after => ofMill.Contains(after.Predecessor))))
                {
                    ofMill.Add(m);
                    delivery = m;
                }
            return delivery;
        }
    }

    private static Dictionary<string, int> IndexesOf(ImmutableArray<TemplateMilestone> milestones)
    {
        var indexes = new Dictionary<string, int>(milestones.Length, StringComparer.Ordinal);
        for (var i = 0; i < milestones.Length; i++)
            indexes.TryAdd(milestones[i].Code, i);
        return indexes;
    }
}

/// <summary>Where a line is on its way, from order to receipt.</summary>
public enum Stage
{
    Draft,
    Issued,
    Confirmed,
    Materials,
    Cutting,
    Sewing,
    Finishing,
    Packing,
    Inspected,
    ExFactory,
    InTransit,
    Received,
    Closed,
    Cancelled,
}

/// <summary>Where a style is on its way, from the first idea to the close.</summary>
public enum StyleStage
{
    Concept,
    Development,

    /// <summary>It is to be made: its profile is frozen.</summary>
    Adopted,
    Ordered,
    InProduction,

    /// <summary>All that was ordered of it has left the factory.</summary>
    HandedOff,
    Closed,
}

/// <summary>Will it make its date? In the order of the rules: the first that holds.</summary>
public enum Health
{
    Done,
    Blocked,
    Critical,
    Late,
    Stale,
    Risk,
    Plan,
    OnTrack,
}
