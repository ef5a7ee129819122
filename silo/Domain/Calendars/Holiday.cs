using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>A public holiday that stops the factories of a country.</summary>
public readonly record struct Holiday(DateOnly Day, string Name);

/// <summary>Days on which factories stand still, <paramref name="From"/> and <paramref name="To"/> included.</summary>
public readonly record struct Closure(DateOnly From, DateOnly To, string Name)
{
    // A holiday inside a closure keeps its own name.
    internal ImmutableSortedDictionary<DateOnly, string> AddTo(ImmutableSortedDictionary<DateOnly, string> daysOff)
    {
        for (var day = From; day <= To; day = day.AddDays(1))
            if (!daysOff.ContainsKey(day))
                daysOff = daysOff.Add(day, Name);
        return daysOff;
    }
}
