using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Calendars;

/// <summary>How a country or a factory differs from the calendar under it: the rules of its country, or the country's own.</summary>
/// <param name="WeeklyDaysOff">Null for those of the calendar under it.</param>
/// <param name="Holidays">Days off beside those under it.</param>
/// <param name="Worked">Holidays and days of closures under it that are worked here; a weekly day off stays one.</param>
/// <param name="Closures">Beside those under it.</param>
/// <param name="Ramps">Around the country's yearly closures, in the place of those that the calendar under it has around the same; null for none.</param>
[GenerateSerializer, Immutable, Alias("calendar-sheet")]
public sealed record CalendarSheet(
    ImmutableArray<DayOfWeek>? WeeklyDaysOff, ImmutableArray<Holiday> Holidays, ImmutableArray<DateOnly> Worked, ImmutableArray<Closure> Closures,
    ImmutableArray<Ramp>? Ramps = null)
{
    /// <summary>No difference.</summary>
    public static CalendarSheet Nothing { get; } = new(null, [], [], []);

    /// <summary>With closures that are not in it yet.</summary>
    public CalendarSheet With(ImmutableArray<Closure> closures) => this with { Closures = [.. Closures.Union(closures)] };

    /// <summary>Without closures that are in it.</summary>
    public CalendarSheet Without(ImmutableArray<Closure> closures) => this with { Closures = [.. Closures.Except(closures)] };

    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(CalendarSheet? other) =>
        other is not null && (WeeklyDaysOff ?? []).SequenceEqual(other.WeeklyDaysOff ?? []) && WeeklyDaysOff.HasValue == other.WeeklyDaysOff.HasValue
        && Holidays.SequenceEqual(other.Holidays) && Worked.SequenceEqual(other.Worked) && Closures.SequenceEqual(other.Closures)
        && (Ramps ?? []).SequenceEqual(other.Ramps ?? []);

    public override int GetHashCode() => HashCode.Combine(Holidays.Length, Worked.Length, Closures.Length, Worked.FirstOrDefault(), Closures.FirstOrDefault());
}

/// <summary>Names of working calendars.</summary>
public static class CalendarKeys
{
    private const string OfFactories = "factory:";
    private const string OfOffices = "office:";

    public static string Factory(string vendor) => OfFactories + vendor;

    /// <summary>The vendor whose factory is meant; null for a country's calendar.</summary>
    public static string? VendorOf(string key) => key.StartsWith(OfFactories, StringComparison.Ordinal) ? key[OfFactories.Length..] : null;

    public static string Office(string brand) => OfOffices + brand;

    /// <summary>The brand whose office is meant; null for any other calendar.</summary>
    public static string? BrandOf(string key) => key.StartsWith(OfOffices, StringComparison.Ordinal) ? key[OfOffices.Length..] : null;

    /// <summary>Whether it can name a calendar: two capitals of a country, a factory by its vendor's code, or an office by its brand.</summary>
    public static bool IsPossible(string key) =>
        key is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] || (VendorOf(key) ?? BrandOf(key)) is { Length: > 0 and <= 64 };
}

/// <param name="Pointer">JSON pointer to the member at fault within the sheet.</param>
public sealed record CalendarFault(string Pointer, string Code, string Detail);

/// <summary>Finds everything that is wrong with a calendar's sheet.</summary>
public static class CalendarFaults
{
    private const int MostEntries = 400;
    private const int LongestClosureDays = 120;
    private const int LongestRampDays = 90;
    private const int MostRamps = 20;
    private const int LongestName = 100;

    public static ImmutableArray<CalendarFault> Of(CalendarSheet sheet)
    {
        var faults = ImmutableArray.CreateBuilder<CalendarFault>();
        if (sheet.WeeklyDaysOff is { } weekly && weekly.Distinct().Count() == 7)
            Fault("/weeklyDaysOff", "no-working-day", "A week has at least one day to work on.");
        foreach (var (count, name) in new[] { (sheet.Holidays.Length, "holidays"), (sheet.Worked.Length, "worked"), (sheet.Closures.Length, "closures") })
            if (count > MostEntries)
                Fault($"/{name}", "too-many", $"Expected at most {MostEntries}, found {count}.");
        for (var i = 0; i < sheet.Holidays.Length; i++)
        {
            Day($"/holidays/{i}/day", sheet.Holidays[i].Day);
            Name($"/holidays/{i}/name", sheet.Holidays[i].Name);
        }

        for (var i = 0; i < sheet.Worked.Length; i++)
        {
            Day($"/worked/{i}", sheet.Worked[i]);
            if (sheet.Holidays.Any(holiday => holiday.Day == sheet.Worked[i]))
                Fault($"/worked/{i}", "off-and-worked", $"{sheet.Worked[i]:yyyy-MM-dd} is a holiday in the same sheet.");
        }

        for (var i = 0; i < sheet.Closures.Length; i++)
            Closed($"/closures/{i}", sheet.Closures[i]);
        var ramps = sheet.Ramps ?? [];
        if (ramps.Length > MostRamps)
            Fault("/ramps", "too-many", $"Expected at most {MostRamps}, found {ramps.Length}.");
        for (var i = 0; i < ramps.Length; i++)
        {
            Name($"/ramps/{i}/closure", ramps[i].Closure);
            if (ramps.Take(i).Any(ramp => ramp.Closure == ramps[i].Closure))
                Fault($"/ramps/{i}/closure", "closure-twice", $"{ramps[i].Closure} has a ramp in the same sheet already.");
            Ramped($"/ramps/{i}/before", ramps[i].BeforeDays, ramps[i].BeforePercent);
            Ramped($"/ramps/{i}/after", ramps[i].AfterDays, ramps[i].AfterPercent);
        }

        return faults.ToImmutable();

        void Closed(string at, Closure closure)
        {
            Day(at + "/from", closure.From);
            Day(at + "/to", closure.To);
            Name(at + "/name", closure.Name);
            if (closure.To < closure.From)
                Fault(at + "/to", "ends-before-it-begins", $"It begins {closure.From:yyyy-MM-dd} and ends {closure.To:yyyy-MM-dd}.");
            else if (closure.To.DayNumber - closure.From.DayNumber >= LongestClosureDays)
                Fault(at + "/to", "too-long", $"Expected at most {LongestClosureDays} days.");
            Ramped(at + "/ramp", closure.RampDays, closure.RampPercent);
            Ramped(at + "/before", closure.BeforeDays, closure.BeforePercent);
        }

        void Ramped(string at, int days, int percent)
        {
            if (days is < 0 or > LongestRampDays)
                Fault(at + "Days", "impossible-ramp", $"Expected 0 to {LongestRampDays} days.");
            if (percent is < 10 or > 100)
                Fault(at + "Percent", "impossible-ramp", "Expected 10 to 100 percent of what is usual.");
        }

        void Day(string at, DateOnly day)
        {
            if (day.Year is < WorkingCalendars.FirstYear or > WorkingCalendars.LastYear)
                Fault(at, "impossible-date", $"Expected a day from {WorkingCalendars.FirstYear} to {WorkingCalendars.LastYear}.");
        }

        void Name(string at, string name)
        {
            if (name is not { Length: > 0 and <= LongestName })
                Fault(at, "required", $"Expected a name of 1 to {LongestName} characters.");
        }

        void Fault(string pointer, string code, string detail) => faults.Add(new CalendarFault(pointer, code, detail));
    }
}
