using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>A style's dates as handed over to the PO lines that wait on it.</summary>
/// <param name="Version">Of the style, when these may last have moved; a line keeps the highest it was given.</param>
/// <param name="Attributes">What the style is like; null where nothing is said.</param>
/// <param name="Profile">Version of the style's profile; 0 where it was not adopted.</param>
/// <param name="Dates">
/// The style's milestones in the template's order, and after them those of single colours where they differ.
/// </param>
/// <param name="Overrides">How lines of it differ from their template: what does not apply on the style, and other lags of the lines' milestones; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("style-dates")]
public sealed record StyleDates(string Style, int Version, ImmutableArray<StyleDate> Dates, ImmutableArray<AttributeValue>? Attributes = null, int Profile = 0,
    ImmutableArray<MilestoneOverride>? Overrides = null)
{
    /// <summary>Null when the milestone does not live on the style.</summary>
    /// <param name="index">Of the milestone within the template. Dates come in its order and a style's milestones stand first.</param>
    public StyleDate? Find(int index, string milestone)
    {
        if (index < Dates.Length && Dates[index].Milestone == milestone)
            return Dates[index];
        foreach (var date in Dates)
            if (date.Milestone == milestone)
                return date;
        return null;
    }

    /// <summary>Codes of the style's milestones that are asked only of goods like these, and that its calendar does not have; null for none.</summary>
    internal ImmutableArray<string>? LackingOf(PublishedTemplate template, ImmutableArray<AttributeValue> said)
    {
        ImmutableArray<string> lacking =
        [
            .. from milestone in template.Sheet.Milestones
               where milestone is { Home: MilestoneHome.Style, When.IsEmpty: false } && milestone.AppliesTo(said)
                   && Dates.All(date => date.Milestone != milestone.Code)
               select milestone.Code,
        ];
        return lacking.IsEmpty ? null : lacking;
    }

    /// <summary>What a line of this colour waits for: its own colour's day where that differs, else the style's.</summary>
    public StyleDates Of(string colour) => Dates.All(date => date.Colour is null)
        ? this
        : this with
        {
            Dates =
            [
                .. Dates.Where(date => date.Colour is null).Select(date =>
                    Dates.FirstOrDefault(d => d.Milestone == date.Milestone && string.Equals(d.Colour, colour, StringComparison.OrdinalIgnoreCase))
                    is { } own ? own with { Colour = null } : date),
            ],
        };
}

/// <param name="Day">The actual day when it happened, else the forecast.</param>
/// <param name="Colour">The one colour that is meant; null for the style.</param>
/// <param name="Contributing">Delay reasons beside the first; null for none.</param>
[GenerateSerializer, Immutable, Alias("style-date")]
public sealed record StyleDate(string Milestone, DateOnly Day, bool Happened, string? Reason, string? Colour = null, ContributingReasons? Contributing = null);
