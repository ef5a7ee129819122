namespace Selvedge.Domain.Calendars.Rules;

/// <summary>Western Easter.</summary>
internal static class Easter
{
    /// <summary>Easter Sunday, by Gauss's method in its corrected (anonymous Gregorian) form.</summary>
    public static DateOnly Sunday(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var toSunday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 100 % 4) % 7;
        var correction = (golden + 11 * epact + 22 * toSunday) / 451;
        var days = epact + toSunday - 7 * correction + 114;
        return new(year, days / 31, days % 31 + 1);
    }
}
