using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.TrackRecords;

/// <summary>What vendors did before, written down by hand or thrown by dice.</summary>
internal static class SomePast
{
    /// <summary>A past of single milestones: the vendor's own days, and those of its category.</summary>
    public static VendorPast Of(string template, params ReadOnlySpan<(string Milestone, int[] Own, int[] Category)> milestones)
    {
        var (own, category) = (ImmutableArray.CreateBuilder<MilestoneRecord>(), ImmutableArray.CreateBuilder<MilestoneRecord>());
        foreach (var milestone in milestones)
        {
            own.Add(new(template, milestone.Milestone, [.. milestone.Own.Order()]));
            category.Add(new(template, milestone.Milestone, [.. milestone.Category.Order()]));
        }
        return new(new(1, default, own.ToImmutable()), new(1, default, category.ToImmutable()));
    }

    public static VendorPast Random(Random random, CalendarTemplate template) => random.Next(4) == 0
        ? VendorPast.None
        : Of(template.Id, [.. template.Milestones.Where(_ => random.Next(4) != 0).Select(m => (m.Code, Days(random, 20), Days(random, 60)))]);

    /// <summary>Every milestone was always kept by the same number of days: nothing is spread, nothing skewed.</summary>
    public static VendorPast Steady(Random random, CalendarTemplate template) =>
        Of(template.Id, [.. template.Milestones.Select(m => (m.Code, Enumerable.Repeat(random.Next(-15, 35), 40).ToArray(), Array.Empty<int>()))]);

    public static int[] Days(Random random, int most) => [.. Enumerable.Range(0, random.Next(most)).Select(_ => random.Next(3) == 0 ? 0 : random.Next(-15, 35))];
}
