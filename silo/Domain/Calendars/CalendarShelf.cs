using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>
/// The newest version of every working calendar at one moment, and the calendar that each factory works by. Immutable, and
/// what is made of it is made once: safe to share between threads.
/// </summary>
public sealed class CalendarShelf
{
    private readonly ImmutableDictionary<string, (int Version, CalendarSheet Sheet)> sheets;

    private static readonly CalendarSheet Weekend = CalendarSheet.Nothing with { WeeklyDaysOff = [DayOfWeek.Saturday, DayOfWeek.Sunday] };

    // By country, and the factory where it has a sheet of its own, or the office.
    private readonly ConcurrentDictionary<(string Country, string? Factory), WorkingCalendar> made;

    private CalendarShelf(
        ImmutableDictionary<string, (int, CalendarSheet)> sheets, ConcurrentDictionary<(string, string?), WorkingCalendar> made) =>
        (this.sheets, this.made) = (sheets, made);

    /// <summary>The rules of all countries, as this build knows them.</summary>
    public static CalendarShelf BuiltIn { get; } = new(ImmutableDictionary<string, (int, CalendarSheet)>.Empty, new());

    /// <summary>How many times the calendar was amended, and how it differs from what is under it.</summary>
    /// <param name="key">Of <see cref="CalendarKeys"/>.</param>
    public (int Version, CalendarSheet Sheet) Find(string key) => sheets.GetValueOrDefault(key, (0, CalendarSheet.Nothing));

    /// <summary>With a version of a calendar; an older one than is here changes nothing.</summary>
    public CalendarShelf With(string key, int version, CalendarSheet sheet) => Find(key).Version >= version
        ? this
        : new(sheets.SetItem(key, (version, sheet)), new(made.Where(m => m.Key.Country != key && m.Key.Factory != key)));

    /// <summary>The calendar by which a country's factories work where nothing else is said of them.</summary>
    public WorkingCalendar OfCountry(string country) => Made(country, null);

    /// <summary>
    /// The calendar by which one factory works. Its version is one more than the times that it or its country's was amended:
    /// of two that are known by one id the higher is the newer.
    /// </summary>
    public WorkingCalendar Of(string vendor, string country) =>
        Made(country, CalendarKeys.Factory(vendor) is var key && sheets.ContainsKey(key) ? key : null);

    /// <summary>The days on which a brand's own people work: its country's holidays, and weekends; every day where nobody has said where it is at home.</summary>
    public WorkingCalendar OfOffice(string brand, string? country) => country is null ? WorkingCalendars.Unknown : Made(country, CalendarKeys.Office(brand));

    private WorkingCalendar Made(string country, string? factory) => made.GetOrAdd((country, factory), static (key, shelf) =>
    {
        var ofCountry = shelf.Find(key.Country);
        var ofFactory = key.Factory is null ? (Version: 0, Sheet: CalendarSheet.Nothing) : shelf.Find(key.Factory);
        var week = key.Factory is not null && CalendarKeys.BrandOf(key.Factory) is not null ? Weekend : CalendarSheet.Nothing;
        return WorkingCalendars.Layered(
            key.Factory ?? key.Country, 1 + ofCountry.Version + ofFactory.Version, key.Country, ofCountry.Sheet, week, ofFactory.Sheet);
    }, this);
}
