using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Calendars;

public sealed record CalendarList(ImmutableArray<CalendarSummary> Items);

/// <param name="Name">Of the factory, or the brand whose office it is; null for a country.</param>
/// <param name="Version">How often it was amended.</param>
/// <param name="PurchaseOrders">Open ones of its vendors, as are the lines.</param>
public sealed record CalendarSummary(
    string Key, string Country, string? Name, string TimeZone, int Version, int Vendors, int PurchaseOrders, int Lines);

/// <param name="Version">How often it was amended: the ETag, and what If-Match names.</param>
/// <param name="WeeklyDaysOff">As they are in force.</param>
/// <param name="Days">Of the year: those off, lost, or worked against the calendar under it; by day.</param>
/// <param name="Sheet">How it differs from the calendar under it: what is previewed and applied in this form.</param>
/// <param name="History">The newest first.</param>
/// <param name="Customary">Ramps around the country's yearly closures as they are customary, to choose from.</param>
public sealed record CalendarDetail(
    string Key, string Country, string? Name, string TimeZone, int Version, int Year, ImmutableArray<DayOfWeek> WeeklyDaysOff,
    ImmutableArray<CalendarDay> Days, CalendarSheet Sheet, ImmutableArray<CalendarChange> History,
    ImmutableArray<Ramp> Customary)
{
    internal static CalendarDetail Of(string key, string country, string? name, int year, CalendarShelf shelf, ImmutableArray<CalendarChange> history)
    {
        var (top, days) = DaysOf(key, country, shelf);
        return new CalendarDetail(
            key, country, name, top.TimeZone, shelf.Find(key).Version, year, [.. top.WeeklyDaysOff.Order()], [.. days.Values.Where(day => day.Day.Year == year)], shelf.Find(key).Sheet, history, Ramp.CustomaryIn(country));
    }

    /// <summary>Every day that would be otherwise, were this its sheet.</summary>
    internal static ImmutableArray<ForeseenDay> Foresee(string key, string country, CalendarShelf shelf, CalendarSheet sheet)
    {
        var (present, would) = (DaysOf(key, country, shelf).Days, DaysOf(key, country, shelf.With(key, shelf.Find(key).Version + 1, sheet)).Days);
        return
        [
            .. present.Keys.Union(would.Keys).Order()
                .Select(day => (Day: day, Was: present.GetValueOrDefault(day), Will: would.GetValueOrDefault(day)))
                .Where(d => (d.Was?.Kind, d.Was?.Reason) != (d.Will?.Kind, d.Will?.Reason))
                .Select(d => new ForeseenDay(d.Day, d.Will?.Kind, d.Will?.Reason)),
        ];
    }

    private static (WorkingCalendar Top, SortedDictionary<DateOnly, CalendarDay> Days) DaysOf(string key, string country, CalendarShelf shelf)
    {
        // From the ground up: the rules, the country's sheet, the factory's.
        var layers = ImmutableArray.Create(("rule", WorkingCalendars.Layered(country, 0, country)), ("country", shelf.OfCountry(country)));
        if (CalendarKeys.VendorOf(key) is { } vendor)
            layers = layers.Add(("factory", shelf.Of(vendor, country)));
        if (CalendarKeys.BrandOf(key) is { } brand)
            layers = layers.Add(("office", shelf.OfOffice(brand, country)));
        var days = new SortedDictionary<DateOnly, CalendarDay>();
        foreach (var (source, calendar) in layers)
        {
            foreach (var (day, known) in days.ToArray())
                if (known.Kind != DayKind.Worked && !calendar.DaysOff.ContainsKey(day) && !calendar.LostDays.ContainsKey(day))
                    days[day] = known with { Kind = DayKind.Worked, Source = source };
            Put(calendar.DaysOff, DayKind.Off);
            Put(calendar.LostDays, DayKind.Lost);

            void Put(ImmutableSortedDictionary<DateOnly, string> named, DayKind kind)
            {
                foreach (var (day, reason) in named)
                    if (!days.TryGetValue(day, out var known) || known.Kind != kind || known.Reason != reason)
                        days[day] = new CalendarDay(day, kind, reason, source);
            }
        }

        return (layers[^1].Item2, days);
    }
}

public enum DayKind
{
    Off,

    /// <summary>Worked, and yet it brings nothing on.</summary>
    Lost,

    /// <summary>Off by the calendar under it, worked by this one.</summary>
    Worked,
}

/// <param name="Kind">What it would be; null where it would be like any other day of its week.</param>
public sealed record ForeseenDay(DateOnly Day, DayKind? Kind, string? Reason);

/// <param name="Source">rule, country, factory or office: who says so.</param>
public sealed record CalendarDay(DateOnly Day, DayKind Kind, string Reason, string Source);

/// <param name="By">Id of the person.</param>
/// <param name="Undoes">The version that it took back; null for a change of its own.</param>
public sealed record CalendarChange(int Version, DateTimeOffset At, string By, string Reason, int? Undoes, CalendarSheet Sheet);

public sealed record AmendForm(CalendarSheet Sheet, string Reason);

public sealed record UndoForm(int Version, string Reason);

/// <param name="PurchaseOrders">Open ones that it will reach.</param>
public sealed record AmendVerdict(WriteStatus Status, int Version, long Position, int PurchaseOrders);

/// <param name="Settled">Every order has looked at itself by the newest version.</param>
/// <param name="Done">Orders that have; counted by hundreds.</param>
public sealed record CalendarProgress(int Version, bool Settled, int PurchaseOrders, int Done);
