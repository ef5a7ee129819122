using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>A calendar template as people write it: as drafted, and as published under a version.</summary>
/// <param name="Brand">Whose orders it is for; null for any brand's.</param>
/// <param name="Category">Of <see cref="Categories"/>; null for a template that orders must name.</param>
/// <param name="Milestones">In the order in which people list them; what follows what is said by each.</param>
[GenerateSerializer, Immutable, Alias("template-sheet")]
public sealed record TemplateSheet(string Title, string? Brand, string? Category, ImmutableArray<MilestoneSheet> Milestones)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(TemplateSheet? other) =>
        other is not null && Title == other.Title && Brand == other.Brand && Category == other.Category && Milestones.SequenceEqual(other.Milestones);

    public override int GetHashCode() => HashCode.Combine(Title, Brand, Category, Milestones.Length);
}

/// <param name="Code">Such as <c>A26</c>; unique within the template. Reports, claims and overrides know the milestone by it.</param>
/// <param name="Role">Who has to see to it.</param>
/// <param name="Side">Who carries lost days when the report names no reason.</param>
/// <param name="SubmitOffset">Where something is sent for approval first: the day it should be, on the scale of <paramref name="DueOffset"/>.</param>
/// <param name="DueOffset">The plan, in calendar days relative to ex-factory: never above 0.</param>
/// <param name="Stage">The stage that the line has reached once it is done; null when it moves none. Ex-factory is the milestone with that stage.</param>
/// <param name="When">It applies where all of these hold; always where there are none.</param>
/// <param name="PerColour">Of a style's milestone: it is done for each colour, and a line waits for its own.</param>
/// <param name="Gate">What follows may not begin until it is done or waived.</param>
/// <param name="Holds">
/// Of a style's milestone: the stage that does not close until it is done or waived; null for none. The last that holds
/// development is the adoption itself.
/// </param>
/// <param name="Approvals">
/// What it waits for; null in a sheet that was written before they could be said: then those by which the product's own
/// milestone of that code is reached.
/// </param>
[GenerateSerializer, Immutable, Alias("milestone-sheet")]
public sealed record MilestoneSheet(
    string Code, string Name, string Role, Side Side, MilestoneHome Home, int? SubmitOffset, int DueOffset,
    ImmutableArray<Lag> After, Stage? Stage, ImmutableArray<AttributeValue> When, bool PerColour, bool Gate, StyleStage? Holds = null,
    ImmutableArray<AskedApproval>? Approvals = null)
{
    /// <summary>Whether it is asked of goods that are said to be so.</summary>
    internal bool AppliesTo(ImmutableArray<AttributeValue> said) => When.All(w => TemplateAttributes.ValueOf(w.Attribute, said) == w.Value);

    public bool Equals(MilestoneSheet? other) =>
        other is not null && Code == other.Code && Name == other.Name && Role == other.Role && Side == other.Side && Home == other.Home
        && SubmitOffset == other.SubmitOffset && DueOffset == other.DueOffset && After.SequenceEqual(other.After) && Stage == other.Stage
        && When.SequenceEqual(other.When) && PerColour == other.PerColour && Gate == other.Gate && Holds == other.Holds
        && (Approvals is { } mine ? other.Approvals is { } theirs && mine.SequenceEqual(theirs) : other.Approvals is null);

    public override int GetHashCode() => HashCode.Combine(Code, Name, Role, DueOffset);
}

/// <summary>A type of approval by which a milestone is reached.</summary>
/// <param name="Type">Its code.</param>
/// <param name="IsPlanned">Every style or line needs it; else only those that are given one by hand.</param>
/// <param name="AtReceipt">The milestone asks for the sample to be here, not for its approval.</param>
[GenerateSerializer, Immutable, Alias("asked-approval")]
public sealed record AskedApproval(string Type, bool IsPlanned, bool AtReceipt);

/// <summary>At least <paramref name="MinDays"/> calendar days lie between <paramref name="Milestone"/> and who names it.</summary>
[GenerateSerializer, Immutable, Alias("lag")]
public sealed record Lag(string Milestone, int MinDays);

/// <summary>What an order or style is like in one respect of <see cref="TemplateAttributes"/>.</summary>
[GenerateSerializer, Immutable, Alias("attribute-value")]
public sealed record AttributeValue(string Attribute, string Value);
