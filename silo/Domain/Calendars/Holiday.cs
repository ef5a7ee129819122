using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Calendars;

/// <summary>A public holiday that stops the factories of a country.</summary>
[GenerateSerializer, Immutable, Alias("holiday")]
public sealed record Holiday(DateOnly Day, string Name);

/// <summary>Days on which factories stand still, <paramref name="From"/> and <paramref name="To"/> included.</summary>
/// <param name="RampDays">Calendar days after it on which less than usual gets done; 0 for none.</param>
/// <param name="RampPercent">How much does: of what is usual.</param>
/// <param name="BeforeDays">Calendar days before it on which less than usual gets done; 0 for none.</param>
/// <param name="BeforePercent">How much does: of what is usual.</param>
[GenerateSerializer, Immutable, Alias("closure")]
public sealed record Closure(
    DateOnly From, DateOnly To, string Name, int RampDays = 0, int RampPercent = 100, int BeforeDays = 0, int BeforePercent = 100)
{
    // A holiday inside a closure keeps its own name.
    internal ImmutableSortedDictionary<DateOnly, string> AddTo(ImmutableSortedDictionary<DateOnly, string> daysOff)
    {
        for (var day = From; day <= To; day = day.AddDays(1))
            if (!daysOff.ContainsKey(day))
                daysOff = daysOff.Add(day, Name);
        return daysOff;
    }

    /// <summary>
    /// Of the days before and after it those that count for nothing, each with what it is called, so that as much gets done in
    /// a whole ramp as its share allows: at 50 percent every other day. Days off do not count as part of it.
    /// </summary>
    internal IEnumerable<Holiday> LostDays(Func<DateOnly, bool> isDayOff, Func<DateOnly, bool> isWeeklyDayOff)
    {
        return Ramp(From.AddDays(-BeforeDays), BeforeDays, BeforePercent, "ramp-down").Concat(Ramp(To.AddDays(1), RampDays, RampPercent, "ramp-up"));

        IEnumerable<Holiday> Ramp(DateOnly first, int days, int percent, string word)
        {
            var lost = 0;
            for (var day = first; day < first.AddDays(days); day = day.AddDays(1))
            {
                if (isDayOff(day))
                    continue;
                lost += 100 - percent;
                if (lost < 100 || isWeeklyDayOff(day))
                    continue;
                lost -= 100;
                yield return new Holiday(day, $"{Name}, {word}");
            }
        }
    }
}
