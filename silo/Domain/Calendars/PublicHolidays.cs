using Selvedge.Domain.Calendars.Rules;

namespace Selvedge.Domain.Calendars;

/// <summary>
/// Public holidays on which factories stand still, by rule. Observances on which they work, such as Mother's Day, half days
/// and the days that governments move by yearly decree are left out.
/// </summary>
public static class PublicHolidays
{
    /// <summary>
    /// The holidays of a year in no order; a day may come twice, and a substitute may fall just outside the year.
    /// Empty for a country without rules. By the law of today, with the changes since 2005 that move days of ours.
    /// </summary>
    /// <param name="country">ISO 3166 alpha-2 code in capitals.</param>
    /// <param name="year">1924 to 2076; Hindu feasts are known from 2005 to 2035 alone.</param>
    public static IEnumerable<Holiday> For(string country, int year) => country switch
    {
        "BD" => Bangladesh(year),
        "CN" => China(year),
        "IN" => India(year),
        "IT" => Italy(year),
        "PT" => Portugal(year),
        "TR" => Turkey(year),
        "US" => UnitedStates(year),
        "VN" => Vietnam(year),
        _ => [],
    };

    // The eleven festival days that the labour law gives, and since 2025 the day of the uprising.
    // Feasts of one community, such as Ashura or Christmas, do not stop the lines.
    private static IEnumerable<Holiday> Bangladesh(int year)
    {
        yield return Fixed(year, 2, 21, "Martyrs' Day");
        yield return Fixed(year, 3, 26, "Independence Day");
        yield return Fixed(year, 4, 14, "Bengali New Year's Day");
        yield return Fixed(year, 5, 1, "May Day");
        if (year >= 2025)
            yield return Fixed(year, 8, 5, "July Mass Uprising Day");
        yield return Fixed(year, 12, 16, "Victory Day");
        foreach (var holiday in Eids("BD", year, fitrDays: 3, adhaDays: 3))
            yield return holiday;
    }

    private static IEnumerable<Holiday> China(int year)
    {
        yield return Fixed(year, 1, 1, "New Year's Day");
        foreach (var holiday in Run(Lunisolar.ChineseNewYear(year), 3, "Chinese New Year"))
            yield return holiday;
        foreach (var holiday in Run(new(year, 5, 1), year >= 2025 ? 2 : 1, "Labor Day"))
            yield return holiday;
        foreach (var holiday in Run(new(year, 10, 1), 3, "National Day"))
            yield return holiday;
        if (year < 2008)
            yield break;
        yield return new(Lunisolar.TombSweeping(year), "Tomb-Sweeping Day");
        yield return new(Lunisolar.DragonBoat(year), "Dragon Boat Festival");
        yield return new(Lunisolar.MidAutumn(year), "Mid-Autumn Festival");
    }

    // The three national days and the feasts that most states keep.
    private static IEnumerable<Holiday> India(int year)
    {
        yield return Fixed(year, 1, 26, "Republic Day");
        yield return Fixed(year, 8, 15, "Independence Day");
        yield return Fixed(year, 10, 2, "Mahatma Gandhi's Birthday");
        yield return Fixed(year, 12, 25, "Christmas");
        if (Hindu.Holi(year) is { } holi)
            yield return new(holi, "Holi");
        if (Hindu.Dussehra(year) is { } dussehra)
            yield return new(dussehra, "Dussehra");
        if (Hindu.Diwali(year) is { } diwali)
            yield return new(diwali, "Diwali");
        foreach (var holiday in Eids("IN", year, fitrDays: 1, adhaDays: 1))
            yield return holiday;
    }

    private static IEnumerable<Holiday> Italy(int year)
    {
        yield return Fixed(year, 1, 1, "New Year's Day");
        yield return Fixed(year, 1, 6, "Epiphany");
        yield return new(Easter.Sunday(year).AddDays(1), "Easter Monday");
        yield return Fixed(year, 4, 25, "Liberation Day");
        yield return Fixed(year, 5, 1, "Labor Day");
        yield return Fixed(year, 6, 2, "Republic Day");
        yield return Fixed(year, 8, 15, "Assumption Day");
        if (year >= 2026)
            yield return Fixed(year, 10, 4, "Saint Francis of Assisi");
        yield return Fixed(year, 11, 1, "All Saints' Day");
        yield return Fixed(year, 12, 8, "Immaculate Conception");
        yield return Fixed(year, 12, 25, "Christmas Day");
        yield return Fixed(year, 12, 26, "Saint Stephen's Day");
    }

    private static IEnumerable<Holiday> Portugal(int year)
    {
        yield return Fixed(year, 1, 1, "New Year's Day");
        yield return new(Easter.Sunday(year).AddDays(-2), "Good Friday");
        yield return Fixed(year, 4, 25, "Freedom Day");
        yield return Fixed(year, 5, 1, "Labor Day");
        yield return Fixed(year, 6, 10, "Day of Portugal");
        yield return Fixed(year, 8, 15, "Assumption Day");
        yield return Fixed(year, 12, 8, "Immaculate Conception");
        yield return Fixed(year, 12, 25, "Christmas Day");
        // Four holidays were suspended in the years of the bailout.
        if (year is >= 2013 and <= 2015)
            yield break;
        yield return new(Easter.Sunday(year).AddDays(60), "Corpus Christi");
        yield return Fixed(year, 10, 5, "Republic Day");
        yield return Fixed(year, 11, 1, "All Saints' Day");
        yield return Fixed(year, 12, 1, "Restoration of Independence Day");
    }

    private static IEnumerable<Holiday> Turkey(int year)
    {
        yield return Fixed(year, 1, 1, "New Year's Day");
        yield return Fixed(year, 4, 23, "National Sovereignty and Children's Day");
        if (year >= 2009)
            yield return Fixed(year, 5, 1, "Labour and Solidarity Day");
        yield return Fixed(year, 5, 19, "Youth and Sports Day");
        if (year >= 2017)
            yield return Fixed(year, 7, 15, "Democracy and National Unity Day");
        yield return Fixed(year, 8, 30, "Victory Day");
        yield return Fixed(year, 10, 29, "Republic Day");
        foreach (var holiday in Eids("TR", year, fitrDays: 3, adhaDays: 4))
            yield return holiday;
    }

    // The six on which practically every plant and warehouse is closed.
    private static IEnumerable<Holiday> UnitedStates(int year)
    {
        yield return new(Weekdays.Nearest(new(year, 1, 1)), "New Year's Day");
        yield return new(Weekdays.Last(year, 5, DayOfWeek.Monday), "Memorial Day");
        yield return new(Weekdays.Nearest(new(year, 7, 4)), "Independence Day");
        yield return new(Weekdays.Nth(year, 9, DayOfWeek.Monday, 1), "Labor Day");
        yield return new(Weekdays.Nth(year, 11, DayOfWeek.Thursday, 4), "Thanksgiving Day");
        yield return new(Weekdays.Nearest(new(year, 12, 25)), "Christmas Day");
    }

    private static IEnumerable<Holiday> Vietnam(int year)
    {
        foreach (var holiday in Run(Lunisolar.Tet(year).AddDays(-1), 5, "Tet"))
            yield return holiday;

        List<Holiday> days =
        [
            Fixed(year, 1, 1, "New Year's Day"),
            Fixed(year, 4, 30, "Reunification Day"),
            Fixed(year, 5, 1, "Labor Day"),
            Fixed(year, 9, 2, "National Day"),
        ];
        if (year >= 2007)
            days.Add(new(Lunisolar.HungKings(year), "Hung Kings' Commemoration Day"));
        // The second day goes where the two meet a weekend or come nearest to one.
        if (year >= 2021)
            days.Add(Fixed(year, 9, days[3].Day.DayOfWeek is DayOfWeek.Sunday or DayOfWeek.Monday or DayOfWeek.Thursday ? 3 : 1, "National Day"));

        foreach (var holiday in days)
        {
            yield return holiday;
            // A Sunday is given back on the next day that is not off itself.
            if (holiday.Day.DayOfWeek != DayOfWeek.Sunday)
                continue;
            var substitute = holiday.Day.AddDays(1);
            while (days.Exists(other => other.Day == substitute))
                substitute = substitute.AddDays(1);
            yield return new(substitute, $"{holiday.Name} (observed)");
        }
    }

    private static Holiday Fixed(int year, int month, int day, string name) => new(new(year, month, day), name);

    private static IEnumerable<Holiday> Run(DateOnly first, int days, string name)
    {
        for (var day = 0; day < days; day++)
            yield return new(first.AddDays(day), name);
    }

    private static IEnumerable<Holiday> Eids(string country, int year, int fitrDays, int adhaDays) =>
        Eid.Fitr(country, year).SelectMany(day => Run(day, fitrDays, "Eid al-Fitr"))
            .Concat(Eid.Adha(country, year).SelectMany(day => Run(day, adhaDays, "Eid al-Adha")));
}
