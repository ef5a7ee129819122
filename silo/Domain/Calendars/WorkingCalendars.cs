using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>Makes the calendar of a country or of one factory. Thread-safe; what is made is kept and shared.</summary>
public static class WorkingCalendars
{
    /// <summary>Holidays and closures are known from here...</summary>
    public const int FirstYear = 2005;

    /// <summary>...to here, both included. Outside, only weekly days off count.</summary>
    public const int LastYear = 2040;

    /// <summary>For work at a place nobody has named: every day works, days begin in UTC.</summary>
    public static WorkingCalendar Unknown { get; } = new("unknown", 0, "UTC", [], ImmutableSortedDictionary<DateOnly, string>.Empty);

    private static readonly ConcurrentDictionary<string, ImmutableSortedDictionary<DateOnly, string>> DaysOff = new();
    private static readonly ConcurrentDictionary<(string Country, int Version), WorkingCalendar> OfCountries = new();

    /// <summary>The country's calendar: public holidays and customary closures, as this build knows them.</summary>
    /// <param name="country">ISO 3166 alpha-2 code in capitals; one without rules of its own gets weekly days off alone.</param>
    /// <param name="version">Carried as given.</param>
    public static WorkingCalendar ForCountry(string country, int version) =>
        OfCountries.GetOrAdd((country, version), static key => new(
            key.Country, key.Version, Countries.TimeZone(key.Country), Countries.WeeklyDaysOff(key.Country),
            DaysOffIn(key.Country)));

    /// <summary>The country's calendar with a factory's own weekly days off, when given, and closures of its own.</summary>
    public static WorkingCalendar ForFactory(
        string id, int version, string country, ImmutableHashSet<DayOfWeek>? weeklyDaysOff = null,
        params ReadOnlySpan<Closure> closures)
    {
        var daysOff = DaysOffIn(country);
        foreach (var closure in closures)
            daysOff = closure.AddTo(daysOff);
        return new(id, version, Countries.TimeZone(country), weeklyDaysOff ?? Countries.WeeklyDaysOff(country), daysOff);
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
