using System.Collections.Immutable;
using Selvedge.Domain.Vendors;

namespace Selvedge.Gateway.Samples;

/// <summary>A vendor of the sample, with what its sheet does not say.</summary>
/// <param name="Trouble">How much more or less often than others it is in trouble.</param>
/// <param name="IsNew">It has never made anything for these brands before.</param>
internal sealed record Maker(VendorSheet Sheet, string Category, double Trouble, bool IsNew)
{
    private const double ShareNew = 0.1;

    // Delivery histories agree on it: a few vendors cause most delays, most cause nearly none.
    private const double ShareInTrouble = 0.18;

    public static IEnumerable<Maker> All(int seed, int count, ImmutableArray<string> brands)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var dice = new Random(Seeds.Of(seed, "vendor", i));
            // The first three, one of each category, so that even a short list shows all.
            var category = SampleWords.Categories[i < 3 ? i : dice.Draw([58, 23, 19])];
            var origins = SampleWords.Origins(category);
            var country = origins[i < 3 ? 0 : dice.Draw([.. origins.Select(o => o.Weight)])].Country;
            yield return new Maker(
                new VendorSheet(
                    $"{country}{i + 1:D3}", Name(country, category, names, dice), country,
                    dice.Of(SampleWords.Cities(country).AsSpan()), null, category, 50 * dice.Next(2, country is "IT" or "PT" ? 8 : 70),
                    [.. brands.OrderBy(_ => dice.Next()).Take(dice.Next(1, 4)).Order(StringComparer.Ordinal)]),
                category, dice.Happens(ShareInTrouble) ? 2.6 : 0.65, new Random(Seeds.Of(seed, "new vendor", i)).Happens(ShareNew));
        }
    }

    private static string Name(string country, string category, HashSet<string> taken, Random dice)
    {
        var (first, second) = SampleWords.Factories(country);
        var house = $"{dice.Of(second.AsSpan())} {dice.Of(first.AsSpan())}";
        var name = $"{house} {SampleWords.Trade(country, category)}";
        for (var unit = 2; !taken.Add(name); unit++)
            name = $"{house} Unit {unit} {SampleWords.Trade(country, category)}";
        return name;
    }
}
