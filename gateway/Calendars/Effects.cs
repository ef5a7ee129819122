using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Calendars;

/// <summary>What something would do to the open lines that the reader may see; counts in lines unless they say orders.</summary>
/// <param name="PurchaseOrders">Open orders that it concerns, moved or not.</param>
/// <param name="MovedPurchaseOrders">With a line whose ex-factory would move.</param>
/// <param name="MovedMilestones">Dates of milestones that would move, of all lines together.</param>
/// <param name="NewlyLate">Lines that would turn late or critical.</param>
/// <param name="Recovered">Lines that would no longer be late or critical.</param>
/// <param name="Elsewhere">Open orders that it concerns as well and that the reader does not see: then it is for somebody else to do.</param>
/// <param name="Days">Of a working calendar: every day that would be otherwise, of all years.</param>
/// <param name="Items">The lines whose ex-factory would move, worst first; not all of them where there are many.</param>
public sealed record EffectReport(
    int PurchaseOrders, int MovedPurchaseOrders, int Lines, int Moved, int MovedMilestones, int NewlyLate, int Recovered,
    ImmutableArray<BrandEffect> Brands, ImmutableArray<EffectItem> Items, int Elsewhere = 0, ImmutableArray<ForeseenDay>? Days = null);

/// <param name="Days">Of ex-factory, all moved lines together; negative where they gain.</param>
public sealed record BrandEffect(string Brand, int Lines, int Moved, int Days);

/// <param name="Before">Ex-factory as forecast now.</param>
/// <param name="Days">After less before.</param>
public sealed record EffectItem(
    string PurchaseOrder, int Line, string Brand, string Category, string Vendor, DateOnly Before, DateOnly After, int Days, Health HealthBefore, Health HealthAfter);

/// <summary>Asks the actors of orders what something would do to them, and adds it up.</summary>
internal static class Effects
{
    // Each may have to be read from the journal first: enough to keep it busy, too few to crowd out others.
    private const int AtOnce = 64;
    private const int MostItems = 500;

    public static async Task<EffectReport> OfAsync(
        IEnumerable<PurchaseOrderRow> orders, IGrainFactory grains, Func<IPurchaseOrderGrain, Task<ImmutableArray<LineEffect>>> foresee, CancellationToken ct)
    {
        var found = new ConcurrentBag<(PurchaseOrderRow Order, ImmutableArray<LineEffect> Lines)>();
        await Parallel.ForEachAsync(
            orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (order, _) => found.Add((order, await foresee(grains.GetGrain<IPurchaseOrderGrain>(order.Number)))));
        return Report([.. found]);
    }

    public static EffectReport Report(IReadOnlyCollection<(PurchaseOrderRow Order, ImmutableArray<LineEffect> Lines)> found)
    {
        var lines = found.SelectMany(f => f.Lines, (f, line) => (f.Order, Line: line)).ToArray();
        var moved = lines.Where(l => l.Line.Before != l.Line.After).ToArray();
        return new EffectReport(
            found.Count(f => !f.Lines.IsEmpty), moved.Select(l => l.Order.Number).Distinct(StringComparer.Ordinal).Count(), lines.Length, moved.Length,
            lines.Sum(l => l.Line.MovedMilestones), lines.Count(l => !HealthRules.IsLate(l.Line.HealthBefore) && HealthRules.IsLate(l.Line.HealthAfter)),
            lines.Count(l => HealthRules.IsLate(l.Line.HealthBefore) && !HealthRules.IsLate(l.Line.HealthAfter)),
            [
                .. lines.GroupBy(l => l.Order.Brand, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new BrandEffect(g.Key, g.Count(), g.Count(l => Days(l.Line) != 0), g.Sum(l => Days(l.Line)))),
            ],
            [
                .. moved.OrderByDescending(l => Days(l.Line)).ThenBy(l => l.Order.Number, StringComparer.Ordinal).ThenBy(l => l.Line.Line)
                    .Take(MostItems).Select(l => Item(l.Order, l.Line)),
            ]);
    }

    private static EffectItem Item(PurchaseOrderRow order, LineEffect line) => new(
        order.Number, line.Line, order.Brand, order.Category, order.Vendor, line.Before, line.After, Days(line), line.HealthBefore, line.HealthAfter);

    private static int Days(LineEffect line) => line.After.DayNumber - line.Before.DayNumber;
}
