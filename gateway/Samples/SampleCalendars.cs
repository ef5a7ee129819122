using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;

namespace Selvedge.Gateway.Samples;

/// <summary>What the sample's people have made of templates and working days: one brand's own template with a later version to offer, a factory that moves house, a holiday worked.</summary>
internal static class SampleCalendars
{
    private const string Country = "VN";
    private const int Mover = 5;

    /// <summary>The brand that has a template of its own for apparel.</summary>
    public static string BrandOf(ImmutableArray<string> brands) => brands[Math.Min(1, brands.Length - 1)];

    public static string TemplateOf(string brand) => $"{brand}-APPAREL";

    /// <summary>As the product has it for apparel, and a wash test for what is washed.</summary>
    public static TemplateSheet FirstVersion(string brand)
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
    public static TemplateSheet SecondVersion(string brand)
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
        yield return (
            CalendarKeys.Office(SampleWords.Brands[0]),
            CalendarSheet.Nothing with { Closures = [new Closure(new(today.Year, 12, 24), new(today.Year + 1, 1, 1), "Office closed between the years")] },
            "Nobody decides anything between the years");
        var holiday = CalendarShelf.BuiltIn.OfCountry(Country).DaysOff.Keys.First(day => day > today.AddDays(10));
        yield return (Country, CalendarSheet.Nothing with { Worked = [holiday] }, "Worked by agreement, given back later");
    }
}
