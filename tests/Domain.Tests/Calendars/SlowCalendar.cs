using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Calendars;

/// <summary>What a working calendar means, said again day by day: the reference that the fast one is held against.</summary>
internal sealed class SlowCalendar(WorkingCalendar calendar)
{
    public bool IsWorkingDay(DateOnly day) =>
        !calendar.WeeklyDaysOff.Contains(day.DayOfWeek) && !calendar.DaysOff.ContainsKey(day);

    public DateOnly Arrive(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (calendar.WeeklyDaysOff.Contains(day.DayOfWeek) || !calendar.DaysOff.ContainsKey(day) && !calendar.LostDays.ContainsKey(day))
                days--;
        }
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    public DateOnly LatestStart(DateOnly to, int days)
    {
        var day = to;
        while (Arrive(day, days) > to)
            day = day.AddDays(-1);
        return day;
    }
}
