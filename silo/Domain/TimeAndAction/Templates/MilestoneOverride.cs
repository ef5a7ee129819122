using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;

namespace Selvedge.Domain.TimeAndAction;

public enum OverrideKind
{
    /// <summary>It follows its predecessors by other days than the template says.</summary>
    Lags,

    /// <summary>It does not take place; who follows it follows its predecessors, by both lags.</summary>
    NotApplicable,

    /// <summary>It takes place although the template knows nothing of it.</summary>
    Extra,

    /// <summary>Somebody else than the template says sees to it. Stands beside any of the others.</summary>
    Responsible,

    /// <summary>It was reached for another order and holds here too: nobody waits for it, nor for what it would have waited for.</summary>
    CarriedOver,
}

/// <summary>How one style or line differs from its template at one milestone.</summary>
/// <param name="Lags">Of <see cref="OverrideKind.Lags"/>: those that differ, by predecessor; empty otherwise.</param>
/// <param name="Extra">Of <see cref="OverrideKind.Extra"/> alone.</param>
/// <param name="Reason">Why, for the person who reads it.</param>
/// <param name="Role">Of <see cref="OverrideKind.Responsible"/> alone: who sees to it.</param>
/// <param name="Reached">Of <see cref="OverrideKind.CarriedOver"/> alone: the day on which it was reached there.</param>
[GenerateSerializer, Immutable, Alias("milestone-override")]
public sealed record MilestoneOverride(
    string Milestone, OverrideKind Kind, ImmutableArray<Lag> Lags, ExtraMilestone? Extra, string Reason, string? Role = null, DateOnly? Reached = null)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(MilestoneOverride? other) =>
        other is not null && Milestone == other.Milestone && Kind == other.Kind && Lags.SequenceEqual(other.Lags)
        && Extra == other.Extra && Reason == other.Reason && Role == other.Role && Reached == other.Reached;

    public override int GetHashCode() => HashCode.Combine(Milestone, Kind, Reason);
}

/// <param name="Home">Where it was put in.</param>
/// <param name="DueOffset">As of <see cref="MilestoneSheet"/>.</param>
/// <param name="Before">The milestones that follow it, by least days.</param>
[GenerateSerializer, Immutable, Alias("extra-milestone")]
public sealed record ExtraMilestone(
    string Name, string Role, Side Side, MilestoneHome Home, int DueOffset, ImmutableArray<Lag> After, ImmutableArray<Lag> Before)
{
    public bool Equals(ExtraMilestone? other) =>
        other is not null && Name == other.Name && Role == other.Role && Side == other.Side && Home == other.Home
        && DueOffset == other.DueOffset && After.SequenceEqual(other.After) && Before.SequenceEqual(other.Before);

    public override int GetHashCode() => HashCode.Combine(Name, Role, DueOffset);
}

/// <summary>What one style or line makes of its template's version.</summary>
/// <param name="Attributes">Those that decide the template's conditions, as they were when the calendar was laid.</param>
/// <param name="Overrides">At most one per milestone, and one more of who sees to it.</param>
/// <param name="Lacking">
/// Of a line: codes of those that it would wait for by what it is like, but that its style's calendar does not have, as one by
/// an earlier version; null for none.
/// </param>
/// <param name="OfStyle">Of a line: what its style overrides for its lines too; null for nothing.</param>
public sealed record Tailoring(
    ImmutableArray<AttributeValue> Attributes, ImmutableArray<MilestoneOverride> Overrides, ImmutableArray<string>? Lacking = null,
    ImmutableArray<MilestoneOverride>? OfStyle = null)
{
    public static Tailoring None { get; } = new([], []);

    /// <summary>What is taken from the style: what the line overrides itself comes first.</summary>
    public ImmutableArray<MilestoneOverride> Taken => OfStyle is not { } style
        ? []
        : [.. style.Where(o => !Overrides.Any(own => own.Milestone == o.Milestone && own.Kind != OverrideKind.Responsible))];

    /// <summary>All that differs from the template: what is taken from the style, and its own.</summary>
    internal ImmutableArray<MilestoneOverride> Standing => OfStyle is null ? Overrides : [.. Taken, .. Overrides];

    /// <summary>Null where it makes the template no different.</summary>
    internal Tailoring? Needed => this is { Attributes: [], Overrides: [], Lacking: null, OfStyle: null } ? null : this;

    /// <summary>For goods that are said to be so.</summary>
    /// <param name="style">What a line was handed over; where that is nothing yet, what it had of one stays.</param>
    internal Tailoring For(PublishedTemplate template, ImmutableArray<AttributeValue> said, StyleDates? style) => this with
    {
        Attributes = template.Deciding(said), Lacking = style is null ? Lacking : style.LackingOf(template, said),
        OfStyle = style is null ? OfStyle : style.Overrides,
    };

    public Tailoring With(MilestoneOverride change) => this with
    {
        Overrides = [.. Overrides.Where(o => o.Milestone != change.Milestone || (o.Kind == OverrideKind.Responsible) != (change.Kind == OverrideKind.Responsible)), change],
    };

    /// <param name="kind">Null for all.</param>
    public Tailoring Without(string milestone, OverrideKind? kind = null) =>
        this with { Overrides = [.. Overrides.Where(o => o.Milestone != milestone || (kind is not null && o.Kind != kind))] };
}
