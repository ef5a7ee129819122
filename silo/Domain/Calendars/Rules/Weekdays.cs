namespace Selvedge.Domain.Calendars.Rules;

/// <summary>Days such as "the last Monday of May".</summary>
internal static class Weekdays
{
    public static DateOnly Nth(int year, int month, DayOfWeek weekday, int n)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((weekday - first.DayOfWeek + 7) % 7 + 7 * (n - 1));
    }

    public static DateOnly Last(int year, int month, DayOfWeek weekday)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-((last.DayOfWeek - weekday + 7) % 7));
    }

    /// <summary>The day on which the United States keep a holiday: Friday for a Saturday, Monday for a Sunday.</summary>
    public static DateOnly Nearest(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
