using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Calendars;

/// <summary>Less than usual gets done for some days around a closure that comes every year, as people leave early and come back bit by bit.</summary>
/// <param name="Closure">Name of one of <see cref="FactoryClosures"/>; of any other it says nothing.</param>
/// <param name="BeforeDays">Calendar days before it; 0 for none, and as for the days after it.</param>
/// <param name="BeforePercent">What gets done on them, of what is usual.</param>
[GenerateSerializer, Immutable, Alias("ramp")]
public sealed record Ramp(string Closure, int BeforeDays, int BeforePercent, int AfterDays, int AfterPercent)
{
    internal Closure Around(Closure closure) => closure with
    {
        BeforeDays = BeforeDays, BeforePercent = BeforePercent, RampDays = AfterDays, RampPercent = AfterPercent,
    };

    /// <summary>
    /// What is customary in a country, for whoever plans by it to choose: custom of the trade, and no calendar has it by itself.
    /// The yearly closures without a custom stand without days.
    /// </summary>
    /// <param name="country">ISO 3166 alpha-2 code in capitals.</param>
    public static ImmutableArray<Ramp> CustomaryIn(string country) =>
    [
        .. FactoryClosures.For(country, CustomaryYear).Select(closure => closure.Name).Distinct().Select(name => name switch
        {
            // Staff is short for two to three weeks more.
            "Chinese New Year" => new Ramp(name, 7, 80, 17, 60),
            "Tet" => new Ramp(name, 7, 80, 14, 60),
            // Hours are shorter in Ramadan.
            "Eid al-Fitr" => new Ramp(name, 28, 85, 5, 70),
            "Eid al-Adha" => new Ramp(name, 3, 80, 5, 70),
            "Diwali" => new Ramp(name, 3, 80, 7, 70),
            "Khmer New Year" => new Ramp(name, 3, 80, 5, 70),
            _ => new Ramp(name, 0, 100, 0, 100),
        }),
    ];

    // One in which the rules of every country are known.
    private const int CustomaryYear = 2026;
}
