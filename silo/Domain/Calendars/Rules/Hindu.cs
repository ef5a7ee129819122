using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars.Rules;

/// <summary>
/// Feasts of the Hindu calendars, which no rule of ours computes: seeded from 2005 to 2035. A year beyond has none.
/// </summary>
internal static class Hindu
{
    private static readonly ImmutableArray<DateOnly> HoliDays =
    [
        new(2005, 3, 26), new(2006, 3, 15), new(2007, 3, 4), new(2008, 3, 22), new(2009, 3, 11),
        new(2010, 3, 1), new(2011, 3, 20), new(2012, 3, 8), new(2013, 3, 27), new(2014, 3, 17),
        new(2015, 3, 6), new(2016, 3, 24), new(2017, 3, 13), new(2018, 3, 2), new(2019, 3, 21),
        new(2020, 3, 10), new(2021, 3, 29), new(2022, 3, 18), new(2023, 3, 8), new(2024, 3, 25),
        new(2025, 3, 14), new(2026, 3, 4), new(2027, 3, 22), new(2028, 3, 11), new(2029, 3, 1),
        new(2030, 3, 20), new(2031, 3, 9), new(2032, 3, 27), new(2033, 3, 16), new(2034, 3, 5),
        new(2035, 3, 24),
    ];

    private static readonly ImmutableArray<DateOnly> DussehraDays =
    [
        new(2005, 10, 12), new(2006, 10, 2), new(2007, 10, 21), new(2008, 10, 9), new(2009, 9, 28),
        new(2010, 10, 17), new(2011, 10, 6), new(2012, 10, 24), new(2013, 10, 13), new(2014, 10, 3),
        new(2015, 10, 22), new(2016, 10, 11), new(2017, 9, 30), new(2018, 10, 19), new(2019, 10, 8),
        new(2020, 10, 25), new(2021, 10, 15), new(2022, 10, 5), new(2023, 10, 24), new(2024, 10, 12),
        new(2025, 10, 2), new(2026, 10, 20), new(2027, 10, 9), new(2028, 9, 27), new(2029, 10, 16),
        new(2030, 10, 6), new(2031, 10, 25), new(2032, 10, 14), new(2033, 10, 3), new(2034, 10, 22),
        new(2035, 10, 11),
    ];

    private static readonly ImmutableArray<DateOnly> DiwaliDays =
    [
        new(2005, 11, 1), new(2006, 10, 21), new(2007, 11, 9), new(2008, 10, 28), new(2009, 10, 17),
        new(2010, 11, 5), new(2011, 10, 26), new(2012, 11, 13), new(2013, 11, 3), new(2014, 10, 23),
        new(2015, 11, 11), new(2016, 10, 30), new(2017, 10, 19), new(2018, 11, 7), new(2019, 10, 27),
        new(2020, 11, 14), new(2021, 11, 4), new(2022, 10, 24), new(2023, 11, 12), new(2024, 10, 31),
        new(2025, 10, 20), new(2026, 11, 8), new(2027, 10, 29), new(2028, 10, 17), new(2029, 11, 5),
        new(2030, 10, 26), new(2031, 11, 14), new(2032, 11, 2), new(2033, 10, 22), new(2034, 11, 10),
        new(2035, 10, 30),
    ];

    public static DateOnly? Holi(int year) => In(HoliDays, year);

    public static DateOnly? Dussehra(int year) => In(DussehraDays, year);

    public static DateOnly? Diwali(int year) => In(DiwaliDays, year);

    private static DateOnly? In(ImmutableArray<DateOnly> days, int year)
    {
        var index = year - days[0].Year;
        return index >= 0 && index < days.Length ? days[index] : null;
    }
}
