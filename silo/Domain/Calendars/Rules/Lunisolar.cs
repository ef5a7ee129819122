using System.Globalization;

namespace Selvedge.Domain.Calendars.Rules;

/// <summary>Days of the Chinese lunisolar year, and where the Vietnamese one differs.</summary>
internal static class Lunisolar
{
    private static readonly ChineseLunisolarCalendar Chinese = new();

    public static DateOnly ChineseNewYear(int year) => Day(year, 1, 1);

    public static DateOnly DragonBoat(int year) => Day(year, 5, 5);

    public static DateOnly MidAutumn(int year) => Day(year, 8, 15);

    /// <summary>Qingming, the day on which the sun stands 15 degrees past the equinox. Valid from 2000 to 2099.</summary>
    public static DateOnly TombSweeping(int year)
    {
        var inCentury = year % 100;
        return new(year, 4, (int)(inCentury * 0.2422 + 4.81) - inCentury / 4);
    }

    /// <summary>
    /// The Vietnamese new year. It is reckoned on Hanoi's time: when the new moon falls between midnight in Beijing and
    /// midnight in Hanoi, Tet comes a day before the Chinese new year.
    /// </summary>
    public static DateOnly Tet(int year) => year switch
    {
        2007 => new(2007, 2, 17),
        2030 => new(2030, 2, 2),
        _ => ChineseNewYear(year),
    };

    /// <summary>The commemoration of the Hung Kings: tenth day of the third month.</summary>
    public static DateOnly HungKings(int year) => Day(year, 3, 10);

    private static DateOnly Day(int year, int month, int day)
    {
        // A leap month repeats the number of the one before it: later months count one more.
        var leap = Chinese.GetLeapMonth(year);
        return DateOnly.FromDateTime(Chinese.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
