namespace Selvedge.Domain.Calendars;

/// <summary>When those in an office are at work: on its working days from eight to six, by its own clocks.</summary>
public static class OfficeHours
{
    private static readonly TimeOnly Begin = new(8, 0);
    private static readonly TimeOnly End = new(18, 0);

    /// <summary>
    /// The instant, in UTC, so many working days after that one, at the same time of the day. What begins outside the hours is
    /// counted from when they next begin; days off count for nothing. At once where there are no days.
    /// </summary>
    public static DateTimeOffset After(DateTimeOffset instant, int days, WorkingCalendar office)
    {
        if (days == 0)
            return instant;
        var (day, time) = office.ClockAt(instant);
        if (time >= End)
            (day, time) = (day.AddDays(1), Begin);
        else if (time < Begin)
            time = Begin;
        if (!office.IsWorkingDay(day))
            (day, time) = (office.NextWorkingDay(day), Begin);
        for (var left = days; left > 0; left--)
            day = office.NextWorkingDay(day.AddDays(1));
        return office.InstantAt(day, time);
    }
}
