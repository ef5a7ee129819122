using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Styles;

/// <summary>What of a style's profile is otherwise.</summary>
/// <param name="Field">As the wire names it, such as <c>articleType</c>.</param>
/// <param name="From">As it was, in words; null where there was nothing.</param>
/// <param name="To">As it is; null where there is nothing any more.</param>
[GenerateSerializer, Immutable, Alias("field-change")]
public sealed record FieldChange(string Field, string? From, string? To)
{
    /// <summary>In the order of the profile; empty where both say the same.</summary>
    public static ImmutableArray<FieldChange> Between(StyleProfile before, StyleProfile after)
    {
        var found = ImmutableArray.CreateBuilder<FieldChange>();
        foreach (var ((field, from), (_, to)) in FieldsOf(before).Zip(FieldsOf(after)))
            if (from != to)
                found.Add(new FieldChange(field, from, to));
        return found.DrainToImmutable();
    }

    /// <summary>All fields that may differ, in words.</summary>
    public static ImmutableArray<(string Field, string? Value)> FieldsOf(StyleProfile profile) =>
    [
        ("name", profile.Name),
        ("season", profile.Season),
        ("gender", profile.Gender),
        ("articleType", profile.ArticleType),
        ("colours", Listed(profile.Colours)),
        ("targetExFactory", profile.TargetExFactory?.ToString("yyyy-MM-dd")),
        ("material", profile.Spec?.Material),
        ("composition", profile.Spec?.Composition),
        ("sizeRange", profile.Spec?.SizeRange),
        ("techPack", profile.Spec?.TechPack),
        ("attributes", Listed((profile.Attributes ?? []).Select(a => $"{a.Attribute}: {a.Value}"))),
    ];

    private static string? Listed(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } listed ? listed : null;
}
