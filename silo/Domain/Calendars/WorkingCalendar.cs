using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>The days on which one factory works. Immutable; a change is a new version.</summary>
/// <param name="Id">The factory's or the country's code.</param>
/// <param name="TimeZone">IANA name: where "today" is judged.</param>
/// <param name="WeeklyDaysOff">Such as Friday in Bangladesh.</param>
/// <param name="DaysOff">Holidays and closures by day, with the name to show.</param>
public sealed record WorkingCalendar(
    string Id, int Version, string TimeZone, ImmutableHashSet<DayOfWeek> WeeklyDaysOff,
    ImmutableSortedDictionary<DateOnly, string> DaysOff);
