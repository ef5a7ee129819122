using System.Collections.Immutable;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Calendars;

internal static class SomeCalendar
{
    /// <summary>Every day is worked: calendar days are all there is.</summary>
    public static readonly WorkingCalendar WithoutDaysOff = With([]);

    public static WorkingCalendar With(ImmutableHashSet<DayOfWeek> weekly, params ReadOnlySpan<(DateOnly Day, string Name)> daysOff)
    {
        var days = ImmutableSortedDictionary<DateOnly, string>.Empty;
        foreach (var (day, name) in daysOff)
            days = days.SetItem(day, name);
        return new("TEST", 1, "UTC", weekly, days);
    }

    /// <summary>Up to four weekly days off, single holidays, long closures and lost days between <paramref name="first"/> and the 250 days after it.</summary>
    public static WorkingCalendar Random(Random random, DateOnly first)
    {
        var weekly = Enum.GetValues<DayOfWeek>().Where(_ => random.Next(5) == 0).Take(4).ToImmutableHashSet();
        var days = ImmutableSortedDictionary<DateOnly, string>.Empty;
        for (var closure = random.Next(8); closure > 0; closure--)
        {
            var start = first.AddDays(random.Next(250));
            for (var length = random.Next(3) == 0 ? random.Next(20) : 1; length > 0; length--)
                days = days.SetItem(start.AddDays(length), $"Closure {closure}");
        }

        var lost = ImmutableSortedDictionary<DateOnly, string>.Empty;
        for (var ramp = random.Next(3); ramp > 0; ramp--)
        {
            var start = first.AddDays(random.Next(250));
            for (var length = random.Next(20); length > 0; length--)
                if (random.Next(2) == 0)
                    lost = lost.SetItem(start.AddDays(length), $"Ramp {ramp}");
        }
        return new("RANDOM", 1, "UTC", weekly, days, lost);
    }
}
