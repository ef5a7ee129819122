using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Styles;

/// <summary>How far a profile is filled in. It advises: a style may be adopted with less.</summary>
/// <param name="Percent">Of the fields that a profile should have; attributes are what they are where nobody says.</param>
/// <param name="Missing">The others, as the wire names them, in the order of the profile.</param>
[GenerateSerializer, Immutable, Alias("profile-completeness")]
public sealed record ProfileCompleteness(int Percent, ImmutableArray<string> Missing)
{
    private const string Optional = "attributes";

    public static ProfileCompleteness Of(StyleProfile profile)
    {
        var asked = FieldChange.FieldsOf(profile).RemoveAll(field => field.Field == Optional);
        ImmutableArray<string> missing = [.. asked.Where(field => string.IsNullOrWhiteSpace(field.Value)).Select(field => field.Field)];
        return new ProfileCompleteness(100 * (asked.Length - missing.Length) / asked.Length, missing);
    }
}
