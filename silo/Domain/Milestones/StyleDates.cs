using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Milestones;

/// <summary>A style's dates as handed over to the PO lines that wait on it.</summary>
/// <param name="Version">Of the style; a line keeps the highest it was given.</param>
[GenerateSerializer, Immutable, Alias("style-dates")]
public sealed record StyleDates(string Style, int Version, ImmutableArray<StyleDate> Dates)
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
}

/// <param name="Day">The actual day when it happened, else the forecast.</param>
[GenerateSerializer, Immutable, Alias("style-date")]
public sealed record StyleDate(string Milestone, DateOnly Day, bool Happened, string? Reason);
