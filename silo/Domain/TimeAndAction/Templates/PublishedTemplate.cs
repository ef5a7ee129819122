using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>One published version of a template: never changes, so it may be shared and kept for ever. Thread-safe.</summary>
public sealed class PublishedTemplate
{
    private readonly ConcurrentDictionary<string, CalendarTemplate> fitted = new(StringComparer.Ordinal);

    // Overrides are as many as there are lines with some: each is kept for as long as its line is in memory.
    private readonly ConditionalWeakTable<Tailoring, CalendarTemplate> overridden = [];

    /// <param name="sheet">Without faults: see <see cref="TemplateFaults"/>.</param>
    public PublishedTemplate(string id, int version, TemplateSheet sheet)
    {
        (Id, Version, Sheet) = (id, version, sheet);
        Conditions =
        [
            .. TemplateAttributes.All.Select(a => a.Name).Where(name => sheet.Milestones.Any(m => m.When.Any(w => w.Attribute == name))),
        ];
    }

    public string Id { get; }

    public int Version { get; }

    public TemplateSheet Sheet { get; }

    /// <summary>The attributes by which any of its milestones is conditioned.</summary>
    public ImmutableArray<string> Conditions { get; }

    /// <summary>Of all that is said, or holds where nobody says, what decides this template's conditions; in one order.</summary>
    public ImmutableArray<AttributeValue> Deciding(ImmutableArray<AttributeValue> said) =>
        [.. Conditions.Select(name => new AttributeValue(name, TemplateAttributes.ValueOf(name, said)))];

    /// <summary>
    /// The milestones that apply, as one style or line has them. The same arguments give the same template, and where nothing
    /// is overridden, or for the very same tailoring, the very same object.
    /// </summary>
    /// <exception cref="ArgumentException">The overrides have a milestone wait for itself: <see cref="CanFit"/> tells.</exception>
    public CalendarTemplate Fit(Tailoring? tailoring = null)
    {
        if (tailoring is { Standing.IsEmpty: false })
            return overridden.GetValue(tailoring, one => Fit(Deciding(one.Attributes), one.Standing, one.Lacking ?? []));
        var (deciding, lacking) = (Deciding(tailoring?.Attributes ?? []), tailoring?.Lacking ?? []);
        return fitted.GetOrAdd(
            string.Join(';', deciding.Select(a => a.Value).Concat(lacking)),
            static (_, fit) => fit.Template.Fit(fit.Deciding, [], fit.Lacking), (Template: this, Deciding: deciding, Lacking: lacking));
    }

    /// <summary>Whether the overrides leave an order in which the milestones can be reached.</summary>
    public bool CanFit(Tailoring tailoring) => TemplateFitting.TryFit(this, Deciding(tailoring.Attributes), tailoring.Standing, tailoring.Lacking ?? []) is not null;

    private CalendarTemplate Fit(ImmutableArray<AttributeValue> deciding, ImmutableArray<MilestoneOverride> overrides, ImmutableArray<string> lacking) =>
        TemplateFitting.TryFit(this, deciding, overrides, lacking)
        ?? throw new ArgumentException($"A milestone of {Id} {Version} waits for itself.", nameof(overrides));
}
