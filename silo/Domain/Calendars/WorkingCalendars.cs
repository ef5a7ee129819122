using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>Makes working calendars. Thread-safe; see <see cref="CalendarShelf"/> for those that are kept.</summary>
public static class WorkingCalendars
{
    /// <summary>Holidays and closures are known from here...</summary>
    public const int FirstYear = 2005;

    /// <summary>...to here, both included. Outside, only weekly days off count.</summary>
    public const int LastYear = 2040;

    /// <summary>For work at a place nobody has named: every day works, days begin in UTC.</summary>
    public static WorkingCalendar Unknown { get; } = new("unknown", 0, "UTC", [], ImmutableSortedDictionary<DateOnly, string>.Empty);

    private static readonly ConcurrentDictionary<string, ImmutableSortedDictionary<DateOnly, string>> DaysOff = new();

    /// <summary>The country's rules with what differs laid over them, one sheet after the other.</summary>
    public static WorkingCalendar Layered(string id, int version, string country, params ReadOnlySpan<CalendarSheet> sheets)
    {
        var (daysOff, weekly) = (DaysOffIn(country), Countries.WeeklyDaysOff(country));
        foreach (var sheet in sheets)
        {
            daysOff = daysOff.RemoveRange(sheet.Worked);
            foreach (var holiday in sheet.Holidays)
                daysOff = daysOff.SetItem(holiday.Day, holiday.Name);
            foreach (var closure in sheet.Closures)
                daysOff = closure.AddTo(daysOff);
            weekly = sheet.WeeklyDaysOff is { } own ? [.. own] : weekly;
        }

        var lost = ImmutableSortedDictionary<DateOnly, string>.Empty;
        // The last sheet that speaks of a closure counts.
        var ramps = ImmutableDictionary<string, Ramp>.Empty;
        foreach (var sheet in sheets)
            foreach (var ramp in sheet.Ramps ?? [])
                ramps = ramps.SetItem(ramp.Closure, ramp);
        if (!ramps.IsEmpty)
            for (var year = FirstYear; year <= LastYear; year++)
                foreach (var closure in FactoryClosures.For(country, year))
                    if (ramps.TryGetValue(closure.Name, out var ramp))
                        Lose(ramp.Around(closure));
        foreach (var sheet in sheets)
            foreach (var closure in sheet.Closures)
                Lose(closure);
        return new(id, version, Countries.TimeZone(country), weekly, daysOff, lost);

        void Lose(Closure closure)
        {
            foreach (var (day, name) in closure.LostDays(daysOff.ContainsKey, d => weekly.Contains(d.DayOfWeek)))
                lost = lost.SetItem(day, name);
        }
    }

    private static ImmutableSortedDictionary<DateOnly, string> DaysOffIn(string country) =>
        DaysOff.GetOrAdd(country, static country =>
        {
            var daysOff = ImmutableSortedDictionary<DateOnly, string>.Empty;
            for (var year = FirstYear; year <= LastYear; year++)
            {
                foreach (var holiday in PublicHolidays.For(country, year))
                    daysOff = daysOff.SetItem(holiday.Day, holiday.Name);
                foreach (var closure in FactoryClosures.For(country, year))
                    daysOff = closure.AddTo(daysOff);
            }
            return daysOff;
        });
}
