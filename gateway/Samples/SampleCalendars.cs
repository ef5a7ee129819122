using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// What the sample's people have made of templates and working days: brands' own templates, one with a later version to offer
/// and some in draft, China's weeks around New Year, a factory that moves house, a holiday worked.
/// </summary>
internal static class SampleCalendars
{
    private const string Country = "VN";
    private const string China = "CN";
    private const int Mover = 5;

    /// <summary>The brand that has a template of its own for apparel.</summary>
    public static string BrandOf(ImmutableArray<string> brands) => brands[Math.Min(1, brands.Length - 1)];

    private static string TemplateOf(string brand) => $"{brand}-APPAREL";

    /// <summary>The days by which the season is planned: all that is amended before its orders are placed and concerns a whole country's plans.</summary>
    public static CalendarShelf Planned { get; } = CalendarShelf.BuiltIn.With(China, 1, AroundNewYear);

    private static CalendarSheet AroundNewYear =>
        CalendarSheet.Nothing with { Ramps = [.. Ramp.CustomaryIn(China).Where(ramp => ramp.BeforeDays + ramp.AfterDays > 0)] };

    public static SampleTemplate First(ImmutableArray<string> brands) => new(
        TemplateOf(BrandOf(brands)), FirstVersion(BrandOf(brands)), "What is washed passes a wash test before it is cut");

    public static SampleTemplate Second(ImmutableArray<string> brands) => new(
        TemplateOf(BrandOf(brands)), SecondVersion(BrandOf(brands)), "A day more each for packing and the final inspection, as agreed with the vendors in June");

    /// <summary>Published when everything is ordered: none of it goes by it yet.</summary>
    public static SampleTemplate Latest(ImmutableArray<string> brands)
    {
        var footwear = TemplateShelf.BuiltIn.Newest("FOOTWEAR")!.Sheet;
        return new SampleTemplate(
            $"{brands[^1]}-FOOTWEAR",
            footwear with
            {
                Title = $"{brands[^1]} footwear", Brand = brands[^1],
                Milestones = [.. footwear.Milestones.Select(m => m.Code == "F34" ? m with { After = [new Lag("F33", 2), .. m.After[1..]] } : m)],
            },
            "The final inspection takes two days since lots are larger");
    }

    /// <summary>What somebody works on and has not published; one has a lag for which its plan leaves no room yet.</summary>
    public static IEnumerable<SampleTemplate> Drafts(ImmutableArray<string> brands)
    {
        var brand = BrandOf(brands);
        yield return new SampleTemplate(TemplateOf(brand), SecondVersion(brand) with
        {
            Milestones =
            [
                .. SecondVersion(brand).Milestones,
                new MilestoneSheet("W02", "Shade sorted after the wash", "Colour", Side.Material, MilestoneHome.Line, null, -33, [new Lag("W01", 2)], null,
                    [new AttributeValue(TemplateAttributes.Washed, TemplateAttributes.Yes)], false, false),
            ],
        }, null);
        var accessories = TemplateShelf.BuiltIn.Newest("ACCESSORIES")!.Sheet;
        yield return new SampleTemplate($"{brands[0]}-ACCESSORIES", accessories with
        {
            Title = $"{brands[0]} accessories, leather", Brand = brands[0],
            Milestones = [.. accessories.Milestones.Select(m => m.Code == "B23" ? m with { After = [new Lag("B19", 35)] } : m)],
        }, null);
    }

    /// <summary>As the product has it for apparel, and a wash test for what is washed.</summary>
    private static TemplateSheet FirstVersion(string brand)
    {
        var apparel = TemplateShelf.BuiltIn.Newest("APPAREL")!.Sheet;
        return apparel with
        {
            Title = $"{brand} apparel",
            Brand = brand,
            Milestones =
            [
                .. apparel.Milestones.Select(m => m.Code == "A26" ? m with { After = m.After.Add(new Lag("W01", 5)) } : m),
                new MilestoneSheet("W01", "Wash test passed", "Lab / QA", Side.Material, MilestoneHome.Line, null, -38, [new Lag("A21", 3)], null,
                    [new AttributeValue(TemplateAttributes.Washed, TemplateAttributes.Yes)], false, false),
            ],
        };
    }

    /// <summary>Packing and the final inspection are given a day more each: offered to the orders that are placed by then.</summary>
    private static TemplateSheet SecondVersion(string brand)
    {
        var first = FirstVersion(brand);
        return first with
        {
            Milestones =
            [
                .. first.Milestones.Select(m => m.Code switch
                {
                    "A31" => m with { After = [new Lag("A30", 3)] },
                    "A32" => m with { After = [new Lag("A31", 2), .. m.After[1..]] },
                    _ => m,
                }),
            ],
        };
    }

    public static IEnumerable<(string Key, CalendarSheet Sheet, string Reason)> Amended(IEnumerable<VendorSheet> vendors, DateOnly today)
    {
        if (vendors.Skip(Mover).FirstOrDefault() is { } mover)
            yield return (
                CalendarKeys.Factory(mover.Code),
                CalendarSheet.Nothing with { Closures = [new Closure(today.AddDays(25), today.AddDays(31), "Moving to the new hall", 14, 60)] },
                "Sewing lines 3 to 6 move to the new hall");
        if (vendors.Skip(Mover + 1).FirstOrDefault(v => v.Country == "VN") is { } vietnamese)
            yield return (
                CalendarKeys.Factory(vietnamese.Code), CalendarSheet.Nothing with { Ramps = Ramp.CustomaryIn(vietnamese.Country) },
                "Half the lines are short of hands before and after Tet");
        yield return (China, AroundNewYear, "Customary: people leave early for New Year and come back bit by bit");
        yield return (
            CalendarKeys.Office(SampleWords.Brands[0]),
            CalendarSheet.Nothing with { Closures = [new Closure(new(today.Year, 12, 24), new(today.Year + 1, 1, 1), "Office closed between the years")] },
            "Nobody decides anything between the years");
        var holiday = CalendarShelf.BuiltIn.OfCountry(Country).DaysOff.Keys.First(day => day > today.AddDays(10));
        yield return (Country, CalendarSheet.Nothing with { Worked = [holiday] }, "Worked by agreement, given back later");
    }
}

/// <param name="Note">Of the version; null for a draft.</param>
internal sealed record SampleTemplate(string Id, TemplateSheet Sheet, string? Note);
