using System.Collections.Frozen;
using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.TrackRecords;

/// <summary>Versions of the track records that a forecast used; 0 where there was none.</summary>
public sealed record PastVersions(int Vendor, int Category)
{
    public static PastVersions None { get; } = new(0, 0);
}

/// <summary>
/// What a line's forecast knows of the past: its vendor's track record, and its category's to lean on where the vendor's own is
/// short. Immutable; safe to share between threads.
/// </summary>
public sealed class VendorPast
{
    /// <summary>Nothing is known of anybody.</summary>
    public static VendorPast None { get; } = new(null, null);

    private readonly FrozenDictionary<(string Template, string Milestone), MilestonePast> _milestones;

    public VendorPast(PublishedRecord? vendor, PublishedRecord? category)
    {
        (Vendor, Category) = (vendor, category);
        var own = Days(vendor);
        var shared = Days(category);
        _milestones = own.Keys.Union(shared.Keys).ToFrozenDictionary(
            key => key, key => new MilestonePast(own.GetValueOrDefault(key, []), shared.GetValueOrDefault(key, [])));
    }

    public PublishedRecord? Vendor { get; }

    public PublishedRecord? Category { get; }

    public PastVersions Versions => new(Vendor?.Version ?? 0, Category?.Version ?? 0);

    public bool IsNone => _milestones.Count == 0;

    /// <summary>How the milestone was kept before; null when it is not the vendor's to keep, or nobody's past says anything.</summary>
    public MilestonePast? Of(string template, TemplateMilestone milestone) =>
        Covers(milestone) ? _milestones.GetValueOrDefault((template, milestone.Code)) : null;

    /// <summary>
    /// Whether a vendor keeps the milestone: it lives on the line, and the days it loses are the factory's or the material's,
    /// which the vendor buys.
    /// </summary>
    public static bool Covers(TemplateMilestone milestone) =>
        milestone is { Home: MilestoneHome.Line, Side: Side.Factory or Side.Material };

    private static Dictionary<(string, string), ImmutableArray<int>> Days(PublishedRecord? record) =>
        (record?.Milestones ?? []).ToDictionary(m => (m.Template, m.Milestone), m => m.Days);
}
