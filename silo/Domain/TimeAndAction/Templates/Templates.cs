using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// Every published version that this process knows: those that come with the product, and those learned from the journal.
/// A version never changes, so what is found here does not depend on when it is asked for. Thread-safe.
/// </summary>
public static class Templates
{
    /// <summary>
    /// The versions that come with the product: what was once used is never taken away. Later versions of these ids are the
    /// journal's, and so is one that it has published under a number that came with the product afterwards.
    /// </summary>
    public static readonly ImmutableArray<PublishedTemplate> BuiltIn =
    [
        ApparelTemplate.Version1, FootwearTemplate.Version1, AccessoriesTemplate.Version1, DeliveryTemplate.Version1,
        ApparelTemplate.Version2, FootwearTemplate.Version2, AccessoriesTemplate.Version2, DeliveryTemplate.Version2,
    ];

    private static readonly ConcurrentDictionary<(string Id, int Version), PublishedTemplate> Known =
        new(BuiltIn.Select(template => KeyValuePair.Create((template.Id, template.Version), template)));

    /// <summary>Makes a version known here, as often as it is told. One of the product's own gives way to it.</summary>
    /// <exception cref="ArgumentException">It is known with other content: two journals are read in one process.</exception>
    public static PublishedTemplate Learn(string id, int version, TemplateSheet sheet)
    {
        var known = Known.AddOrUpdate(
            (id, version), static (key, sheet) => new PublishedTemplate(key.Id, key.Version, sheet),
            static (key, known, sheet) => BuiltIn.Contains(known) && !known.Sheet.Equals(sheet) ? new PublishedTemplate(key.Id, key.Version, sheet) : known, sheet);
        return known.Sheet.Equals(sheet) ? known : throw new ArgumentException($"Another {id} {version} is known here.", nameof(sheet));
    }

    /// <summary>The version as published; null when it is not known here.</summary>
    public static PublishedTemplate? Published(string id, int version) => Known.GetValueOrDefault((id, version));

    /// <summary>What a version that came with the product brings, for whoever compares it with others.</summary>
    public static string NoteOf(PublishedTemplate builtIn) =>
        builtIn.Version == 1 ? "As it first came with the product"
        : builtIn.Id == DeliveryTemplate.Version2.Id ? "What was promised and what was recorded stand beside what was delivered"
        : "Asks for some milestones of some goods only: by print and wash, a vendor's first order, and from where and how they travel";

    /// <summary>Of every template of which a version is known here.</summary>
    public static IEnumerable<string> Ids => Known.Keys.Select(key => key.Id).Distinct();

    /// <summary>The newest version that is known here; null when none is.</summary>
    public static PublishedTemplate? Newest(string id) => Known.Values.Where(t => t.Id == id).MaxBy(t => t.Version);

    /// <summary>The version as it applies where nothing special is said; null when it is not known here.</summary>
    public static CalendarTemplate? Find(string id, int version) => Published(id, version)?.Fit();

    /// <summary>The version as it applies to one style or line.</summary>
    /// <exception cref="UnknownTemplateException">It is not known here: the journal holds it.</exception>
    public static CalendarTemplate Fit(string id, int version, Tailoring? tailoring) =>
        (Published(id, version) ?? throw new UnknownTemplateException(id, version)).Fit(tailoring);
}

/// <summary>What is read names a template's version that was published, but is not known here yet.</summary>
public sealed class UnknownTemplateException(string id, int version) : Exception($"Template {id} {version} is not known here.");
