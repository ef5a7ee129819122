using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Gateway.Production;

/// <summary>How a vendor kept its milestones, as forecasts lean on it now.</summary>
/// <param name="Version">Of the vendor's track record; 0 while none was published.</param>
/// <param name="Day">The UTC day on which it was published; null while none was.</param>
/// <param name="Categories">The track records of the categories it works for, which it leans on where its own is short.</param>
/// <param name="Items">In the order of their templates.</param>
public sealed record VendorHistory(
    string Vendor, int Version, DateOnly? Day, ImmutableArray<CategoryRecord> Categories, ImmutableArray<KeptMilestone> Items)
{
    /// <param name="categories">Those of the vendor's orders.</param>
    public static async Task<VendorHistory> OfAsync(string vendor, IEnumerable<string> categories, IGrainFactory grains)
    {
        var own = await grains.GetGrain<ITrackRecordGrain>(TrackRecordKeys.OfVendor(vendor)).Published(0);
        var (records, items) = (ImmutableArray.CreateBuilder<CategoryRecord>(), new List<KeptMilestone>());
        foreach (var category in categories.Order(StringComparer.Ordinal))
        {
            var shared = await grains.GetGrain<ITrackRecordGrain>(TrackRecordKeys.OfCategory(category)).Published(0);
            records.Add(new CategoryRecord(category, shared?.Version ?? 0, shared?.Day));
            var past = new VendorPast(own, shared);
            var said = (own?.Milestones ?? []).Concat(shared?.Milestones ?? []).Select(m => m.Template).Distinct();
            foreach (var template in said.Select(Templates.Newest).OfType<PublishedTemplate>().Select(t => t.Fit()))
                items.AddRange(template.Milestones.Select(m => KeptMilestone.Of(category, template, m, past)).OfType<KeptMilestone>());
        }

        return new VendorHistory(
            vendor, own?.Version ?? 0, own?.Day, records.ToImmutable(),
            // A template of the vendor's that serves two of its categories: what the vendor did is one thing.
            [.. items.GroupBy(i => (i.Template, i.Milestone), (_, same) => same.MaxBy(i => i.CategoryOutcomes)!)]);
    }
}

public sealed record CategoryRecord(string Category, int Version, DateOnly? Day);

/// <summary>What is to be expected of one milestone.</summary>
/// <param name="After">Code of the predecessor that leaves it least time; null for none.</param>
/// <param name="TemplateDays">Calendar days that the template leaves from there; null for none.</param>
/// <param name="UsualDays">The median: days after the one that plan and predecessors allow, below 0 for early.</param>
/// <param name="EarlyDays">One in ten comes as early.</param>
/// <param name="LateDays">One in ten comes as late.</param>
/// <param name="Outcomes">The vendor's own that are counted.</param>
/// <param name="CategoryOutcomes">Those of all vendors of the category.</param>
/// <param name="Basis">vendor: it speaks for itself; category: its own are too few; template: so are the category's.</param>
public sealed record KeptMilestone(
    string Template, string Category, string Milestone, string Name, string Role, Side Side, string? After, int? TemplateDays,
    int UsualDays, int EarlyDays, int LateDays, int Outcomes, int CategoryOutcomes, PastBasis Basis)
{
    /// <summary>Null where no past tells anything.</summary>
    internal static KeptMilestone? Of(string category, CalendarTemplate template, TemplateMilestone milestone, VendorPast past)
    {
        if (past.Of(template.Id, milestone) is not { } kept)
            return null;
        var after = milestone.After.Select(a => template.Milestones[a.Predecessor]).MaxBy(p => p.DueOffset);
        var expected = kept.Unhurried;
        return new KeptMilestone(
            template.Id, category, milestone.Code, milestone.Name, milestone.Role, milestone.Side,
            after?.Code, after is null ? null : milestone.DueOffset - after.DueOffset,
            expected.Usual, expected.Earliest, expected.Latest, kept.Outcomes, kept.CategoryOutcomes, kept.Basis);
    }
}
