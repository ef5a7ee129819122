using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// The templates to choose from at one moment: per id the newest version, and which id serves a brand and category.
/// Immutable.
/// </summary>
public sealed class TemplateShelf
{
    // In the order in which their newest versions were published.
    private readonly ImmutableList<PublishedTemplate> newest;
    private readonly ImmutableHashSet<string> retired;

    private TemplateShelf(ImmutableList<PublishedTemplate> newest, ImmutableHashSet<string> retired) =>
        (this.newest, this.retired) = (newest, retired);

    /// <summary>What comes with the product.</summary>
    public static TemplateShelf BuiltIn { get; } = Templates.BuiltIn.Aggregate(new TemplateShelf([], []), (shelf, template) => shelf.With(template));

    /// <summary>With a version that was published after all that is here.</summary>
    public TemplateShelf With(PublishedTemplate published) =>
        new(newest.RemoveAll(t => t.Id == published.Id).Add(published), retired.Remove(published.Id));

    /// <summary>Without a template to choose by brand and category; who names it still finds it.</summary>
    public TemplateShelf Without(string id) => new(newest, retired.Add(id));

    /// <summary>The newest version of a template; null when there is no such template.</summary>
    public PublishedTemplate? Newest(string id) => newest.Find(t => t.Id == id);

    /// <summary>
    /// What an order or style of the brand and category gets: of the brand's own templates for the category the one published
    /// last, else of those for any brand. Null where there is none.
    /// </summary>
    public PublishedTemplate? For(string brand, string category) =>
        Last(t => t.Sheet.Brand == brand && t.Sheet.Category == category) ?? Last(t => t.Sheet.Brand is null && t.Sheet.Category == category);

    private PublishedTemplate? Last(Predicate<PublishedTemplate> serves) =>
        newest.FindLast(t => serves(t) && !retired.Contains(t.Id));
}
