using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// The templates to choose from at one moment: per id the newest version, and which id serves a brand and category.
/// Immutable.
/// </summary>
public sealed class TemplateShelf
{
    private readonly ImmutableDictionary<string, Place> places;

    private TemplateShelf(ImmutableDictionary<string, Place> places) => this.places = places;

    /// <summary>What comes with the product.</summary>
    public static TemplateShelf BuiltIn { get; } = Templates.BuiltIn.Aggregate(
        new TemplateShelf(ImmutableDictionary<string, Place>.Empty), (shelf, template) => shelf.With(template, template.Version - int.MaxValue));

    /// <summary>With a version; told again, or after a later one of the same template, it changes nothing.</summary>
    /// <param name="position">Where in the journal it was published: of two templates for the same goods the later one serves.</param>
    public TemplateShelf With(PublishedTemplate published, long position) => Put(published.Id, new Place(published, position, false));

    /// <summary>Without a template to choose by brand and category; who names it still finds it.</summary>
    public TemplateShelf Without(string id, long position) =>
        places.TryGetValue(id, out var place) ? Put(id, new Place(place.Newest, position, true)) : this;

    /// <summary>The newest version of a template; null when there is no such template.</summary>
    public PublishedTemplate? Newest(string id) => places.GetValueOrDefault(id)?.Newest;

    /// <summary>
    /// What an order or style of the brand and category gets: of the brand's own templates for the category the one published
    /// last, else of those for any brand. Null where there is none.
    /// </summary>
    public PublishedTemplate? For(string brand, string category) =>
        Last(t => t.Sheet.Brand == brand && t.Sheet.Category == category) ?? Last(t => t.Sheet.Brand is null && t.Sheet.Category == category);

    private PublishedTemplate? Last(Predicate<PublishedTemplate> serves) =>
        places.Values.Where(place => !place.IsRetired && serves(place.Newest)).MaxBy(place => place.Position)?.Newest;

    private TemplateShelf Put(string id, Place place) =>
        places.TryGetValue(id, out var known) && known.Position >= place.Position ? this : new(places.SetItem(id, place));

    private sealed record Place(PublishedTemplate Newest, long Position, bool IsRetired);
}
