using System.Collections.Immutable;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// An invented season as it stands on one day: everybody and everything in it, each with its past. The same seed, day
/// and size give the same sheets. Styles and orders are made as they are read, and made again when read again.
/// </summary>
public sealed class SeasonPlan
{
    // A drop is what one vendor makes for one brand and category: a few styles, a few orders.
    private const int OrdersPerDrop = 4;

    private readonly int seed;
    private readonly DateOnly today;
    private readonly SampleSize size;
    private readonly ImmutableArray<Maker> makers;
    private readonly Plans plans = new();

    private SeasonPlan(int seed, DateOnly today, SampleSize size)
    {
        (this.seed, this.today, this.size) = (seed, today, size);
        Brands = SampleWords.Brands[..size.Brands];
        makers = [.. Maker.All(seed, size.Vendors, Brands)];
        People = SamplePeople.Of(Brands, makers);
    }

    /// <param name="today">The day up to which the past reaches.</param>
    public static SeasonPlan Generate(int seed, DateOnly today, SampleSize size) => new(seed, today, size);

    public ImmutableArray<string> Brands { get; }

    public ImmutableArray<PersonSheet> People { get; }

    public IEnumerable<VendorSheet> Vendors => makers.Select(m => m.Sheet);

    /// <summary>In the order of the drops they belong to, those in development after those that are ordered.</summary>
    public IEnumerable<StyleSheet> Styles => MadeStyles.Select(made => made.Style);

    /// <summary>The styles, each with the code of the vendor that makes it.</summary>
    public IEnumerable<(StyleSheet Style, string Vendor)> MadeStyles => Drops.SelectMany(d => d.Styles(), (drop, style) => (style, drop.Vendor));

    public IEnumerable<OrderSheet> Orders => Drops.SelectMany(d => d.Orders());

    /// <summary>What is found out of an order when it is placed.</summary>
    public ImmutableArray<AttributeValue> FoundOf(OrderSheet order) =>
        [TemplateAttributes.OfOrigin(makers.First(m => m.Sheet.Code == order.Vendor).Sheet.Country, SampleWords.CountryOf(order.Brand))!];

    private IEnumerable<Drop> Drops
    {
        get
        {
            var drops = size.Orders / OrdersPerDrop;
            for (var i = 0; i < drops; i++)
                yield return new Drop(
                    plans, seed, today, i, makers[Pick(i)],
                    Share(size.Styles, i, drops), Share(size.Orders, i, drops));
        }
    }

    // Vendors differ in size: the first third makes about half of everything.
    private int Pick(int drop)
    {
        var share = new Random(Seeds.Of(seed, "maker", drop)).NextDouble();
        return (int)(makers.Length * Math.Pow(share, 1.5));
    }

    private static Range Share(int total, int drop, int drops) =>
        (int)((long)total * drop / drops)..(int)((long)total * (drop + 1) / drops);
}
